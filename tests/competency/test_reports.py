"""Figures of units, and the report that is printed from them."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from competency.orgtree import tree
from competency.privacy import residuals
from competency.reports import (
    Cell,
    Figures,
    Kept,
    Line,
    Measure,
    State,
    band,
    furthest,
    gap_report,
    group_figures,
    pack,
    unpack,
)

Rows = Sequence[tuple[float, ...]]
K = 5
NAN, FREE = float("nan"), float("inf")


def _frames(
    levels: Sequence[tuple[float, ...]], gaps: Sequence[tuple[float, ...]]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    index = pd.Index(range(1, len(levels) + 1), dtype="int64", name="person")
    names = list("abc")[: len(levels[0])]
    return (
        pd.DataFrame(np.array(levels, np.float32), index, names),
        pd.DataFrame(np.array(gaps, np.float32), index, names),
    )


TREE = tree([10, 11, 12], [None, 10, 10], [b"0", b"1", b"2"])
"""An agency with two divisions."""


def _figures(
    places: list[int],
    levels: Sequence[tuple[float, ...]],
    gaps: Sequence[tuple[float, ...]],
) -> Figures:
    level, gap = _frames(levels, gaps)
    return group_figures(TREE, np.array(places, np.int64), gap, level, K)


def _one(found: Figures, unit: int, measure: Measure, competency: int = 0) -> float:
    return float(found.numbers[unit, measure, competency])


def test_means_are_over_the_unit_and_all_below() -> None:
    places = [0] * 5 + [1] * 5 + [2] * 10
    levels = [(1.0,)] * 5 + [(2.0,)] * 5 + [(4.0,)] * 10
    gaps = [(-1.0,)] * 5 + [(0.0,)] * 5 + [(1.0,)] * 10
    found = _figures(places, levels, gaps)
    assert found.people.tolist() == [20, 5, 10]
    assert found.shown.tolist() == [True, True, True]
    assert _one(found, 0, Measure.LEVEL) == 2.75
    assert _one(found, 0, Measure.GAP) == 0.25
    assert _one(found, 0, Measure.SHORT) == 0.25
    assert _one(found, 2, Measure.LEVEL) == 4


def test_a_small_unit_and_the_neighbour_that_would_give_it_away_are_withheld() -> None:
    places = [1] * 3 + [2] * 10
    found = _figures(places, [(1.0,)] * 13, [(0.0,)] * 13)
    assert found.shown.tolist() == [True, False, False]
    assert np.isnan(found.numbers[1:]).all()


def test_a_competency_that_few_are_counted_in_is_withheld_alone() -> None:
    levels = [(1.0, 1.0)] * 10
    gaps = [(-1.0, -1.0)] * 4 + [(-1.0, NAN)] * 6
    found = _figures([0] * 10, levels, gaps)
    assert _one(found, 0, Measure.COUNTED, 0) == 10
    assert np.isnan(found.numbers[0, :, 1]).all()


def test_levels_are_over_those_whose_gap_is_known() -> None:
    """Else level mean less gap mean would tell the one who makes the difference."""
    levels = [(1.0,)] * 9 + [(5.0,)]
    gaps = [(-1.0,)] * 9 + [(FREE,)]
    found = _figures([0] * 10, levels, gaps)
    assert _one(found, 0, Measure.LEVEL) == 1
    assert _one(found, 0, Measure.COUNTED) == 9


def test_without_any_target_levels_are_shown_and_gaps_unknown() -> None:
    found = _figures([0] * 6, [(2.0,)] * 6, [(NAN,)] * 6)
    assert _one(found, 0, Measure.LEVEL) == 2
    assert np.isnan(_one(found, 0, Measure.GAP))
    assert np.isnan(_one(found, 0, Measure.SHORT))


def test_figures_survive_being_kept() -> None:
    values = np.arange(2 * len(Measure), dtype=np.float32).reshape(-1, 2)
    values[0, 1] = NAN
    np.testing.assert_array_equal(unpack(pack(values), 2), values)


def test_figures_kept_before_there_were_intervals_are_read() -> None:
    values = np.array([[1, NAN], [2, 3], [0.5, 1], [5, 6], [0, 1]], np.float32)
    found = unpack(pack(values), 2)
    np.testing.assert_array_equal(found[:5], values)
    assert found.shape == (len(Measure), 2)
    assert np.isnan(found[5:]).all()


def _kept(unit: int, column: tuple[float, ...] | None) -> Kept:
    packed = None if column is None else pack(np.array(column, np.float32)[:, None])
    return Kept(unit, 0, 8, None if column is None else 6, packed)


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ((2, -1, 0.5, 6, 0), Cell(State.SHOWN, 2, -1, 0.5, 6)),
        ((NAN, NAN, NAN, NAN, NAN), Cell(State.WITHHELD)),
        ((NAN, NAN, NAN, 0, 0), Cell(State.UNKNOWN)),
        ((NAN, NAN, NAN, 0, 1), Cell(State.FREE)),
        (None, Cell(State.WITHHELD)),
    ],
)
def test_a_cell_says_what_it_holds(
    column: tuple[float, ...] | None, cell: Cell
) -> None:
    report = gap_report(("a",), (_kept(7, column),))
    np.testing.assert_equal(vars(report.lines[0].cells[0]), vars(cell))


def test_the_rate_of_a_withheld_unit_is_not_told() -> None:
    shown, withheld = gap_report(("a",), (_kept(1, (1,) * 5), _kept(2, None))).lines
    assert shown.rate == 0.75
    assert withheld.people is None
    assert np.isnan(withheld.rate)


@st.composite
def _agency(draw: st.DrawFn) -> tuple[list[int | None], list[int], list[bool]]:
    size = draw(st.integers(1, 9))
    parents: list[int | None] = [None]
    parents += [draw(st.integers(0, at - 1)) for at in range(1, size)]
    places = draw(st.lists(st.integers(0, size - 1), max_size=60))
    known = draw(st.lists(st.booleans(), min_size=len(places), max_size=len(places)))
    return parents, places, known


@settings(deadline=None)
@given(_agency())
def test_no_shown_figure_leaves_a_small_rest(
    agency: tuple[list[int | None], list[int], list[bool]],
) -> None:
    parents, places, known = agency
    org = tree(list(range(len(parents))), parents, [bytes([i]) for i in range(9)])
    rows = [(1.0,) if each else (NAN,) for each in known]
    level, gap = _frames(rows or [(NAN,)], rows or [(NAN,)])
    at = org.positions(np.array(places, np.int64))
    found = group_figures(org, at, gap.iloc[: len(at)], level.iloc[: len(at)], K)
    counted = found.numbers[:, Measure.COUNTED, 0]
    whole = org.totals(at, np.array(known, np.float64).reshape(-1, 1)).astype(np.int64)
    rest = residuals(org, whole, np.isnan(counted))
    assert not ((rest > 0) & (rest < K)).any()


@pytest.mark.parametrize(
    ("gap", "shade"),
    [(-3, -3), (-1.5, -3), (-1.4, -2), (-0.5, -1), (-0.01, 0), (0.04, 0), (0.5, 1)],
)
def test_a_gap_is_shaded_by_how_far_it_is_from_the_target(
    gap: float, shade: int
) -> None:
    assert band(gap) == shade


def test_the_competencies_furthest_below_come_first_and_none_on_target() -> None:
    gaps = (-0.5, 0.2, NAN, -1.5, -0.01, -0.6)
    cells = tuple(Cell(State.SHOWN, gap=gap) for gap in gaps)
    line = Line(1, 0, 9, 9, (*cells, Cell(State.WITHHELD)))
    assert furthest(line, 9) == (3, 5, 0)
    assert furthest(line, 2) == (3, 5)
