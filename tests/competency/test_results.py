from math import inf, isnan, nan
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competency.answers import blank, change
from competency.frameworks import Text, parse
from competency.results import (
    Outcome,
    PersonalResult,
    Standing,
    by_need,
    personal,
    provisional,
    shortfalls,
    strengths,
)

THREE = parse((Path(__file__).parents[1] / "data" / "three.yaml").read_text("utf-8"))
NOTHING = blank(THREE)
CASEWORKER = "caseworker"
"""Targets: data.read 2, data.keep 1, safe.share not required."""

any_level = st.one_of(st.just(nan), st.floats(0, 3, width=32))
any_profile = st.sampled_from([None, "caseworker", "head"])


def _result(*levels: float, profile: str | None = CASEWORKER) -> PersonalResult:
    return personal(THREE, profile, levels, NOTHING)


def _names(outcomes: tuple[Outcome, ...]) -> list[str]:
    return [outcome.competency.id for outcome in outcomes]


def test_a_result_has_levels_targets_and_gaps_in_framework_order() -> None:
    found = _result(1, 3, 2, profile="head").outcomes
    assert _names(found) == ["data.read", "data.keep", "safe.share"]
    assert [(o.level, o.target, o.gap) for o in found] == [
        (1, 3, -2),
        (3, 2, 1),
        (2, 2, 0),
    ]


@pytest.mark.parametrize(
    ("level", "profile", "place", "standing"),
    [
        (1, CASEWORKER, 0, Standing.SHORT),
        (2, CASEWORKER, 0, Standing.MET),
        (3, CASEWORKER, 0, Standing.ABOVE),
        (1.999, CASEWORKER, 0, Standing.MET),
        (1.99, CASEWORKER, 0, Standing.SHORT),
        (nan, CASEWORKER, 0, Standing.LEVEL_UNKNOWN),
        (0, None, 0, Standing.TARGET_UNKNOWN),
        (nan, None, 0, Standing.TARGET_UNKNOWN),
        (0, CASEWORKER, 2, Standing.NOT_REQUIRED),
        (nan, CASEWORKER, 2, Standing.NOT_REQUIRED),
    ],
)
def test_unknown_not_required_and_met_are_told_apart(
    level: float, profile: str | None, place: int, standing: Standing
) -> None:
    outcome = _result(level, level, level, profile=profile).outcomes[place]
    assert outcome.standing is standing


def test_unknown_and_not_required_are_no_numbers() -> None:
    unknown, _keep, free = _result(nan, 0, 1).outcomes
    assert isnan(unknown.level)
    assert isnan(unknown.gap)
    assert unknown.target == 2
    assert (free.target, free.gap) == (-inf, inf)
    (outcome, *_rest) = _result(1, 1, 1, profile=None).outcomes
    assert isnan(outcome.target)
    assert isnan(outcome.gap)


@pytest.mark.parametrize(
    ("level", "reached", "following"),
    [
        (0, 0, 1),
        (1, 1, 2),
        (1.7, 1, 2),
        (1.999, 2, 3),
        (3, 3, None),
        (nan, None, None),
    ],
)
def test_the_level_reached_and_the_next_up_are_steps_of_the_scale(
    level: float, reached: int | None, following: int | None
) -> None:
    outcome = _result(level, 0, 0).outcomes[0]
    assert (outcome.reached and outcome.reached.level) == reached
    assert (outcome.next and outcome.next.level) == following


def test_steps_carry_the_competencys_own_wording_where_it_has_some() -> None:
    read, keep, _share = _result(0, 1, 0).outcomes
    assert read.reached is not None
    assert read.next is not None
    assert (read.reached.name.en, read.reached.words) == ("Not shown", None)
    assert read.next.words == Text(
        th="บอกได้ว่าตารางหรือแผนภูมิแสดงอะไร", en="Says what a table or a chart shows"
    )
    assert keep.next is not None
    assert (keep.next.name.th, keep.next.words) == ("ทำได้เอง", None)


def test_steps_are_found_on_a_scale_that_is_written_downwards() -> None:
    downwards = THREE.model_copy(update={"scale": THREE.scale[::-1]})
    outcome = personal(downwards, CASEWORKER, (1, 1, 1), NOTHING).outcomes[0]
    assert (outcome.reached and outcome.reached.level) == 1
    assert (outcome.next and outcome.next.level) == 2


def test_answered_items_are_counted_with_what_was_asked() -> None:
    codes = change(NOTHING, {0: 1, 2: 254, 3: 255, 9: 4}, THREE)
    found = personal(THREE, CASEWORKER, (0, 0, 0), codes).outcomes
    assert [(o.answered, o.items) for o in found] == [(3, 4), (0, 3), (1, 3)]


def test_the_largest_shortfall_comes_first_and_what_has_no_gap_last() -> None:
    assert _names(by_need(_result(1, 0, 1, profile="head"))) == [
        "data.read",
        "data.keep",
        "safe.share",
    ]
    assert _names(by_need(_result(3, 2, 0, profile="head"))) == [
        "safe.share",
        "data.read",
        "data.keep",
    ]
    assert _names(by_need(_result(nan, 1, 3))) == [
        "data.keep",
        "data.read",
        "safe.share",
    ]


def test_shortfalls_and_strengths_leave_out_what_is_unknown_or_not_required() -> None:
    result = _result(3, nan, 3)
    assert _names(strengths(result)) == ["data.read"]
    assert _names(shortfalls(result)) == []


def test_what_stands_furthest_above_its_target_is_the_first_strength() -> None:
    result = _result(3, 3, 2, profile="head")
    assert _names(strengths(result)) == ["data.keep", "data.read", "safe.share"]


def test_a_level_stands_between_the_ends_of_the_scale() -> None:
    result = _result(0, 0, 0)
    assert [result.share(level) for level in (0, 1.5, 3)] == [0, 0.5, 1]
    assert isnan(result.share(nan))
    assert isnan(result.share(-inf))


def test_a_provisional_level_is_that_of_ones_own_answers() -> None:
    met = change(NOTHING, dict.fromkeys((0, 1, 2, 4), 3) | {3: 1, 5: 1, 6: 1}, THREE)
    read, keep, share = provisional(met, THREE)
    assert (read, keep) == (2, 1)
    assert isnan(share)


def test_levels_of_another_framework_are_refused() -> None:
    with pytest.raises(ValueError, match="columns"):
        personal(THREE, CASEWORKER, (1, 2), NOTHING)


@given(levels=st.tuples(any_level, any_level, any_level), profile=any_profile)
def test_every_competency_stands_once_and_in_one_order(
    levels: tuple[float, float, float], profile: str | None
) -> None:
    result = personal(THREE, profile, levels, NOTHING)
    ordered = by_need(result)
    assert sorted(_names(ordered)) == sorted(THREE.competency_ids)
    places = [list(Standing).index(o.standing) for o in ordered]
    assert places == sorted(places)
    gaps = [o.gap for o in shortfalls(result)]
    assert gaps == sorted(gaps)
    assert not set(_names(strengths(result))) & set(_names(shortfalls(result)))


@given(level=st.floats(0, 3, width=32))
def test_a_known_level_stands_between_the_step_reached_and_the_next(
    level: float,
) -> None:
    outcome = _result(level, 0, 0).outcomes[0]
    assert outcome.reached is not None
    assert outcome.reached.level <= level + 0.005
    assert outcome.next is None or level - 0.005 < outcome.next.level


def test_the_step_reached_is_always_one_of_the_scale() -> None:
    found = (_result(n / 7, 0, 0).outcomes[0].reached for n in range(22))
    assert {step.level for step in found if step} == {0, 1, 2, 3}
