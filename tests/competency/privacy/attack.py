"""The attacker: everything a reader can reach, added, subtracted and bounded.

The reader knows the tree, who handed in, of whom what is known and every rule, and
wants the levels. Two ways are tried on all figures together: which sums of 1 to k − 1
people are determined by adding and subtracting (as if means were told exactly), and
how closely linear programming can bound such sums from the figures as they are told.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

Rows = NDArray[np.bool_]
"""Groups as sets of people, bool (n_groups, n_people)."""

SURE = 0.5
"""Levels: a sum that is bounded more closely counts as recovered; so does a number of
people below their target that is bounded to less than one."""


@dataclass(frozen=True, eq=False)
class Seen:
    """Groups a reader sees in one competency, with bounds of each group's sum."""

    groups: Rows
    low: NDArray[np.float64]
    high: NDArray[np.float64]


def atoms(groups: Rows) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The atom of each person (−1: in no group), and the groups over these atoms.

    People who are in the very same groups cannot be told apart.
    """
    inside = groups.any(axis=0)
    found, place = np.unique(groups[:, inside], axis=1, return_inverse=True)
    atom = np.full(groups.shape[1], -1, np.int64)
    atom[inside] = place.ravel()
    return atom, found.astype(np.float64)


def determined(groups: Rows, k: int) -> list[NDArray[np.int64]]:
    """Sets of 1 to k − 1 people whose sum follows from the groups' sums."""
    if not groups.any():
        return []
    atom, over = atoms(groups)
    sizes = np.bincount(atom[atom >= 0], minlength=over.shape[1])
    # What of a set of atoms cannot be made of rows: 0 if the set is determined.
    missing = np.eye(over.shape[1]) - np.linalg.pinv(over) @ over
    return [
        np.flatnonzero(np.isin(atom, chosen))
        for chosen in _small(sizes, k)
        if np.abs(missing[:, list(chosen)].sum(axis=1)).max() < 1e-8
    ]


def _small(sizes: NDArray[np.int64], k: int) -> Iterator[tuple[int, ...]]:
    few = np.flatnonzero(sizes < k).tolist()
    for number in range(1, k):
        for chosen in combinations(few, number):
            if sizes[list(chosen)].sum() < k:
                yield chosen


def closest(seen: Seen, k: int, scale: tuple[int, int]) -> float:
    """The least doubt, in levels, that is left of the sum of 1 to k − 1 people.

    Of an atom's people any few may be those who are wanted; the others may then stand
    wherever the scale lets them.
    """
    if not seen.groups.any():
        return float("inf")
    atom, over = atoms(seen.groups)
    sizes = np.bincount(atom[atom >= 0], minlength=over.shape[1])
    least = float("inf")
    for place, size in enumerate(sizes.tolist()):
        low, high = bounds(seen, over, sizes, np.eye(len(sizes))[place], scale)
        for few in range(1, min(k - 1, size) + 1):
            others = size - few
            most = min(scale[1] * few, high - scale[0] * others)
            least = min(least, most - max(scale[0] * few, low - scale[1] * others))
    return least


def bounds(
    seen: Seen,
    over: NDArray[np.float64],
    sizes: NDArray[np.int64],
    wanted: NDArray[np.float64],
    scale: tuple[int, int],
) -> tuple[float, float]:
    """The least and the most of a sum of atoms that fits all that is seen."""
    limits = [(scale[0] * size, scale[1] * size) for size in sizes.tolist()]
    matrix, right = np.vstack([over, -over]), np.append(seen.high, -seen.low)
    ends = []
    for sign in (1, -1):
        solved = linprog(
            sign * wanted, matrix, right + 1e-9, bounds=limits, method="highs"
        )
        assert solved.status == 0, solved.message
        ends.append(sign * float(solved.fun or 0))
    return ends[0], ends[1]


def together(seen: Sequence[Seen]) -> Seen:
    """What was seen at several times, as if nobody had changed in between."""
    return Seen(
        np.vstack([each.groups for each in seen]),
        np.concatenate([each.low for each in seen]),
        np.concatenate([each.high for each in seen]),
    )
