import numpy as np
import pandas as pd
import pytest

from assessments.demo import answering, building, lists, people
from assessments.demo.answering import STRAIGHT_LINERS, Turnout
from assessments.demo.framework import framework
from competency.answers import DOES_NOT_APPLY, DOES_NOT_KNOW
from competency.clustering.needs import cluster
from competency.frameworks import Framework
from competency.gaps import gaps, profile_of, shortfalls, targets
from competency.knowledge import is_right
from competency.scoring import Sheet, levels

PEOPLE = 4000
OWN_WAY = 3
"""The packed code of "on my own", the third of four answers."""


@pytest.fixture(scope="module")
def demo() -> Framework:
    return framework()


def _codes(demo: Framework, ability: float, seed: int = 5) -> np.ndarray:
    abilities = np.full((PEOPLE, len(demo.competency_ids)), ability)
    return answering.codes(abilities, demo, np.random.default_rng(seed))


def _share_met(codes: np.ndarray) -> float:
    plain = codes[codes < DOES_NOT_KNOW]
    return float((plain >= OWN_WAY).mean())


def test_every_code_is_one_that_the_framework_takes(demo: Framework) -> None:
    codes = _codes(demo, 2.5)
    for position, allowed in enumerate(demo.codes[: demo.rated]):
        assert set(codes[:, position].tolist()) <= allowed - {0}


def test_who_can_more_knows_more_and_every_answer_is_one_of_the_question(
    demo: Framework,
) -> None:
    shares = []
    for ability in (0.5, 3.5):
        abilities = np.full((PEOPLE, len(demo.competency_ids)), ability)
        codes = answering.knowing(abilities, demo, np.random.default_rng(5))
        assert codes.shape == (PEOPLE, 21)
        for place, allowed in enumerate(demo.codes[demo.rated :]):
            assert set(codes[:, place].tolist()) <= allowed - {0}
        right = is_right_in(demo, codes)
        shares.append(right)
    assert shares[0] < 0.4
    assert shares[1] > 0.7


def is_right_in(demo: Framework, codes: np.ndarray) -> float:
    """The share of right answers."""
    places = range(demo.rated, len(demo.items))
    right = [
        is_right(demo, place, code)
        for column, place in enumerate(places)
        for code in codes[:, column].tolist()
    ]
    return sum(right) / len(right)


def test_an_item_at_ones_ability_is_met_by_half(demo: Framework) -> None:
    third = [n for n, item in enumerate(demo.items) if item.level == 3]
    assert _share_met(_codes(demo, 3.0)[:, third]) == pytest.approx(0.5, abs=0.02)


def test_an_item_one_level_below_is_met_as_the_logistic_curve_says(
    demo: Framework,
) -> None:
    second = [n for n, item in enumerate(demo.items) if item.level == 2]
    curve = 1 / (1 + np.exp(-answering.SLOPE))
    expected = (1 - STRAIGHT_LINERS) * curve + STRAIGHT_LINERS
    found = _share_met(_codes(demo, 3.0)[:, second])
    assert found == pytest.approx(expected, abs=0.02)


def test_some_say_that_an_item_does_not_apply_or_that_they_do_not_know(
    demo: Framework,
) -> None:
    codes = _codes(demo, 2.0)
    assert 0.004 < float((codes == DOES_NOT_APPLY).mean()) < 0.02
    assert 0.01 < float((codes == DOES_NOT_KNOW).mean()) < 0.08


def test_the_same_seed_gives_the_same_answers(demo: Framework) -> None:
    assert (_codes(demo, 2.0) == _codes(demo, 2.0)).all()


def test_specialists_are_abler_in_technology_than_others(demo: Framework) -> None:
    areas = demo.competency_ids
    placings = [{"work-2567": "IT"}] * 500 + [{"work-2567": "NONIT"}] * 500
    units = np.zeros(1000, np.int64)
    ability = answering.abilities(placings, units, areas, np.random.default_rng(3))
    technology = ability[:, areas.index("DTech")]
    ahead = technology[:500].mean() - technology[500:].mean()
    assert ahead == pytest.approx(1.6, abs=0.2)


def test_abilities_of_one_person_hang_together(demo: Framework) -> None:
    """In areas that no planted type lacks: 0.35² over 0.35² + 0.3² is 0.58."""
    placings = [{"work-2567": "NONIT"}] * 3000
    units = np.zeros(3000, np.int64)
    rng = np.random.default_rng(3)
    ability = answering.abilities(placings, units, demo.competency_ids, rng)
    lacked = {area for _share, lack in answering.TYPES for area in lack}
    free = [at for at, area in enumerate(demo.competency_ids) if area not in lacked]
    among = np.asarray(np.corrcoef(ability[:, free].T))[np.triu_indices(len(free), 1)]
    assert among == pytest.approx(0.58, abs=0.05)


def test_the_planted_types_are_found_as_groups(demo: Framework) -> None:
    """All of the city answer, and two of the groups lack what was planted."""
    rng = np.random.default_rng(building.SEED)
    tree = lists.units()
    staff = people.staff(tree, rng)
    place = {unit.code: number for number, unit in enumerate(tree)}
    units = np.array([place[person.unit] for person in staff])
    placings = [person.placings for person in staff]
    ability = answering.abilities(placings, units, demo.competency_ids, rng)
    codes = np.ascontiguousarray(answering.codes(ability, demo, rng).T)
    found = levels(Sheet(np.arange(len(staff)), codes), demo)
    ids = [profile_of(person.placings, demo) for person in staff]
    profiles = pd.Series(ids, index=found.index, dtype=object)
    short = shortfalls(gaps(found, targets(profiles, demo)))
    groups = cluster(short, resamples=20).clusters
    apart = {frozenset(group.apart) for group in groups}
    assert {frozenset({"DCyber", "DGov"}), frozenset({"DLit", "DServ"})} <= apart
    assert min(group.stability for group in groups) > 0.75


def test_the_turnout_is_about_what_was_wanted_and_nobody_counts_twice() -> None:
    units = np.arange(20_000) % 60
    wanted = Turnout(0.85, 0.05)
    done, begun = answering.turnout(units, wanted, np.random.default_rng(4))
    assert done.mean() == pytest.approx(0.85, abs=0.02)
    assert begun.mean() == pytest.approx(0.05, abs=0.02)
    assert not (done & begun).any()
