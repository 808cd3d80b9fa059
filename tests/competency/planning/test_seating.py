import numpy as np
from scipy.sparse import csr_array

from competency.planning.demand import Demand, demand
from competency.planning.seating import Seating, dealt, seated, settle
from competency.planning.solver import Solution
from tests.competency.planning.instances import course, staff


def solution(needs: Demand, counts: list[float], runs: list[int]) -> Solution:
    return Solution(csr_array([counts]), np.array(runs), 99.0, proven=True)


def test_courses_go_to_different_people_in_turn() -> None:
    needs = demand(
        staff([[0, 0]] * 4, [[1, 1]] * 4),
        [course("A", ("data", 0, 1)), course("B", ("law", 0, 1))],
    )
    found = seated(needs, solution(needs, [2, 2], [1, 1]), 0)
    assert sorted(found.seats[0] + found.seats[1]) == [0, 1, 2, 3]


def test_seats_that_fit_nobody_stay_empty() -> None:
    pairs = [("data", "law"), ("law", "web"), ("web", "data")]
    courses = [
        course(code, (one, 0, 1), (two, 0, 1))
        for code, (one, two) in zip("ABC", pairs, strict=True)
    ]
    needs = demand(staff([[0, 0, 0]] * 2, [[1, 1, 1]] * 2), courses)
    found = seated(needs, solution(needs, [1, 1, 1], [1, 1, 1]), 0)
    assert sum(map(len, found.seats)) == 2


def test_fractions_of_seats_are_left_out() -> None:
    needs = demand(staff([[0]] * 4, [[1]] * 4), [course("A", ("data", 0, 1))])
    found = seated(needs, solution(needs, [2.7], [1]), 0)
    assert len(found.seats[0]) == 2


def test_settling_closes_runs_that_are_too_small() -> None:
    needs = demand(
        staff([[0]] * 5, [[1]] * 5), [course("A", ("data", 0, 1), seats=(3, 4), runs=2)]
    )
    seating = Seating(needs, 0)
    seating.runs[0] = 2
    seating.seat(0, np.arange(5))
    settle(seating)
    assert (seating.runs.tolist(), len(seating.seats[0])) == ([1], 4)


def test_settling_keeps_the_budget() -> None:
    needs = demand(
        staff([[0]] * 4, [[1]] * 4),
        [course("A", ("data", 0, 1), seats=(1, 2), runs=2, costs=(100, 0))],
    )
    seating = Seating(needs, 150)
    seating.runs[0] = 2
    seating.seat(0, np.arange(4))
    settle(seating)
    assert (seating.spent, len(seating.seats[0])) == (100, 2)


def test_units_are_dealt_over_the_runs() -> None:
    needs = demand(
        staff([[0]] * 6, [[1]] * 6, [5, 5, 5, 6, 6, 6]),
        [course("A", ("data", 0, 1), seats=(1, 2), runs=3)],
    )
    seating = Seating(needs, 0)
    seating.runs[0] = 3
    seating.seat(0, np.arange(6))
    for people in dealt(seating, 0):
        assert sorted(needs.units[people].tolist()) == [5, 6]
