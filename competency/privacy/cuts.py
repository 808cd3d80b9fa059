"""Breakdowns of units: by kind of staff, level of position and the like, and by level.

The tree comes first; a breakdown is told beside it where nothing small follows from
both. It is told of a unit with all its values or not at all, so a *region* (the people
of a unit who are in no unit below whose breakdown is told) has a known sum for each
value. The tree has a known sum for each of its residuals there. A reader who knows the
roster can add and subtract both kinds, and reach exactly this, for any choice of some
of the values: the people with these values in those residuals that hold others as
well. (Any sum of residuals and values that counts each person once or not at all is
made of such sets and of whole residuals.) So each of these must be 0 or k people or
more. It is more than k in every cell: a section of ten, all officials, and a division
with thirteen would leave three.

Several breakdowns beside each other are decided one after another. For the next one,
the reader is taken to know the sum of each value of the earlier one in each residual,
which is more than they do; it is told only where all of these have k people.

A distribution tells how many stand at each level, which is about answers: nobody knows
who they are. It is told where each level has nobody or k people, and at least two
levels have some; so does what is left of it above.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from competency.orgtree import OrgTree
from competency.privacy.homes import Counts, Mask, above
from competency.privacy.sides import Parts, from_the_top

MOST = 10
"""Values a breakdown may have: all choices of some of them are tried."""


def breakdowns(
    tree: OrgTree, place: Counts, cuts: Sequence[Counts], k: int, allowed: Mask
) -> tuple[Mask, ...]:
    """Of which units each breakdown may be told, bool (n_units,), in their order.

    `place` (n_people,) is where each person is counted, −1 for those who are not;
    each of `cuts` (n_people,) holds the place of their value, 0 …, among a few;
    `allowed` are the units that the tree shows.
    """
    atom, found = place, []
    for values in cuts:
        clean = allowed & (_small(tree, place, atom, k) == 0)
        shown = _breakdown(tree, place, (atom, values), k, clean)
        atom = _split(tree, place, (atom, values), shown)
        found.append(shown)
    return tuple(found)


def distribution(
    tree: OrgTree, place: Counts, levels: Counts, k: int, allowed: Mask
) -> Mask:
    """Of which units it may be told how many stand at each level, bool (n_units,).

    `levels` (n_people,) are the places of levels, 0 …; see `breakdowns`.
    """
    counted = place >= 0
    most = int(levels.max(initial=0)) + 1
    parts = np.zeros((len(tree.units), most))
    np.add.at(parts, (place[counted], levels[counted]), 1)

    def fits(people: Parts) -> Mask:
        some = (people > 0).sum(axis=0) > 1
        return np.asarray(some & ((people == 0) | (people >= k)).all(axis=0))

    return _told(tree, parts, allowed, fits)


def _told(
    tree: OrgTree,
    own: NDArray[np.float64],
    allowed: Mask,
    fits: Callable[[Parts], Mask],
) -> Mask:
    parts = np.rint(tree.over(own)).astype(np.int64).T[:, :, None]
    return from_the_top(tree, parts, allowed[:, None], fits)[:, 0]


def _breakdown(
    tree: OrgTree, place: Counts, known: tuple[Counts, Counts], k: int, allowed: Mask
) -> Mask:
    """Where a breakdown may be told beside atoms of which the sums are known."""
    counted = place >= 0
    atom, values = (each[counted] for each in known)
    size = int(values.max(initial=0)) + 1
    if size > MOST:
        return np.zeros(len(allowed), np.bool_)
    names, first, at = np.unique(atom, return_index=True, return_inverse=True)
    cells = np.zeros((len(names), size), np.int64)
    np.add.at(cells, (at, values), 1)
    own = np.zeros((len(allowed), 2**size))
    np.add.at(own, place[counted][first], _mixed(cells))

    def fits(people: Parts) -> Mask:
        return np.asarray(((people == 0) | (people >= k)).all(axis=0), np.bool_)

    return _told(tree, own, allowed, fits)


def _mixed(cells: Counts) -> Counts:
    """For each atom and choice of values: who has one, where others have none.

    `cells` (n_atoms, n_values) are people; (n_atoms, 2 ** n_values) come back.
    """
    size = cells.shape[1]
    chosen = (np.arange(2**size)[:, None] >> np.arange(size)) & 1
    people = cells @ chosen.T
    return np.where(people < cells.sum(axis=1)[:, None], people, 0)


def _split(
    tree: OrgTree, place: Counts, known: tuple[Counts, Counts], shown: Mask
) -> Counts:
    """Atoms cut by the values of a breakdown, wherever it is told of their people."""
    atom, values = known
    told = shown | (above(tree, shown[:, None])[:, 0] >= 0)
    value = np.where((place >= 0) & told[place], values, -1)
    pairs = np.column_stack([atom, value])
    return np.unique(pairs, axis=0, return_inverse=True)[1].ravel().astype(np.int64)


def _small(tree: OrgTree, place: Counts, atom: Counts, k: int) -> NDArray[np.float64]:
    """How many atoms of 1 to k − 1 people are counted in each unit and below."""
    counted = place >= 0
    _names, first, people = np.unique(
        atom[counted], return_index=True, return_counts=True
    )
    own = np.zeros((len(tree.units), 1))
    np.add.at(own[:, 0], place[counted][first], people < k)
    return tree.over(own)[:, 0]
