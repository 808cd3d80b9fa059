"""Groups of now beside groups of before."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import sparse

from competency.orgtree import tree
from competency.privacy import Groups, apart, unchanged
from competency.privacy.linking import members, remaining

K, SCALE = 5, (0, 5)


def _groups(people: list[int], *sums: tuple[list[int], float, float]) -> Groups:
    """Groups of these people, each with bounds of its sum."""
    rows = [[float(person in group) for person in people] for group, *_ends in sums]
    low, high = (np.array([each[at] for each in sums], np.float64) for at in (1, 2))
    numbers, matrix = np.array(people, np.int64), sparse.csr_array(np.array(rows))
    return Groups(numbers, matrix, low, high, numbers[: len(sums)])


SIX, SEVEN, TWELVE = list(range(6)), list(range(7)), list(range(12))


@pytest.mark.parametrize(
    ("least", "kept"), [(12.9, True), (13.5, True), (13.6, False), (15.0, False)]
)
def test_who_joined_must_be_in_doubt_by_a_level_and_a_half(
    least: float, kept: bool
) -> None:
    before = _groups(SIX, (SIX, 9.0, 10.0))
    now = _groups(SEVEN, (SEVEN, least, 16.0))
    assert apart(now, (before,), K, SCALE).tolist() == [kept]


def test_who_left_must_be_in_doubt_too() -> None:
    before, now = _groups(SEVEN, (SEVEN, 13.0, 14.0)), _groups(SIX, (SIX, 9.0, 10.0))
    assert apart(now, (before,), K, SCALE).tolist() == [True]
    near = replace(before, low=np.array([14.5]), high=np.array([14.9]))
    exact = replace(now, low=np.array([10.0]), high=np.array([10.0]))
    assert apart(exact, (near,), K, SCALE).tolist() == [False]


def test_several_rounds_of_the_same_few_are_taken_together() -> None:
    """One leaves 1 to 3.5 to who joined, the other 3 to 4.5: together half a level."""
    now = _groups(SEVEN, (SEVEN, 12.0, 13.0))
    first, second = _groups(SIX, (SIX, 9.5, 11.0)), _groups(SIX, (SIX, 8.5, 9.0))
    assert apart(now, (first,), K, SCALE).all()
    assert apart(now, (second,), K, SCALE).all()
    assert not apart(now, (first, second), K, SCALE).any()


def test_many_who_joined_are_no_small_group() -> None:
    before, now = _groups(SIX, (SIX, 9, 9)), _groups(TWELVE, (TWELVE, 39, 39))
    assert apart(now, (before,), K, SCALE).tolist() == [True]


def test_people_of_earlier_rounds_may_all_be_gone() -> None:
    before, now = _groups(SIX, (SIX, 9, 9)), _groups([8, 9], ([8, 9], 3, 3))
    assert apart(now, (before,), K, SCALE).tolist() == [True]
    assert apart(now, (), K, SCALE).tolist() == [True]


def test_those_remaining_are_in_no_shown_unit_below() -> None:
    org = tree([0, 1, 2], [None, 0, 0], [b"0", b"1", b"2"])
    place, shown = np.array([2, 1, -1, 0, 1]), np.array([True, True, False])
    found = remaining(org, place, shown).toarray()
    assert found.tolist() == [[1, 0, 0, 1, 0], [0, 1, 0, 0, 1]]


def test_members_are_those_counted_in_a_unit_and_below() -> None:
    org = tree([0, 1, 2], [None, 0, 0], [b"0", b"1", b"2"])
    place, shown = np.array([2, 1, -1, 0, 1]), np.array([True, True, False])
    found = members(org, place, shown).toarray()
    assert found.tolist() == [[1, 1, 0, 1, 1], [0, 1, 0, 0, 1]]


@pytest.mark.parametrize(
    ("before", "kept"),
    [
        (range(1, 13), True),
        (range(1, 12), False),
        (range(14), False),
        (range(2, 14), False),
        (range(1, 7), True),
        (range(20, 32), True),
    ],
)
def test_scatter_is_not_told_again_with_a_few_more_or_fewer_or_others(
    before: range, kept: bool
) -> None:
    then = _groups(list(before), (list(before), 0.0, 9.0))
    now = _groups(list(range(1, 13)), (list(range(1, 13)), 0.0, 9.0))
    assert unchanged(now, (then,), K).tolist() == [kept]


def test_a_few_do_not_show_in_a_crowd_nor_in_what_is_left_of_it() -> None:
    crowd = list(range(50))
    then = _groups(crowd, (crowd, 0.0, 9.0), (SIX, 0.0, 9.0))
    then = replace(then, unit=np.array([1, 1]))
    now = _groups([*crowd, 50], ([*crowd, 50], 0.0, 9.0), ([*SIX, 50], 0.0, 9.0))
    assert unchanged(replace(now, unit=np.array([1, 1])), (then,), K).all()
    assert not unchanged(now, (replace(then, unit=np.array([1, 2])),), K).all()
