"""Which competencies of a unit are strongest and weakest, as far as that can be told.

All competencies of a unit are rated by the same people, so their means hang together in
a way that is not kept. What is said here holds whatever binds them: the intervals hold
all at once (Bonferroni), so two of them that do not meet are in their true order.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from competency.figures import LEAST
from competency.reports import Cell, Line, State
from competency.uncertainty import quantile

MOST = 5
"""Competencies on each side: what a page says at one glance."""


@dataclass(frozen=True)
class Interval:
    """Where a mean lies with 95 %."""

    low: float
    high: float


@dataclass(frozen=True)
class Standing:
    """One competency by its position, its mean and the groups that it belongs to.

    Two that share a group cannot be told apart; the first group is the lowest. `groups`
    are the first and the last one.
    """

    at: int
    mean: float
    interval: Interval
    groups: tuple[int, int]


@dataclass(frozen=True)
class Standings:
    """The weakest from the lowest up, the strongest from the highest down.

    `by_gap` says whether mean gaps are compared, else mean levels. `compared` is how
    many competencies could be, `unlisted` are those that stand in neither list and
    share a group with one that does; there are so many `groups`.
    """

    by_gap: bool = True
    compared: int = 0
    weakest: tuple[Standing, ...] = ()
    strongest: tuple[Standing, ...] = ()
    unlisted: tuple[int, ...] = ()
    groups: int = 0


def level_interval(cell: Cell, scale: tuple[float, float]) -> Interval | None:
    """Of the mean level, within the scale; None where none is told."""
    if np.isnan(cell.level_half):
        return None
    low, high = cell.level - cell.level_half, cell.level + cell.level_half
    return Interval(max(low, scale[0]), min(high, scale[1]))


def gap_interval(cell: Cell) -> Interval | None:
    """Of the mean gap; None where none is told."""
    if np.isnan(cell.gap_half):
        return None
    return Interval(cell.gap - cell.gap_half, cell.gap + cell.gap_half)


def standings(line: Line, k: int, scale: tuple[float, float]) -> Standings:
    """The strongest and weakest competencies of a unit.

    A competency is weak only where another one is surely higher, and strong only
    where another one is surely lower; what meets them all is never called either.
    """
    by_gap = any(cell.gap_half == cell.gap_half for cell in line.cells)
    found = [
        (at, cell.gap if by_gap else cell.level, told)
        for at, cell in enumerate(line.cells)
        if cell.state is State.SHOWN
        and (told := gap_interval(cell) if by_gap else level_interval(cell, scale))
    ]
    if len(found) < LEAST:
        return Standings(by_gap, len(found))
    sure = [
        _at_once(line.cells[at], k, len(found), by_gap=by_gap) for at, _, _ in found
    ]
    groups = _groups(sure)
    every = [Standing(*each, group) for each, group in zip(found, groups, strict=True)]
    return _chosen(every, by_gap=by_gap)


def _at_once(cell: Cell, k: int, times: int, *, by_gap: bool) -> Interval:
    """Where the mean lies so that all of `times` means lie where it is said."""
    freedom = max(cell.counted, LEAST * k) - 1
    wider = float(quantile(freedom, times) / quantile(freedom))
    mean, half = (cell.gap, cell.gap_half) if by_gap else (cell.level, cell.level_half)
    return Interval(mean - wider * half, mean + wider * half)


def _groups(sure: Sequence[Interval]) -> list[tuple[int, int]]:
    """Of each interval the first and the last of the groups in which all meet."""
    ends = [high for high, _members in _largest(sure)]
    return [
        (
            1 + sum(end < each.low for end in ends),
            sum(end <= each.high for end in ends),
        )
        for each in sure
    ]


def _largest(sure: Sequence[Interval]) -> Iterator[tuple[float, frozenset[int]]]:
    """The largest sets of intervals that all meet, each where it ends, upwards.

    Intervals that meet two by two have a point in common, and each such set has one at
    the end of a member (Helly's theorem on the line).
    """
    ends = sorted({each.high for each in sure})
    sets = [
        frozenset(at for at, x in enumerate(sure) if x.low <= end <= x.high)
        for end in ends
    ]
    for end, members in zip(ends, sets, strict=True):
        if not any(members < other for other in sets):
            yield end, members


def _chosen(every: Sequence[Standing], *, by_gap: bool) -> Standings:
    highest = max(each.groups[0] for each in every)
    lowest = min(each.groups[1] for each in every)
    most = min(MOST, len(every) // 2)
    weak = [each for each in every if each.groups[1] < highest]
    strong = [each for each in every if each.groups[0] > lowest]
    weakest = sorted(weak, key=lambda each: each.mean)[:most]
    strongest = sorted(strong, key=lambda each: -each.mean)[:most]
    listed = (*weakest, *strongest)
    return Standings(
        by_gap,
        len(every),
        tuple(weakest),
        tuple(strongest),
        tuple(e.at for e in every if e not in listed and _is_beside(e, listed)),
        max(each.groups[1] for each in every),
    )


def _is_beside(one: Standing, listed: Sequence[Standing]) -> bool:
    """Whether it shares a group with any that is listed."""
    return any(
        one.groups[0] <= each.groups[1] and each.groups[0] <= one.groups[1]
        for each in listed
    )


@dataclass(frozen=True)
class Beside:
    """In one competency, which of some units differ from the others together.

    Positions among the units, in their order: those that differ are not ranked.
    """

    at: int
    lower: tuple[int, ...]
    higher: tuple[int, ...]


def differing(lines: Sequence[Line]) -> tuple[Beside, ...]:
    """The competencies in which any of these units was told apart at closing."""
    found = (_beside(at, cells) for at, cells in enumerate(_columns(lines)))
    return tuple(each for each in found if each.lower or each.higher)


def comparable(lines: Sequence[Line]) -> int:
    """How many of these units were compared in any competency."""
    return sum(any(c.apart == c.apart for c in line.cells) for line in lines)


def _columns(lines: Sequence[Line]) -> Iterator[tuple[Cell, ...]]:
    return zip(*(line.cells for line in lines), strict=True)


def _beside(at: int, cells: Sequence[Cell]) -> Beside:
    lower = tuple(place for place, cell in enumerate(cells) if cell.apart < 0)
    higher = tuple(place for place, cell in enumerate(cells) if cell.apart > 0)
    return Beside(at, lower, higher)
