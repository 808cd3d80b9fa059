"""A plan added up: by course, by competency and by unit."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from competency.courses import Course
from competency.planning.values import TrainingPlan


@dataclass(frozen=True)
class CourseLine:
    """What the plan does with a course that it holds."""

    course: Course
    runs: int
    seats: int
    cost_satang: int
    closes: float


@dataclass(frozen=True)
class UnitLine:
    """What the plan means for a unit's own staff; costs are shared by seats."""

    unit: int
    staff: int
    people: int
    seats: int
    hours: float
    closes: float
    cost_satang: int


def by_course(plan: TrainingPlan) -> tuple[CourseLine, ...]:
    """The courses that are held, in the order of the catalogue."""
    found = []
    for course in plan.courses:
        runs = [run for run in plan.runs if run.course == course.code]
        if runs:
            seats = sum(run.seats for run in runs)
            cost = sum(run.cost_satang for run in runs)
            closes = sum(run.closes for run in runs)
            found.append(CourseLine(course, len(runs), seats, cost, closes))
    return tuple(found)


def by_competency(plan: TrainingPlan) -> Mapping[str, tuple[int, float]]:
    """People lifted and levels closed in each competency that the plan lifts."""
    groups = plan.placements.groupby("competency", sort=True)
    return {
        str(name): (len(rows), float(rows["closes"].sum())) for name, rows in groups
    }


def people(plan: TrainingPlan) -> int:
    """How many people have a seat."""
    return int(plan.placements["person"].nunique())


def seats(plan: TrainingPlan) -> pd.DataFrame:
    """One row a seat: person, run, closes (all competencies together)."""
    columns = plan.placements.groupby(["person", "run"], sort=True)["closes"].sum()
    return columns.reset_index()


def by_unit(plan: TrainingPlan, unit_of: Mapping[int, int]) -> tuple[UnitLine, ...]:
    """Every unit with staff, in the order in which `unit_of` first names it.

    `unit_of` gives the unit of everybody in the round. What a run costs is shared
    among its seats in whole satang, the remainder among the first of them, so that
    the units together cost what the plan costs.
    """
    frame = seats(plan)
    frame["unit"] = frame["person"].map(pd.Series(unit_of, dtype="int64"))
    hours = {course.code: course.hours for course in plan.courses}
    frame["hours"] = [hours[plan.runs[run].course] for run in frame["run"]]
    turn = frame.groupby("run").cumcount()
    shares = [
        _share(plan.runs[run].cost_satang, plan.runs[run].seats, at)
        for run, at in zip(frame["run"], turn, strict=True)
    ]
    frame["cost"] = pd.Series(shares, index=frame.index, dtype="int64")
    staff = pd.Series(list(unit_of.values()), dtype="int64").value_counts()
    return tuple(
        _unit_line(unit, int(staff[unit]), frame[frame["unit"] == unit])
        for unit in dict.fromkeys(unit_of.values())
    )


def _share(cost: int, seats_: int, at: int) -> int:
    whole, rest = divmod(cost, seats_)
    return whole + (at < rest)


def _unit_line(unit: int, staff: int, rows: pd.DataFrame) -> UnitLine:
    return UnitLine(
        unit=unit,
        staff=staff,
        people=int(rows["person"].nunique()),
        seats=len(rows),
        hours=float(rows["hours"].sum()),
        closes=float(rows["closes"].sum()),
        cost_satang=int(rows["cost"].sum()),
    )
