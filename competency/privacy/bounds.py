"""How closely the sums behind told means are known, all of a round together.

A sum is no less than those of the shown units below it and the lowest level for each
person who is left, and no more than the unit above it leaves. As units are nested or
apart, once up and once down the tree gives the same bounds as linear programming over
all figures of the round would.
"""

from dataclasses import dataclass

import numpy as np

from competency.orgtree import OrgTree
from competency.privacy.homes import Counts, Mask, above, below, residuals
from competency.privacy.rounding import DOUBT, Floats, Told


@dataclass(frozen=True, eq=False)
class Bounds:
    """The least and the most of sums, (n_units, m): of shown units, and of residuals.

    A residual (`rest`) are the people of a shown unit in no shown unit below it.
    """

    shown: Mask
    people: Counts
    low: Floats
    high: Floats
    rest: Floats
    rest_low: Floats
    rest_high: Floats


def bounds(
    tree: OrgTree, means: Told, people: Counts, shown: Mask, scale: tuple[int, int]
) -> Bounds:
    """What all shown means of a round tell of the sums behind them."""
    whole = people.astype(np.float64)
    rest, over = residuals(tree, whole, shown), above(tree, shown)
    low = np.where(shown, whole * means.low, 0)
    high = np.where(shown, whole * means.high, 0)
    below_low, below_high = scale[0] * rest, scale[1] * rest
    columns = np.arange(shown.shape[1])
    for unit in reversed(range(len(over))):
        low[unit] = np.where(shown[unit], np.maximum(low[unit], below_low[unit]), 0)
        high[unit] = np.where(shown[unit], np.minimum(high[unit], below_high[unit]), 0)
        inside = shown[unit] & (over[unit] >= 0)
        at = over[unit][inside], columns[inside]
        below_low[at] += low[unit][inside]
        below_high[at] += high[unit][inside]
    parts = below(tree, low, shown), below(tree, high, shown)
    for unit in range(len(over)):
        inside = shown[unit] & (over[unit] >= 0)
        at = over[unit][inside], columns[inside]
        mine = low[unit][inside], high[unit][inside]
        low[unit][inside] = np.maximum(mine[0], low[at] - below_high[at] + mine[1])
        high[unit][inside] = np.minimum(mine[1], high[at] - below_low[at] + mine[0])
    rest_low = np.maximum(scale[0] * rest, low - parts[1])
    rest_high = np.minimum(scale[1] * rest, high - parts[0])
    return Bounds(shown, people, low, high, rest, rest_low, rest_high)


def in_doubt(
    tree: OrgTree, means: Told, people: Counts, shown: Mask, scale: tuple[int, int]
) -> Mask:
    """The shown means that may stay, bool (n_units, m).

    Withheld are those that show a residual to stand at one end of the scale but for
    less than one level. It takes several roundings that all fall the same way.
    """
    kept = shown.copy()
    while True:
        known = bounds(tree, means, people, kept, scale)
        most, least = scale[1] * known.rest, scale[0] * known.rest
        room = np.minimum(most - known.rest_low, known.rest_high - least)
        sure = kept & (known.rest > 0) & (room < DOUBT - 1e-9)
        if not sure.any():
            return kept
        kept &= ~sure
