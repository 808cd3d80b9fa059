"""Who needs what of the courses: people of like need counted together."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array

from competency.courses import Course, Effect, benefits, closes, rounded
from competency.planning.values import Staff

_KEY_LIMIT = 2**62


@dataclass(frozen=True)
class Demand:
    """People in an order that spreads units, and patterns of what courses do to them.

    Patterns are unique rows of levels closed by each effect, so levels and targets
    that no course can tell apart fall together; nothing is approximated.
    """

    courses: tuple[Course, ...]
    people: NDArray[np.int64]
    units: NDArray[np.int64]
    competencies: tuple[str, ...]
    gains: NDArray[np.float32]
    """Levels closed, of shape (n_patterns, n_effects)."""
    pattern_of: NDArray[np.int64]
    weights: NDArray[np.int64]
    course_of: NDArray[np.int64]
    competency_of: NDArray[np.int64]
    shortfall: float
    reachable: float

    @property
    def benefits(self) -> csr_array:
        """Levels closed per seat, float32 of shape (n_patterns, n_courses)."""
        return benefits(self.gains, self.course_of, len(self.courses))

    def effects_of(self, course: int) -> NDArray[np.int64]:
        """Positions of the effects of a course."""
        return np.flatnonzero(self.course_of == course)


def demand(staff: Staff, courses: Sequence[Course]) -> Demand:
    """What these people need of these courses."""
    order = _spread(staff.units.reindex(staff.levels.index))
    levels = rounded(staff.levels.to_numpy()[order])
    targets = rounded(staff.targets.reindex_like(staff.levels).to_numpy()[order])
    competencies = tuple(map(str, staff.levels.columns))
    effects, course_of, competency_of = _effects(staff, courses, competencies)
    rows = [
        closes(levels[:, k], targets[:, k], effect)
        for k, effect in zip(competency_of, effects, strict=True)
    ]
    of_person = np.array(rows, np.float32).reshape(len(effects), len(order)).T
    first, pattern_of, weights = _patterns(of_person)
    return Demand(
        courses=tuple(courses),
        people=staff.levels.index.to_numpy(np.int64)[order],
        units=staff.units.reindex(staff.levels.index).to_numpy(np.int64)[order],
        competencies=competencies,
        gains=of_person[first],
        pattern_of=pattern_of,
        weights=weights,
        course_of=course_of,
        competency_of=competency_of,
        shortfall=_shortfall(levels, targets),
        reachable=_reachable(of_person, competency_of),
    )


def _spread(units: pd.Series) -> NDArray[np.int64]:
    """Positions of people, one of each unit in turn: the first few empty no office."""
    frame = pd.DataFrame({"unit": units.to_numpy(), "person": units.index.to_numpy()})
    frame = frame.sort_values(["unit", "person"], kind="stable")
    frame["turn"] = frame.groupby("unit").cumcount()
    frame = frame.sort_values(["turn", "unit", "person"], kind="stable")
    return frame.index.to_numpy(np.int64)


def _effects(
    staff: Staff, courses: Sequence[Course], competencies: Sequence[str]
) -> tuple[list[Effect], NDArray[np.int64], NDArray[np.int64]]:
    """The effects on this framework, whose they are and on which competency."""
    found = [
        (effect, at, competencies.index(effect.competency))
        for at, course in enumerate(courses)
        for effect in course.effects
        if effect.framework == staff.framework and effect.competency in competencies
    ]
    owners = np.array([at for _, at, _ in found], np.int64)
    lifted = np.array([k for _, _, k in found], np.int64)
    return [effect for effect, _, _ in found], owners, lifted


def _patterns(
    rows: NDArray[np.float32],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Unique rows: where each stands first, the row of each person, and how often."""
    keys = np.zeros(len(rows), np.int64)
    size = 1
    for column in rows.T:
        values, codes = np.unique(column, return_inverse=True)
        if size * len(values) >= _KEY_LIMIT:
            keys = np.unique(keys, return_inverse=True)[1].astype(np.int64)
            size = int(keys.max()) + 1
        keys = keys * len(values) + codes
        size *= len(values)
    _, first, inverse, counts = np.unique(
        keys, return_index=True, return_inverse=True, return_counts=True
    )
    return first, inverse.astype(np.int64), counts.astype(np.int64)


def _shortfall(levels: NDArray[np.float32], targets: NDArray[np.float32]) -> float:
    known = np.isfinite(levels) & np.isfinite(targets)
    missing = np.where(known, targets, 0) - np.where(known, levels, 0)
    return float(np.maximum(missing, 0).sum(dtype=np.float64))


def _reachable(rows: NDArray[np.float32], competency_of: NDArray[np.int64]) -> float:
    """What the best course for each person and competency would close."""
    best = (
        rows[:, competency_of == k].max(axis=1).sum(dtype=np.float64)
        for k in np.unique(competency_of)
    )
    return float(sum(best))
