"""The bounds of sums are those that linear programming finds."""

import numpy as np
import pytest

from competency.orgtree import tree
from competency.privacy import Told, bounds, in_doubt, told
from tests.competency.privacy import attack
from tests.competency.privacy.agencies import SCALE, rounds
from tests.competency.privacy.reading import read_all


@pytest.mark.parametrize("seed", range(5))
def test_bounds_are_as_close_as_linear_programming(seed: int) -> None:
    (reading,) = read_all(rounds(seed, 1))
    inside = reading.inside[0]
    people = inside.sum(axis=1)[:, None]
    levels = np.zeros(inside.shape[1])
    known = np.isfinite(reading.held.gaps[:, 0])
    levels[reading.held.people[known]] = reading.held.levels[known, 0]
    with np.errstate(invalid="ignore"):
        means = told((inside @ levels)[:, None] / people, people, SCALE)
    shown = people > 0
    ends = bounds(reading.held.tree, means, people, shown, SCALE)
    seen = reading.column(0)
    if len(seen.groups) != shown.sum():
        pytest.skip("some mean is withheld")
    atom, over = attack.atoms(seen.groups)
    sizes = np.bincount(atom[atom >= 0], minlength=over.shape[1])
    for row, unit in enumerate(np.flatnonzero(shown[:, 0])):
        exact = attack.bounds(seen, over, sizes, over[row], SCALE)
        found = ends.low[unit, 0], ends.high[unit, 0]
        assert found == pytest.approx(exact, abs=1e-4)


def test_a_mean_is_withheld_that_shows_the_rest_at_the_end_of_the_scale() -> None:
    """Roundings that fall the same way: the five of the office all stand at 5."""
    org = tree([0, 1], [None, 0], [b"0", b"1"])
    people = np.array([[25], [20]])
    # The top: 4.025 to 4.075, the section: 3.775 to 3.825; so 24.1 of 25 at least.
    low, high = np.array([[4.025], [3.775]]), np.array([[4.075], [3.825]])
    means = Told(np.array([[4.05], [3.8]]), np.zeros((2, 1)), low, high)
    shown = np.ones((2, 1), np.bool_)
    assert in_doubt(org, means, people, shown, SCALE).tolist() == [[False], [True]]
    loose = Told(means.value, means.edge, low - 0.01, high)
    assert in_doubt(org, loose, people, shown, SCALE).all()
