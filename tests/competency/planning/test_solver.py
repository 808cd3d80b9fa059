import numpy as np
import pytest

from competency.planning.demand import demand
from competency.planning.solver import solve
from competency.planning.values import PlanSettings
from tests.competency.planning.instances import course, staff

NEEDS = demand(
    staff([[0]] * 6, [[2]] * 6),
    [course("A", ("data", 0, 2), costs=(1_000, 100), seats=(2, 3), runs=2)],
)


@pytest.mark.parametrize(
    ("budget", "runs", "seats", "closed"),
    [
        (2_600, 2, 6, 12),  # everybody
        (2_599, 2, 5, 10),  # a satang too little for the last seat
        (2_399, 1, 3, 6),  # too little for a second class of two
        (1_199, 0, 0, 0),  # too little for a class of two
    ],
)
def test_runs_seats_and_bound_of_a_plan_worked_by_hand(
    budget: int, runs: int, seats: int, closed: float
) -> None:
    found = solve(NEEDS, PlanSettings(budget, tolerance=0.0))
    assert found.seats is not None
    assert (found.runs.tolist(), found.bound, found.proven) == ([runs], closed, True)
    assert np.rint(found.seats.sum()) == seats


def test_without_anything_useful_there_is_nothing_to_solve() -> None:
    needs = demand(staff([[2]], [[2]]), [course("A", ("data", 0, 2))])
    found = solve(needs, PlanSettings(1_000))
    assert (found.seats, found.bound) == (None, 0.0)


def test_fractions_of_levels_keep_their_bound() -> None:
    needs = demand(staff([[0]], [[2]]), [course("A", ("data", 0, 1.5))])
    found = solve(needs, PlanSettings(1_000, tolerance=0.0))
    assert found.bound == pytest.approx(1.5)
