"""Intervals of units, worked by hand, and what differs where nothing does."""

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest

from competency.figures import Asked, Figures, Measure, Rule, counted, group_figures
from competency.orgtree import tree
from competency.uncertainty import (
    Sample,
    apart,
    askable,
    holm,
    quantile,
    rounded_up,
    spreads,
    standard_error,
    told_deviation,
    with_intervals,
)
from tests.benchmarks.ranking import share_ranked

K = 5
NAN = float("nan")
TREE = tree([10, 11, 12], [None, 10, 10], [b"0", b"1", b"2"])
"""An agency with two divisions."""


def _array(*values: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return np.array(values, np.float64)


def _asked(
    sizes: tuple[int, int], levels: Sequence[float], aims: Sequence[float] = (2,)
) -> Asked:
    """Two divisions of so many; targets are those of the people, or all alike."""
    places = np.repeat(np.array([1, 2], np.int64), sizes)
    frame = pd.DataFrame({"a": np.array(levels, np.float32)})
    gaps = frame - np.resize(np.array(aims, np.float32), (len(frame), 1))
    return Asked(TREE, places, gaps, frame)


def _sample(asked: Asked, among: tuple[int, int, int]) -> Sample:
    wanted = _array(*among)[:, None]
    return Sample(counted(asked, K), asked.gaps, asked.levels, wanted)


def _figures(asked: Asked, among: tuple[int, int, int] = (40, 20, 20)) -> Figures:
    found = group_figures(asked, Rule(K, (0, 5)))
    return with_intervals(found, TREE, _sample(asked, among))


def test_a_mean_is_surer_the_more_of_those_asked_are_counted() -> None:
    """Cochran: a tenth of a hundred with deviation 2."""
    assert standard_error(_array(2), _array(100)).item() == 0.2
    half = standard_error(_array(2), _array(100), _array(200))
    assert half.item() == pytest.approx(0.2 * math.sqrt(0.5))
    assert standard_error(_array(2), _array(100), _array(100)).item() == 0


def test_quantiles_are_those_of_the_tables() -> None:
    assert quantile(9).item() == pytest.approx(2.262, abs=5e-4)
    assert quantile(9, 10).item() == pytest.approx(3.690, abs=5e-4)


@pytest.mark.parametrize(
    ("half", "counted", "told"),
    [(0, 20, 0.05), (0.05, 20, 0.05), (0.051, 20, 0.1), (0.051, 200, 0.06)],
)
def test_half_widths_are_rounded_up_and_never_nothing(
    half: float, counted: float, told: float
) -> None:
    assert rounded_up(_array(half), _array(counted)).item() == pytest.approx(told)


def test_holm_goes_on_until_one_stands() -> None:
    """Of four: 0.05 / 4 = 0.0125, 0.05 / 3 = 0.0167, 0.05 / 2 = 0.025."""
    fallen = holm(_array(0.03, 0.01, NAN, 0.016, 0.026))
    assert fallen.tolist() == [False, True, False, True, False]
    assert holm(_array(0.01, 0.04)).tolist() == [True, True]
    assert holm(_array(NAN)).tolist() == [False]


def test_deviations_are_over_the_people_counted() -> None:
    """Six at 1, 2, 3 twice: 4 in squares, of which five make the deviation."""
    asked = _asked((7, 5), [1, 2, 3, 1, 2, 3, NAN, 5, 5, 4, 4, 4], (1, 2, 3))
    found = spreads(TREE, _sample(asked, (20, 9, 5)))
    assert found.counted.ravel().tolist() == [11, 6, 5]
    assert found.level[1, 0] == pytest.approx(math.sqrt(4 / 5))
    assert found.target[1, 0] == pytest.approx(math.sqrt(4 / 5))
    assert found.aim[1, 0] == 2


def test_an_interval_is_worked_by_hand() -> None:
    """Ten of twenty, half at 1 and half at 3: s² = 10 / 9, t = 2.262.

    Ten are told in tenths, so the mean may be 0.05 off.
    """
    numbers = _figures(_asked((10, 10), [1, 3] * 5 + [2] * 10)).numbers[:, :, 0]
    wide = 2.262 * math.sqrt(10 / 9 / 10)
    assert 0.75 < wide < 0.8
    assert 0.6 < 0.8 * math.sqrt(0.5) + 0.05 < 0.65
    assert numbers[1, Measure.LEVEL_WIDE] == pytest.approx(0.85)
    assert numbers[1, Measure.LEVEL_HALF] == pytest.approx(0.65)
    assert numbers[1, Measure.GAP_HALF] == pytest.approx(0.65)


def test_a_deviation_is_told_so_that_intervals_end_on_steps() -> None:
    told = told_deviation(_array(0.5), _array(10)).item()
    assert told == pytest.approx(0.4 * math.sqrt(10) / 2.262, abs=1e-3)


@pytest.mark.parametrize("sizes", [(5, 10), (10, 5), (10, 10)])
def test_a_group_that_is_alike_looks_like_one_of_whom_two_differ(
    sizes: tuple[int, int],
) -> None:
    """Also where it is what is left of the whole beside the other group."""
    rest = [1.0, 3.0, 2.0, 2.0, 4.0, 3.0, 3.0, 2.0, 1.0, 2.0][: sizes[1]]
    alike = _figures(_asked(sizes, [2.0] * sizes[0] + rest)).numbers
    two = [1.0, 3.0, *[2.0] * (sizes[0] - 2)]
    nearly = _figures(_asked(sizes, two + rest)).numbers
    halves = slice(Measure.LEVEL_HALF, None)
    np.testing.assert_array_equal(alike[:, halves], nearly[:, halves])
    assert np.isfinite(alike[0, Measure.LEVEL_HALF])


def test_the_interval_of_a_gap_tells_nothing_of_the_one_with_another_target() -> None:
    """Whether the one with a target of 4 is at 1 or at 3 leaves all as it is."""
    aims = [4, *[2] * 9]
    low, high = (
        _figures(_asked((10, 0), [first, 4 - first, *[2] * 4, 1, 3, 1, 3], aims))
        for first in (1, 3)
    )
    np.testing.assert_array_equal(low.numbers, high.numbers)


def test_whoever_has_a_target_could_be_counted() -> None:
    """Three people: one without a target, one of whom nothing is required."""
    targets = pd.DataFrame({"a": [2, NAN, -np.inf], "untargeted": [NAN] * 3})
    found = askable(TREE, np.array([1, 1, 2], np.int64), targets)
    assert found.tolist() == [[1, 3], [1, 2], [0, 1]]


def test_fewer_than_twice_k_have_figures_but_no_interval() -> None:
    numbers = _figures(_asked((9, 10), [2.0] * 19)).numbers[:, :, 0]
    assert numbers[1, Measure.LEVEL] == 2
    assert np.isnan(numbers[1, Measure.LEVEL_HALF :]).all()
    assert np.isnan(numbers[2, Measure.APART])
    assert np.isfinite(numbers[0, Measure.LEVEL_HALF])


def test_what_is_withheld_gets_no_interval() -> None:
    found = _figures(_asked((3, 10), [2.0] * 13))
    assert found.shown.tolist() == [True, False, False]
    assert np.isnan(found.numbers[1:]).all()


def test_no_interval_stands_beside_an_edge() -> None:
    numbers = _figures(_asked((10, 10), [5.0] * 10 + [2.0] * 10)).numbers[:, :, 0]
    assert numbers[1, Measure.EDGE] > 0
    assert np.isnan(numbers[1, Measure.LEVEL_HALF :]).all()
    assert np.isfinite(numbers[2, Measure.LEVEL_HALF])


def test_without_targets_levels_have_intervals_and_are_compared() -> None:
    asked = _asked((20, 20), [1.0, 2.0] * 10 + [3.0, 4.0] * 10, (NAN,))
    numbers = _figures(asked).numbers[:, :, 0]
    assert np.isnan(numbers[:, Measure.GAP_HALF]).all()
    assert numbers[:, Measure.APART].tolist()[1:] == [-1, 1]


@pytest.mark.parametrize("seed", range(20))
def test_intervals_reach_around_the_means_that_were_rounded(seed: int) -> None:
    """Where everybody answered, the mean is in the interval of what is told."""
    rng = np.random.default_rng(seed)
    levels, aims = rng.integers(0, 6, (2, 40)).astype(np.float64)
    shown = _figures(_asked((25, 15), levels.tolist(), aims.tolist()), (40, 25, 15))
    for unit, people in enumerate((slice(None), slice(25), slice(25, None))):
        told = shown.numbers[unit, :, 0]
        off = abs(told[Measure.LEVEL] - levels[people].mean())
        assert off <= told[Measure.LEVEL_HALF] + 1e-6
        off = abs(told[Measure.GAP] - (levels - aims)[people].mean())
        assert off <= told[Measure.GAP_HALF] + 1e-6


def test_the_one_that_differs_from_the_others_is_told_apart() -> None:
    org = tree([0, 1, 2, 3, 4], [None, 0, 0, 0, 0], [bytes([x]) for x in range(5)])
    mean = _array(2, 2, 2.1, 0.5, NAN)[:, None]
    half, counted = np.full((5, 1), 0.3), np.full((5, 1), 40.0)
    found = apart(org, mean, half, counted)[:, 0]
    np.testing.assert_array_equal(found, [NAN, 1, 1, -1, NAN])


def test_a_unit_alone_is_compared_with_nobody() -> None:
    org = tree([0, 1], [None, 0], [b"0", b"1"])
    half, counted = np.full((2, 1), 0.1), np.full((2, 1), 40.0)
    assert np.isnan(apart(org, _array(1, 4)[:, None], half, counted)).all()


@pytest.mark.parametrize("seed", range(20))
def test_one_more_test_never_fells_another_hypothesis(seed: int) -> None:
    rng = np.random.default_rng(seed)
    chances, more = rng.random(8) ** 6, rng.random() ** 6
    alone = holm(chances)
    together = holm(np.array([*chances, more]))[:-1]
    assert not (together & ~alone).any()


def test_at_most_one_agency_in_twenty_is_ranked_where_nothing_differs() -> None:
    """The long form is `make bench ONLY=null_agencies_ranked`."""
    assert share_ranked(200) <= 0.05


def test_a_division_that_is_far_below_is_found() -> None:
    assert share_ranked(40, lower=1.5) > 0.5
