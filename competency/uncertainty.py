"""How sure the means of groups are: intervals, and what they allow to be said.

Those who handed in are taken as a random sample, without replacement, of those who
were asked. Nobody drew it: whoever kept silent may differ, and no interval knows.

    standard error = s / √n · √(1 − n / N)        n counted of N asked

(Cochran, Sampling Techniques, third edition, 1977, theorem 2.2, with the quantile of
Student's t.) Where a difference is judged, the last factor is left out: the means of
two finite groups always differ a little, and what is asked is whether they could have
come from the same source (the same book, section 2.12).

What is told of a group's scatter is one number: its standard deviation, rounded up
(`told_deviation`). Every interval is reckoned from it and from what may be known
anyhow, so comparing intervals tells nothing more. That of gaps, too: their own
deviation beside that of levels would tell how levels hang together with targets, and,
where one person's target differs, that person's level. Deviations of a sum are never
more than their sum. Every group of people who are counted at one unit is taken to be
scattered by `LEAST_SQUARES` at least: no interval, and no two, tell that they are all
alike.
"""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import t as student

from competency import privacy
from competency.counting import Floats
from competency.figures import Figures, Measure
from competency.orgtree import OrgTree

CONFIDENCE = 0.95

LEAST_SPREAD = 0.5
"""The smallest standard deviation, in levels."""

LEAST_SQUARES = 9 * LEAST_SPREAD**2
"""The smallest sum of squares about a mean, that of ten people at the smallest
deviation: two of them may stand a level above and a level below the others."""

STEP, FINE_STEP, MANY = 0.05, 0.01, 200
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


def told_deviation(deviation: Floats, counted: Floats) -> Floats:
    """Standard deviations as they can be read out of intervals, never less than so."""
    root = np.sqrt(counted) / quantile(counted - 1)
    return np.asarray(rounded_up(deviation / root, counted) * root, np.float64)


@dataclass(frozen=True, eq=False)
class Sample:
    """Who is behind figures: where they are counted, and their levels and gaps.

    `places` (n_people, m) of those who handed in, −1 where they are not counted; `gaps`
    and `levels` frames of the same people; `asked` (n_units, m) are all who would count
    in a competency had they handed in and known their level, with those below.
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
    """How people are scattered in each unit with all below, (n_units, m) all four.

    Standard deviations of levels and of targets, NaN where fewer than two are counted,
    and the mean target.
    """

    counted: Floats
    level: Floats
    target: Floats
    aim: Floats


def spreads(tree: OrgTree, sample: Sample) -> Spread:
    """Over the people as they are counted; without targets, these are 0."""
    level = sample.levels.to_numpy(np.float64)
    gap = sample.gaps.to_numpy(np.float64)
    level = np.where(sample.places >= 0, level, 0)
    target = np.where((sample.places >= 0) & np.isfinite(gap), level - gap, 0)
    people, sums, _squares = _powers(tree, sample.places, target)
    counted = tree.over(people)
    with np.errstate(invalid="ignore", divide="ignore"):
        return Spread(
            counted,
            np.maximum(
                LEAST_SPREAD, _deviation(tree, sample.places, level, floor=True)
            ),
            _deviation(tree, sample.places, target, floor=False),
            tree.over(sums) / counted,
        )


def _powers(
    tree: OrgTree, places: NDArray[np.int64], values: Floats
) -> tuple[Floats, Floats, Floats]:
    """People, sums and sums of squares at each unit, without those below."""
    found = np.zeros((3, len(tree.units), values.shape[1]))
    for column, (at, own) in enumerate(zip(places.T, values.T, strict=True)):
        parts = np.stack([np.ones_like(own), own, own**2], axis=1)
        found[:, :, column] = tree.own(at, parts).T
    people, sums, squares = found
    return people, sums, squares


def _deviation(
    tree: OrgTree, places: NDArray[np.int64], values: Floats, *, floor: bool
) -> Floats:
    """Standard deviations; to a `floor`, each unit's own people are scattered."""
    own = people, sums, squares = _powers(tree, places, values)
    alike = LEAST_SQUARES - (squares - sums**2 / np.where(people > 0, people, 1))
    lacking = np.where(people > 0, np.maximum(0, alike), 0) * floor
    counted, total, square = (tree.over(each) for each in own)
    some = np.where(counted > 1, counted, np.nan)
    found = np.maximum(0, square - total**2 / some + tree.over(lacking))
    return np.asarray(np.sqrt(found / (some - 1)), np.float64)


def with_intervals(figures: Figures, tree: OrgTree, sample: Sample) -> Figures:
    """The same figures with intervals, and with which units differ from those beside.

    Where no interval may be told there is none. Means are told in steps: intervals are
    wider by what a step may take away.
    """
    found, numbers = spreads(tree, sample), figures.numbers.astype(np.float64)
    counted = np.where(figures.sure, found.counted, np.nan)
    level, gap = numbers[:, Measure.LEVEL], numbers[:, Measure.GAP]
    rounding = privacy.step(found.counted.astype(np.int64)) / 2
    moved = rounding + np.abs(gap - (level - found.aim))
    spread = told_deviation(found.level, counted)

    def half(
        spread: Floats, rounding: Floats, among: Floats | float = np.inf
    ) -> Floats:
        error = standard_error(spread, counted, among)
        return rounded_up(quantile(counted - 1) * error + rounding, counted)

    numbers[:, Measure.LEVEL_HALF] = half(spread, rounding, sample.asked)
    numbers[:, Measure.GAP_HALF] = half(spread + found.target, moved, sample.asked)
    numbers[:, Measure.LEVEL_WIDE] = half(spread, rounding)
    mean = np.where(np.isfinite(gap), gap, level)
    wide = np.where(
        np.isfinite(gap),
        half(spread + found.target, moved),
        numbers[:, Measure.LEVEL_WIDE],
    )
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
