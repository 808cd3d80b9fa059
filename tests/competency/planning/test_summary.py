import pytest

from competency.planning.making import make
from competency.planning.summary import by_competency, by_course, by_unit, people, seats
from competency.planning.values import PlanSettings, TrainingPlan
from tests.competency.planning.instances import course, staff

UNIT_OF = {11: 7, 12: 7, 13: 8, 14: 9}


@pytest.fixture
def plan() -> TrainingPlan:
    courses = [
        course("A", ("data", 0, 2), ("law", 0, 1), costs=(1_000, 10), seats=(1, 3)),
        course("B", ("law", 0, 2), costs=(0, 0)),
        course("C", ("web", 0, 1), costs=(1, 1)),
    ]
    rows = [[0, 0, 5], [0, 0, 5], [0, 2, 5], [2, 0, 5]]
    return make(staff(rows, [[2, 2, 2]] * 4), courses, PlanSettings(10**6))


def test_courses_that_are_held_are_added_up(plan: TrainingPlan) -> None:
    lines = {line.course.code: line for line in by_course(plan)}
    assert set(lines) == {"A", "B"}
    assert sum(line.closes for line in lines.values()) == plan.closed
    assert sum(line.cost_satang for line in lines.values()) == plan.cost_satang
    assert (lines["A"].runs, lines["A"].seats) == (1, 3)


def test_competencies_are_added_up(plan: TrainingPlan) -> None:
    found = by_competency(plan)
    assert found["data"] == (3, 6.0)
    assert sum(closes for _, closes in found.values()) == plan.closed


def test_a_seat_is_counted_once_however_much_it_lifts(plan: TrainingPlan) -> None:
    assert len(seats(plan)) == sum(run.seats for run in plan.runs)
    assert people(plan) == 4


def test_units_share_what_the_plan_costs_to_the_satang(plan: TrainingPlan) -> None:
    lines = by_unit(plan, UNIT_OF)
    assert [(line.unit, line.staff) for line in lines] == [(7, 2), (8, 1), (9, 1)]
    assert sum(line.cost_satang for line in lines) == plan.cost_satang
    assert sum(line.closes for line in lines) == plan.closed
    assert lines[1].cost_satang in {343, 344}
    assert [line.hours for line in lines] == [6.0 * line.seats for line in lines]


def test_a_plan_without_runs_adds_up_to_nothing() -> None:
    empty = make(staff([[0]], [[2]]), [], PlanSettings(0))
    assert by_course(empty) == ()
    assert [line.seats for line in by_unit(empty, {11: 7})] == [0]
