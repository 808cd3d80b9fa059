"""What stands on an executive's page, worked by hand from figures that are shown."""

from math import nan

import pytest

from assessments.manager.glance import Tally, doubts, tally, years
from competency.masterplans import Standing, Status
from competency.reports import Cell, Line, State

SHOWN = Cell(State.SHOWN, 1.5, -0.5, 0.25, 8)


def _line(people: int | None, *cells: Cell) -> Line:
    return Line(1, 1, 12, people, cells)


def test_goals_are_counted_by_how_they_stand() -> None:
    standings = [*Standing, Standing.REACHED]
    assert tally([Status(2570, each) for each in standings]) == Tally(2, 3, 1, 5)


@pytest.mark.parametrize(
    ("every", "year", "told"),
    [
        (range(2566, 2571), 2570, (2566, 2567, 2568, 2569, 2570)),
        (range(2568, 2571), 2569, (2568, 2569, 2570)),
        (range(2560, 2580), 2570, (2568, 2569, 2570, 2571, 2572)),
        (range(2560, 2580), 2550, (2560, 2561, 2562, 2563, 2564)),
        (range(2560, 2580), 2590, (2575, 2576, 2577, 2578, 2579)),
    ],
)
def test_the_years_around_this_one_are_told(
    every: range, year: int, told: tuple[int, ...]
) -> None:
    assert years(every, year) == told


def test_what_figures_lack_is_counted_and_what_is_not_required_is_not() -> None:
    cells = SHOWN, Cell(State.UNKNOWN), Cell(State.WITHHELD), Cell(State.FREE)
    found = doubts(_line(10, *cells), [_line(None), _line(9), _line(None)])
    assert (found.waiting, found.lacking, found.competencies) == (2, 2, 4)
    assert (found.hidden, found.units) == (2, 3)


def test_a_competency_without_a_target_is_known() -> None:
    level_only = Cell(State.SHOWN, 1.5, nan, nan, 8)
    assert doubts(_line(12, level_only), []).lacking == 0
