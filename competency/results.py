"""One person's result: levels beside targets, in words of the framework.

What is unknown and what is not required are told apart from each other and from any
number: a level or target that nobody knows is NaN, a competency that the position
does not ask for has the target −inf (see `gaps`). No mean over competencies is
formed: the frameworks of the civil service set a target for each one alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from competency.adaptive import is_levelled, taken_as_met
from competency.frameworks import Competency, Framework, Target, Text
from competency.gaps import NO_CELLS, NOT_REQUIRED, Cells, gaps, targets
from competency.scoring import Sheet, levels

DECIMALS = 2
"""Levels and gaps are compared as they are printed: 0.001 is nothing to work on."""


class Standing(StrEnum):
    """How a level stands to its target, in the order in which people read it."""

    SHORT = "short"
    MET = "met"
    ABOVE = "above"
    LEVEL_UNKNOWN = "level unknown"
    TARGET_UNKNOWN = "target unknown"
    NOT_REQUIRED = "not required"


_ORDER = list(Standing)


@dataclass(frozen=True)
class Step:
    """A level of the scale: its number, its name, what it means in a competency."""

    level: int
    name: Text
    words: Text | None


@dataclass(frozen=True)
class Outcome:
    """One competency of one person.

    `level` is NaN where unknown; `target` NaN unknown, −inf not required; `gap` NaN
    where either is unknown, +inf not required. `reached` and `next` are None where
    the level is unknown, `next` at the top of the scale too. `own` is the cell that
    sets the target of this person alone, None where the profile does.
    """

    competency: Competency
    level: float
    target: float
    gap: float
    reached: Step | None
    next: Step | None
    answered: int
    items: int
    own: Target | None = None

    @property
    def standing(self) -> Standing:
        """How the level stands to the target."""
        if self.target == NOT_REQUIRED:
            return Standing.NOT_REQUIRED
        if np.isnan(self.target):
            return Standing.TARGET_UNKNOWN
        if np.isnan(self.level):
            return Standing.LEVEL_UNKNOWN
        return _compared(round(self.gap, DECIMALS))


def _compared(gap: float) -> Standing:
    if gap < 0:
        return Standing.SHORT
    return Standing.ABOVE if gap > 0 else Standing.MET


@dataclass(frozen=True)
class PersonalResult:
    """All competencies of one person in framework order, and their framework."""

    outcomes: tuple[Outcome, ...]
    framework: Framework

    def share(self, level: float) -> float:
        """How far up the scale a level stands, 0 to 1; NaN unless it is a number."""
        return self.framework.share(level)


def provisional(
    codes: bytes, framework: Framework, *, adaptive: bool = False
) -> tuple[float, ...]:
    """Levels in framework order from one person's packed answers; NaN unknown.

    `adaptive` where unasked levels below a level that is met count as met.
    """
    column = np.frombuffer(codes, np.uint8).reshape(-1, 1)
    if adaptive and is_levelled(framework):
        column = taken_as_met(framework, column)
    found = levels(Sheet(np.zeros(1, np.int64), column), framework)
    return tuple(found.iloc[0].tolist())


def personal(
    framework: Framework,
    profile: str | None,
    levels: Sequence[float],
    codes: bytes,
    own: Cells = NO_CELLS,
) -> PersonalResult:
    """The result of a person with these levels, in framework order, and answers."""
    wanted = targets(pd.Series([profile], dtype="object"), framework, {0: own})
    found = pd.DataFrame([levels], wanted.index, wanted.columns, np.float32)
    rows = zip(
        framework.competencies,
        found.iloc[0].tolist(),
        wanted.iloc[0].tolist(),
        gaps(found, wanted).iloc[0].tolist(),
        strict=True,
    )
    outcomes = tuple(
        Outcome(
            competency,
            level,
            target,
            gap,
            _reached(framework, competency, level),
            _next(framework, competency, level),
            *_answered(codes[framework.spans[competency.id]]),
            own.get(competency.id),
        )
        for competency, level, target, gap in rows
    )
    return PersonalResult(outcomes, framework)


def _answered(codes: bytes) -> tuple[int, int]:
    """How many of a competency's items have an answer, and how many there are."""
    return sum(map(bool, codes)), len(codes)


def _steps(framework: Framework, competency: Competency) -> list[Step]:
    named = ((step.level, step.name) for step in framework.scale)
    steps = (Step(n, name, competency.levels.get(n)) for n, name in named)
    return sorted(steps, key=lambda step: step.level)


def _reached(framework: Framework, competency: Competency, level: float) -> Step | None:
    """The highest step that a level is not below; none for an unknown level."""
    steps = _steps(framework, competency)
    below = [step for step in steps if step.level <= round(level, DECIMALS)]
    return below[-1] if below else None


def _next(framework: Framework, competency: Competency, level: float) -> Step | None:
    """The lowest step above a level; none for an unknown level."""
    steps = _steps(framework, competency)
    return next((s for s in steps if s.level > round(level, DECIMALS)), None)


def by_need(result: PersonalResult) -> tuple[Outcome, ...]:
    """All competencies: the largest shortfall first, what has no gap last.

    Then those that meet their target, those above it, and those whose level or
    target is unknown or that are not required; equals stay in framework order.
    """
    return tuple(sorted(result.outcomes, key=_need))


def _need(outcome: Outcome) -> tuple[int, float]:
    place = _ORDER.index(outcome.standing)
    return place, outcome.gap if np.isfinite(outcome.gap) else 0.0


def shortfalls(result: PersonalResult) -> tuple[Outcome, ...]:
    """The competencies below their target, the largest shortfall first."""
    return tuple(o for o in by_need(result) if o.standing is Standing.SHORT)


def strengths(result: PersonalResult) -> tuple[Outcome, ...]:
    """The competencies that meet their target, those furthest above it first."""
    met = {Standing.MET, Standing.ABOVE}
    found = (o for o in result.outcomes if o.standing in met)
    return tuple(sorted(found, key=lambda o: (-round(o.gap, DECIMALS), -o.level)))
