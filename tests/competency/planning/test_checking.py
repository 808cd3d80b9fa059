from dataclasses import replace

import pandas as pd
import pytest

from competency.planning.checking import faults
from competency.planning.making import make
from competency.planning.values import PlanSettings, Run, TrainingPlan
from tests.competency.planning.instances import course, staff

STAFF = staff([[0, 0], [1, 2], [0, 1]], [[2, 2], [2, 2], [2, 2]])
COURSES = [
    course("A", ("data", 0, 2), ("law", 0, 1), costs=(100, 10), seats=(1, 2), runs=2),
    course("B", ("law", 1, 2), costs=(50, 5), seats=(1, 5)),
]


@pytest.fixture
def plan() -> TrainingPlan:
    return make(STAFF, COURSES, PlanSettings(1_000, tolerance=0.0))


def rules(plan: TrainingPlan) -> set[str]:
    return {fault.split(":")[0] for fault in faults(plan, STAFF)}


def test_a_made_plan_has_no_fault(plan: TrainingPlan) -> None:
    assert faults(plan, STAFF) == ()
    assert len(plan.runs) > 1


def test_a_cost_beyond_the_budget_is_found(plan: TrainingPlan) -> None:
    short = PlanSettings(plan.cost_satang - 1)
    assert rules(replace(plan, settings=short)) == {"budget"}


def test_a_wrong_sum_of_money_is_found(plan: TrainingPlan) -> None:
    assert rules(replace(plan, cost_satang=plan.cost_satang - 1)) == {"cost"}


def test_a_class_of_a_wrong_size_is_found(plan: TrainingPlan) -> None:
    small = tuple(replace(one, max_seats=0, min_seats=0) for one in plan.courses)
    assert "class size" in rules(replace(plan, courses=small))


def test_too_many_runs_are_found(plan: TrainingPlan) -> None:
    none = tuple(replace(one, max_runs=0) for one in plan.courses)
    assert "runs" in rules(replace(plan, courses=none))


def test_seats_without_people_are_found(plan: TrainingPlan) -> None:
    more: tuple[Run, ...] = (
        replace(plan.runs[0], seats=plan.runs[0].seats + 1),
        *plan.runs[1:],
    )
    assert "seats" in rules(replace(plan, runs=more))


def test_two_courses_on_one_competency_are_found(plan: TrainingPlan) -> None:
    twice = pd.concat([plan.placements, plan.placements.head(1)])
    assert "two courses" in rules(replace(plan, placements=twice))


def test_a_seat_that_closes_more_than_the_course_can_is_found(
    plan: TrainingPlan,
) -> None:
    more = plan.placements.assign(closes=plan.placements["closes"] + 1)
    assert {"closes", "closed", "run closes"} <= rules(replace(plan, placements=more))


def test_a_plan_above_its_bound_is_found(plan: TrainingPlan) -> None:
    assert rules(replace(plan, bound=plan.closed - 1)) == {"bound"}
