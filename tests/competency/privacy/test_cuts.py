"""Breakdowns and distributions give nobody away beside the tree."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from competency.orgtree import OrgTree
from competency.privacy import breakdowns, counted_at, distribution
from competency.privacy.homes import Counts, Mask
from tests.competency.privacy.attack import Rows, determined
from tests.competency.privacy.test_homes import forest

K = 5
Staff = list[tuple[int, int, int]]
"""How many of a unit have a value."""


def _people(staff: Staff) -> tuple[Counts, Counts]:
    """The unit and the value of each person."""
    units = [unit for unit, _value, many in staff for _ in range(many)]
    values = [value for _unit, value, many in staff for _ in range(many)]
    return np.array(units, np.int64), np.array(values, np.int64)


def _counted(org: OrgTree, units: Counts) -> tuple[Counts, Mask]:
    own = np.bincount(units, minlength=len(org.units))[:, None]
    homes = counted_at(org, own, K)
    return homes.place[units, 0], homes.shown[:, 0] & (homes.people[:, 0] > 0)


def _shown(parents: list[int | None], staff: Staff) -> list[bool]:
    org = forest(parents)
    units, values = _people(staff)
    place, allowed = _counted(org, units)
    (found,) = breakdowns(org, place, [values], K, allowed)
    return [bool(each) for each in found]


@pytest.mark.parametrize(
    ("staff", "expected"),
    [
        ([(0, 0, 6), (0, 1, 7)], [True, False]),
        ([(0, 0, 2), (0, 1, 7)], [False, False]),
        ([(1, 0, 10), (0, 0, 3), (0, 1, 9)], [False, True]),  # 13 − 10 officials
        ([(1, 0, 10), (0, 0, 5), (0, 1, 9)], [True, True]),
        ([(1, 0, 4), (1, 1, 4), (0, 0, 4), (0, 1, 4)], [True, False]),
    ],
)
def test_a_division_with_a_section(staff: Staff, expected: list[bool]) -> None:
    assert _shown([None, 0], staff) == expected


def test_a_breakdown_of_too_many_values_is_not_told() -> None:
    assert _shown([None], [(0, value, 9) for value in range(11)]) == [False]


def test_a_second_breakdown_is_told_beside_large_parts_of_the_first_alone() -> None:
    org = forest([None])
    units = np.zeros(24, np.int64)
    place, allowed = _counted(org, units)
    first = np.repeat([0, 1], 12)
    crossed, nested = np.tile([0, 1], 12), np.repeat([0, 1], [10, 14])
    found = breakdowns(org, place, [first, crossed], K, allowed)
    assert [each.tolist() for each in found] == [[True], [True]]
    found = breakdowns(org, place, [first, nested], K, allowed)
    assert [each.tolist() for each in found] == [[True], [False]]


@st.composite
def cases(draw: st.DrawFn) -> tuple[OrgTree, Counts, list[Counts]]:
    """A forest and people with values of two breakdowns."""
    size = draw(st.integers(1, 6))
    parents = [None, *(draw(st.none() | st.integers(0, n - 1)) for n in range(1, size))]
    cell = st.tuples(
        st.integers(0, size - 1),
        st.integers(0, 2),
        st.integers(0, 1),
        st.integers(1, 9),
    )
    staff = draw(st.lists(cell, max_size=12))
    rows = [row[:3] for row in staff for _ in range(row[3])]
    units, first, second = np.array(rows, np.int64).reshape(-1, 3).T
    return forest(parents), units, [first, second]


def _below(org: OrgTree, place: Counts, shown: Mask) -> Rows:
    units = np.flatnonzero(shown)[:, None]
    return (place >= units) & (place < org.ends[units])


@settings(max_examples=300, deadline=None)
@given(cases())
def test_no_small_group_follows_from_tree_and_breakdowns(
    case: tuple[OrgTree, Counts, list[Counts]],
) -> None:
    org, units, cuts = case
    place, allowed = _counted(org, units)
    rows = [_below(org, place, allowed)]
    for values, shown in zip(
        cuts, breakdowns(org, place, cuts, K, allowed), strict=True
    ):
        assert not (shown & ~allowed).any()
        inside = _below(org, place, shown)
        rows += [inside & (values == value) for value in range(3)]
    assert determined(np.vstack(rows), K) == []


def test_planted_a_breakdown_by_its_own_cells_gives_some_away() -> None:
    """Ten officials in the section, 13 and 9 in the division: all cells have five."""
    units, values = _people([(1, 0, 10), (0, 0, 3), (0, 1, 9)])
    org = forest([None, 0])
    whole = _below(org, units, np.array([True, True]))
    cells = [whole[:1] & (values == value) for value in (0, 1)]
    assert len(determined(np.vstack([whole, *cells]), K)) >= 1


@pytest.mark.parametrize(
    ("staff", "expected"),
    [
        ([(0, 2, 6), (0, 3, 7)], [True, False]),
        ([(0, 2, 13)], [False, False]),  # all alike
        ([(0, 2, 6), (0, 3, 7), (0, 4, 1)], [False, False]),
        ([(1, 2, 6), (1, 3, 7), (0, 2, 9)], [True, False]),  # nine alike would be left
        ([(1, 2, 6), (1, 3, 7), (0, 2, 9), (0, 1, 5)], [True, True]),
    ],
)
def test_a_distribution_has_nobody_or_enough_at_each_level(
    staff: Staff, expected: list[bool]
) -> None:
    org = forest([None, 0])
    units, levels = _people(staff)
    place, allowed = _counted(org, units)
    found = distribution(org, place, levels, K, allowed)
    assert [bool(each) for each in found] == expected
