"""What may be called strongest and weakest, and what may not."""

from collections.abc import Sequence

import numpy as np
import pytest

from competency.reports import Cell, Line, State
from competency.standings import (
    Beside,
    Interval,
    comparable,
    differing,
    gap_interval,
    level_interval,
    standings,
)
from competency.uncertainty import quantile

K, SCALE = 5, (0, 5)
NAN = float("nan")


def _cell(gap: float, half: float = 0.1) -> Cell:
    return Cell(State.SHOWN, gap + 3, gap, 0.5, 40, level_half=half, gap_half=half)


def _line(cells: Sequence[Cell]) -> Line:
    return Line(1, 0, 80, 40, tuple(cells))


def test_clear_differences_make_a_group_each() -> None:
    found = standings(_line([_cell(x) for x in (-1, 1, -2, 0)]), K, SCALE)
    assert [each.at for each in found.weakest] == [2, 0]
    assert [each.at for each in found.strongest] == [1, 3]
    assert [each.groups for each in found.weakest] == [(1, 1), (2, 2)]
    assert (found.groups, found.unlisted) == (4, ())
    assert found.weakest[0].interval == Interval(-2.1, -1.9)


def test_where_all_meet_nothing_is_called_strongest_or_weakest() -> None:
    found = standings(_line([_cell(x, 0.5) for x in (-0.2, 0, 0.2)]), K, SCALE)
    assert (found.weakest, found.strongest, found.compared) == ((), (), 3)


def test_what_lies_between_shares_the_group_of_both_sides() -> None:
    """Wide enough at once, the middle one meets both ends, which do not meet."""
    found = standings(_line([_cell(x, 0.3) for x in (-0.6, 0, 0.6)]), K, SCALE)
    assert [(each.at, each.groups) for each in found.weakest] == [(0, (1, 1))]
    assert [(each.at, each.groups) for each in found.strongest] == [(2, (2, 2))]
    assert found.unlisted == (1,)


def test_no_more_than_five_stand_on_a_side_and_none_on_both() -> None:
    found = standings(_line([_cell(x) for x in range(-7, 7)]), K, SCALE)
    assert [each.at for each in found.weakest] == [0, 1, 2, 3, 4]
    assert [each.at for each in found.strongest] == [13, 12, 11, 10, 9]


def test_levels_are_compared_where_no_gap_has_an_interval() -> None:
    cells = [
        Cell(State.SHOWN, level, counted=40, level_half=0.2) for level in (0.1, 4.9)
    ]
    found = standings(_line(cells), K, SCALE)
    assert not found.by_gap
    low, high = found.weakest[0].interval, found.strongest[0].interval
    assert low == Interval(0, 0.1 + 0.2)
    assert high == Interval(4.9 - 0.2, 5)


def test_cells_without_an_interval_are_left_out() -> None:
    cells = [_cell(-2), _cell(0), Cell(State.WITHHELD), Cell(State.SHOWN, 1, -3, 1, 6)]
    found = standings(_line(cells), K, SCALE)
    assert found.compared == 2
    assert [each.at for each in found.weakest] == [0]
    assert standings(_line(cells[1:]), K, SCALE).compared == 1
    assert gap_interval(cells[3]) is None
    assert level_interval(cells[3], SCALE) is None


@pytest.mark.parametrize("seed", range(20))
def test_whoever_is_listed_is_told_from_somebody(seed: int) -> None:
    """Widened so that all hold at once: forty are counted."""
    rng = np.random.default_rng(seed)
    means = rng.uniform(-2, 2, size := int(rng.integers(2, 12)))
    halves = rng.choice([0.05, 0.3, 1], size)
    found = standings(
        _line([_cell(*row) for row in zip(means, halves, strict=True)]), K, SCALE
    )
    wide = halves * float(quantile(39, size) / quantile(39))
    for each in found.weakest:
        assert means[each.at] + wide[each.at] < (means - wide).max()
    for each in found.strongest:
        assert means[each.at] - wide[each.at] > (means + wide).min()
    assert bool(found.weakest) == bool(found.strongest)


def test_units_that_differ_are_named_by_competency_in_their_own_order() -> None:
    def line(*told: float) -> Line:
        return _line([Cell(State.SHOWN, apart=each) for each in told])

    lines = (line(-1, 0, NAN), line(0, 0, NAN), line(-1, 1, NAN), line(NAN, NAN, NAN))
    assert differing(lines) == (Beside(0, (0, 2), ()), Beside(1, (), (2,)))
    assert comparable(lines) == 3
    assert differing(()) == ()
