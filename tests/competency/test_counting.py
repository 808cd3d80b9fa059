"""Sums over units, of people where they are counted."""

import numpy as np

from competency.counting import sums_over, targeted
from competency.orgtree import tree

NAN, FREE = float("nan"), float("inf")
TREE = tree([10, 11, 12], [None, 10, 10], [b"0", b"1", b"2"])
"""An agency with two divisions."""


def test_a_competency_is_targeted_where_anybody_has_a_target_or_is_free_of_it() -> None:
    gaps = np.array([[NAN, FREE, -1.0], [NAN, NAN, NAN]])
    assert targeted(gaps).tolist() == [False, True, True]


def test_sums_are_of_the_same_people_as_counts() -> None:
    """Of a division of seven one has no target: six are counted, at 12 in sum."""
    level = np.array([[2.0]] * 6 + [[5.0]] + [[1.0]] * 5)
    gap = np.array([[-1.0]] * 6 + [[NAN]] + [[0.0]] * 5)
    found = sums_over(TREE, np.array([1] * 7 + [2] * 5), gap, level, 5)
    assert found.whole.tolist() == [12, 7, 5]
    assert found.people.ravel().tolist() == [11, 6, 5]
    assert found.level.ravel().tolist() == [17, 12, 5]
    assert found.target.ravel().tolist() == [23, 18, 5]
    assert found.short.ravel().tolist() == [6, 6, 0]
    assert found.place.ravel().tolist() == [1] * 6 + [-1] + [2] * 5


def test_too_few_are_counted_one_level_up() -> None:
    places = np.array([0] * 2 + [1] * 3 + [2] * 5)
    values = np.ones((10, 1))
    found = sums_over(TREE, places, values, values, 5)
    assert found.whole.tolist() == [10, 0, 5]
    assert found.units.tolist() == [True, False, True]
    assert found.place.ravel().tolist() == [0] * 5 + [2] * 5
