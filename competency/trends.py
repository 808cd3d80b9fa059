"""How a unit has changed from one closed round to another, from what both show.

Some people answered in both rounds, others joined or left. Who did is not looked at:
the two means are taken as those of different people, which makes an interval wider than
need be where people who stay keep their order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.stats import t as student

from competency.reports import Cell, Line, State
from competency.standings import Interval
from competency.uncertainty import holm, quantile

DECIMALS = 2

MISSING = Cell(State.UNKNOWN)
"""The cell of a competency that a round did not ask for."""


class Verdict(StrEnum):
    """What may be said of a change."""

    HIGHER = "higher"
    LOWER = "lower"
    UNTOLD = "untold"
    """It cannot be told from no change."""
    UNKNOWN = "unknown"
    """One of the two rounds tells no interval."""


@dataclass(frozen=True)
class Change:
    """How a mean level has changed, and with 95 % by how much; NaN where unknown."""

    change: float
    interval: Interval | None
    verdict: Verdict


def changes(
    before: Sequence[Cell], now: Sequence[Cell], least: int
) -> tuple[Change, ...]:
    """Of each competency, its cells side by side; `least` people count at least.

    The interval of one change holds with 95 %; that anything has changed is said of all
    competencies together with 95 % (`holm`).
    """
    levels = np.array([[cell.level for cell in each] for each in (before, now)])
    # As they are printed, so that a reader who subtracts finds the same.
    levels = np.round(levels, DECIMALS)
    wide = np.array([[cell.level_wide for cell in each] for each in (before, now)])
    difference, half = levels[1] - levels[0], np.hypot(*wide)
    freedom = least - 1
    with np.errstate(divide="ignore", invalid="ignore"):
        apart = np.abs(difference) / half * quantile(freedom)
    told = holm(np.asarray(2 * student.sf(apart, freedom)))
    signs = np.where(told, np.sign(difference), 0)
    columns = zip(difference, half, signs, strict=True)
    return tuple(_change(*map(float, column)) for column in columns)


_VERDICTS = {-1: Verdict.LOWER, 0: Verdict.UNTOLD, 1: Verdict.HIGHER}


def _change(difference: float, half: float, sign: float) -> Change:
    if np.isnan(half):
        return Change(difference, None, Verdict.UNKNOWN)
    interval = Interval(difference - half, difference + half)
    return Change(difference, interval, _VERDICTS[int(sign)])


def beside(line: Line, ids: Sequence[str], wanted: Sequence[str]) -> tuple[Cell, ...]:
    """The cells of another round in the order of `wanted`, unknown where not asked."""
    cells = dict(zip(ids, line.cells, strict=True))
    return tuple(cells.get(each, MISSING) for each in wanted)
