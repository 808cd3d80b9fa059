"""Figures of units and all below them, and what of them may be told.

Figures are worked out once, when a round closes, and what may not be shown is never
among them (`privacy`). In each competency a unit's figures are over the same people:
those whose gap is known, or, where the round sets no target there at all, those whose
level is known. Were means of levels and of gaps over different people, somebody who
knows the targets could subtract their way to the few who make the difference.

People whom a unit cannot count without giving them away are counted higher up
(`privacy.homes`), first for all competencies together and then in each. How many are
counted in a competency is not told, only that they are k or more. A mean gap is told
by the mean level as it is told, so that it says nothing more to who knows the targets.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from competency import privacy
from competency.counting import Counts, Floats, Mask, Sums, sums_over, targeted
from competency.orgtree import OrgTree
from competency.privacy import Groups


class Measure(IntEnum):
    """Rows of a unit's figures; there is one column for each competency."""

    LEVEL = 0
    """Mean level."""
    GAP = 1
    """Mean gap; NaN where the round sets no target."""
    SHORT = 2
    """Share of the people below their target; NaN too where a side of it is small."""
    COUNTED = 3
    """These people are so many or more; 0 means nobody, NaN means withheld."""
    FREE = 4
    """1 where the competency is required of nobody who handed in, else 0."""
    EDGE = 5
    """The step by which the mean may be nearer to an end of the scale, with its sign:
    level and gap are told to be at least this (+), at most this (−) or as is (0)."""
    LEVEL_HALF = 6
    """Half of the width of the mean level's interval (see `uncertainty`)."""
    GAP_HALF = 7
    """The same of the mean gap; both are NaN where no interval is told."""
    LEVEL_WIDE = 8
    """The same of the mean level, as if whoever answered came from many more."""
    APART = 9
    """Against the units beside it: −1 lower, 1 higher, 0 not told; NaN uncompared."""


LEAST = 2
"""Times k are counted wherever an interval is told."""


@dataclass(frozen=True, eq=False)
class Figures:
    """Figures of all units of a tree, in its order.

    `people` (n_units,) int64 are counted, with all below; `shown` (n_units,) bool;
    `numbers` float32 (n_units, len(Measure), n_competencies), NaN where withheld.
    Intervals may be told where `sure` (n_units, n_competencies); `uncertainty` adds
    them.
    """

    people: Counts
    shown: Mask
    numbers: NDArray[np.float32]
    sure: Mask


@dataclass(frozen=True, eq=False)
class Told:
    """What a round tells by competency id, for later rounds to be held against."""

    levels: Mapping[str, Groups]
    shares: Mapping[str, Groups]
    scatter: Mapping[str, Groups]


@dataclass(frozen=True)
class Rule:
    """By what figures are withheld.

    The smallest group, the lowest and highest level, what earlier rounds have told.
    """

    k: int
    scale: tuple[int, int]
    before: tuple[Told, ...] = ()


SHARE = 0, 1
"""The scale of a share."""


@dataclass(frozen=True, eq=False)
class Asked:
    """What figures are made from: a tree, and the people who handed in.

    `places` (n_people,) are their positions in the tree; GAPS and LEVELS frames.
    """

    tree: OrgTree
    places: Counts
    gaps: pd.DataFrame
    levels: pd.DataFrame


def group_figures(asked: Asked, rule: Rule) -> Figures:
    """What every reader of group reports may see, of all units together.

    A unit is withheld with everything, or in single competencies only, where fewer
    than k of its people count there or others would be given away by them.
    """
    found = _decided(asked, rule)
    sums, gap = found.sums, asked.gaps.to_numpy(np.float64)
    numbers = _numbers(found, rule.k)
    numbers[:, Measure.GAP : Measure.SHORT + 1, ~targeted(gap)] = np.nan
    return Figures(sums.whole, sums.units, numbers.astype(np.float32), found.sure)


def counted(asked: Asked, k: int) -> Counts:
    """Where everybody counts in each competency (n_people, n_competencies), or −1."""
    gap, level = (each.to_numpy(np.float64) for each in (asked.gaps, asked.levels))
    return sums_over(asked.tree, asked.places, gap, level, k).place


def told(asked: Asked, rule: Rule) -> Told:
    """What the figures of the same tell a reader who knows who is counted where."""
    found = _decided(asked, rule)
    return Told(
        _Means(asked, found.sums, found.means, rule.scale).by_name(found.cells),
        _Means(asked, found.sums, found.shares, SHARE).by_name(found.sides),
        _Means(asked, found.sums, found.means, rule.scale).by_name(found.sure),
    )


@dataclass(frozen=True, eq=False)
class _Decided:
    """Means where `cells`, shares where `sides` and intervals where `sure`.

    All three are (n_units, n_competencies).
    """

    sums: Sums
    means: privacy.Told
    cells: Mask
    shares: privacy.Told
    sides: Mask
    sure: Mask


def _decided(asked: Asked, rule: Rule) -> _Decided:
    gap, level = (each.to_numpy(np.float64) for each in (asked.gaps, asked.levels))
    tree, sums = asked.tree, sums_over(asked.tree, asked.places, gap, level, rule.k)
    means = privacy.told(sums.level / sums.some, sums.people, rule.scale)
    cells = sums.units[:, None] & (sums.people > 0)
    cells = privacy.in_doubt(tree, means, sums.people, cells, rule.scale)
    group = _Means(asked, sums, means, rule.scale)
    levels = [each.levels for each in rule.before]
    cells = _beside(
        group, levels, cells, partial(privacy.apart, k=rule.k, scale=rule.scale)
    )
    met = sums.people - sums.short
    sides = privacy.both_sides(tree, sums.short, met, rule.k, cells)
    shares = privacy.shares(sums.short / sums.some, sums.people)
    before = [each.shares for each in rule.before]
    some = _Means(asked, sums, shares, SHARE)
    sides = _beside(some, before, sides, partial(privacy.apart, k=rule.k, scale=SHARE))
    # Beside "at least" and "at most" an interval would tell what these leave open.
    sure = cells & (sums.people >= LEAST * rule.k) & (means.edge == 0)
    scatter = [each.scatter for each in rule.before]
    sure = _beside(group, scatter, sure, partial(privacy.unchanged, k=rule.k))
    return _Decided(sums, means, cells, shares, sides, sure)


@dataclass(frozen=True, eq=False)
class _Means:
    """Means or shares that are told of these sums, and the ends of their scale."""

    asked: Asked
    sums: Sums
    means: privacy.Told
    scale: tuple[int, int]

    def by_name(self, shown: Mask, columns: Counts | None = None) -> dict[str, Groups]:
        """Competency id → what the shown ones tell, of some columns or of all."""
        some = np.arange(shown.shape[1]) if columns is None else columns
        people = self.asked.levels.index.to_numpy(np.int64)
        means = privacy.Told(*(each[:, some] for each in vars(self.means).values()))
        tree, counts = self.asked.tree, self.sums.people[:, some]
        known = privacy.bounds(tree, means, counts, shown[:, some], self.scale)
        places = self.sums.place[:, some].T
        return {
            str(self.asked.levels.columns[column]): privacy.told_groups(
                tree, people, place, known, at
            )
            for at, (column, place) in enumerate(zip(some, places, strict=True))
        }


def _beside(
    means: _Means,
    before: Sequence[Mapping[str, Groups]],
    shown: Mask,
    check: Callable[[Groups, Sequence[Groups]], Mask],
) -> Mask:
    """Which of the shown figures may stay beside those of earlier rounds.

    Where one is withheld, what is left of the unit above has changed: asked again.
    """
    kept, names = shown.copy(), [str(name) for name in means.asked.levels.columns]
    columns = np.arange(len(names)) if before else np.arange(0)
    while len(columns):
        now, lost = means.by_name(kept, columns), []
        for column in columns:
            groups = now[names[column]]
            earlier = [e[names[column]] for e in before if names[column] in e]
            safe = check(groups, earlier)
            kept[groups.unit[~safe], column] = False
            lost.append(not safe.all())
        columns = columns[lost]
    return kept


def _numbers(found: _Decided, k: int) -> Floats:
    """Figures (n_units, len(Measure), n_competencies), NaN where withheld."""
    sums, means, cells = found.sums, found.means, found.cells
    steps = privacy.step(sums.people)
    gap = np.round((means.value - sums.target / sums.some) / steps) * steps
    nobody = sums.units[:, None] & sums.nobody
    counted = np.where(nobody, 0, np.nan)
    rows = (
        np.where(cells, means.value, np.nan),
        np.where(cells, gap, np.nan),
        np.where(found.sides, found.shares.value, np.nan),
        np.where(cells, k, counted),
        np.where(cells | nobody, sums.free, np.nan),
        np.where(cells, means.edge, np.nan),
        *[np.full(cells.shape, np.nan)] * (len(Measure) - Measure.LEVEL_HALF),
    )
    return np.stack(rows, axis=1)


def pack(values: NDArray[np.float32]) -> bytes:
    """One unit's figures (len(Measure), n_competencies) as bytes."""
    return values.astype("<f4").tobytes()


def unpack(kept: bytes, n_competencies: int) -> NDArray[np.float32]:
    """The figures that `pack` made bytes of."""
    found = np.frombuffer(kept, "<f4").reshape(-1, n_competencies)
    # Rounds that closed before means had edges or intervals have fewer rows.
    values = np.full((len(Measure), n_competencies), np.nan, np.float32)
    values[Measure.EDGE] = 0
    values[: len(found)] = found
    return values
