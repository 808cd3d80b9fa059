"""Shares: shown where both sides have k people, and in what is left of them too.

"2 of 9" is a group of two, and of seven. So the share of a unit is told where both its
sides have k people or more, and only as long as what is left of the unit above (its
people who are in no unit whose share is told) has nobody, or k people on both sides
again. Shares of 0 and 1 are never told, nor can one be worked out. Units are asked
from the top down, level by level: the larger group has the right of way.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from competency.orgtree import OrgTree
from competency.privacy.homes import Counts, Mask

Parts = NDArray[np.int64]
"""Numbers of people in each part of groups, part by part."""


def both_sides(tree: OrgTree, yes: Counts, no: Counts, k: int, allowed: Mask) -> Mask:
    """Where a share may be shown, bool (n_units, m); columns are apart.

    `yes` and `no` (n_units, m) are people over each unit with all below, as they are
    counted; only units in `allowed` come into question.
    """

    def fits(sides: Parts) -> Mask:
        return np.asarray((sides >= k).all(axis=0), np.bool_)

    return from_the_top(tree, np.stack([yes, no]), allowed, fits)


def from_the_top(
    tree: OrgTree, parts: Parts, allowed: Mask, fits: Callable[[Parts], Mask]
) -> Mask:
    """Units in `allowed` that fit, and leave fitting or empty rests, bool (n_units, m).

    `parts` (n_parts, n_units, m) are people over each unit with all below; `fits` says
    of (n_parts, m) in which columns such a group or rest may be told.
    """
    left = parts.copy()
    shown, over = np.zeros(allowed.shape, np.bool_), np.full(allowed.shape, -1)
    columns, parents = np.arange(allowed.shape[1]), tree.parents()
    for unit in np.argsort(tree.depths, kind="stable"):
        parent = parents[unit]
        if parent >= 0:
            over[unit] = np.where(shown[parent], parent, over[parent])
        rest = left[:, over[unit], columns] - parts[:, unit]
        under = over[unit] >= 0
        safe = ~under | (rest == 0).all(axis=0) | fits(rest)
        shown[unit] = allowed[unit] & fits(parts[:, unit]) & safe
        taken = shown[unit] & under
        left[:, over[unit][taken], columns[taken]] = rest[:, taken]
    return shown
