"""A plan as plain values that JSON can hold, and back."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from hashlib import sha256
from typing import Any

import numpy as np
import pandas as pd

from competency.courses import Course, Effect
from competency.planning.values import Binding, PlanSettings, Run, Staff, TrainingPlan


def record(plan: TrainingPlan) -> dict[str, Any]:
    """All of a plan but its runs and placements, with its courses as they stood."""
    return {
        "settings": asdict(plan.settings),
        "courses": [record_course(course) for course in plan.courses],
        "binding": {
            "money": plan.binding.money,
            "full": list(plan.binding.full),
            "small": list(plan.binding.small),
        },
        "shortfall": plan.shortfall,
        "reachable": plan.reachable,
    }


def record_course(course: Course) -> dict[str, Any]:
    """A course as JSON holds it."""
    return {**asdict(course), "effects": [asdict(effect) for effect in course.effects]}


def recall(  # noqa: PLR0913 -- what the row of a plan has in columns of its own
    kept: Mapping[str, Any],
    *,
    runs: tuple[Run, ...],
    placements: pd.DataFrame,
    cost_satang: int,
    closed: float,
    bound: float,
    method: str,
) -> TrainingPlan:
    """The plan that was recorded, with the runs and placements given."""
    binding = kept["binding"]
    return TrainingPlan(
        settings=PlanSettings(**kept["settings"]),
        courses=tuple(_course(course) for course in kept["courses"]),
        runs=runs,
        placements=placements,
        cost_satang=cost_satang,
        closed=closed,
        bound=bound,
        shortfall=kept["shortfall"],
        reachable=kept["reachable"],
        method=method,
        binding=Binding(
            binding["money"], tuple(binding["full"]), tuple(binding["small"])
        ),
    )


def _course(kept: Mapping[str, Any]) -> Course:
    effects = tuple(Effect(**effect) for effect in kept["effects"])
    return Course(**{**kept, "effects": effects})


def digest(staff: Staff, courses: Sequence[Course], settings: PlanSettings) -> str:
    """SHA-256 of all that a plan is made from: the same digest, the same plan."""
    parts = sha256()
    words = {
        "framework": staff.framework,
        "competencies": list(map(str, staff.levels.columns)),
        "courses": [record_course(course) for course in courses],
        "settings": asdict(settings),
    }
    parts.update(json.dumps(words, sort_keys=True, ensure_ascii=False).encode())
    for column in (staff.levels.index, staff.units.reindex(staff.levels.index)):
        parts.update(column.to_numpy(np.int64).tobytes())
    for frame in (staff.levels, staff.targets.reindex_like(staff.levels)):
        parts.update(frame.to_numpy(np.float32).tobytes())
    return parts.hexdigest()
