"""Means in steps: what can be read between the figures stays in doubt.

A mean of whole levels gives its denominator away: 2.3684 is 45 in 19, so in a unit
where 20 handed in, one is known to have no level there. How many are counted in single
competencies is therefore not told at all (only that they are k or more), and a mean of
c people is told in the smallest of `STEPS` that is no finer than 1 / c. Two things
follow.

- Every c′ up to where the step changes gives the same rounded mean with some sum of
  whole levels, so no mean tells how many it is over.
- The sum behind it is in doubt by a whole level or more (c · step ≥ 1). That leaves
  a person who makes the only difference between two rounds a doubt of two levels even
  where nobody else has changed.

A group in which all stand at one end of the scale is told as "at least": one step or
less from an end, the mean is told to be at least (at most) one step from it, which
fits as well where one of them stands a level off.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

STEPS = (0.01, 0.02, 0.05, 0.1, 0.2)
"""Each divides a level, so that rounded means and the scale have ends in common."""

DOUBT = 1.0
"""Levels (of shares, people) by which the sum of a few must be in doubt at least."""


def step(people: NDArray[np.int64]) -> Floats:
    """The step in which a mean of so many is told, 0.2 at most."""
    steps = np.array(STEPS)
    least = 1 / np.maximum(people, 1)
    places = np.searchsorted(steps, least - 1e-9)
    return np.asarray(steps[np.minimum(places, len(steps) - 1)], np.float64)


@dataclass(frozen=True, eq=False)
class Told:
    """Means as they are told, float64 (n_units, m), NaN where nobody is counted.

    `edge` is 0, or the signed step where the mean is only told to be at least (+) or
    at most (−) this. The mean is between `low` and `high`.
    """

    value: Floats
    edge: Floats
    low: Floats
    high: Floats


def told(mean: Floats, people: NDArray[np.int64], scale: tuple[int, int]) -> Told:
    """Mean levels of so many people each, on a scale from its lowest to its highest."""
    steps = step(people)
    least, most = scale[0] + steps, scale[1] - steps
    rounded = np.round(mean / steps) * steps
    value = np.clip(rounded, least, most)
    top, bottom = rounded > most - steps / 2, rounded < least + steps / 2
    edge = np.where(top, steps, np.where(bottom, -steps, 0.0))
    low = np.where(bottom, scale[0], value - steps / 2)
    high = np.where(top, scale[1], value + steps / 2)
    return Told(value, edge, low, high)


def shares(share: Floats, people: NDArray[np.int64]) -> Told:
    """Shares of so many people each: in steps, and never told to be all or none."""
    steps = step(people)
    value = np.clip(np.round(share / steps) * steps, steps, 1 - steps)
    low = np.where(value < 1.5 * steps, 0, value - steps / 2)
    high = np.where(value > 1 - 1.5 * steps, 1, value + steps / 2)
    return Told(value, np.zeros_like(value), low, high)
