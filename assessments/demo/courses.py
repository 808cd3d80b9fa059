"""The invented courses of the demo city, as the catalogue takes them."""

from collections.abc import Mapping
from typing import Any

from assessments.demo import lists
from competency.courses import Course, Effect

SATANG = 100


def courses() -> tuple[Course, ...]:
    """All courses of the list; the list writes money in baht."""
    given = lists.content("courses")
    return tuple(_course(entry, given) for entry in given["courses"])


def _course(entry: Mapping[str, Any], given: Mapping[str, Any]) -> Course:
    return Course(
        code=entry["code"],
        name=entry["name"]["th"],
        provider=given["providers"][entry["provider"]]["th"],
        hours=float(entry["hours"]),
        delivery=entry["delivery"],
        run_cost_satang=round(entry["cost_run"] * SATANG),
        seat_cost_satang=round(entry["cost_seat"] * SATANG),
        min_seats=entry["seats"]["min"],
        max_seats=entry["seats"]["max"],
        max_runs=entry["runs_max"],
        effects=tuple(_effect(e, given["framework"]) for e in entry["effects"]),
        origin=given["origin"]["th"],
    )


def _effect(entry: Mapping[str, Any], framework: str) -> Effect:
    levels = float(entry["from"]), float(entry["to"])
    return Effect(framework, entry["competency"], *levels)
