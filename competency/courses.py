"""Courses: what they cost, whom they serve and which shortfall they close.

A course serves people at or above its level before and below its level after, in
that competency, and lifts them to the level after, counted up to their target.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array


@dataclass(frozen=True)
class Effect:
    """What a course lifts: a competency of a framework, from a level to a level."""

    framework: str
    competency: str
    from_level: float
    to_level: float


@dataclass(frozen=True)
class Course:
    """A course that may be run several times; money is whole satang."""

    code: str
    name: str
    provider: str
    hours: float
    delivery: str
    run_cost_satang: int
    seat_cost_satang: int
    min_seats: int
    max_seats: int
    max_runs: int
    effects: tuple[Effect, ...]
    unit_code: str = ""
    origin: str = ""

    def cost_satang(self, runs: int, seats: int) -> int:
        """What so many runs with so many seats in all cost."""
        return runs * self.run_cost_satang + seats * self.seat_cost_satang


def rounded(levels: NDArray[np.floating]) -> NDArray[np.float32]:
    """Levels as plans and clusters take them: whole, halves up; NaN stays NaN."""
    whole: NDArray[np.float32] = np.floor(levels.astype(np.float64) + 0.5).astype(
        np.float32
    )
    return whole


def closes(
    levels: NDArray[np.float32], targets: NDArray[np.float32], effect: Effect
) -> NDArray[np.float32]:
    """Levels of shortfall that the effect closes, float32, shape of `levels`.

    0 whom the course does not serve, whose target is met or not required, and
    where level or target is unknown.
    """
    with np.errstate(invalid="ignore"):
        served = (levels >= effect.from_level) & (levels < effect.to_level)
        lifted = np.minimum(targets, np.float32(effect.to_level)) - levels
        gained = np.where(served & (lifted > 0), lifted, np.float32(0))
    return gained.astype(np.float32)


@dataclass(frozen=True)
class Suited:
    """A course that serves one person, where it leads, and what it closes.

    `closes` is in levels up to the target, 0 where the target is met or unknown.
    """

    course: Course
    to_level: float
    closes: float


def suited(
    courses: Sequence[Course],
    framework: str,
    competency: str,
    level: float,
    target: float,
) -> tuple[Suited, ...]:
    """Courses that serve a person at a level, those that close most first.

    Those that lead beyond a target that is met come too, with nothing to close.
    Equals stand by hours and code. None serves an unknown level.
    """
    at = rounded(np.array([level], np.float64))
    wanted = np.array([target], np.float32)
    found = [
        Suited(course, effect.to_level, float(closes(at, wanted, effect)[0]))
        for course in courses
        for effect in course.effects
        if (effect.framework, effect.competency) == (framework, competency)
        and effect.from_level <= at[0] < effect.to_level
    ]
    return tuple(sorted(found, key=_best))


def _best(found: Suited) -> tuple[float, float, str]:
    return -found.closes, found.course.hours, found.course.code


def benefits(
    gains: NDArray[np.float32], course_of: NDArray[np.int64], n_courses: int
) -> csr_array:
    """Levels closed per seat, sparse float32 of shape (n_patterns, n_courses).

    `gains` has a column for each effect, `course_of` says whose effect it is: a
    course with several effects counts for each of them.
    """
    shape = (len(course_of), n_courses)
    ones = np.ones(len(course_of), np.float32)
    belongs = csr_array((ones, (np.arange(len(course_of)), course_of)), shape=shape)
    return csr_array(csr_array(gains) @ belongs)


def serving(courses: Sequence[Course], framework: str) -> tuple[Course, ...]:
    """The courses that lift something of this framework, in their order."""
    return tuple(
        course
        for course in courses
        if any(effect.framework == framework for effect in course.effects)
    )
