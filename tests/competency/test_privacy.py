"""No small group can be worked out from the groups that are shown."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from competency.orgtree import OrgTree, tree
from competency.privacy import residuals, together, withheld

K = 5


def family(
    parents: list[int | None], own: list[int]
) -> tuple[OrgTree, NDArray[np.int64]]:
    """Units numbered from 0 on in their order, and people over each with all below."""
    org = tree(list(range(len(own))), parents, [bytes([i]) for i in range(len(own))])
    counts = org.over(np.array(own, np.float64)[org.units, None])
    return org, counts.astype(np.int64)


def hidden(parents: list[int | None], own: list[int]) -> list[int]:
    """The units that are withheld, by number."""
    org, counts = family(parents, own)
    return sorted(org.units[withheld(org, counts, K)[:, 0]].tolist())


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ([0, 10, 10], []),
        ([0, 4, 10], [1, 2]),  # 14 − 10 would give the four away
        ([5, 4, 10], [1]),  # nine stay together
        ([3, 10, 20], [1]),  # the three stand in the top unit itself
        ([0, 0, 10], []),  # nobody is shown as nobody
        ([0, 4, 4], [1, 2]),  # eight together are enough
        ([0, 1, 1], [0, 1, 2]),
        ([0, 4, 0], [0, 1]),
    ],
)
def test_two_units_under_one(own: list[int], expected: list[int]) -> None:
    assert hidden([None, 0, 0], own) == expected


def test_a_chain_is_followed_down_to_where_people_are() -> None:
    """1 holds nobody but those of 2, so withholding 1 alone would hide nothing."""
    assert hidden([None, 0, 1], [2, 0, 10]) == [1, 2]


def test_the_smallest_neighbour_is_withheld() -> None:
    assert hidden([None, 0, 0, 0], [0, 3, 30, 6]) == [1, 3]


def test_a_group_hidden_before_counts_as_hidden() -> None:
    org, counts = family([None, 0, 0], [0, 6, 10])
    before = np.array([False, True, False])
    assert withheld(org, counts, K, before)[:, 0].tolist() == [False, True, False]
    org, counts = family([None, 0, 0], [4, 6, 10])
    assert withheld(org, counts, K, before)[:, 0].tolist() == [False, True, False]


def test_columns_are_families_of_their_own() -> None:
    org, counts = family([None, 0, 0], [0, 4, 10])
    both = np.hstack([counts, counts * 10])
    assert withheld(org, both, K).tolist() == [
        [False, False],
        [True, False],
        [True, False],
    ]


def test_no_units_and_no_columns() -> None:
    org, counts = family([], [])
    assert withheld(org, counts, K).shape == (0, 1)
    assert withheld(org, np.zeros((0, 0), np.int64), K).shape == (0, 0)


@st.composite
def cases(draw: st.DrawFn) -> tuple[OrgTree, NDArray[np.int64]]:
    """A forest, and two columns of people of which the second is part of the first."""
    size = draw(st.integers(1, 14))
    parents = [None, *(draw(st.none() | st.integers(0, i - 1)) for i in range(1, size))]
    org = tree(list(range(size)), parents, [bytes([i]) for i in range(size)])
    own = np.array([draw(st.integers(0, 9)) for _ in range(size)], np.float64)
    part = np.array([draw(st.integers(0, int(n))) for n in own], np.float64)
    return org, org.over(np.column_stack([own, part])).astype(np.int64)


@settings(max_examples=400)
@given(cases(), st.integers(2, 8), st.data())
def test_no_residual_is_small(
    case: tuple[OrgTree, NDArray[np.int64]], k: int, data: st.DataObject
) -> None:
    org, counts = case
    flags = st.lists(st.booleans(), min_size=len(counts), max_size=len(counts))
    before = np.array(data.draw(flags))
    mask = together(org, counts, k, before)
    assert (mask | ~before).all()
    rest = residuals(org, counts, mask)
    assert ((rest == 0) | (rest >= k)).all()


@settings(max_examples=400)
@given(cases(), st.integers(2, 8))
def test_no_shown_group_is_small_and_a_forest_of_large_leaves_hides_nothing(
    case: tuple[OrgTree, NDArray[np.int64]], k: int
) -> None:
    org, counts = case
    mask = withheld(org, counts, k)
    assert (mask | (counts == 0) | (counts >= k)).all()
    own = counts - np.array(
        [counts[org.parents() == unit].sum(axis=0) for unit in range(len(counts))]
    )
    if ((own == 0) | (own >= k)).all():
        assert not mask.any()


@settings(max_examples=100, deadline=None)
@given(cases(), st.integers(2, 6))
def test_no_sum_or_difference_of_shown_groups_gives_a_small_one(
    case: tuple[OrgTree, NDArray[np.int64]], k: int
) -> None:
    """An attacker adds and subtracts up to six shown groups in every way."""
    org, counts = case
    shown = np.flatnonzero(~withheld(org, counts, k)[:, 0])[:6]
    members = np.array(
        [[a <= b < org.ends[a] for b in range(len(counts))] for a in shown]
    )
    own = counts[:, 0] - np.array(
        [counts[org.parents() == unit, 0].sum() for unit in range(len(counts))]
    )
    for signs in product((-1, 0, 1), repeat=len(shown)):
        mixture = np.array(signs) @ members.reshape(len(shown), len(counts))
        if ((mixture == 0) | (mixture == 1)).all():
            people = int((mixture * own).sum())
            assert people == 0 or people >= k


def test_the_same_groups_are_withheld_each_time() -> None:
    org, counts = family([None, 0, 0, 0, 1, 1], [0, 2, 6, 6, 6, 6])
    first = withheld(org, counts, K)
    assert (withheld(org, counts, K) == first).all()
