"""A plan as plain values that JSON can hold, and back."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import pandas as pd

from competency.courses import Course, Effect
from competency.planning.values import Binding, PlanSettings, Run, TrainingPlan


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
