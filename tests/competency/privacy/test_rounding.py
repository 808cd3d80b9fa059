"""Rounded means tell neither how many nor that all are the same."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from competency.privacy import Told, shares, step, told

SCALE = (0, 5)


def _told(levels: list[int]) -> Told:
    mean, people = np.array([[np.mean(levels)]]), np.array([[len(levels)]])
    return told(mean, people, SCALE)


@pytest.mark.parametrize(
    ("people", "expected"),
    [(5, 0.2), (9, 0.2), (10, 0.1), (20, 0.05), (49, 0.05), (50, 0.02), (100, 0.01)],
)
def test_the_more_people_the_finer_the_step(people: int, expected: float) -> None:
    assert step(np.array([people])).tolist() == [expected]


@given(st.integers(5, 4000))
def test_a_sum_is_in_doubt_by_a_level_up_to_a_hundred_people(people: int) -> None:
    assert people * step(np.array([people]))[0] >= 1 - 1e-9


@given(st.lists(st.integers(0, 5), min_size=5, max_size=48), st.data())
def test_any_number_of_the_same_step_fits_a_told_mean(
    levels: list[int], data: st.DataObject
) -> None:
    """2.3684 is 45 in 19; 2.35 in steps of 0.05 would be anything from 10 people on."""
    means = _told(levels)
    own = step(np.array([len(levels)]))[0]
    same = [n for n in range(5, 49) if step(np.array([n]))[0] == own]
    other = data.draw(st.sampled_from(same))
    sums = np.arange(5 * other + 1) / other
    fits = (sums >= means.low - 1e-9) & (sums <= means.high + 1e-9)
    assert fits.any()


@given(st.lists(st.integers(0, 5), min_size=5, max_size=300))
def test_a_mean_is_between_its_ends(levels: list[int]) -> None:
    means = _told(levels)
    assert means.low[0, 0] - 1e-9 <= np.mean(levels) <= means.high[0, 0] + 1e-9


@pytest.mark.parametrize("people", [5, 9, 10, 37, 100, 400])
def test_all_at_the_end_and_all_but_one_are_told_alike(people: int) -> None:
    for end, off in ((5, 4), (0, 1)):
        same, but_one = _told([end] * people), _told([end] * (people - 1) + [off])
        assert same.value == but_one.value
        assert same.edge == but_one.edge != 0
        assert abs(same.edge[0, 0]) == pytest.approx(abs(end - same.value[0, 0]))


def test_a_mean_well_inside_the_scale_has_no_edge() -> None:
    means = _told([2, 3, 3, 4, 4, 2])
    assert (means.value[0, 0], means.edge[0, 0]) == (3.0, 0.0)


def test_a_share_is_never_all_or_none() -> None:
    found = shares(np.array([0.004, 0.996, 0.333]), np.array([1200, 1200, 30]))
    np.testing.assert_allclose(found.value, [0.01, 0.99, 0.35])
    np.testing.assert_allclose(found.low, [0, 0.985, 0.325])
    np.testing.assert_allclose(found.high, [0.015, 1, 0.375])


def test_nobody_has_no_mean() -> None:
    means = told(np.array([[np.nan]]), np.array([[0]]), SCALE)
    assert np.isnan(means.value).all()
    assert means.edge.tolist() == [[0.0]]
