"""The report that is printed from kept figures."""

import numpy as np
import pytest

from competency.figures import pack
from competency.reports import (
    Cell,
    Kept,
    Line,
    State,
    band,
    counts_only_below,
    furthest,
    gap_report,
)

NAN = float("nan")


def _kept(unit: int, column: tuple[float, ...] | None) -> Kept:
    packed = None if column is None else pack(np.array(column, np.float32)[:, None])
    return Kept(unit, 0, 8, None if column is None else 6, packed)


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        ((2, -1, 0.5, 5, 0), Cell(State.SHOWN, 2, -1, 0.5, 5)),
        ((4, 1, NAN, 5, 0, 0.5), Cell(State.SHOWN, 4, 1, NAN, 5, 0.5)),
        ((NAN, NAN, NAN, NAN, NAN), Cell(State.WITHHELD)),
        ((NAN, NAN, NAN, 0, 0), Cell(State.UNKNOWN)),
        ((NAN, NAN, NAN, 0, 1), Cell(State.FREE)),
        (None, Cell(State.WITHHELD)),
    ],
)
def test_a_cell_says_what_it_holds(
    column: tuple[float, ...] | None, expected: Cell
) -> None:
    report = gap_report(("a",), (_kept(7, column),))
    np.testing.assert_equal(vars(report.lines[0].cells[0]), vars(expected))


def test_the_rate_of_a_withheld_unit_is_not_told() -> None:
    shown, withheld = gap_report(("a",), (_kept(1, (1,) * 5), _kept(2, None))).lines
    assert shown.rate == 0.75
    assert withheld.people is None
    assert np.isnan(withheld.rate)


def _line(people: int | None) -> Line:
    return Line(1, 0, 9, people, ())


@pytest.mark.parametrize(
    ("people", "below", "expected"),
    [(20, (12, 8), True), (20, (12, None), False), (12, (12, None), True)],
)
def test_a_unit_whose_figures_are_those_below_it_has_none_of_its_own(
    people: int, below: tuple[int | None, ...], expected: bool
) -> None:
    assert counts_only_below(_line(people), [_line(n) for n in below]) is expected


def test_a_unit_without_any_below_or_without_figures_counts_its_own() -> None:
    assert not counts_only_below(_line(20), ())
    assert not counts_only_below(_line(None), (_line(None),))
    assert not counts_only_below(_line(0), (_line(0),))


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
