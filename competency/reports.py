"""Gap reports of units and all below them: ready to print, in no language.

Figures are worked out once, when a round closes, and what may not be shown is never
among them (`privacy`). In each competency a unit's figures are over the same people:
those whose gap is known, or, where the round sets no target there at all, those whose
level is known. Were means of levels and of gaps over different people, somebody who
knows the targets could subtract their way to the few who make the difference.

People whom a unit cannot count without giving them away are counted higher up
(`privacy.homes`), first for all competencies together and then in each. How many are
counted in a competency is not told, only that they are k or more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from competency import privacy
from competency.orgtree import OrgTree
from competency.privacy import Homes

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
    """These people are so many or more; 0 means nobody, NaN means withheld."""
    FREE = 4
    """1 where the competency is required of nobody who handed in, else 0."""
    EDGE = 5
    """The step by which the mean may be nearer to an end of the scale, with its sign:
    level and gap are told to be at least this (+), at most this (−) or as is (0)."""


@dataclass(frozen=True, eq=False)
class Figures:
    """Figures of all units of a tree, in its order.

    `people` (n_units,) int64 are counted, with all below; `shown` (n_units,) bool;
    `numbers` float32 (n_units, len(Measure), n_competencies), NaN where withheld.
    """

    people: NDArray[np.int64]
    shown: NDArray[np.bool_]
    numbers: NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class _Sums:
    """Over each unit with all below, (n_units, n_competencies), as people are counted.

    `nobody` is known of in a competency, `free` it is required of nobody.
    """

    people: NDArray[np.int64]
    level: Floats
    target: Floats
    short: NDArray[np.int64]
    nobody: NDArray[np.bool_]
    free: NDArray[np.bool_]


def _sums(
    tree: OrgTree, places: NDArray[np.int64], gap: Floats, level: Floats, k: int
) -> tuple[Homes, _Sums]:
    """Where everybody is counted, and sums of what is known of them.

    `places` (n_people,) are positions in the tree.
    """
    ones = np.ones((len(places), 1))
    homes = privacy.counted_at(tree, _whole(tree.own(places, ones)), k)
    at = np.where(places >= 0, homes.place[places, 0], -1)
    aimed = np.isfinite(gap)
    counted = np.where(_targeted(gap), aimed, np.isfinite(level))
    columns = privacy.counted_at(
        tree, _whole(tree.own(at, counted.astype(np.float64))), k
    )

    def over(values: Floats) -> Floats:
        return tree.over(columns.moved(tree.own(at, values)))

    free = _whole(tree.totals(at, np.isposinf(gap).astype(np.float64)))
    sums = _Sums(
        columns.people,
        over(np.where(counted, level, 0)),
        over(np.where(aimed, level - gap, 0)),
        _whole(over((aimed & (gap < 0)).astype(np.float64))),
        columns.shown & (columns.people == 0),
        (free == homes.people) & (homes.people > 0),
    )
    return homes, sums


def _whole(numbers: Floats) -> NDArray[np.int64]:
    return np.rint(numbers).astype(np.int64)


def _targeted(gap: Floats) -> NDArray[np.bool_]:
    """In which competencies the round says what it wants of anybody."""
    return np.asarray((~np.isnan(gap)).any(axis=0), np.bool_)


def group_figures(
    tree: OrgTree,
    places: NDArray[np.int64],
    gaps: pd.DataFrame,
    levels: pd.DataFrame,
    k: int,
    scale: tuple[int, int],
) -> Figures:
    """What every reader of group reports may see, of all units together.

    A unit is withheld with everything, or in single competencies only, where fewer
    than `k` of its people count there or others would be given away by them. `scale`
    is its lowest and highest level.
    """
    gap, level = gaps.to_numpy(np.float64), levels.to_numpy(np.float64)
    homes, sums = _sums(tree, places, gap, level, k)
    shown = homes.shown[:, 0]
    numbers = _numbers(tree, sums, shown[:, None], k, scale)
    numbers[:, Measure.GAP : Measure.SHORT + 1, ~_targeted(gap)] = np.nan
    return Figures(homes.people[:, 0], shown, numbers.astype(np.float32))


def _numbers(
    tree: OrgTree,
    sums: _Sums,
    units: NDArray[np.bool_],
    k: int,
    scale: tuple[int, int],
) -> Floats:
    """Figures (n_units, len(Measure), n_competencies), NaN where withheld."""
    some = np.where(sums.people > 0, sums.people, np.nan)
    means = privacy.told(sums.level / some, sums.people, scale)
    cells = units & (sums.people > 0)
    cells = privacy.in_doubt(tree, means, sums.people, cells, scale)
    steps = privacy.step(sums.people)
    met = sums.people - sums.short
    sides = privacy.both_sides(tree, sums.short, met, k, cells)
    short = privacy.shares(sums.short / some, sums.people)
    gap = np.round((means.value - sums.target / some) / steps) * steps
    values = np.full((len(units), len(Measure), sums.people.shape[1]), np.nan)
    values[:, Measure.LEVEL] = np.where(cells, means.value, np.nan)
    values[:, Measure.GAP] = np.where(cells, gap, np.nan)
    values[:, Measure.SHORT] = np.where(sides, short, np.nan)
    nobody = units & sums.nobody
    values[:, Measure.COUNTED] = np.where(cells, k, np.where(nobody, 0, np.nan))
    values[:, Measure.FREE] = np.where(cells | nobody, sums.free, np.nan)
    values[:, Measure.EDGE] = np.where(cells, means.edge, np.nan)
    return values


def pack(values: NDArray[np.float32]) -> bytes:
    """One unit's figures (len(Measure), n_competencies) as bytes."""
    return values.astype("<f4").tobytes()


def unpack(kept: bytes, n_competencies: int) -> NDArray[np.float32]:
    """The figures that `pack` made bytes of."""
    found = np.frombuffer(kept, "<f4").reshape(-1, n_competencies)
    # Rounds that closed before means had edges have a row less.
    missing = ((0, len(Measure) - len(found)), (0, 0))
    return np.pad(found.astype(np.float32), missing)


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
    """

    state: State
    level: float = np.nan
    gap: float = np.nan
    short: float = np.nan
    counted: int = 0
    edge: float = 0.0

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
    )


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
