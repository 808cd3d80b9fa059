"""Gap reports of units and all below them: ready to print, in no language.

Figures are worked out once, when a round closes, and what may not be shown is never
among them (`privacy`). In each competency a unit's figures are over the same people:
those whose gap is known, or, where the round sets no target there at all, those whose
level is known. Were means of levels and of gaps over different people, somebody who
knows the targets could subtract their way to the few who make the difference.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from competency import privacy
from competency.orgtree import OrgTree

Floats = NDArray[np.float64]


class Measure(IntEnum):
    """Rows of a unit's figures; there is one column for each competency."""

    LEVEL = 0
    """Mean level."""
    GAP = 1
    """Mean gap; NaN where the round sets no target."""
    SHORT = 2
    """Share of the people below their target."""
    COUNTED = 3
    """How many people these are; 0 means nobody, NaN means withheld."""
    FREE = 4
    """1 where the competency is required of nobody who handed in, else 0."""
    LEVEL_HALF = 5
    """Half of the width of the mean level's interval (see `uncertainty`)."""
    GAP_HALF = 6
    """The same of the mean gap; both are NaN where too few are counted."""
    LEVEL_WIDE = 7
    """The same of the mean level, as if whoever answered came from many more."""
    APART = 8
    """Against the units beside it: −1 lower, 1 higher, 0 not told; NaN uncompared."""


@dataclass(frozen=True, eq=False)
class Figures:
    """Figures of all units of a tree, in its order.

    `people` (n_units,) int64 handed in, with all below; `shown` (n_units,) bool;
    `numbers` float32 (n_units, len(Measure), n_competencies), NaN where withheld.
    """

    people: NDArray[np.int64]
    shown: NDArray[np.bool_]
    numbers: NDArray[np.float32]


def _sums(
    tree: OrgTree, places: NDArray[np.int64], gaps: pd.DataFrame, levels: pd.DataFrame
) -> tuple[NDArray[np.int64], Floats, Floats]:
    """People, counts and sums over each unit with all below, before any is withheld.

    `places` (n_people,) are positions in the tree. Comes back as people (n_units,),
    counted (n_units, n_competencies) and sums (n_units, 4 · n_competencies) of level,
    gap, shortness and freedom.
    """
    level, gap = levels.to_numpy(np.float64), gaps.to_numpy(np.float64)
    aimed, free = np.isfinite(gap), np.isposinf(gap)
    counted = np.where(_targeted(gap), aimed, np.isfinite(level))
    parts = (
        np.where(counted, level, 0),
        np.where(aimed, gap, 0),
        (aimed & (gap < 0)).astype(np.float64),
        free.astype(np.float64),
    )
    ones = np.ones((len(places), 1))
    people = tree.totals(places, ones)[:, 0].astype(np.int64)
    counts = tree.totals(places, counted.astype(np.float64))
    return people, counts, tree.totals(places, np.hstack(parts))


def _targeted(gap: Floats) -> NDArray[np.bool_]:
    """In which competencies the round says what it wants of anybody."""
    return np.asarray((~np.isnan(gap)).any(axis=0), np.bool_)


def group_figures(
    tree: OrgTree,
    places: NDArray[np.int64],
    gaps: pd.DataFrame,
    levels: pd.DataFrame,
    k: int,
) -> Figures:
    """What every reader of group reports may see, of all units together.

    A unit is withheld with everything, or in single competencies only, where fewer
    than `k` of its people count there or their neighbours would give them away.
    """
    people, counts, sums = _sums(tree, places, gaps, levels)
    hidden = privacy.together(tree, people[:, None], k)
    whole = np.rint(counts).astype(np.int64)
    withheld = privacy.withheld(tree, whole, k, hidden) | hidden[:, None]
    level, gap, short, free = np.split(sums, 4, axis=1)
    some = np.where(counts > 0, counts, np.nan)
    targeted = _targeted(gaps.to_numpy(np.float64))
    values = np.full((len(people), len(Measure), counts.shape[1]), np.nan)
    values[:, Measure.LEVEL] = level / some
    values[:, Measure.GAP] = np.where(targeted, gap / some, np.nan)
    values[:, Measure.SHORT] = np.where(targeted, short / some, np.nan)
    values[:, Measure.COUNTED] = counts
    values[:, Measure.FREE] = (free == people[:, None]) & (people[:, None] > 0)
    values[np.broadcast_to(withheld[:, None, :], values.shape)] = np.nan
    return Figures(people, ~hidden, values.astype(np.float32))


def pack(values: NDArray[np.float32]) -> bytes:
    """One unit's figures (len(Measure), n_competencies) as bytes."""
    return values.astype("<f4").tobytes()


def unpack(kept: bytes, n_competencies: int) -> NDArray[np.float32]:
    """The figures that `pack` made bytes of; NaN in rows that came later."""
    found = np.frombuffer(kept, "<f4").reshape(-1, n_competencies)
    values = np.full((len(Measure), n_competencies), np.nan, np.float32)
    values[: len(found)] = found
    return values


class State(StrEnum):
    """What a cell of a report holds."""

    SHOWN = "shown"
    WITHHELD = "withheld"
    UNKNOWN = "unknown"
    FREE = "free"


@dataclass(frozen=True)
class Cell:
    """One competency of one unit; the numbers are NaN unless it is shown.

    `gap` and `short` are NaN too where the round sets no target. The others are those
    of `Measure`, NaN where nothing is told.
    """

    state: State
    level: float = np.nan
    gap: float = np.nan
    short: float = np.nan
    counted: int = 0
    level_half: float = field(default=np.nan, compare=False)
    gap_half: float = field(default=np.nan, compare=False)
    level_wide: float = field(default=np.nan, compare=False)
    apart: float = field(default=np.nan, compare=False)


@dataclass(frozen=True)
class Line:
    """One unit of a report, with all below it.

    `people` handed in, None where the unit is withheld; `asked` were asked.
    """

    unit: int
    depth: int
    asked: int
    people: int | None
    cells: tuple[Cell, ...]

    @property
    def rate(self) -> float:
        """The share that handed in; NaN where it is withheld or nobody was asked."""
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


BANDS = (-1.5, -0.75, -0.05, 0.05)
"""Where a mean gap changes its colour: three shades of shortfall, met, above."""


def band(gap: float) -> int:
    """How a mean gap is shaded: −3 far below the target … −1, 0 met, 1 above it."""
    return sum(gap > bound for bound in BANDS) - 3
