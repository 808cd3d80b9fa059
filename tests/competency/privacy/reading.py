"""What is published of a round, as sets of people and figures: the attacker's eyes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from competency.figures import Asked, Figures, Measure, Rule, Told, group_figures, told
from competency.privacy import counted_at, step
from tests.competency.privacy.agencies import SCALE, Held, K
from tests.competency.privacy.attack import Rows, Seen


def asked(held: Held) -> Asked:
    """The people of a round as its figures are made from them."""
    return Asked(held.tree, held.places, *held.frames())


def published(held: Held, before: tuple[Told, ...] = ()) -> Figures:
    """The figures of a round as they are kept at closing, after some others."""
    return group_figures(asked(held), Rule(K, SCALE, before))


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

    def shares(self, column: int, units: slice = slice(None)) -> Seen:
        """The shares below target that are told of some units in a competency."""
        share = self.figures.numbers[units, Measure.SHORT, column].astype(np.float64)
        shown = np.isfinite(share)
        groups = self.inside[column][units][shown]
        size = groups.sum(axis=1)
        half, share = step(size) / 2, share[shown]
        low = np.where(share < 3 * half - 1e-6, 0, share - half)
        high = np.where(share > 1 - 3 * half + 1e-6, 1, share + half)
        return Seen(groups, size * low, size * high)

    def whole(self, units: slice = slice(None)) -> Rows:
        """The groups of which the number of people is told."""
        return self.people[units][self.figures.shown[units]]

    def short(self, column: int) -> NDArray[np.bool_]:
        """Who of everybody is below their target."""
        found = np.zeros(self.people.shape[1], np.bool_)
        found[self.held.people] = self.held.gaps[:, column] < 0
        return found


def read_all(held: Sequence[Held]) -> list[Reading]:
    """Rounds one after another, each held against those before it at closing."""
    everybody = max(int(each.people.max(initial=0)) for each in held) + 1
    found: list[Reading] = []
    before: tuple[Told, ...] = ()
    for each in held:
        found.append(read(each, everybody, published(each, before)))
        before = (*before, told(asked(each), Rule(K, SCALE, before)))
    return found


def read(held: Held, everybody: int, figures: Figures) -> Reading:
    """A round read by its figures."""
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
    return Reading(held, figures, _groups(held, at, everybody), tuple(inside))


def _groups(held: Held, place: NDArray[np.int64], everybody: int) -> Rows:
    """Who is counted in each unit with all below, by where each is counted."""
    first = np.arange(len(held.tree.ends))[:, None]
    rows = np.zeros((len(first), everybody), np.bool_)
    rows[:, held.people] = (place >= first) & (place < held.tree.ends[:, None])
    return rows


def _whole(numbers: NDArray[np.float64]) -> NDArray[np.int64]:
    return np.rint(numbers).astype(np.int64)
