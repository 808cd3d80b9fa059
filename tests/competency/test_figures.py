"""Figures of units, and what of them may be told."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from competency.figures import (
    Asked,
    Figures,
    Measure,
    Rule,
    counted,
    group_figures,
    pack,
    told,
    unpack,
)
from competency.orgtree import tree
from competency.privacy import residuals
from competency.reports import band, cell

Rows = Sequence[tuple[float, ...]]
K = 5
RULE = Rule(K, (0, 5))
NAN, FREE = float("nan"), float("inf")


def _frames(
    levels: Sequence[tuple[float, ...]], gaps: Sequence[tuple[float, ...]]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    index = pd.Index(range(1, len(levels) + 1), dtype="int64", name="person")
    names = list("abc")[: len(levels[0])]
    return (
        pd.DataFrame(np.array(levels, np.float32), index, names),
        pd.DataFrame(np.array(gaps, np.float32), index, names),
    )


TREE = tree([10, 11, 12], [None, 10, 10], [b"0", b"1", b"2"])
"""An agency with two divisions."""


def _figures(
    places: list[int],
    levels: Sequence[tuple[float, ...]],
    gaps: Sequence[tuple[float, ...]],
) -> Figures:
    level, gap = _frames(levels, gaps)
    at = np.array(places, np.int64)
    return group_figures(Asked(TREE, at, gap, level), RULE)


def _one(found: Figures, unit: int, measure: Measure, competency: int = 0) -> float:
    return float(found.numbers[unit, measure, competency])


def test_means_are_over_the_unit_and_all_below() -> None:
    places = [0] * 5 + [1] * 5 + [2] * 10
    levels = [(1.0,)] * 5 + [(2.0,)] * 5 + [(4.0,)] * 10
    gaps = [(-1.0,)] * 5 + [(0.0,)] * 5 + [(1.0,)] * 10
    found = _figures(places, levels, gaps)
    assert found.people.tolist() == [20, 5, 10]
    assert found.shown.tolist() == [True, True, True]
    assert _one(found, 0, Measure.LEVEL) == 2.75
    assert _one(found, 0, Measure.GAP) == 0.25
    assert _one(found, 0, Measure.SHORT) == 0.25
    assert _one(found, 2, Measure.LEVEL) == 4


def test_means_are_told_in_steps_and_gaps_by_the_level_that_is_told() -> None:
    """Of seven in fifths: 16 / 7 is 2.2, and less a target of 3 it is −0.8."""
    levels = [(2.0,)] * 5 + [(3.0,)] * 2
    found = _figures([1] * 7, levels, [(level[0] - 3,) for level in levels])
    assert _one(found, 1, Measure.LEVEL) == pytest.approx(2.2)
    assert _one(found, 1, Measure.GAP) == pytest.approx(-0.8)


def test_all_at_the_end_of_the_scale_are_told_to_be_near_it_at_least() -> None:
    found = _figures([1] * 6, [(5.0,)] * 6, [(1.0,)] * 6)
    shown = cell(found.numbers[1, :, 0])
    assert shown.level == pytest.approx(4.8)
    assert shown.edge == pytest.approx(0.2)
    assert shown.gap == pytest.approx(0.8)
    assert shown.shade == band(1.0)


def test_a_share_is_withheld_where_a_side_of_it_is_small() -> None:
    gaps = [(-1.0,)] * 2 + [(0.0,)] * 7
    found = _figures([1] * 9, [(2.0,)] * 9, gaps)
    assert np.isnan(_one(found, 1, Measure.SHORT))
    assert _one(found, 1, Measure.LEVEL) == 2
    gaps = [(-1.0,)] * 5 + [(0.0,)] * 6
    assert _one(_figures([1] * 11, [(2.0,)] * 11, gaps), 1, Measure.SHORT) == (
        pytest.approx(0.5)
    )


def test_a_few_own_staff_are_left_out_of_their_unit_and_counted_above() -> None:
    """Three of the division and two of the agency itself: five at the top."""
    org = tree([0, 1, 2], [None, 0, 1], [b"0", b"1", b"2"])
    level, gap = _frames([(1.0,)] * 5 + [(4.0,)] * 10, [(0.0,)] * 15)
    at = np.array([0] * 2 + [1] * 3 + [2] * 10)
    found = group_figures(Asked(org, at, gap, level), RULE)
    assert found.people.tolist() == [15, 10, 10]
    assert _one(found, 1, Measure.LEVEL) == 4
    assert _one(found, 0, Measure.LEVEL) == 3


def test_how_many_are_counted_in_a_competency_is_not_told() -> None:
    levels = [(1.0, 1.0)] * 18 + [(1.0, NAN)] * 2
    found = _figures([1] * 20, levels, levels)
    assert found.people[1] == 20
    assert found.numbers[1, Measure.COUNTED].tolist() == [K, K]


def test_nobody_known_is_no_secret_where_enough_handed_in() -> None:
    found = _figures([1] * 6, [(1.0, NAN)] * 6, [(0.0, NAN)] * 6)
    assert found.numbers[1, Measure.COUNTED].tolist() == [K, 0]


def test_a_small_unit_and_the_neighbour_that_would_give_it_away_are_withheld() -> None:
    places = [1] * 3 + [2] * 10
    found = _figures(places, [(1.0,)] * 13, [(0.0,)] * 13)
    assert found.shown.tolist() == [True, False, False]
    assert np.isnan(found.numbers[1:]).all()


def test_a_competency_that_few_are_counted_in_is_withheld_alone() -> None:
    levels = [(1.0, 1.0)] * 10
    gaps = [(-1.0, -1.0)] * 4 + [(-1.0, NAN)] * 6
    found = _figures([0] * 10, levels, gaps)
    assert _one(found, 0, Measure.LEVEL, 0) == 1
    assert np.isnan(found.numbers[0, :, 1]).all()


def test_levels_are_over_those_whose_gap_is_known() -> None:
    """Else level mean less gap mean would tell the one who makes the difference."""
    levels = [(1.0,)] * 9 + [(5.0,)]
    gaps = [(-1.0,)] * 9 + [(FREE,)]
    found = _figures([0] * 10, levels, gaps)
    assert _one(found, 0, Measure.LEVEL) == 1
    assert _one(found, 0, Measure.GAP) == -1


def test_without_any_target_levels_are_shown_and_gaps_unknown() -> None:
    found = _figures([0] * 6, [(2.0,)] * 6, [(NAN,)] * 6)
    assert _one(found, 0, Measure.LEVEL) == 2
    assert np.isnan(_one(found, 0, Measure.GAP))
    assert np.isnan(_one(found, 0, Measure.SHORT))


def test_figures_survive_being_kept() -> None:
    values = np.arange(2 * len(Measure), dtype=np.float32).reshape(-1, 2)
    values[0, 1] = NAN
    np.testing.assert_array_equal(unpack(pack(values), 2), values)


def test_figures_kept_before_means_had_edges_have_none() -> None:
    values = np.array([[1], [2], [0.5], [5], [0]], np.float32)
    assert unpack(pack(values), 1).ravel()[:6].tolist() == [1, 2, 0.5, 5, 0, 0]


def test_figures_kept_before_there_were_intervals_have_none() -> None:
    values = np.array([[1], [2], [0.5], [5], [0], [0.2]], np.float32)
    found = unpack(pack(values), 1)
    np.testing.assert_array_equal(found[:6], values)
    assert len(found) == len(Measure)
    assert np.isnan(found[6:]).all()


def test_intervals_need_twice_k_and_no_edge() -> None:
    levels = [(2.0, 5.0, 2.0)] * 9 + [(2.0, 5.0, NAN)]
    gaps = [(0.0, 1.0, 0.0)] * 9 + [(0.0, 1.0, NAN)]
    found = _figures([1] * 10, levels, gaps)
    assert found.sure[1].tolist() == [True, False, False]
    assert np.isfinite(found.numbers[1, Measure.LEVEL]).all()


def test_people_are_counted_where_their_figures_are() -> None:
    """Three of the division are counted at the top, one of unknown level nowhere."""
    org = tree([0, 1, 2], [None, 0, 1], [b"0", b"1", b"2"])
    rows = [(1.0,)] * 5 + [(4.0,)] * 10 + [(NAN,)]
    level, gap = _frames(rows, rows)
    at = np.array([0] * 2 + [1] * 3 + [2] * 11)
    found = counted(Asked(org, at, gap, level), K)
    assert found.ravel().tolist() == [0] * 5 + [2] * 10 + [-1]


@st.composite
def _agency(draw: st.DrawFn) -> tuple[list[int | None], list[int], list[bool]]:
    size = draw(st.integers(1, 9))
    parents: list[int | None] = [None]
    parents += [draw(st.integers(0, at - 1)) for at in range(1, size)]
    places = draw(st.lists(st.integers(0, size - 1), max_size=60))
    known = draw(st.lists(st.booleans(), min_size=len(places), max_size=len(places)))
    return parents, places, known


@settings(deadline=None)
@given(_agency())
def test_no_shown_figure_leaves_a_small_rest(
    agency: tuple[list[int | None], list[int], list[bool]],
) -> None:
    parents, places, known = agency
    org = tree(list(range(len(parents))), parents, [bytes([i]) for i in range(9)])
    rows = [(1.0,) if each else (NAN,) for each in known]
    level, gap = _frames(rows or [(NAN,)], rows or [(NAN,)])
    at = org.positions(np.array(places, np.int64))
    asked = Asked(org, at, gap.iloc[: len(at)], level.iloc[: len(at)])
    found = group_figures(asked, RULE)
    people = found.people[:, None].astype(np.float64)
    rest = residuals(org, people, found.shown[:, None])
    assert not ((rest > 0) & (rest < K)).any()
    assert (found.people[found.shown] == 0).sum() + (found.people >= K).sum() == (
        found.shown.sum()
    )


def _again(before: list[float], now: list[float]) -> Figures:
    """A division in a round after one in which the first people were the same."""
    levels, gaps = _frames([(each,) for each in before], [(0.0,)] * len(before))
    earlier = told(Asked(TREE, np.full(len(before), 1), gaps, levels), RULE)
    levels, gaps = _frames([(each,) for each in now], [(0.0,)] * len(now))
    asked = Asked(TREE, np.full(len(now), 1), gaps, levels)
    return group_figures(asked, Rule(K, RULE.scale, (earlier,)))


def test_the_same_people_in_another_round_are_told_again() -> None:
    found = _again([2.0] * 7, [3.0] * 7)
    assert _one(found, 1, Measure.LEVEL) == 3


def test_who_joined_in_between_stays_in_doubt() -> None:
    """Six at 3 before; with a seventh at 2 the mean of 2.86 is told as 2.8."""
    found = _again([3.0] * 6, [3.0] * 6 + [2.0])
    assert _one(found, 1, Measure.LEVEL) == pytest.approx(2.8)


def test_a_mean_is_withheld_that_would_tell_who_joined_beside_an_earlier_one() -> None:
    """0.5 of six was told as 0.4, so 3 in sum at most; 1.14 of seven as 1.2, so 7.7 at
    least: if nobody else has changed, who joined is at 4.7 or above.
    """
    before = [1.0] * 3 + [0.0] * 3
    assert np.isnan(_one(_again(before, [*before, 5.0]), 1, Measure.LEVEL))
    assert np.isfinite(_one(_again(before, [*before, 2.0]), 1, Measure.LEVEL))


def test_who_joined_a_small_unit_takes_its_interval_but_not_its_mean() -> None:
    found = _again([2.0, 3.0] * 6, [2.0, 3.0] * 6 + [2.0])
    assert np.isfinite(_one(found, 1, Measure.LEVEL))
    assert not found.sure[1, 0]
    assert _again([2.0, 3.0] * 6, [2.0, 3.0] * 6).sure[1, 0]


def test_among_many_one_more_does_not_show() -> None:
    assert _again([2.0, 3.0] * 25, [2.0, 3.0] * 25 + [2.0]).sure[1, 0]
