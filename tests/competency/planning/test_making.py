from dataclasses import replace

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from competency.courses import Course
from competency.planning.checking import faults
from competency.planning.demand import demand
from competency.planning.greedy import filled
from competency.planning.making import GREEDY, closed, make
from competency.planning.values import PlanSettings, Staff
from tests.competency.planning.instances import (
    UNKNOWN,
    best_by_trying_all,
    catalogue,
    course,
    people,
    staff,
)

EXACT = PlanSettings(10**6, tolerance=0.0)


@given(people(), catalogue(), st.integers(0, 5_000))
@settings(max_examples=60, deadline=None)
def test_any_plan_keeps_every_limit_and_its_bound(
    staff_: Staff, courses: tuple[Course, ...], budget: int
) -> None:
    plan = make(staff_, courses, replace(EXACT, budget_satang=budget))
    assert faults(plan, staff_) == ()
    assert plan.closed <= plan.bound <= plan.reachable <= plan.shortfall


@given(people(most=30), catalogue(), st.integers(0, 5_000))
@settings(max_examples=40, deadline=None)
def test_greed_never_passes_the_bound_nor_the_plan(
    staff_: Staff, courses: tuple[Course, ...], budget: int
) -> None:
    plan = make(staff_, courses, replace(EXACT, budget_satang=budget))
    by_greed = filled(demand(staff_, courses), budget)
    assert closed(by_greed) <= plan.closed
    assert by_greed.spent <= budget


@given(people(most=3), catalogue(most=3, widest=1), st.integers(0, 2_000))
@settings(max_examples=60, deadline=None)
def test_a_tiny_plan_closes_what_trying_everything_closes(
    staff_: Staff, courses: tuple[Course, ...], budget: int
) -> None:
    plan = make(staff_, courses, replace(EXACT, budget_satang=budget))
    assert plan.closed == best_by_trying_all(staff_, courses, budget)
    assert plan.bound == plan.closed


@given(people(most=3), catalogue(most=3), st.integers(0, 2_000))
@settings(max_examples=60, deadline=None)
def test_the_bound_holds_for_courses_that_lift_several_competencies(
    staff_: Staff, courses: tuple[Course, ...], budget: int
) -> None:
    plan = make(staff_, courses, replace(EXACT, budget_satang=budget))
    assert plan.closed <= best_by_trying_all(staff_, courses, budget) <= plan.bound


def test_the_same_order_gives_the_same_plan() -> None:
    staff_ = staff([[0], [1], [1], [2]] * 5, [[3]] * 20, [1, 2, 3, 4] * 5)
    courses = [course("A", ("data", 0, 2), seats=(2, 5), runs=3, costs=(100, 10))]
    first, second = make(staff_, courses, EXACT), make(staff_, courses, EXACT)
    assert first.runs == second.runs
    pd.testing.assert_frame_equal(first.placements, second.placements)


def test_among_plans_that_close_the_same_the_cheapest_is_made() -> None:
    dear = course("A", ("data", 0, 2), costs=(90_000, 500))
    free = course("B", ("data", 0, 2))
    plan = make(staff([[0], [1]], [[2], [2]]), [dear, free], EXACT)
    assert (plan.closed, plan.cost_satang) == (3.0, 0)
    assert [run.course for run in plan.runs] == ["B"]


def test_nobody_takes_two_courses_that_lift_one_competency() -> None:
    courses = [course("A", ("data", 0, 1)), course("B", ("data", 0, 1))]
    plan = make(staff([[0]], [[2]]), courses, EXACT)
    assert plan.closed == 1.0
    assert plan.bound == 1.0


def test_people_with_an_unknown_level_or_target_are_not_placed() -> None:
    courses = [course("A", ("data", 0, 5))]
    staff_ = staff([[UNKNOWN], [1], [1]], [[3], [UNKNOWN], [3]])
    plan = make(staff_, courses, EXACT)
    assert plan.placements["person"].tolist() == [13]
    assert plan.shortfall == 2.0


def test_a_class_below_its_smallest_size_is_not_held() -> None:
    courses = [course("A", ("data", 0, 2), seats=(3, 10))]
    plan = make(staff([[0], [0]], [[2], [2]]), courses, EXACT)
    assert plan.runs == ()
    assert plan.binding.small == ("A",)


def test_full_courses_are_named_as_what_binds() -> None:
    courses = [course("A", ("data", 0, 2), seats=(1, 1), runs=1)]
    plan = make(staff([[0], [0]], [[2], [2]]), courses, EXACT)
    assert plan.binding.full == ("A",)
    assert not plan.binding.money


def test_a_short_budget_is_named_as_what_binds() -> None:
    courses = [course("A", ("data", 0, 2), costs=(0, 1_000))]
    plan = make(staff([[0], [0]], [[2], [2]]), courses, replace(EXACT, budget_satang=1))
    assert plan.binding.money
    assert plan.gap == 0.0


def test_without_time_for_the_solver_greed_makes_the_plan_and_says_so() -> None:
    rows = np.random.default_rng(4).integers(0, 3, (400, 3)).tolist()
    courses = [
        course(f"C{n}", ("data", n % 3, 3), ("law", 0, 2), costs=(n * 900, n * 7))
        for n in range(12)
    ]
    hurried = PlanSettings(9_000, seconds=0.0)
    plan = make(staff(rows, [[3, 2, 2]] * 400), courses, hurried)
    assert plan.method == GREEDY
    assert 0 < plan.closed <= plan.bound


def test_an_office_is_spread_over_the_runs() -> None:
    units = [1, 1, 1, 1, 2, 2]
    courses = [course("A", ("data", 0, 1), seats=(1, 3), runs=2)]
    plan = make(staff([[0]] * 6, [[1]] * 6, units), courses, EXACT)
    unit_of = dict(zip(range(11, 17), units, strict=True))
    for position in (0, 1):
        in_run = plan.placements[plan.placements["run"] == position]
        assert sorted(in_run["person"].map(unit_of)) == [1, 1, 2]


def test_progress_is_told_step_by_step() -> None:
    told: list[tuple[int, int]] = []
    make(staff([[0]], [[2]]), [], EXACT, lambda done, total: told.append((done, total)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]
