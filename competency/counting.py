"""Who is counted where, and sums over units with all below them.

In each competency those are counted whose gap is known, or, where the round sets no
target there at all, those whose level is known; each where the disclosure rules count
them (`privacy.homes`), first for all competencies together and then in each.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from competency import privacy
from competency.orgtree import OrgTree

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Sums:
    """Over each unit with all below, (n_units, n_competencies), as people are counted.

    Units are shown or not (n_units,), with `whole` people; `place` is where each
    person counts (n_people, n_competencies) or −1; `nobody` is known of in a
    competency, `free` it is required of nobody.
    """

    whole: Counts
    units: Mask
    place: Counts
    people: Counts
    level: Floats
    target: Floats
    short: Counts
    nobody: Mask
    free: Mask

    @property
    def some(self) -> Floats:
        """People as numbers to divide by; NaN where there are none."""
        return np.where(self.people > 0, self.people, np.nan)


def sums_over(
    tree: OrgTree, places: Counts, gap: Floats, level: Floats, k: int
) -> Sums:
    """Where everybody is counted, and sums of what is known of them.

    `places` (n_people,) are positions in the tree.
    """
    ones = np.ones((len(places), 1))
    homes = privacy.counted_at(tree, _whole(tree.own(places, ones)), k)
    at = np.where(places >= 0, homes.place[places, 0], -1)
    aimed = np.isfinite(gap)
    counted = np.where(targeted(gap), aimed, np.isfinite(level))
    own = _whole(tree.own(at, counted.astype(np.float64)))
    columns = privacy.counted_at(tree, own, k)

    def over(values: Floats) -> Floats:
        return tree.over(columns.moved(tree.own(at, values)))

    free = _whole(tree.totals(at, np.isposinf(gap).astype(np.float64)))
    return Sums(
        homes.people[:, 0],
        homes.shown[:, 0],
        np.where(counted & (at >= 0)[:, None], columns.place[at], -1),
        columns.people,
        over(np.where(counted, level, 0)),
        over(np.where(aimed, level - gap, 0)),
        _whole(over((aimed & (gap < 0)).astype(np.float64))),
        columns.shown & (columns.people == 0),
        (free == homes.people) & (homes.people > 0),
    )


def _whole(numbers: Floats) -> Counts:
    return np.rint(numbers).astype(np.int64)


def targeted(gap: Floats) -> Mask:
    """In which competencies the round says what it wants of anybody."""
    return np.asarray((~np.isnan(gap)).any(axis=0), np.bool_)
