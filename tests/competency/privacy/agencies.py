"""Invented agencies over three rounds, made to be hard: many small units, own staff."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from competency.orgtree import OrgTree, tree

K = 5
SCALE = (0, 5)
COMPETENCIES = 3
SMALL = 0.3
"""The share of units that are made smaller than k."""


@dataclass(frozen=True, eq=False)
class Held:
    """One round: who handed in where, and what is known of them.

    `people` are numbers that stay the same from round to round; `levels` and `gaps`
    (n_people, COMPETENCIES) are NaN where unknown; `values` are 0 … of a breakdown.
    """

    tree: OrgTree
    people: NDArray[np.int64]
    places: NDArray[np.int64]
    levels: NDArray[np.float64]
    gaps: NDArray[np.float64]
    values: NDArray[np.int64]

    def frames(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Gaps and levels as the reports take them."""
        return tuple(
            pd.DataFrame(each.astype(np.float32), self.people)
            for each in (self.gaps, self.levels)
        )  # type: ignore[return-value]


def rounds(seed: int, number: int = 3) -> tuple[Held, ...]:
    """An agency of 1 to 400 people in 2 to 5 levels, in rounds one after another.

    In between people join and leave and a section moves. Whoever stays has the very
    same levels again: nothing protects those who join and leave but what is told.
    """
    rng = np.random.default_rng(seed)
    parents = _parents(rng)
    units = _units(rng, len(parents))
    answers = rng.binomial(5, rng.beta(1.2, 1.2, len(units)))[:, None]
    answers = np.clip(answers + rng.integers(-1, 2, (len(units), COMPETENCIES)), 0, 5)
    answers[rng.random(len(units)) < 0.2] = rng.choice([0, 5])
    known = rng.random(answers.shape) > rng.choice([0.0, 0.05, 0.4], COMPETENCIES)
    levels = np.where(known, answers, np.nan)
    values = rng.integers(0, 3, len(units))
    here = rng.random(len(units)) < 0.9
    found = []
    for _round in range(number):
        found.append(_held(rng, parents, (units, levels, values), here))
        here ^= rng.random(len(units)) < 0.06
        parents = _moved(rng, parents)
    return tuple(found)


def _parents(rng: np.random.Generator) -> list[int | None]:
    depth, above = int(rng.integers(2, 6)), [0]
    found: list[int | None] = [None]
    for _level in range(depth - 1):
        here = []
        for parent in above:
            for _child in range(int(rng.integers(1, 5 if depth < 4 else 4))):
                here.append(len(found))
                found.append(parent)
        above = here
    return found


def _units(rng: np.random.Generator, number: int) -> NDArray[np.int64]:
    """The unit of each person; inner units have own staff of one or a few."""
    sizes = np.where(
        rng.random(number) < SMALL,
        rng.integers(0, K, number),
        rng.integers(K, 26, number),
    )
    inner = rng.random(number) < 0.3
    sizes[inner] = rng.integers(1, 4, int(inner.sum()))
    units = np.repeat(np.arange(number), sizes)
    return rng.permutation(units)[: int(rng.integers(1, 401))]


def _held(
    rng: np.random.Generator,
    parents: list[int | None],
    staff: tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.int64]],
    here: NDArray[np.bool_],
) -> Held:
    units, levels, values = staff
    keys = [number.to_bytes(2) for number in range(len(parents))]
    org = tree(list(range(len(parents))), parents, keys)
    answering = rng.uniform(0.6, 1.0, len(parents))[units]
    people = np.flatnonzero(here & (rng.random(len(units)) < answering))
    targets = np.array([2, 3, 3])[:COMPETENCIES]
    level = levels[people]
    gap = np.where(values[people, None] == 2, level, level - targets)
    gap[:, 0] = np.where(values[people] == 1, np.inf, gap[:, 0])
    places = org.positions(units[people])
    return Held(org, people, places, level, gap, values[people])


def _up(parents: list[int | None], unit: int | None) -> list[int]:
    """A unit and those above it."""
    path = []
    while unit is not None:
        path.append(unit)
        unit = parents[unit]
    return path


def _moved(rng: np.random.Generator, parents: list[int | None]) -> list[int | None]:
    """The units after one of them, with all below, has come under another."""
    unit = int(rng.integers(1, len(parents)))
    others = [each for each in range(len(parents)) if unit not in _up(parents, each)]
    return [
        int(rng.choice(others)) if child == unit else parent
        for child, parent in enumerate(parents)
    ]
