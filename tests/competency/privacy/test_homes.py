"""People are counted where nobody few can be worked out."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from competency.orgtree import OrgTree, tree
from competency.privacy import counted_at, residuals

K = 5
Own = NDArray[np.int64]


def forest(parents: list[int | None]) -> OrgTree:
    """Units numbered from 0 on in their order."""
    return tree(list(range(len(parents))), parents, [bytes([n]) for n in range(99)])


def counted(parents: list[int | None], own: list[int]) -> list[int | None]:
    """People of each unit as they are shown; None where it is withheld."""
    org = forest(parents)
    found = counted_at(org, np.array(own, np.int64)[org.units, None], K)
    by_unit = dict(zip(org.units.tolist(), range(len(own)), strict=True))
    places = [by_unit[unit] for unit in range(len(own))]
    return [
        int(found.people[place, 0]) if found.shown[place, 0] else None
        for place in places
    ]


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ([0, 10, 10], [20, 10, 10]),
        ([0, 4, 10], [14, None, None]),  # 14 − 10 would give the four away
        ([5, 4, 10], [19, None, 10]),  # nine stay together
        ([3, 10, 20], [33, None, 20]),  # the three stand in the top unit itself
        ([0, 0, 10], [10, 0, 10]),  # nobody is shown as nobody
        ([0, 4, 4], [8, None, None]),  # eight together are enough
        ([0, 1, 1], [None, None, None]),
        ([0, 4, 0], [None, None, 0]),
    ],
)
def test_two_units_under_one(own: list[int], expected: list[int | None]) -> None:
    assert counted([None, 0, 0], own) == expected


def test_a_few_own_staff_of_a_division_are_counted_one_level_up() -> None:
    """Three in the division, six in the office: together they are enough at the top."""
    parents = [None, 0, 0, 2, 2]
    assert counted(parents, [0, 6, 3, 10, 20]) == [39, None, 30, 10, 20]
    assert counted(parents, [5, 6, 3, 10, 20]) == [44, 6, 30, 10, 20]


def test_a_few_of_several_divisions_are_enough_together() -> None:
    parents = [None, 0, 0, 1, 2]
    assert counted(parents, [1, 2, 3, 10, 20]) == [36, 10, 20, 10, 20]


def test_the_people_of_a_withheld_section_go_up_with_the_own_staff() -> None:
    parents = [None, 0, 1, 1]
    assert counted(parents, [8, 1, 2, 10]) == [21, 10, None, 10]


def test_the_smallest_residual_is_counted_at_a_top_that_has_too_few() -> None:
    assert counted([None, 0, 0, 0], [0, 3, 30, 6]) == [39, None, 30, None]


def test_own_staff_may_be_counted_at_the_top_and_their_unit_stay_shown() -> None:
    """The six of the division make up for the one; its sections are all it shows."""
    assert counted([None, 0, 1, 1], [1, 6, 10, 20]) == [37, 30, 10, 20]


def test_a_division_keeps_its_figure_and_gives_up_that_of_its_section() -> None:
    """Nine in the division less the six of its section would give the three away."""
    assert counted([None, 0, 0, 1, 1], [0, 0, 8, 6, 3]) == [17, 9, 8, None, None]


def test_a_division_may_be_given_up_where_each_hands_up_one() -> None:
    """Six and one of the first make up for the one of the second."""
    parents = [None, 0, 0, 1, 1, 2, 2]
    found = counted(parents, [0, 0, 0, 6, 1, 7, 1])
    assert found == [15, None, 7, None, None, 7, None]


def test_columns_are_families_of_their_own() -> None:
    org = forest([None, 0, 0])
    found = counted_at(org, np.array([[0, 0], [4, 40], [10, 100]]), K)
    assert found.shown.tolist() == [[True, True], [False, True], [False, True]]


def test_no_units_and_no_columns() -> None:
    org = tree([], [], [])
    assert counted_at(org, np.zeros((0, 1), np.int64), K).people.shape == (0, 1)
    assert counted_at(org, np.zeros((0, 0), np.int64), K).people.shape == (0, 0)


@st.composite
def cases(draw: st.DrawFn) -> tuple[OrgTree, Own]:
    """A forest and two columns of own people."""
    size = draw(st.integers(1, 14))
    parents = [None, *(draw(st.none() | st.integers(0, i - 1)) for i in range(1, size))]
    own = draw(st.lists(st.integers(0, 9), min_size=2 * size, max_size=2 * size))
    return forest(parents), np.array(own, np.int64).reshape(size, 2)


@settings(max_examples=300)
@given(cases(), st.integers(2, 8))
def test_no_residual_is_small(case: tuple[OrgTree, Own], k: int) -> None:
    org, own = case
    found = counted_at(org, own, k)
    rest = residuals(org, found.people.astype(np.float64), found.shown)
    assert ((rest == 0) | (rest >= k)).all()
    assert ((found.people == 0) | (found.people >= k)).all()


@settings(max_examples=300)
@given(cases(), st.integers(2, 8))
def test_people_are_counted_at_their_unit_or_above_and_once(
    case: tuple[OrgTree, Own], k: int
) -> None:
    org, own = case
    found = counted_at(org, own, k)
    units = np.arange(len(own))[:, None]
    at = found.place
    assert ((at < 0) | ((at <= units) & (units < org.ends[at]))).all()
    moved = org.over(found.moved(own.astype(np.float64)))
    np.testing.assert_array_equal(moved, found.people)


@settings(max_examples=300)
@given(cases(), st.integers(2, 8))
def test_a_forest_of_large_units_is_shown_as_it_is(
    case: tuple[OrgTree, Own], k: int
) -> None:
    org, own = case
    own = np.where((own > 0) & (own < k), own + k, own)
    found = counted_at(org, own, k)
    assert found.shown.all()
    np.testing.assert_array_equal(found.people, org.over(own.astype(np.float64)))


@settings(max_examples=300)
@given(cases())
def test_only_a_top_that_has_too_few_costs_a_unit_that_is_large_enough(
    case: tuple[OrgTree, Own],
) -> None:
    org, own = case
    found = counted_at(org, own, K)
    lost = (org.over(own.astype(np.float64)) >= K) & ~found.shown
    tops = (org.depths == 0).sum()
    assert (lost.sum(axis=0) <= tops * (org.depths.max() + 1)).all()


def test_the_same_people_are_counted_in_the_same_places_each_time() -> None:
    org = forest([None, 0, 0, 0, 1, 1])
    own = np.array([[0], [2], [6], [6], [6], [6]])
    first, again = counted_at(org, own, K), counted_at(org, own, K)
    np.testing.assert_array_equal(first.place, again.place)
