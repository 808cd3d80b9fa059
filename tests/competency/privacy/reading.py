"""What is published of a round, as sets of people and figures: the attacker's eyes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from competency.privacy import counted_at, step
from competency.reports import Figures, Measure, group_figures
from tests.competency.privacy.agencies import SCALE, Held, K
from tests.competency.privacy.attack import Rows, Seen


def published(held: Held) -> Figures:
    """The figures of a round as they are kept at closing."""
    gaps, levels = held.frames()
    return group_figures(held.tree, held.places, gaps, levels, K, SCALE)


@dataclass(frozen=True, eq=False)
class Reading:
    """A round as read by somebody who knows the rules and who handed in.

    `inside[column]` are the people counted in each unit, bool (n_units, n_everybody);
    `people` the same for the round as a whole.
    """

    held: Held
    figures: Figures
    people: Rows
    inside: tuple[Rows, ...]

    def column(self, column: int, units: slice = slice(None)) -> Seen:
        """The mean levels that are told of some units in a competency."""
        numbers = self.figures.numbers[units, :, column].astype(np.float64)
        shown = np.isfinite(numbers[:, Measure.LEVEL])
        groups = self.inside[column][units][shown]
        size = groups.sum(axis=1)
        level, edge = numbers[shown, Measure.LEVEL], numbers[shown, Measure.EDGE]
        half = step(size) / 2
        low = np.where(edge < 0, SCALE[0], level - half)
        high = np.where(edge > 0, SCALE[1], level + half)
        return Seen(groups, size * low, size * high)

    def shares(self, column: int, units: slice = slice(None)) -> Rows:
        """The groups of which a share below target is told."""
        shown = np.isfinite(self.figures.numbers[units, Measure.SHORT, column])
        return self.inside[column][units][shown]

    def whole(self, units: slice = slice(None)) -> Rows:
        """The groups of which the number of people is told."""
        return self.people[units][self.figures.shown[units]]

    def short(self, column: int) -> NDArray[np.bool_]:
        """Who of everybody is below their target."""
        found = np.zeros(self.people.shape[1], np.bool_)
        found[self.held.people] = self.held.gaps[:, column] < 0
        return found


def read(held: Held, everybody: int, figures: Figures | None = None) -> Reading:
    """A round read by its figures (as published, unless others are given)."""
    ones = np.ones((len(held.places), 1))
    base = counted_at(held.tree, _whole(held.tree.own(held.places, ones)), K)
    at = base.place[held.places, 0]
    aimed = np.isfinite(held.gaps)
    columns = counted_at(held.tree, _whole(held.tree.own(at, aimed * 1.0)), K)
    inside = []
    for column in range(aimed.shape[1]):
        known = aimed[:, column] & (at >= 0)
        place = np.where(known, columns.place[at, column], -1)
        inside.append(_groups(held, place, everybody))
    found = published(held) if figures is None else figures
    return Reading(held, found, _groups(held, at, everybody), tuple(inside))


def _groups(held: Held, place: NDArray[np.int64], everybody: int) -> Rows:
    """Who is counted in each unit with all below, by where each is counted."""
    first = np.arange(len(held.tree.ends))[:, None]
    rows = np.zeros((len(first), everybody), np.bool_)
    rows[:, held.people] = (place >= first) & (place < held.tree.ends[:, None])
    return rows


def _whole(numbers: NDArray[np.float64]) -> NDArray[np.int64]:
    return np.rint(numbers).astype(np.int64)
