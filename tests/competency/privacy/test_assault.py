"""No reader works a small group out, and the attacker would find one if there was."""

import numpy as np
import pytest

from competency.figures import Measure
from tests.competency.privacy.agencies import COMPETENCIES, SCALE, K, rounds
from tests.competency.privacy.assault import assault
from tests.competency.privacy.attack import Seen, closest, determined
from tests.competency.privacy.reading import Reading, read_all

AGENCIES = 20
"""`make privacy` takes 200."""


@pytest.mark.parametrize("seed", range(AGENCIES))
def test_no_small_group_is_recovered(seed: int) -> None:
    assert assault(seed).recovered == 0


def _everything(seed: int) -> list[Reading]:
    return read_all(rounds(seed))


def _as_they_stand(reading: Reading) -> np.ndarray:
    """Every unit with all below, without anybody counted higher up."""
    tree, held = reading.held.tree, reading.held
    first = np.arange(len(tree.ends))[:, None]
    rows = np.zeros(reading.people.shape, np.bool_)
    rows[:, held.people] = (held.places >= first) & (held.places < tree.ends[:, None])
    return rows


@pytest.mark.parametrize("seed", range(6))
def test_published_means_are_those_of_the_groups_the_attacker_takes(seed: int) -> None:
    for reading in _everything(seed):
        for column in range(COMPETENCIES):
            seen = reading.column(column)
            levels = np.zeros(reading.people.shape[1])
            known = np.isfinite(reading.held.gaps[:, column])
            levels[reading.held.people[known]] = reading.held.levels[known, column]
            sums = seen.groups @ levels
            assert (sums >= seen.low - 1e-4).all()
            assert (sums <= seen.high + 1e-4).all()


def test_planted_hiding_small_groups_alone_gives_some_away() -> None:
    """The threshold rule without anything beside it, as so many reports have it."""
    given_away = 0
    for seed in range(10):
        groups = _as_they_stand(_everything(seed)[0])
        large = groups[groups.sum(axis=1) >= K]
        given_away += bool(determined(large, K))
    assert given_away >= 8


def test_planted_the_own_staff_of_a_division_are_given_away() -> None:
    """A division of 22 whose sections of 10 are shown: two people sit in itself."""
    groups = np.zeros((3, 22), np.bool_)
    groups[0], groups[1, :10], groups[2, 10:20] = True, True, True
    (found,) = determined(groups, K)
    assert found.tolist() == [20, 21]
    groups[0, 20:] = False
    assert determined(groups, K) == []


def test_planted_exact_means_give_away_who_left() -> None:
    """Twenty people and the nineteen of them who are still there a round later."""
    groups = np.ones((2, 20), np.bool_)
    groups[1, 0] = False
    sums = np.array([61.0, 59.0])
    assert closest(Seen(groups, sums, sums), K, SCALE) == pytest.approx(0, abs=1e-6)
    half = groups.sum(axis=1) * 0.05 / 2
    assert closest(Seen(groups, sums - half, sums + half), K, SCALE) > 1


def test_planted_a_group_all_at_the_top_is_given_away_by_its_mean() -> None:
    groups, sums = np.ones((1, 8), np.bool_), np.array([40.0])
    assert closest(Seen(groups, sums, sums), K, SCALE) == pytest.approx(0, abs=1e-6)


def test_figures_before_any_is_withheld_are_found_wanting() -> None:
    reading = _everything(3)[0]
    assert np.isnan(reading.figures.numbers[:, Measure.LEVEL]).any()
