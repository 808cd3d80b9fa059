"""Changes between rounds, and those that cannot be told from none."""

import math

import pytest

from competency.reports import Cell, Line, State
from competency.trends import MISSING, Verdict, beside, changes


def _cell(level: float, wide: float = 0.2) -> Cell:
    return Cell(State.SHOWN, level, counted=40, level_wide=wide)


def test_a_change_beyond_its_interval_is_told() -> None:
    found = changes(
        (_cell(2), _cell(2), _cell(2)), (_cell(3), _cell(1), _cell(2.1)), 10
    )
    assert [each.verdict for each in found] == ["higher", "lower", "untold"]
    assert found[0].change == 1
    half = math.hypot(0.2, 0.2)
    assert found[0].interval is not None
    assert found[0].interval.low == pytest.approx(1 - half)
    assert found[0].interval.high == pytest.approx(1 + half)


def test_a_change_is_the_difference_of_what_is_printed() -> None:
    """2.00 and 2.22 stand on the page."""
    assert changes((_cell(2.004),), (_cell(2.216),), 10)[0].change == pytest.approx(
        0.22
    )


def test_among_many_competencies_one_small_change_is_not_told() -> None:
    """It is outside its own interval, but one of ten would be by chance."""
    before = [_cell(2)] * 10
    now = [_cell(2.3), *[_cell(2)] * 9]
    (first, *_rest) = changes(before, now, 10)
    assert first.interval is not None
    assert first.interval.low > 0
    assert first.verdict is Verdict.UNTOLD
    assert changes(before[:1], now[:1], 10)[0].verdict is Verdict.HIGHER


def test_a_round_without_an_interval_leaves_the_change_unknown() -> None:
    (found,) = changes((Cell(State.SHOWN, 2),), (_cell(3),), 10)
    assert (found.verdict, found.interval, found.change) == ("unknown", None, 1)


def test_cells_of_another_round_are_found_by_their_ids() -> None:
    line = Line(1, 0, 9, 9, (_cell(1), _cell(2)))
    assert beside(line, ("b", "a"), ("a", "c")) == (_cell(2), MISSING)
