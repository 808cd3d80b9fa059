"""Gap reports of units and all below them: ready to print, in no language.

What is printed was decided and reckoned once, when the round closed (`figures`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from competency.figures import Measure, unpack


class State(StrEnum):
    """What a cell of a report holds."""

    SHOWN = "shown"
    WITHHELD = "withheld"
    UNKNOWN = "unknown"
    FREE = "free"


@dataclass(frozen=True)
class Cell:
    """One competency of one unit; the numbers are NaN unless it is shown.

    `gap` and `short` are NaN too where the round sets no target, `short` also where
    too few are on one of its sides. `counted` people or more are behind them. `edge`
    is the step by which level and gap are told to be at least (+) or at most (−) this.
    The others are those of `Measure`, NaN where nothing is told.
    """

    state: State
    level: float = np.nan
    gap: float = np.nan
    short: float = np.nan
    counted: int = 0
    edge: float = 0.0
    level_half: float = field(default=np.nan, compare=False)
    gap_half: float = field(default=np.nan, compare=False)
    level_wide: float = field(default=np.nan, compare=False)
    apart: float = field(default=np.nan, compare=False)

    @property
    def shade(self) -> int:
        """How the mean gap is shaded, nearest to what it may be (see `band`)."""
        return band(self.gap + self.edge)


@dataclass(frozen=True)
class Line:
    """One unit of a report, with all below it.

    `people` are counted, None where the unit is withheld; `asked` were asked.
    """

    unit: int
    depth: int
    asked: int
    people: int | None
    cells: tuple[Cell, ...]

    @property
    def rate(self) -> float:
        """The share that is counted; NaN where it is withheld or nobody was asked."""
        if self.people is None or not self.asked:
            return np.nan
        return self.people / self.asked


@dataclass(frozen=True)
class GapReport:
    """Units against competencies; lines are in the order of the tree."""

    competency_ids: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Kept:
    """A unit's row as it was kept at closing; `figures` is None where withheld."""

    unit: int
    depth: int
    asked: int
    people: int | None
    figures: bytes | None


def gap_report(competency_ids: Sequence[str], kept: Sequence[Kept]) -> GapReport:
    """A report of these units, in their order."""
    ids = tuple(competency_ids)
    return GapReport(ids, tuple(_line(row, len(ids)) for row in kept))


def _line(row: Kept, size: int) -> Line:
    if row.figures is None:
        cells = (Cell(State.WITHHELD),) * size
        return Line(row.unit, row.depth, row.asked, None, cells)
    columns = unpack(row.figures, size).T
    cells = tuple(cell(column) for column in columns)
    return Line(row.unit, row.depth, row.asked, row.people, cells)


def cell(column: NDArray[np.float32]) -> Cell:
    """The cell of one competency, from its figures (len(Measure),)."""
    counted = float(column[Measure.COUNTED])
    if np.isnan(counted):
        return Cell(State.WITHHELD)
    if not counted:
        return Cell(State.FREE if column[Measure.FREE] else State.UNKNOWN)
    return Cell(
        State.SHOWN,
        float(column[Measure.LEVEL]),
        float(column[Measure.GAP]),
        float(column[Measure.SHORT]),
        int(counted),
        float(column[Measure.EDGE]),
        level_half=float(column[Measure.LEVEL_HALF]),
        gap_half=float(column[Measure.GAP_HALF]),
        level_wide=float(column[Measure.LEVEL_WIDE]),
        apart=float(column[Measure.APART]),
    )


def furthest(line: Line, most: int) -> tuple[int, ...]:
    """Positions of the competencies whose shown mean gap is furthest below the target.

    The furthest first; those on or above the target are never among them.
    """
    short = [at for at, each in enumerate(line.cells) if each.gap <= BANDS[2]]
    return tuple(sorted(short, key=lambda at: line.cells[at].gap)[:most])


def counts_only_below(line: Line, below: Sequence[Line]) -> bool:
    """Whether a shown unit counts just the people of the units one step below it.

    Then nobody of its own handed in, or a few did and are counted further up; which
    of the two is not told.
    """
    if not line.people or not below:
        return False
    return sum(each.people or 0 for each in below) == line.people


BANDS = (-1.5, -0.75, -0.05, 0.05)
"""Where a mean gap changes its colour: three shades of shortfall, met, above."""


def band(gap: float) -> int:
    """How a mean gap is shaded: −3 far below the target … −1, 0 met, 1 above it."""
    return sum(gap > bound for bound in BANDS) - 3
