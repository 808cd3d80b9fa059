"""A share is told where both sides of it, and of what is left, are large enough."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from competency.privacy import both_sides, residuals
from tests.competency.privacy.test_homes import forest

K = 5


def shown(parents: list[int | None], yes: list[int], no: list[int]) -> list[bool]:
    org = forest(parents)
    ayes, noes = (
        org.over(np.array(each, np.float64)[:, None]).astype(np.int64)
        for each in (yes, no)
    )
    allowed = np.ones((len(yes), 1), np.bool_)
    return [bool(each) for each in both_sides(org, ayes, noes, K, allowed)[:, 0]]


@pytest.mark.parametrize(
    ("yes", "no", "expected"),
    [
        ([0, 6, 7], [0, 8, 9], [True, True, True]),
        ([0, 2, 7], [0, 7, 9], [True, False, False]),  # 2 of 9 would be left
        ([0, 6, 0], [0, 8, 9], [True, False, False]),  # none of 9 would be left
        ([0, 0, 0], [0, 9, 9], [False, False, False]),
        ([5, 6, 2], [5, 8, 7], [True, True, False]),
        ([0, 6, 0], [0, 8, 0], [True, True, False]),  # nobody is left
    ],
)
def test_two_units_under_one(
    yes: list[int], no: list[int], expected: list[bool]
) -> None:
    assert shown([None, 0, 0], yes, no) == expected


def test_a_higher_unit_has_the_right_of_way() -> None:
    """The section, third in the order of the tree, would leave 3 of 8 of its division;
    were the division withheld for it, the top would have less to compare.
    """
    parents = [None, 0, 0, 1]
    assert shown(parents, [0, 3, 6, 6], [0, 5, 6, 6]) == [True, True, False, True]


@settings(max_examples=300, deadline=None)
@given(st.data(), st.integers(1, 12))
def test_no_rest_has_a_small_side(data: st.DataObject, size: int) -> None:
    parents = [
        None,
        *(data.draw(st.none() | st.integers(0, n - 1)) for n in range(1, size)),
    ]
    org = forest(parents)
    own = data.draw(st.lists(st.integers(0, 12), min_size=2 * size, max_size=2 * size))
    yes, no = (
        org.over(np.array(each, float)[:, None]) for each in (own[:size], own[size:])
    )
    allowed = np.array(
        data.draw(st.lists(st.booleans(), min_size=size, max_size=size))
    )[:, None]
    found = both_sides(org, yes.astype(int), no.astype(int), K, allowed)
    assert not (found & ~allowed).any()
    rests = np.stack([residuals(org, each, found) for each in (yes, no)])
    assert ((rests >= K).all(axis=0) | (rests == 0).all(axis=0)).all()
