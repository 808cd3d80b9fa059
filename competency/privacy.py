"""Which groups may be shown, decided once for every view together.

A group is withheld for itself when it has 1 to k − 1 people (threshold rule;
Hundepool and others, Statistical Disclosure Control, 2012), or for its
neighbours when leaving it in would let somebody subtract their way to such a
group (complementary suppression; the same book).

Units with all below them are a laminar family: any two are nested or apart. What
can be computed from the shown ones by adding and subtracting is then exactly the
unions of *residuals*, a residual being the people of a shown unit who are in no
shown unit below it. So it is enough that every residual is empty or has at least
k people, and that is what comes back here. Attribute disclosure (everybody in a
group has the same level), cuts by staff type and several rounds together need
more than this rule; they are not decided here.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from competency.orgtree import OrgTree

Counts = NDArray[np.int64]
Mask = NDArray[np.bool_]


def withheld(tree: OrgTree, counts: Counts, k: int, hidden: Mask | None = None) -> Mask:
    """Which unit is withheld in which column, bool of shape (n_units, m).

    `counts` (n_units, m) are people over each unit with all below; each column is a
    family of its own. An empty group is shown as empty. `hidden` (n_units,) are
    units that are withheld already, for a reason that came before.
    """
    mask = np.zeros(counts.shape, np.bool_)
    for at, column in enumerate(counts.T):
        mask[:, at] = together(tree, column[:, None], k, hidden)
    return mask


def together(tree: OrgTree, counts: Counts, k: int, hidden: Mask | None = None) -> Mask:
    """Which units are withheld when all columns are shown or none, bool (n_units,).

    Every residual of a shown unit is 0 or at least k in every column. Where a unit
    is left with less, the smallest shown units below it are withheld with it in
    mind, the first of equals; a unit is withheld itself only below k.
    """
    small = ((counts > 0) & (counts < k)).any(axis=1)
    mask: Mask = np.array(small if hidden is None else small | hidden, np.bool_)
    family = _Family(tree, counts, k, mask)
    for unit in reversed(range(len(tree.units))):
        if not mask[unit]:
            family.settle(unit)
    return mask


def residuals(tree: OrgTree, counts: Counts, mask: Mask) -> Counts:
    """People of each shown unit in no shown unit below it, int64 (n_units, m).

    Withheld units have 0: nothing is shown of them to subtract from.
    """
    rest = np.where(mask[:, None], 0, counts)
    parents = tree.parents()
    for unit in np.flatnonzero(~mask):
        above = parents[unit]
        while above >= 0 and mask[above]:
            above = parents[above]
        if above >= 0:
            rest[above] -= counts[unit]
    return rest


class _Family:
    """The units while it is being settled, from the deepest up, which are shown."""

    def __init__(self, tree: OrgTree, counts: Counts, k: int, mask: Mask) -> None:
        self.ends, self.counts, self.k, self.mask = tree.ends, counts, k, mask
        self.rest = np.zeros_like(counts)

    def settle(self, unit: int) -> None:
        """Withhold below a unit until nothing small is left of it."""
        while True:
            shown = list(self.below(unit))
            rest = self.counts[unit] - self.counts[shown].sum(axis=0)
            bad = (rest > 0) & (rest < self.k)
            if not bad.any():
                break
            self.sacrifice(shown, int(bad.argmax()))
        self.rest[unit] = rest

    def below(self, unit: int) -> Iterator[int]:
        """The shown units below a unit that have no shown one between."""
        position, end = unit + 1, int(self.ends[unit])
        while position < end:
            if self.mask[position]:
                position += 1
            else:
                yield position
                position = int(self.ends[position])

    def sacrifice(self, shown: list[int], column: int) -> None:
        """Withhold the smallest of these, and below it, until a residual comes free."""
        while True:
            having = [unit for unit in shown if self.counts[unit, column]]
            chosen = min(having, key=lambda unit: (int(self.counts[unit].sum()), unit))
            self.mask[chosen] = True
            if self.rest[chosen, column]:
                return
            shown = list(self.below(chosen))
