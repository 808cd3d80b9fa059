"""How sure the means of groups are: intervals, and what they allow to be said.

Those who handed in are taken as a random sample, without replacement, of those who
were asked. Nobody drew it: whoever kept silent may differ, and no interval knows.

    standard error = s / √n · √(1 − n / N)        n counted of N asked

(Cochran, Sampling Techniques, third edition, 1977, theorem 2.2, with the quantile of
Student's t.) Where a difference is judged, the last factor is left out: the means of
two finite groups always differ a little, and what is asked is whether they could have
come from the same source (the same book, section 2.12).

An interval is told only of groups of `LEAST` times k or more, its half width rounded up
to a step, and a deviation counts as at least `LEAST_SPREAD`: neither the variance of a
small group nor that all its people are alike can be read off.
"""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import t as student

from competency.orgtree import OrgTree
from competency.reports import Figures, Floats, Measure

CONFIDENCE = 0.95

LEAST = 2
"""Times k are counted wherever an interval is told."""

LEAST_SPREAD = 0.5
"""The smallest standard deviation, in levels: ten people of whom two differ by one
level look like ten who are alike."""

STEP, FINE_STEP, MANY = 0.05, 0.01, 100
"""Half widths are multiples of `STEP`; of `FINE_STEP` where `MANY` are counted."""


def standard_error(
    spread: Floats, counted: Floats, asked: Floats | float = np.inf
) -> Floats:
    """Of a mean over `counted` of `asked` people; without `asked`, of any number.

    `spread` is the standard deviation with n − 1. 0 where everybody is counted.
    """
    left = np.maximum(0, 1 - counted / asked)
    return np.asarray(spread * np.sqrt(left / counted), np.float64)


def quantile(freedom: Floats | float, times: int = 1) -> Floats:
    """Standard errors to each side so that `times` intervals hold together.

    Bonferroni's bound: each holds with 1 − 0.05 / times, whatever binds them.
    """
    tail = (1 - CONFIDENCE) / 2 / max(times, 1)
    return np.asarray(student.isf(tail, freedom), np.float64)


def rounded_up(half: Floats, counted: Floats) -> Floats:
    """Half widths as they are told: a step at least, never narrower than they are."""
    step = np.where(counted >= MANY, FINE_STEP, STEP)
    return np.asarray(np.maximum(1, np.ceil(half / step - 1e-9)) * step, np.float64)


def holm(chances: Floats) -> NDArray[np.bool_]:
    """Which hypotheses fall, so that with 95 % none of them falls wrongly.

    `chances` are p values, NaN where nothing is tested (Holm, Scandinavian Journal of
    Statistics 6, 1979): the smallest is held against 0.05 / m, the next one against
    0.05 / (m − 1), until one stands.
    """
    flat = np.where(np.isnan(chances), np.inf, chances).ravel()
    order = np.argsort(flat, kind="stable")
    tests = int(np.isfinite(flat).sum())
    limits = (1 - CONFIDENCE) / np.arange(tests, 0, -1)
    stands = flat[order[:tests]] > limits
    fallen = order[: int(stands.argmax()) if stands.any() else tests]
    found = np.zeros(len(flat), np.bool_)
    found[fallen] = True
    return found.reshape(chances.shape)


@dataclass(frozen=True, eq=False)
class Sample:
    """Who is behind figures: a place in the tree each, and levels and gaps.

    `places` (n_people,) of those who handed in; `gaps` and `levels` frames of the same
    people; `asked` (n_units, m) are all who would count in a competency had they
    handed in and known their level, with those below.
    """

    places: NDArray[np.int64]
    gaps: pd.DataFrame
    levels: pd.DataFrame
    asked: Floats


def askable(tree: OrgTree, places: NDArray[np.int64], targets: pd.DataFrame) -> Floats:
    """How many would count in each unit and competency, (n_units, m).

    `places` (n_people,) and `targets` are of everybody who was asked: whoever has a
    target, and everybody where nobody has one.
    """
    wanted = targets.to_numpy(np.float64)
    aimed = np.isfinite(wanted)
    counts = np.where((~np.isnan(wanted)).any(axis=0), aimed, 1.0)
    return tree.totals(places, counts)


@dataclass(frozen=True, eq=False)
class Spread:
    """How people are scattered in each unit with all below, (n_units, m) all three."""

    counted: Floats
    level: Floats
    gap: Floats


def spreads(tree: OrgTree, sample: Sample) -> Spread:
    """Standard deviations over the people counted; NaN where fewer than two are."""
    level = sample.levels.to_numpy(np.float64)
    gap = sample.gaps.to_numpy(np.float64)
    aimed = np.isfinite(gap)
    counted = np.where((~np.isnan(gap)).any(axis=0), aimed, np.isfinite(level))
    people = tree.totals(sample.places, counted.astype(np.float64))
    scattered = (
        _deviation(tree, sample.places, np.where(known, values, 0), people)
        for known, values in ((counted, level), (aimed, gap))
    )
    return Spread(people, *scattered)


def _deviation(
    tree: OrgTree, places: NDArray[np.int64], values: Floats, people: Floats
) -> Floats:
    some = np.where(people > 1, people, np.nan)
    sums, squares = (tree.totals(places, values**power) for power in (1, 2))
    found = np.maximum(0, squares - sums**2 / some) / (some - 1)
    return np.asarray(np.maximum(LEAST_SPREAD, np.sqrt(found)), np.float64)


def with_intervals(
    figures: Figures,
    tree: OrgTree,
    sample: Sample,
    k: int,
    rounding: Floats | float = 0.0,
) -> Figures:
    """The same figures with intervals, and with which units differ from those beside.

    What is withheld stays so. `rounding` is by how much a mean that is told may differ
    from the one that was reckoned; intervals are wider by that.
    """
    found, numbers = spreads(tree, sample), figures.numbers.astype(np.float64)
    enough = (found.counted >= LEAST * k) & (numbers[:, Measure.COUNTED] > 0)
    counted = np.where(enough, found.counted, np.nan)
    aimed = np.isfinite(numbers[:, Measure.GAP])

    def half(spread: Floats, among: Floats | float = np.inf) -> Floats:
        error = standard_error(spread, counted, among)
        return rounded_up(quantile(counted - 1) * error + rounding, counted)

    gap_wide = np.where(aimed, half(found.gap), np.nan)
    numbers[:, Measure.LEVEL_HALF] = half(found.level, sample.asked)
    numbers[:, Measure.GAP_HALF] = np.where(
        aimed, half(found.gap, sample.asked), np.nan
    )
    numbers[:, Measure.LEVEL_WIDE] = half(found.level)
    mean = np.where(aimed, numbers[:, Measure.GAP], numbers[:, Measure.LEVEL])
    wide = np.where(aimed, gap_wide, numbers[:, Measure.LEVEL_WIDE])
    numbers[:, Measure.APART] = apart(tree, mean, wide, counted)
    return replace(figures, numbers=numbers.astype(np.float32))


def apart(tree: OrgTree, mean: Floats, half: Floats, counted: Floats) -> Floats:
    """Which units differ from all others one step below the same unit, together.

    All are (n_units, m): means, half widths of their intervals and people counted, NaN
    where nothing is told. −1 lower, 1 higher, 0 cannot be told, NaN where fewer than
    two can be compared. Welch's test (Biometrika 34, 1947), which lets units be
    scattered unlike, over all units and columns at once with `holm`: where nothing
    differs, at most 5 % of agencies have any unit told apart.
    """
    errors = half / quantile(counted - 1)
    parents, found = tree.parents(), np.full((2, *mean.shape), np.nan)
    for parent in np.unique(parents[parents >= 0]):
        beside = np.flatnonzero(parents == parent)
        found[:, beside] = _against(mean[beside], errors[beside], counted[beside])
    difference, chances = found
    told = np.where(holm(chances), np.sign(difference), 0)
    return np.where(np.isnan(chances), np.nan, told)


def _against(mean: Floats, errors: Floats, counted: Floats) -> Floats:
    """Each row's difference from the others together, and its chance, (2, rows, m).

    The others weigh by their people; their degrees of freedom are Satterthwaite's.
    """
    known = np.isfinite(mean + errors)
    people, mean, errors = (np.where(known, x, 0) for x in (counted, mean, errors))
    freedom = np.maximum(people - 1, 1)
    rest = _others(people)
    with np.errstate(divide="ignore", invalid="ignore"):
        difference = mean - _others(people * mean) / rest
        variance = errors**2 + _others((people * errors) ** 2) / rest**2
        fourth = errors**4 / freedom
        fourth += _others((people * errors) ** 4 / freedom) / rest**4
        chances = 2 * student.sf(
            np.abs(difference) / np.sqrt(variance), variance**2 / fourth
        )
    compared = known & (rest > 0)
    return np.where(compared, np.stack([difference, chances]), np.nan)


def _others(values: Floats) -> Floats:
    """Of each row, the sum of all rows but that one."""
    return np.asarray(values.sum(axis=0) - values, np.float64)
