"""The rule `mean`: the weighted mean of the ratings, on the level scale.

    level = Σ wᵢ · laid(answerᵢ) / Σ wᵢ      over the rated items

`laid` maps an item's answer scale linearly on the level scale, after reversed items
are turned. "Does not apply" and "does not know" are no ratings and stay out of both
sums. The level is unknown when fewer than the rule's share `answered` of the items
that apply are rated; the default, half, is the rule of questionnaires in medicine
(EORTC QLQ-C30 Scoring Manual, Fayers and others, third edition, 2001).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from competency.answers import DOES_NOT_APPLY
from competency.frameworks import Framework
from competency.scoring.sheets import N_CODES, Codes, Levels, laid

ENOUGH = 1e-9
"""Room for a share that is no binary fraction, such as a third of three items."""


@dataclass(frozen=True, eq=False)
class _Items:
    """Items of a competency: level of each code (m, 256), weights (m,), share."""

    laid: NDArray[np.float64]
    weights: NDArray[np.float64]
    answered: float


@dataclass(frozen=True, eq=False)
class _Alike:
    """Items with one weight and one evenly spaced scale, read from two tables.

    `turned` are their reversed ones, `levels` (m + 1, 256) holds the level for a
    number of ratings and a sum of codes, `needed` (m + 1,) how many ratings it takes
    for a number of items that do not apply.
    """

    answers: int
    turned: NDArray[np.intp]
    levels: Levels
    needed: Codes


def scorer(framework: Framework, rows: slice) -> Callable[[Codes], Levels]:
    """A function from the codes (m, n) of one competency's items to levels (n,)."""
    positions = range(rows.start, rows.stop)
    items = _Items(
        np.array([laid(framework, position) for position in positions]),
        np.array([framework.items[position].weight for position in positions]),
        framework.rule.answered,
    )
    alike = _alike(items, [len(framework.answer_values(p)) for p in positions])
    return partial(_weighed, items) if alike is None else partial(_looked_up, alike)


def _weighed(items: _Items, codes: Codes) -> Levels:
    """The formula as it stands, for weights and scales of any kind."""
    worth = np.take_along_axis(items.laid, codes.astype(np.intp), axis=1)
    rated = ~np.isnan(worth)
    weight = items.weights @ rated
    total = items.weights @ np.where(rated, worth, 0)
    needed = _needed(items, (codes == DOES_NOT_APPLY).sum(axis=0))
    known = (rated.sum(axis=0) >= needed) & (weight > 0)
    level = np.full(codes.shape[1], np.nan, np.float32)
    return np.divide(total, weight, out=level, where=known, casting="same_kind")


def _needed(items: _Items, away: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many ratings it takes when so many items do not apply; one at least."""
    asked = len(items.weights) - away
    needed = np.ceil(items.answered * asked - ENOUGH).astype(np.int64)
    at_least: NDArray[np.int64] = np.maximum(needed, 1)
    return at_least


def _alike(items: _Items, sizes: Sequence[int]) -> _Alike | None:
    """The tables of items that are alike; None where they are not, or are many."""
    size, many = sizes[0], len(sizes)
    steps = np.linspace(*_ends(items.laid[0, 1 : size + 1]), size)
    rated = items.laid[:, 1 : size + 1]
    upright = np.isclose(rated, steps).all(axis=1)
    turned = np.isclose(rated, steps[::-1]).all(axis=1) & ~upright
    alike = (upright | turned).all() and len({*sizes}) == len({*items.weights}) == 1
    # a sum of codes must fit one byte
    if not alike or many * size >= N_CODES:
        return None
    away = np.arange(many + 1)
    needed = _needed(items, away).astype(np.uint8)
    return _Alike(size, np.flatnonzero(turned), _levels(steps, many), needed)


def _ends(scale: NDArray[np.float64]) -> tuple[float, float]:
    return float(scale.min()), float(scale.max())


def _levels(steps: NDArray[np.float64], many: int) -> Levels:
    """The mean level for each number of ratings and sum of their codes."""
    count = np.arange(many + 1)[:, None]
    places = np.arange(N_CODES)[None, :] - count
    step = (steps[-1] - steps[0]) / (len(steps) - 1)
    means = steps[0] + step * places / np.maximum(count, 1)
    means[0] = np.nan
    levels: Levels = means.astype(np.float32)
    return levels


def _looked_up(items: _Alike, codes: Codes) -> Levels:
    """The same by adding bytes: sums of codes are few enough for a table."""
    level: Levels
    most = codes.max()
    if most > items.answers or not codes.min():
        return _with_gaps(items, codes, special=most > items.answers)
    level = items.levels[-1].take(_sum(_upright(items, codes)))
    return level


def _with_gaps(items: _Alike, codes: Codes, *, special: bool) -> Levels:
    """The same where some are not rated; `special` says that some are not blank."""
    level: Levels
    # one below the first answer wraps around to 255: one comparison finds ratings
    rated = codes - np.uint8(1) < items.answers if special else codes > 0
    upright = _upright(items, codes)
    if special or upright is not codes:
        upright = upright * rated
    count = _sum(rated.view(np.uint8))
    index = count.astype(np.uint16) << 8
    index |= _sum(upright)
    level = items.levels.ravel().take(index)
    away = _sum((codes == DOES_NOT_APPLY).view(np.uint8)) if special else np.uint8(0)
    level[count < items.needed.take(away)] = np.nan
    return level


def _upright(items: _Alike, codes: Codes) -> Codes:
    """The codes with those of reversed items turned; what is no rating is garbled."""
    if not len(items.turned):
        return codes
    upright = codes.copy()
    upright[items.turned] = items.answers + 1 - codes[items.turned]
    return upright


def _sum(codes: Codes) -> Codes:
    """The sum of each column, which fits one byte."""
    total: Codes = np.add.reduce(codes, axis=0, dtype=np.uint8)
    return total
