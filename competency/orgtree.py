"""The organisation as a tree laid out depth-first, so that a subtree is a slice.

The order is an Euler tour that keeps only the entries (Tarjan and Vishkin, 1984):
unit `i` and all below it stand at the positions `i ≤ x < ends[i]`.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from competency.errors import CompetencyError

Totals = NDArray[np.float64]
"""Sums on units, of shape (n_units, m)."""


@dataclass(frozen=True)
class TreeFaults:
    """What keeps units from being a tree, as ids: each empty where all is well.

    `loops` holds each circle once, from its smallest id on; `orphans` name a parent
    that does not exist; `doubles` stand there more than once.
    """

    loops: tuple[tuple[int, ...], ...] = ()
    orphans: tuple[int, ...] = ()
    doubles: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is any fault."""
        return bool(self.loops or self.orphans or self.doubles)


class TreeError(CompetencyError):
    """The units are no tree; the argument is their `TreeFaults`."""


@dataclass(frozen=True, eq=False)
class OrgTree:
    """Units in depth-first order; all three are int64 of shape (n_units,)."""

    units: NDArray[np.int64]
    ends: NDArray[np.int64]
    depths: NDArray[np.int64]

    def positions(self, unit_ids: NDArray[np.int64]) -> NDArray[np.int64]:
        """The place of each unit id in the order; −1 where it is not in the tree."""
        order = np.argsort(self.units, kind="stable")
        if not len(order):
            return np.full(len(unit_ids), -1, np.int64)
        found = np.searchsorted(self.units, unit_ids, sorter=order)
        places = order[np.minimum(found, len(order) - 1)]
        return np.where(self.units[places] == unit_ids, places, -1)

    def parents(self) -> NDArray[np.int64]:
        """The position of each unit's parent, int64 of shape (n_units,); −1 on top."""
        found, path = np.full(len(self.units), -1, np.int64), [-1]
        for position, depth in enumerate(self.depths.tolist()):
            del path[depth + 1 :]
            found[position] = path[-1]
            path.append(position)
        return found

    def own(self, places: NDArray[np.int64], values: NDArray[np.float64]) -> Totals:
        """Sums of people's values on the unit each stands in, without those below.

        `places` is the position of each person's unit (n_people,), `values` their
        numbers (n_people, m), all finite: an unknown belongs to a count of its own.
        Whoever stands in no unit of the tree (−1) is left out.
        """
        inside = places >= 0
        sums = np.zeros((len(self.units), values.shape[1]))
        for at, column in enumerate(values[inside].T):
            sums[:, at] = np.bincount(places[inside], column, len(sums))
        return sums

    def totals(self, places: NDArray[np.int64], values: NDArray[np.float64]) -> Totals:
        """Sums of people's values over each unit with all below; see `own`."""
        return self.over(self.own(places, values))

    def over(self, own: NDArray[np.float64]) -> NDArray[np.float64]:
        """Sums over each subtree of numbers that stand on single units (n_units, m)."""
        running = np.zeros((len(own) + 1, own.shape[1]))
        np.cumsum(own, axis=0, out=running[1:])
        return running[self.ends] - running[:-1]


def faults(ids: Sequence[int], parents: Sequence[int | None]) -> TreeFaults:
    """What keeps these units, each with its parent's id or None, from being a tree."""
    above = dict(zip(ids, parents, strict=True))
    counted = Counter(ids)
    orphans = (
        unit
        for unit, parent in above.items()
        if parent is not None and parent not in above
    )
    doubles = (unit for unit, times in counted.items() if times > 1)
    return TreeFaults(_loops(above), tuple(orphans), tuple(doubles))


def _loops(above: Mapping[int, int | None]) -> tuple[tuple[int, ...], ...]:
    seen: set[int] = set()
    loops = []
    for start in above:
        path: list[int] = []
        unit: int | None = start
        while unit is not None and unit in above and unit not in seen:
            seen.add(unit)
            path.append(unit)
            unit = above[unit]
        if unit in path:
            loops.append(_from_smallest(path[path.index(unit) :]))
    return tuple(loops)


def _from_smallest(loop: list[int]) -> tuple[int, ...]:
    at = loop.index(min(loop))
    return (*loop[at:], *loop[:at])


def tree(
    ids: Sequence[int], parents: Sequence[int | None], keys: Sequence[bytes | str]
) -> OrgTree:
    """The units in depth-first order, siblings by their key, then as they came.

    Several units without a parent make a forest. Raises `TreeError`.
    """
    if found := faults(ids, parents):
        raise TreeError(found)
    order = sorted(range(len(ids)), key=lambda i: keys[i])
    children: dict[int | None, list[int]] = {}
    for i in order:
        children.setdefault(parents[i], []).append(ids[i])
    return _laid_out(children)


def _laid_out(children: Mapping[int | None, Sequence[int]]) -> OrgTree:
    units, depths = [], []
    waiting = [(unit, 0) for unit in reversed(children.get(None, ()))]
    while waiting:
        unit, depth = waiting.pop()
        units.append(unit)
        depths.append(depth)
        waiting.extend((below, depth + 1) for below in reversed(children.get(unit, ())))
    deep = np.array(depths, np.int64)
    return OrgTree(np.array(units, np.int64), _ends(deep), deep)


def _ends(depths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where each subtree ends: at the next unit that is no deeper."""
    ends = np.full(len(depths), len(depths), np.int64)
    open_: list[int] = []
    for position, depth in enumerate(depths.tolist()):
        while open_ and depths[open_[-1]] >= depth:
            ends[open_.pop()] = position
        open_.append(position)
    return ends
