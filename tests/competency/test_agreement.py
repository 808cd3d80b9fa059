"""Agreement between raters equals published figures, and says where there is none."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from sklearn.metrics import cohen_kappa_score

from competency.agreement import FEWEST, Silence, Table, agreements, correlations, kappa

JUDGES = np.array(
    [
        [9, 2, 5, 8],
        [6, 1, 3, 2],
        [8, 4, 6, 8],
        [7, 1, 2, 6],
        [10, 5, 6, 9],
        [6, 2, 4, 7],
    ],
    np.float64,
)
"""Six targets and four judges: the numbers of Shrout and Fleiss (1979), table 2."""

LEVELS = (0, 1, 2, 3)


@pytest.mark.parametrize(
    ("kind", "value", "low", "high"),
    [
        ("1,1", 0.17, -0.13, 0.72),
        ("2,1", 0.29, 0.02, 0.76),
        ("3,1", 0.71, 0.34, 0.95),
        ("1,k", 0.44, -0.88, 0.91),
        ("2,k", 0.62, 0.07, 0.93),
        ("3,k", 0.91, 0.68, 0.99),
    ],
)
def test_the_six_correlations_are_those_that_were_published(
    kind: str, value: float, low: float, high: float
) -> None:
    found = {str(name): each for name, each in correlations(JUDGES).items()}[kind]
    assert [round(each, 2) for each in (found.value, found.low, found.high)] == [
        value,
        low,
        high,
    ]


@pytest.mark.parametrize(
    ("one", "other", "linear", "quadratic"),
    [(0, 3, 0.3846, 0.6053), (1, 2, 0.2143, 0.5106), (2, 3, 0.1429, 0.3793)],
)
def test_weighted_kappa_is_that_of_the_reference(
    one: int, other: int, linear: float, quadratic: float
) -> None:
    scale = tuple(range(1, 11))
    pair = JUDGES[:, one], JUDGES[:, other]
    assert kappa(*pair, scale, "linear") == pytest.approx(linear, abs=5e-5)
    assert kappa(*pair, scale, "quadratic") == pytest.approx(quadratic, abs=5e-5)


tables = hnp.arrays(
    np.float64,
    st.tuples(st.integers(4, 12), st.integers(2, 4)),
    elements=st.integers(0, 5),
).filter(lambda table: table.mean(axis=1).std() > 0)


@given(tables, st.integers(-3, 3))
def test_a_strict_rater_leaves_consistency_alone(table: Table, shift: int) -> None:
    moved = table.copy()
    moved[:, 0] += shift
    before, after = (correlations(each)["3,1"].value for each in (table, moved))
    assert before == pytest.approx(after, nan_ok=True)


@given(tables)
def test_the_order_of_people_and_raters_does_not_matter(table: Table) -> None:
    turned = correlations(table[::-1, ::-1])
    for kind, found in correlations(table).items():
        assert found.value == pytest.approx(turned[kind].value, nan_ok=True, abs=1e-9)


@given(tables)
def test_raters_who_say_the_same_agree_wholly(table: Table) -> None:
    same = np.column_stack([table[:, 0], table[:, 0]])
    if same.std():
        assert correlations(same)["2,1"].value == pytest.approx(1)


def _frame(*levels: float) -> pd.DataFrame:
    index = pd.Index(range(len(levels)), dtype="int64", name="person")
    return pd.DataFrame({"a": np.array(levels, np.float32)}, index)


def test_two_kinds_are_compared_over_people_whom_both_rated() -> None:
    own = _frame(*[1.0] * 6, *[2.0] * 6, np.nan, 3.0)
    above = _frame(*[1.0] * 6, *[1.0] * 3, *[2.0] * 3, 3.0, np.nan)
    (found,) = agreements(own, above, LEVELS)
    assert found.pairs == 12
    assert (found.exact, found.near) == (0.75, 1.0)
    assert found.difference == pytest.approx(-0.25)
    assert found.kappa_quadratic == pytest.approx(0.5)
    assert found.single is not None
    assert found.single.low < found.single.value < found.single.high


def test_too_few_pairs_say_nothing() -> None:
    (found,) = agreements(_frame(*[1.0] * 9), _frame(*[2.0] * 9), LEVELS)
    assert (found.pairs, found.silence) == (FEWEST - 1, Silence.FEW)
    assert np.isnan(found.exact)


def test_where_everybody_says_the_same_there_is_nothing_to_correlate() -> None:
    (found,) = agreements(_frame(*[2.0] * 12), _frame(*[2.0] * 12), LEVELS)
    assert found.silence is Silence.ALIKE
    assert found.exact == 1
    assert np.isnan(found.kappa_linear)


pairs = st.lists(
    st.tuples(st.sampled_from(LEVELS), st.sampled_from(LEVELS)), min_size=2
).filter(lambda found: len({each for pair in found for each in pair}) > 1)


@given(pairs, st.sampled_from(["linear", "quadratic"]))
def test_weighted_kappa_is_that_of_another_program(
    found: list[tuple[int, int]], weights: str
) -> None:
    one, other = np.array(found, np.float64).T
    theirs = cohen_kappa_score(
        one.astype(int), other.astype(int), labels=list(LEVELS), weights=weights
    )
    ours = kappa(one, other, LEVELS, weights)  # type: ignore[arg-type]
    assert ours == pytest.approx(theirs, abs=1e-9)


def test_raters_who_each_say_one_thing_of_all_cannot_be_compared() -> None:
    (found,) = agreements(_frame(*[1.0] * 12), _frame(*[2.0] * 12), LEVELS)
    assert found.silence is Silence.ALIKE
    assert (found.exact, found.near, found.difference) == (0, 1, 1)


@given(tables)
def test_an_estimate_lies_within_its_interval(table: Table) -> None:
    for found in correlations(table).values():
        if not np.isnan(found.value):
            assert found.low - 1e-9 <= found.value <= found.high + 1e-9


def test_raters_one_level_apart_throughout_are_not_certain_to_agree() -> None:
    own = np.array([0.0, 1, 2, 3] * 4)
    found = correlations(np.column_stack([own, own + 1]))["2,1"]
    assert found.value == pytest.approx(0.7273, abs=1e-4)
    assert (round(found.low, 3), round(found.high, 3)) == (0.003, 0.943)
