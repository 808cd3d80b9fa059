"""Depth-first order, faults of a tree, and totals that lose nobody."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from competency.orgtree import OrgTree, TreeError, TreeFaults, faults, tree

CITY = (
    [1, 2, 3, 4, 5, 6],
    [None, 1, 1, 2, 2, 3],
    ["city", "b", "a", "d", "c", "e"],
)
"""1 over 2 and 3; 2 over 4 and 5; 3 over 6; keys turn 3 before 2 and 5 before 4."""


@st.composite
def forests(draw: st.DrawFn) -> OrgTree:
    """A forest of 1 to 25 units, each below an earlier one or on top."""
    size = draw(st.integers(1, 25))
    parents = [None, *(draw(st.none() | st.integers(0, i - 1)) for i in range(1, size))]
    keys = draw(st.lists(st.binary(max_size=2), min_size=size, max_size=size))
    return tree(list(range(size)), parents, keys)


def test_units_stand_depth_first_in_the_order_of_their_keys() -> None:
    city = tree(*CITY)
    assert city.units.tolist() == [1, 3, 6, 2, 5, 4]
    assert city.ends.tolist() == [6, 3, 3, 6, 5, 6]
    assert city.depths.tolist() == [0, 1, 2, 1, 2, 2]
    assert city.parents().tolist() == [-1, 0, 1, 0, 3, 3]


def test_no_units_are_a_tree_too() -> None:
    empty = tree([], [], [])
    assert empty.units.tolist() == []
    assert empty.positions(np.array([7])).tolist() == [-1]
    assert empty.totals(np.array([-1]), np.ones((1, 2))).shape == (0, 2)


def test_positions_of_units_and_of_strangers() -> None:
    assert tree(*CITY).positions(np.array([4, 1, 99, 0])).tolist() == [5, 0, -1, -1]


def test_totals_hold_all_below_and_own_only_the_unit() -> None:
    city = tree(*CITY)
    places = city.positions(np.array([1, 6, 6, 4, 5]))
    values = np.array([[1.0], [10.0], [10.0], [100.0], [1000.0]])
    assert city.own(places, values)[:, 0].tolist() == [1, 0, 20, 0, 1000, 100]
    assert city.totals(places, values)[:, 0].tolist() == [1121, 20, 20, 1100, 1000, 100]


@given(forests(), st.data())
def test_totals_of_the_tops_equal_totals_over_people(
    forest: OrgTree, data: st.DataObject
) -> None:
    places = data.draw(
        hnp.arrays(
            np.int64,
            st.integers(0, 40),
            elements=st.integers(-1, len(forest.units) - 1),
        )
    )
    values = data.draw(
        hnp.arrays(np.float64, (len(places), 3), elements=st.integers(-9, 9).map(float))
    )
    tops = forest.totals(places, values)[forest.depths == 0].sum(axis=0)
    assert tops.tolist() == values[places >= 0].sum(axis=0).tolist()


@given(forests(), st.data())
def test_a_unit_is_its_own_people_and_the_units_right_below(
    forest: OrgTree, data: st.DataObject
) -> None:
    size = len(forest.units)
    places = data.draw(hnp.arrays(np.int64, 30, elements=st.integers(0, size - 1)))
    ones = np.ones((30, 1))
    own, totals = forest.own(places, ones), forest.totals(places, ones)
    parents = forest.parents()
    below = np.zeros((size, 1))
    np.add.at(below, parents[parents >= 0], totals[parents >= 0])
    assert (own + below).tolist() == totals.tolist()


def test_loops_orphans_and_doubles_are_found_together() -> None:
    found = faults([1, 2, 3, 4, 5, 5, 6], [None, 3, 4, 2, 99, 99, 6])
    assert found == TreeFaults(loops=((2, 3, 4), (6,)), orphans=(5,), doubles=(5,))


def test_a_way_into_a_loop_is_no_part_of_it() -> None:
    assert faults([1, 2, 3], [2, 3, 2]).loops == ((2, 3),)


@pytest.mark.parametrize(
    ("ids", "parents"), [([1, 2], [2, 1]), ([1], [9]), ([1, 1], [None, None])]
)
def test_units_that_are_no_tree_are_refused(ids: list[int], parents: list[Any]) -> None:
    with pytest.raises(TreeError) as refused:
        tree(ids, parents, ["", ""][: len(ids)])
    assert refused.value.args[0] == faults(ids, parents)


def test_a_chain_of_ten_thousand_units_needs_no_recursion() -> None:
    size = 10_000
    chain = tree(list(range(size)), [None, *range(size - 1)], [""] * size)
    assert chain.ends.tolist() == [size] * size
    assert chain.totals(np.array([size - 1]), np.ones((1, 1))).sum() == size
