"""What is hidden beside figures that hide nothing, and how much stays to be seen.

A unit is visible where it keeps its count, and mean level and gap of each competency
in which enough of its people are known: on the whole demo city, with everybody's level
drawn and 85 in a hundred handing in, and on generated agencies with many small units.
The worse of the two counts.
"""

from functools import cache

import numpy as np
import pandas as pd

from assessments.demo import lists, people
from competency.figures import Asked, Figures, Measure, Rule, group_figures
from competency.orgtree import OrgTree, tree
from tests.benchmarks import Benchmark, cpu_ratio
from tests.competency.privacy.agencies import rounds

K = 5
RULE = Rule(K, (0, 5))
UNITS, PEOPLE, COMPETENCIES = 2_000, 20_000, 30
AGENCIES = 60
UNKNOWN, TURNOUT = 0.05, 0.85


def _tree(units: int, rng: np.random.Generator) -> OrgTree:
    """Units of which each has about six below it."""
    parents: list[int | None] = [None]
    for number in range(1, units):
        last = (number - 1) // 6
        parents.append(int(rng.integers(max(0, last - 2), last + 1)))
    keys = [number.to_bytes(4) for number in range(units)]
    return tree(list(range(units)), parents, keys)


def _answered(org: OrgTree, places: np.ndarray, columns: int, seed: int) -> Asked:
    """People with drawn levels and targets, a few of them unknown."""
    rng = np.random.default_rng(seed)
    levels = rng.integers(0, 6, (len(places), columns)).astype(np.float32)
    levels[rng.random(levels.shape) < UNKNOWN] = np.nan
    gaps = levels - rng.integers(1, 5, columns).astype(np.float32)
    index = pd.Index(np.arange(len(places)), dtype="int64", name="person")
    frames = pd.DataFrame(gaps, index), pd.DataFrame(levels, index)
    return Asked(org, places, *frames)


def _large(units: int, staff: int) -> Asked:
    rng = np.random.default_rng(1)
    org = _tree(units, rng)
    return _answered(org, rng.integers(0, units, staff), COMPETENCIES, 2)


def _rolled_up(asked: Asked) -> np.ndarray:
    """The same means, counts and shares of every unit, without hiding any."""
    level, gap = asked.levels.to_numpy(np.float64), asked.gaps.to_numpy(np.float64)
    known = np.isfinite(gap)
    parts = [np.where(known, each, 0) for each in (level, gap, gap < 0, known)]
    *sums, counts = np.split(asked.tree.totals(asked.places, np.hstack(parts)), 4, 1)
    with np.errstate(invalid="ignore"):
        return np.stack([*(each / counts for each in sums), counts], axis=1)


def hidden_vs_rollup(units: int = UNITS, staff: int = PEOPLE) -> float:
    """CPU time of the figures with all that is hidden, over that of the bare ones."""
    asked = _large(units, staff)
    return cpu_ratio(lambda: group_figures(asked, RULE), lambda: _rolled_up(asked))


def _city() -> Asked:
    """The whole demo city, of which some have handed in."""
    listed = lists.units()
    rng = np.random.default_rng(2569)
    staff = people.staff(listed, rng)
    number = {unit.code: at for at, unit in enumerate(listed)}
    above = [None if unit.parent is None else number[unit.parent] for unit in listed]
    keys = [unit.code for unit in listed]
    org = tree(list(range(len(listed))), above, keys)
    units = np.array([number[each.unit] for each in staff], np.int64)
    places = org.positions(units[rng.random(len(units)) < TURNOUT])
    return _answered(org, places, 7, 3)


def _agency(seed: int) -> Asked:
    (held,) = rounds(seed, 1)
    return Asked(held.tree, held.places, *held.frames())


def _kept(asked: Asked, figures: Figures, least: int) -> tuple[int, int]:
    """How many units of so many people keep all, of how many."""
    whole = asked.tree.totals(asked.places, np.ones((len(asked.places), 1)))[:, 0]
    known = np.isfinite(asked.gaps.to_numpy(np.float64)).astype(np.float64)
    counted = asked.tree.totals(asked.places, known)
    told = np.isfinite(figures.numbers[:, [Measure.LEVEL, Measure.GAP]]).all(axis=1)
    large = whole >= least
    every = large & figures.shown & (told | (counted < least)).all(axis=1)
    return int(every.sum()), int(large.sum())


@cache
def _measured(agencies: int) -> tuple[tuple[float, ...], ...]:
    """Visible shares of units of k, of 2k people: of the city, of the agencies."""
    groups = [[_city()], [_agency(seed) for seed in range(agencies)]]
    found = []
    for group in groups:
        told = [(asked, group_figures(asked, RULE)) for asked in group]
        counts = [[_kept(*each, n * K) for n in (1, 2)] for each in told]
        kept, every = np.moveaxis(np.array(counts).sum(axis=0), -1, 0)
        found.append(tuple(float(each) for each in kept / every))
    return tuple(found)


def visible_units(times: int, agencies: int = AGENCIES) -> float:
    """The share of units of k (or 2k) people or more that keep all their figures."""
    return min(shares[times - 1] for shares in _measured(agencies))


BENCHMARKS = (
    Benchmark("visible_units_5", 0.60, "higher", lambda: visible_units(1)),
    Benchmark("visible_units_10", 0.90, "higher", lambda: visible_units(2)),
    Benchmark("hidden_vs_rollup", 6.0, "lower", hidden_vs_rollup),
)
