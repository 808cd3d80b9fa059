"""How closely the sums behind told means are known, all of a round together.

A sum is no less than those of the shown units below it and the lowest level for each
person who is left, and no more than the unit above it leaves. As units are nested or
apart, once up and once down the tree gives the same bounds as linear programming over
all figures of the round would.
"""

import numpy as np

from competency.orgtree import OrgTree
from competency.privacy.homes import Counts, Mask, above, residuals
from competency.privacy.rounding import Floats, Told


def sums(
    tree: OrgTree, means: Told, people: Counts, shown: Mask, scale: tuple[int, int]
) -> tuple[Floats, Floats]:
    """The least and the most that each shown sum may be, (n_units, m)."""
    whole = people.astype(np.float64)
    rest = residuals(tree, whole, shown)
    low = np.where(shown, whole * means.low, 0)
    high = np.where(shown, whole * means.high, 0)
    over = above(tree, shown)
    below_low, below_high = scale[0] * rest, scale[1] * rest
    columns = np.arange(shown.shape[1])
    for unit in reversed(range(len(over))):
        low[unit] = np.where(shown[unit], np.maximum(low[unit], below_low[unit]), 0)
        high[unit] = np.where(shown[unit], np.minimum(high[unit], below_high[unit]), 0)
        inside = shown[unit] & (over[unit] >= 0)
        at = over[unit][inside], columns[inside]
        below_low[at] += low[unit][inside]
        below_high[at] += high[unit][inside]
    for unit in range(len(over)):
        inside = shown[unit] & (over[unit] >= 0)
        at = over[unit][inside], columns[inside]
        mine = low[unit][inside], high[unit][inside]
        low[unit][inside] = np.maximum(mine[0], low[at] - below_high[at] + mine[1])
        high[unit][inside] = np.minimum(mine[1], high[at] - below_low[at] + mine[0])
    return low, high
