"""Where people are counted, so that no group of the tree gives a small one away.

Units with all below them are a laminar family: any two are nested or apart. What can
be computed from the shown ones by adding and subtracting is then exactly the unions of
*residuals*, a residual being the people of a shown unit who are in no shown unit below
it. So it is enough that every residual is empty or has at least k people.

People stand in one unit each. Where those of a unit who are not in shown units below
it (its own staff, those of withheld units) are 1 to k − 1, they are not withheld with
a neighbour but *counted one level up*: left out of the unit's figure, and so on up to
the first unit where the rest is k or more. Counting people higher keeps the family
laminar. Only where the top itself is left with 1 to k − 1 people, the smallest
residual below it, the first of equals, is counted with them: at the top, or already
at a unit on the way which handed them up and would have nothing else to show.

Whether a unit's own staff are counted higher need not be told apart: a shown unit
whose figure is that of the shown units below it says so by itself, and it looks the
same where nobody of its own handed in. Nothing more than that may be printed.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from competency.orgtree import OrgTree

Counts = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Homes:
    """Where the own people of each unit are counted, column by column.

    All three have the shape (n_units, m). `place` int64 is the position of the unit
    that counts them, −1 where none does; `people` int64 are counted in each unit with
    all below, 0 or at least k; `shown` bool is true where there is nobody at all, too.
    """

    place: Counts
    people: Counts
    shown: Mask

    def moved(self, own: NDArray[np.float64]) -> NDArray[np.float64]:
        """Numbers of units' own people (n_units, m), put where they are counted."""
        width = int(own.shape[1])
        some = self.place >= 0
        places = (self.place * width + np.arange(width))[some]
        return _gathered(places, own[some], own.shape)


def counted_at(tree: OrgTree, own: Counts, k: int) -> Homes:
    """Where to count each unit's own people, `own` (n_units, m); columns are apart."""
    family = _Family(tree, own, k)
    for unit in reversed(range(len(own))):
        family.gather(unit)
    tops = (family.parents < 0)[:, None] & (family.pool > 0) & ~family.stays
    for top, column in np.argwhere(tops).tolist():
        family.fill(top, column)
    nobody = tree.over(own.astype(np.float64)) == 0
    return Homes(family.homes(), family.people, nobody | (family.people > 0))


class _Family:
    """The units while people are being placed, from the deepest unit up.

    `pool` are the people of a unit in no shown unit below it; they stay or go up.
    """

    def __init__(self, tree: OrgTree, own: Counts, k: int) -> None:
        self.ends, self.parents, self.k = tree.ends, tree.parents(), k
        self.pool = own.copy()
        self.people = np.zeros_like(own)
        self.stays = np.zeros(own.shape, np.bool_)
        self.goes = np.full(own.shape, -1, np.int64)

    def gather(self, unit: int) -> None:
        """Settle whether a unit keeps its pool, all columns at once."""
        pool, parent = self.pool[unit], self.parents[unit]
        stays = pool >= self.k
        self.stays[unit] = stays
        self.people[unit] += pool * stays
        if parent >= 0:
            self.pool[parent] += pool * ~stays
            self.people[parent] += self.people[unit]

    def fill(self, top: int, column: int) -> None:
        """Count residuals with the few left at a top, until these are 0 or enough."""
        while 0 < self.pool[top, column] < self.k:
            below = slice(top + 1, int(self.ends[top]))
            places = np.flatnonzero(self.stays[below, column]) + top + 1
            if not len(places):
                return
            smallest = int(places[self.pool[places, column].argmin()])
            self.send(smallest, top, column)

    def send(self, chosen: int, top: int, column: int) -> None:
        """Count a unit's residual where it leaves no unit empty that could use it."""
        pool, people = self.pool[:, column], self.people[:, column]
        goal = chosen
        while goal != top and not self.needs(goal, chosen, column):
            people[goal] -= pool[chosen]
            goal = int(self.parents[goal])
        few, unit = pool[goal], goal
        while unit != top:
            people[unit] += few
            unit = int(self.parents[unit])
            pool[unit] -= few
        people[top] += few
        pool[goal] = few + pool[chosen]
        self.stays[chosen, column], self.stays[goal, column] = False, True
        self.goes[chosen, column] = goal

    def needs(self, unit: int, chosen: int, column: int) -> bool:
        """Whether a unit has only the chosen residual to show, and hands a few up."""
        only = self.people[unit, column] == self.pool[chosen, column]
        return bool(only and self.hands_up(unit, column))

    def hands_up(self, unit: int, column: int) -> bool:
        """Whether a few people of a unit are counted at its top."""
        while self.parents[unit] >= 0:
            if self.stays[unit, column] or not self.pool[unit, column]:
                return False
            unit = int(self.parents[unit])
        return True

    def homes(self) -> Counts:
        """The position that counts each unit's own people; −1 where none does."""
        place = np.full(self.pool.shape, -1, np.int64)
        columns = np.arange(self.pool.shape[1])
        for unit, parent in enumerate(self.parents.tolist()):
            over = -1 if parent < 0 else place[parent]
            place[unit] = np.where(self.stays[unit], unit, over)
            sent = self.goes[unit] >= 0
            place[unit, sent] = place[self.goes[unit, sent], columns[sent]]
        return place


def above(tree: OrgTree, shown: Mask) -> Counts:
    """The nearest shown unit above each, int64 (n_units, m); −1 where there is none."""
    found = np.full(shown.shape, -1, np.int64)
    for unit, parent in enumerate(tree.parents().tolist()):
        if parent >= 0:
            found[unit] = np.where(shown[parent], parent, found[parent])
    return found


def residuals(
    tree: OrgTree, numbers: NDArray[np.float64], shown: Mask
) -> NDArray[np.float64]:
    """What each shown unit has beyond the shown units below it (n_units, m).

    `numbers` are over each unit with all below. Withheld units have 0: nothing is
    shown of them to subtract from.
    """
    return np.where(shown, numbers, 0) - below(tree, numbers, shown)


def below(
    tree: OrgTree, numbers: NDArray[np.float64], shown: Mask
) -> NDArray[np.float64]:
    """The sum over the nearest shown units below each shown unit (n_units, m)."""
    over = above(tree, shown)
    taken = shown & (over >= 0)
    width = shown.shape[1]
    places = (over * width + np.arange(width))[taken]
    return _gathered(places, numbers[taken], shown.shape)


def _gathered(
    places: Counts, numbers: NDArray[np.float64], shape: tuple[int, ...]
) -> NDArray[np.float64]:
    """Numbers summed at flat places of an array of this shape."""
    sums = np.zeros(int(np.prod(shape)))
    np.add.at(sums, places, numbers)
    return sums.reshape(shape)
