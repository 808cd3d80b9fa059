"""The bounds of sums are those that linear programming finds."""

import numpy as np
import pytest

from competency.privacy import sums, told
from tests.competency.privacy.agencies import SCALE, rounds
from tests.competency.privacy.attack import atoms, bounds
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
    low, high = sums(reading.held.tree, means, people, shown, SCALE)
    seen = reading.column(0)
    if len(seen.groups) != shown.sum():
        pytest.skip("some mean is withheld")
    atom, over = atoms(seen.groups)
    sizes = np.bincount(atom[atom >= 0], minlength=over.shape[1])
    for row, unit in enumerate(np.flatnonzero(shown[:, 0])):
        least, most = bounds(seen, over, sizes, over[row], SCALE)
        assert (low[unit, 0], high[unit, 0]) == pytest.approx((least, most), abs=1e-4)
