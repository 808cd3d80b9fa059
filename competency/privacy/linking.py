"""Figures of now beside those of earlier rounds.

Two rounds ask the same people anew, so a mean of one less a mean of the other is no
sum over the few who joined or left: it holds the changes of all the others too. The
reader to be feared is one who takes it that the others have not changed, which after
a few weeks is not far from the truth. For that reader the difference of two sums *is*
that of the few, known as closely as the two means are told. Steps leave it in doubt by
two levels or more, but near an end of the scale the scale itself may cut the doubt
short. So, taking it that nobody has changed, a figure of now is withheld where with
some figure of before it would tell the sum of 1 to k − 1 people, who are in one of the
two groups only, to less than one and a half levels (of a share: to less than one
person, which is all the doubt there is).

Groups (units, and what is left of them beyond the units below) are taken two at a time,
one of now and one of before; what several pairs tell
of the same few is put together. Longer sums over several rounds may tell a little
more, for which the half level is left; they are tried in the tests.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from competency.orgtree import OrgTree
from competency.privacy.bounds import Bounds
from competency.privacy.homes import Counts, Mask, above
from competency.privacy.rounding import DOUBT, Floats

LINKED = DOUBT + 0.5
"""Levels by which the sum of a few must be in doubt beside an earlier round."""

CROWD = 10
"""Times k people are so many that a few do not show in how all are scattered."""


@dataclass(frozen=True, eq=False)
class Groups:
    """What a round tells of sums over groups in one competency.

    `people` int64 (n_people,) are numbers that stay the same from round to round;
    `members` (n_groups, n_people) holds a one for each of a group; `low` and `high`
    (n_groups,) bound its sum; `unit` int64 is the unit that tells it.
    """

    people: Counts
    members: sparse.csr_array
    low: Floats
    high: Floats
    unit: Counts


def members(tree: OrgTree, place: Counts, shown: Mask) -> sparse.csr_array:
    """Who is in which shown unit (n_shown, n_people), by where each is counted (or −1).

    Shown units in the order of the tree.
    """
    units = np.flatnonzero(shown)
    order = np.argsort(place, kind="stable")
    # People sorted by place stand in one run for each unit with all below.
    first = np.searchsorted(place, units, sorter=order)
    last = np.searchsorted(place, tree.ends[units], sorter=order)
    ends = np.concatenate([[0], np.cumsum(last - first)])
    runs = [order[a:b] for a, b in zip(first, last, strict=True)]
    columns = np.concatenate([order[:0], *runs])
    ones = np.ones(len(columns))
    return sparse.csr_array((ones, columns, ends), (len(units), len(place)))


def remaining(tree: OrgTree, place: Counts, shown: Mask) -> sparse.csr_array:
    """Who is in which shown unit and in no shown one below it, as in `members`."""
    over = above(tree, shown[:, None])[:, 0]
    nearest = np.where(shown, np.arange(len(shown)), over)
    at = np.where(place >= 0, nearest[place], -1)
    people = np.flatnonzero(at >= 0)
    rows = (np.cumsum(shown) - 1)[at[people]]
    shape = int(shown.sum()), len(place)
    return sparse.csr_array((np.ones(len(people)), (rows, people)), shape)


def told_groups(
    tree: OrgTree, people: Counts, place: Counts, known: Bounds, column: int
) -> Groups:
    """What a round tells of units in a column, and of the rest beyond those below.

    `place` (n_people,) is where each of `people` is counted in it, or −1.
    """
    shown = known.shown[:, column]
    units = np.flatnonzero(shown)
    inner = known.rest[units, column] < known.people[units, column]
    inner &= known.rest[units, column] > 0
    rests = units[inner]
    rows = members(tree, place, shown), remaining(tree, place, shown)[inner]
    return Groups(
        people,
        sparse.csr_array(sparse.vstack(rows)),
        np.append(known.low[units, column], known.rest_low[rests, column]),
        np.append(known.high[units, column], known.rest_high[rests, column]),
        np.append(units, rests),
    )


def apart(
    now: Groups, before: Sequence[Groups], k: int, scale: tuple[int, int]
) -> Mask:
    """Which groups of now tell too little beside all of before, bool (n_groups,)."""
    kept = np.ones(len(now.low), np.bool_)
    pairs = [_pairs(now, each) for each in before]
    if not pairs:
        return kept
    row, new, gone, low, high, names = map(np.concatenate, zip(*pairs, strict=True))
    # The same few in several pairs are known by all of these together.
    _names, same = np.unique(names, axis=0, return_inverse=True)
    least, most = np.full(len(_names), -np.inf), np.full(len(_names), np.inf)
    np.maximum.at(least, same, low)
    np.minimum.at(most, same, high)
    joined = _room(new, gone, least[same], most[same], scale)
    left = _room(gone, new, -most[same], -least[same], scale)
    needed = min(LINKED, scale[1] - scale[0]) - 1e-9
    sure = _few(new, k) & (joined < needed)
    sure |= _few(gone, k) & (left < needed)
    kept[row[sure].astype(np.int64)] = False
    return kept


def unchanged(now: Groups, before: Sequence[Groups], k: int) -> Mask:
    """Which groups of now may tell how they are scattered, bool (n_groups,).

    Not those of which the same was told with 1 to k − 1 people fewer, more or others:
    the squares of these few would be known beside their sum. In units of `CROWD` times
    k people and what is left of them, a step of an interval is worth more than that.
    """
    kept = np.ones(len(now.low), np.bool_)
    for then in before:
        here, there = _met(now, then)
        row, column, shared = _product(now, then, here, there, np.ones(len(here)))
        new, gone = _sizes(now)[row] - shared, _sizes(then)[column] - shared
        few = (np.maximum(new, gone) < k) & (new + gone > 0)
        units = np.maximum(_telling(now)[row], _telling(then)[column])
        kept[row[few & (units < CROWD * k)]] = False
    return kept


def _telling(groups: Groups) -> Floats:
    """How many people the unit has that tells each group; units come before rests."""
    _units, first, same = np.unique(groups.unit, return_index=True, return_inverse=True)
    return np.asarray(_sizes(groups)[first][same])


def _met(now: Groups, then: Groups) -> tuple[Counts, Counts]:
    """Where those stand in both rounds who are in both."""
    found = np.intersect1d(
        now.people, then.people, assume_unique=True, return_indices=True
    )
    return found[1], found[2]


def _few(people: Floats, k: int) -> Mask:
    return np.asarray((people > 0) & (people < k), np.bool_)


def _pairs(now: Groups, then: Groups) -> tuple[Floats, ...]:
    """Groups of now beside groups of then with which they share people.

    The group of now, how many are new in it and gone from that of then, the bounds of
    what the new ones have more than the gone ones, and a name of who these are.
    """
    here, there = _met(now, then)
    row, column, shared = _product(now, then, here, there, np.ones(len(here)))
    *_same, names = _product(now, then, here, there, _name(now.people[here]))
    return (
        row.astype(np.float64),
        _sizes(now)[row] - shared,
        _sizes(then)[column] - shared,
        now.low[row] - then.high[column],
        now.high[row] - then.low[column],
        np.column_stack(
            [
                (now.members @ _name(now.people))[row] - names,
                (then.members @ _name(then.people))[column] - names,
            ]
        ),
    )


def _product(
    now: Groups, then: Groups, here: Counts, there: Counts, worth: Floats
) -> tuple[Counts, Counts, Floats]:
    """The groups that share people, and what these are worth together."""
    shape = len(now.people), len(then.people)
    alike = sparse.csr_array((worth, (here, there)), shape)
    found = sparse.csr_array(now.members @ alike @ then.members.T)
    found.sort_indices()
    row, column = (each.astype(np.int64) for each in found.tocoo().coords)
    return row, column, np.asarray(found.data, np.float64)


def _sizes(groups: Groups) -> Floats:
    return np.asarray(groups.members.sum(axis=1), np.float64)


def _name(people: Counts) -> Floats:
    """A whole number for each person, of which sums hardly ever agree by chance."""
    mixed = (people + 1).astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    return np.asarray((mixed >> np.uint64(32)).astype(np.float64))


def _room(
    few: Floats, others: Floats, low: Floats, high: Floats, scale: tuple[int, int]
) -> Floats:
    """The width that is left for the sum of a few, less others, within its bounds."""
    least = np.maximum(scale[0] * few, low + scale[0] * others)
    most = np.minimum(scale[1] * few, high + scale[1] * others)
    return np.asarray(most - least, np.float64)
