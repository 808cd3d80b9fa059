"""Answers become levels by three rules; what is unknown stays unknown."""

from math import nan
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from competency.answers import DOES_NOT_APPLY, DOES_NOT_KNOW, UNANSWERED
from competency.frameworks import Framework
from competency.scoring import (
    KINDS,
    PRESETS,
    Sheet,
    Term,
    combine,
    enough,
    levels,
    shared,
    stated,
    terms,
    weights,
)
from competency.scoring.mean import _Items, _weighed
from competency.scoring.sheets import laid

NO, HELP, ALONE, TEACH = 1, 2, 3, 4
"""Codes of the four answers of value 0 to 3."""
BLANK, DK, NA = UNANSWERED, DOES_NOT_KNOW, DOES_NOT_APPLY
WORDS = {"th": "ก", "en": "a"}


def framework(
    rule: dict[str, Any],
    items: list[dict[str, Any]],
    scale: tuple[int, ...] = (0, 1, 2, 3),
    answers: tuple[int, ...] = (0, 1, 2, 3),
) -> Framework:
    """One competency `a` with these items; each may leave out what is common."""
    common = {"answers": "can", "text": WORDS}
    return Framework.model_validate_json(
        Framework.model_validate(
            {
                "id": "one",
                "version": "1.0.0",
                "name": WORDS,
                "source": {"title": "Written for tests"},
                "scale": tuple({"level": step, "name": WORDS} for step in scale),
                "rule": rule,
                "answers": {"can": tuple({"value": v, "name": WORDS} for v in answers)},
                "areas": ({"id": "area", "name": WORDS},),
                "competencies": (
                    {
                        "id": "a",
                        "area": "area",
                        "name": WORDS,
                        "items": tuple(
                            {"id": f"a.{i}", **common, **item}
                            for i, item in enumerate(items)
                        ),
                    },
                ),
            }
        ).model_dump_json(by_alias=True)
    )


def level(made: Framework, *codes: int) -> float:
    """The level of one person with these answers."""
    column = np.array(codes, np.uint8)[:, None]
    return float(levels(Sheet(np.array([7]), column), made)["a"].to_numpy()[0])


def ladder(*steps: int, share: float = 1.0, **facts: Any) -> Framework:  # noqa: ANN401 -- fields of an item
    """A framework whose items stand on these levels; met from `on my own` on."""
    items = [{"level": step, **facts} for step in steps]
    return framework({"name": "ladder", "met": 2, "share": share}, items)


def mean(*items: dict[str, Any], **more: Any) -> Framework:  # noqa: ANN401 -- passed on
    """A framework that takes the mean of these items."""
    return framework({"name": "mean"}, list(items), **more)


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ((TEACH, TEACH, TEACH, TEACH), 3),
        ((NO, NO, NO, NO), 0),
        ((HELP, HELP, ALONE, ALONE), 1.5),
        ((ALONE, BLANK, ALONE, BLANK), 2),  # half is enough
        ((ALONE, BLANK, BLANK, BLANK), nan),
        ((ALONE, NA, NA, BLANK), 2),  # half of those that apply
        ((ALONE, DK, NA, NA), 2),
        ((ALONE, DK, DK, DK), nan),  # not knowing is no rating
        ((NA, NA, NA, NA), nan),
        ((BLANK, BLANK, BLANK, BLANK), nan),
    ],
)
def test_mean_of_four_items(codes: tuple[int, ...], expected: float) -> None:
    found = level(mean({}, {}, {}, {}), *codes)
    assert found == pytest.approx(expected, nan_ok=True)


def test_mean_lays_the_answer_scale_on_the_level_scale() -> None:
    made = mean({}, {}, scale=(1, 2, 3, 4, 5), answers=(1, 2, 3, 4, 5, 6))
    assert level(made, 6, 6) == 5
    assert level(made, 1, 1) == 1
    assert level(made, 3, 4) == pytest.approx(3)


def test_mean_weighs_items() -> None:
    assert level(mean({"weight": 3.0}, {}), TEACH, NO) == pytest.approx(2.25)


def test_mean_turns_reversed_items_first() -> None:
    made = mean({}, {"reversed": True})
    assert level(made, TEACH, TEACH) == pytest.approx(1.5)
    assert level(made, TEACH, NO) == 3
    assert level(made, TEACH, BLANK) == 3
    assert level(made, BLANK, TEACH) == 0


def test_mean_keeps_uneven_answer_values() -> None:
    assert level(mean({}, {}, answers=(0, 1, 10)), 2, 2) == pytest.approx(0.3)


def test_a_question_of_knowledge_makes_no_level() -> None:
    made = mean({}, {"key": 2})
    assert level(made, TEACH, HELP) == level(made, TEACH, BLANK) == 3


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ((ALONE, TEACH, NO, NO), 1),
        ((ALONE, TEACH, ALONE, NO), 2),
        ((ALONE, TEACH, ALONE, TEACH), 3),
        ((HELP, TEACH, ALONE, TEACH), 0),  # above an unmet level nothing counts
        ((ALONE, TEACH, HELP, TEACH), 1),
        ((ALONE, BLANK, NO, NO), nan),  # the answer could raise 0 to 1
        ((NO, BLANK, ALONE, ALONE), 0),  # whatever it is, level 1 is not met
        ((ALONE, ALONE, NO, BLANK), 1),  # level 2 is not met, so 3 does not matter
        ((ALONE, ALONE, BLANK, NO), nan),
        ((ALONE, DK, ALONE, ALONE), 0),  # not knowing is not met
        ((ALONE, NA, ALONE, NO), 2),  # what does not apply is not asked
        ((NA, NA, ALONE, NO), 2),  # nor is a whole level
        ((ALONE, ALONE, ALONE, NA), 2),  # and it is not reached either
        ((NA, NA, NA, NO), 0),
        ((NA, NA, NA, NA), nan),
        ((NA, NA, NA, BLANK), nan),
        ((BLANK, BLANK, BLANK, BLANK), nan),
    ],
)
def test_ladder_of_two_items_and_one_and_one(
    codes: tuple[int, ...], expected: float
) -> None:
    found = level(ladder(1, 1, 2, 3), *codes)
    assert found == pytest.approx(expected, nan_ok=True)


@pytest.mark.parametrize(
    ("share", "codes", "expected"),
    [
        (0.6, (ALONE, ALONE, ALONE, NO, NO), 1),  # three of five are 0.6
        (0.6, (ALONE, ALONE, NO, NO, NO), 0),
        (0.6, (ALONE, ALONE, ALONE, NO, BLANK), 1),  # met already
        (0.6, (ALONE, ALONE, NO, NO, BLANK), nan),
        (0.5, (ALONE, NO, NA, NA, NA), 1),
    ],
)
def test_ladder_takes_a_share_of_a_level(
    share: float, codes: tuple[int, ...], expected: float
) -> None:
    found = level(ladder(1, 1, 1, 1, 1, share=share), *codes)
    assert found == pytest.approx(expected, nan_ok=True)


def test_ladder_turns_reversed_items_first() -> None:
    made = ladder(1, reversed=True)
    assert [level(made, code) for code in (NO, HELP, ALONE, TEACH)] == [1, 1, 0, 0]


def test_ladder_without_items_at_a_level_passes_over_it() -> None:
    assert level(ladder(1, 3), ALONE, ALONE) == 3
    assert level(ladder(1, 3), ALONE, NO) == 1


@pytest.mark.parametrize(
    ("code", "expected"), [(NO, 0), (TEACH, 3), (BLANK, nan), (DK, nan), (NA, nan)]
)
def test_direct_is_the_rating(code: int, expected: float) -> None:
    found = level(framework({"name": "direct"}, [{}]), code)
    assert found == pytest.approx(expected, nan_ok=True)


def test_a_competency_without_items_is_unknown() -> None:
    made = framework({"name": "mean"}, [])
    empty = Sheet(np.array([1, 2]), np.zeros((0, 2), np.uint8))
    assert levels(empty, made)["a"].isna().all()


def test_a_sheet_of_nobody_has_no_levels() -> None:
    found = levels(
        Sheet(np.zeros(0, np.int64), np.zeros((2, 0), np.uint8)), ladder(1, 2)
    )
    assert found.shape == (0, 1)


def test_stated_levels_stand_on_the_scale_of_the_framework() -> None:
    made = framework({"name": "mean"}, [{}, {}], scale=(1, 2, 3))
    sheet = Sheet(np.array([4, 5, 6]), np.array([[1, 3, 0]], np.uint8))
    assert stated(sheet, made)["a"].tolist() == pytest.approx([1, 3, nan], nan_ok=True)


RULES: list[dict[str, Any]] = [
    {"name": "mean"},
    {"name": "ladder", "met": 2, "share": 0.6},
]
ITEMS = [
    {"level": 1, "reversed": True},
    {"level": 1},
    {"level": 2},
    {"level": 3},
    {"level": 2},
]
answers_of_many = hnp.arrays(
    np.uint8,
    st.tuples(st.just(5), st.integers(1, 12)),
    elements=st.sampled_from([NO, HELP, ALONE, TEACH, BLANK, DK, NA]),
)


@pytest.mark.parametrize("rule", RULES)
@given(codes=answers_of_many)
def test_scoring_one_equals_scoring_many(
    rule: dict[str, Any], codes: NDArray[np.uint8]
) -> None:
    made = framework(rule, ITEMS)
    many = levels(Sheet(np.arange(codes.shape[1]), codes), made)["a"].tolist()
    alone = [level(made, *column) for column in codes.T.tolist()]
    assert many == pytest.approx(alone, nan_ok=True)


@given(codes=answers_of_many)
def test_bytes_added_give_what_the_formula_gives(codes: NDArray[np.uint8]) -> None:
    made = framework({"name": "mean"}, ITEMS)
    table = np.array([laid(made, position) for position in range(5)])
    formula = _weighed(_Items(table, np.ones(5), 0.5), codes)
    quick = levels(Sheet(np.arange(codes.shape[1]), codes), made)["a"]
    assert quick.tolist() == pytest.approx(formula.tolist(), nan_ok=True)


@pytest.mark.parametrize("rule", RULES)
@given(codes=answers_of_many)
def test_what_nobody_answered_never_becomes_a_level(
    rule: dict[str, Any], codes: NDArray[np.uint8]
) -> None:
    found = levels(Sheet(np.arange(codes.shape[1]), codes), framework(rule, ITEMS))["a"]
    nothing = ((codes == BLANK) | (codes == NA)).all(axis=0)
    assert np.isnan(found[nothing]).all()


@given(codes=answers_of_many)
def test_a_known_ladder_level_holds_whatever_the_missing_answers_are(
    codes: NDArray[np.uint8],
) -> None:
    made = framework(RULES[1], ITEMS)
    found = levels(Sheet(np.arange(codes.shape[1]), codes), made)["a"]
    for filling in (NO, TEACH, DK, NA):
        filled = np.where(codes == BLANK, np.uint8(filling), codes)
        after = levels(Sheet(np.arange(codes.shape[1]), filled), made)["a"]
        known = ~np.isnan(found)
        assert found[known].tolist() == after[known].tolist()


def test_a_million_subjects_pass_in_blocks() -> None:
    made = ladder(1, 2)
    codes = np.full((2, 300_000), ALONE, np.uint8)
    codes[1, -1] = NO
    found = levels(Sheet(np.arange(300_000), codes), made)["a"]
    assert found.iloc[[0, 131_072, -1]].tolist() == [2, 2, 1]


def _frame(rows: dict[int, list[float]]) -> pd.DataFrame:
    index = pd.Index(list(rows), name="person")
    return pd.DataFrame(list(rows.values()), index, ["a", "b"], np.float32)


def test_every_combination_of_kinds_has_weights_of_its_own_that_make_a_whole() -> None:
    for preset in PRESETS.values():
        assert len(preset) == 2 ** len(KINDS) - 1
        for kinds, percent in preset.items():
            assert sum(percent) == pytest.approx(100)
            zero = {k for k, p in zip(KINDS, percent, strict=True) if not p}
            assert zero == set(KINDS) - set(kinds)


def test_own_weights_keep_their_proportion_where_a_kind_is_missing() -> None:
    own = shared((20, 60, 20, 0))
    assert own["self", "supervisor"] == (25, 75, 0, 0)
    assert own["self", "supervisor", "peer"] == (20, 60, 20, 0)
    assert own["peer", "subordinate"] == (0, 0, 100, 0)
    assert ("subordinate",) not in own


def test_what_rests_on_kinds_without_weight_is_unknown() -> None:
    none = shared((0, 100, 0, 0))
    found = combine({"self": _frame({1: [2, 3]})}, none)
    assert found.isna().to_numpy().all()
    assert terms({"self": 2.0}, none) == ()


def test_presets_are_told_apart_by_name() -> None:
    assert weights("civil-service", (0, 0, 0, 0)) is PRESETS["civil-service"]
    assert weights("equal", (0, 0, 0, 0))["self", "peer"] == (50, 0, 50, 0)
    assert weights("own", (50, 50, 0, 0))["self", "supervisor"] == (50, 50, 0, 0)


def test_self_and_supervisor_weigh_ten_and_ninety() -> None:
    own, above = _frame({1: [0, 2], 2: [3, nan]}), _frame({1: [2, nan], 3: [1, 1]})
    found = combine({"self": own, "supervisor": above}, PRESETS["civil-service"])
    assert found.index.tolist() == [1, 2, 3]
    assert found["a"].tolist() == pytest.approx([1.8, 3, 1])
    assert found["b"].tolist() == pytest.approx([2, nan, 1], nan_ok=True)


def test_several_peers_speak_with_their_mean() -> None:
    index = pd.Index([1, 1, 1], name="person")
    peers = pd.DataFrame({"a": [1, 2, nan], "b": nan}, index, dtype=np.float32)
    found = combine({"peer": peers}, PRESETS["civil-service"])
    assert found.index.tolist() == [1]
    assert found.to_numpy()[0].tolist() == pytest.approx([1.5, nan], nan_ok=True)


def test_nobody_rated_is_nobody_combined() -> None:
    assert combine({}, PRESETS["civil-service"]).shape == (0, 0)


def _peers(*rows: tuple[int, float, float]) -> pd.DataFrame:
    """Peers' levels of two competencies: person, level of a, level of b."""
    index = pd.Index([row[0] for row in rows], dtype="int64", name="person")
    values = np.array([row[1:] for row in rows], np.float32).reshape(len(rows), 2)
    return pd.DataFrame(values, index, ["a", "b"])


def test_peers_count_where_enough_of_them_know_the_level() -> None:
    given_ = _peers((1, 2, 3), (1, 1, nan), (1, 3, 1), (2, 2, 2), (2, 3, 3))
    found = enough(given_, 3)
    assert found["a"].tolist()[:3] == [2, 1, 3]
    assert found["b"].isna().all()
    assert found.iloc[3:].isna().to_numpy().all()
    assert enough(_peers(), 3).empty


@given(st.lists(st.tuples(st.integers(1, 4), st.one_of(st.just(nan), st.floats(0, 3)))))
def test_what_is_left_of_peers_is_never_the_word_of_fewer(
    rows: list[tuple[int, float]],
) -> None:
    found = enough(_peers(*((who, level, level) for who, level in rows)), 3)
    known = found["a"].notna().groupby(level=0).sum()
    assert all(count == 0 or count >= 3 for count in known)


def test_the_terms_of_a_level_are_told_for_kinds_that_know_it() -> None:
    levels_ = {"self": 3.0, "supervisor": 2.5, "peer": nan}
    found = terms(levels_, PRESETS["civil-service"])
    assert found == (Term("self", 0.1, 3.0), Term("supervisor", 0.9, 2.5))
    assert terms({"self": nan}, PRESETS["civil-service"]) == ()


@given(
    st.dictionaries(
        st.sampled_from(KINDS), st.one_of(st.just(nan), st.floats(0, 5)), min_size=1
    )
)
def test_the_terms_sum_to_the_combined_level(known: dict[str, float]) -> None:
    index = pd.Index([1], dtype="int64", name="person")
    frames = {
        kind: pd.DataFrame([[level]], index, ["a"], np.float32)
        for kind, level in known.items()
    }
    together = float(combine(frames, PRESETS["civil-service"]).loc[1, "a"])  # type: ignore[arg-type]
    found = terms(known, PRESETS["civil-service"])
    if found:
        total = sum(each.weight * each.level for each in found)
        assert together == pytest.approx(total, abs=1e-5)
    else:
        assert np.isnan(together)


def test_weights_that_leave_a_combination_out_give_no_terms() -> None:
    assert terms({"self": 1.0, "peer": 2.0}, {("self",): (100, 0, 0, 0)}) == ()
