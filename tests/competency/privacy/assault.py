"""Every reader of an invented agency attacks everything they can reach."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from competency.figures import Measure
from tests.competency.privacy.agencies import COMPETENCIES, SCALE, K, rounds
from tests.competency.privacy.attack import SURE, closest, determined, together
from tests.competency.privacy.reading import Reading, read_all

SLACK = 1e-6
"""What a solver may be off."""


@dataclass(frozen=True)
class Outcome:
    """What came of the attack on an agency over its rounds.

    `recovered` groups of 1 to k − 1 people; `doubt` is the least, in levels, that was
    left of the sum of such a group in one round, `linked` over all rounds at once.
    `visible` are cells shown of units with k and with 2k people or more, of how many.
    """

    seed: int
    recovered: int
    doubt: float
    linked: float
    visible: tuple[tuple[int, int], tuple[int, int]]


def assault(seed: int) -> Outcome:
    """The attack on one agency in three rounds by all readers."""
    readings = read_all(rounds(seed))
    found = sum(len(each) for reading in readings for each in _sets(reading))
    columns = range(COMPETENCIES)
    doubts = [closest(r.column(at), K, SCALE) for r in readings for at in columns]
    seen = [together([r.column(at) for r in readings]) for at in columns]
    linked = [closest(each, K, SCALE) for each in seen]
    shares = [together([r.shares(at) for r in readings]) for at in columns]
    found += sum(closest(each, K, (0, 1)) < 1 - SLACK for each in shares)
    found += sum(doubt < SURE - SLACK for doubt in doubts + linked)
    visible = [_visible(readings[0], least) for least in (K, 2 * K)]
    return Outcome(seed, found, min(doubts), min(linked), (visible[0], visible[1]))


def _sets(reading: Reading) -> Iterator[list[object]]:
    """Sets that each reader can work out: who heads a unit sees it and all below."""
    for first, end in enumerate(reading.held.tree.ends.tolist()):
        units = slice(first, end)
        yield list(determined(reading.whole(units), K))
        for column in range(COMPETENCIES):
            yield list(determined(reading.column(column, units).groups, K))
            yield _sides(reading, column, units)


def _sides(reading: Reading, column: int, units: slice) -> list[object]:
    """People on one side of a share that are few, in any group of shares left over."""
    shown, short = reading.shares(column, units).groups, reading.short(column)
    rests = [shown & short, shown & ~short]
    return [found for side in rests for found in determined(side, K)]


def _visible(reading: Reading, least: int) -> tuple[int, int]:
    """Units of so many people that keep count, mean level and mean gap; and all."""
    held, figures = reading.held, reading.figures
    people = held.tree.totals(held.places, np.ones((len(held.places), 1)))[:, 0]
    known = held.tree.totals(held.places, np.isfinite(held.gaps) * 1.0)
    kept = np.isfinite(figures.numbers[:, [Measure.LEVEL, Measure.GAP]]).all(axis=1)
    large = people >= least
    every = large & figures.shown & (kept | (known < least)).all(axis=1)
    return int(every.sum()), int(large.sum())
