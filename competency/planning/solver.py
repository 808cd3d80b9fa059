"""The plan as a mixed-integer programme, solved by HiGHS.

Variables are seats of each pattern in each course that serves it, and runs of each
course. Runs are whole; seats may be fractions in large plans, where they come out
whole but for a few, and are whole in small ones.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array, vstack

from competency.planning.demand import Demand
from competency.planning.values import PlanSettings

WHOLE_SEATS_UP_TO = 400
"""Variables up to which seats are asked for whole: enough for one small office."""

THRIFT = 0.4
"""Levels that a plan may lose for spending nothing instead of the whole budget.

Below one half, so that among plans that close the same whole number of levels the
cheapest wins, and never one that closes less.
"""

_BAHT_THOUSAND = 100_000
_EXACT = 1e-6


@dataclass(frozen=True)
class Solution:
    """Seats by pattern and course, runs by course, and what no plan can exceed.

    `seats` is None when the time ran out before any plan was found.
    """

    seats: csr_array | None
    runs: NDArray[np.int64]
    bound: float
    proven: bool


def solve(demand: Demand, settings: PlanSettings) -> Solution:
    """The best seats and runs that the solver finds within its time."""
    gains = coo_array(demand.benefits)
    pattern, course = gains.row.astype(np.int64), gains.col.astype(np.int64)
    n_seats, n_courses = len(pattern), len(demand.courses)
    if n_seats == 0 or settings.budget_satang < 0:
        return Solution(None, np.zeros(n_courses, np.int64), 0.0, proven=True)
    cost = _costs(demand, course)
    thrift = THRIFT / max(settings.budget_satang, 1)
    whole = np.ones(n_seats + n_courses, np.int8)
    if n_seats > WHOLE_SEATS_UP_TO:
        whole[:n_seats] = 0
    most_runs = [one.max_runs for one in demand.courses]
    result = milp(
        thrift * cost - np.concatenate([gains.data, np.zeros(n_courses)]),
        integrality=whole,
        bounds=Bounds(0, np.concatenate([demand.weights[pattern], most_runs])),
        constraints=[
            _class_sizes(demand, course),
            _once_a_competency(demand, pattern, course),
            _budget(cost, settings.budget_satang),
        ],
        options={"time_limit": settings.seconds, "mip_rel_gap": settings.tolerance},
    )
    bound = _bound(result.mip_dual_bound, gains.data, demand)
    if result.x is None:
        return Solution(None, np.zeros(n_courses, np.int64), bound, proven=False)
    seats = csr_array(
        (result.x[:n_seats], (pattern, course)), shape=demand.benefits.shape
    )
    runs = np.rint(result.x[n_seats:]).astype(np.int64)
    return Solution(seats, runs, bound, proven=result.status == 0)


def _costs(demand: Demand, course: NDArray[np.int64]) -> NDArray[np.float64]:
    seat = np.array([one.seat_cost_satang for one in demand.courses], np.float64)
    run = np.array([one.run_cost_satang for one in demand.courses], np.float64)
    return np.concatenate([seat[course], run])


def _class_sizes(demand: Demand, course: NDArray[np.int64]) -> LinearConstraint:
    """Seats of a course lie between its runs times the smallest and largest class."""
    n_seats, n_courses = len(course), len(demand.courses)
    taken = coo_array(
        (np.ones(n_seats), (course, np.arange(n_seats))),
        shape=(n_courses, n_seats + n_courses),
    ).tocsr()
    at = np.arange(n_courses)
    shape = (n_courses, n_seats + n_courses)
    most = np.array([one.max_seats for one in demand.courses], np.float64)
    least = np.array([one.min_seats for one in demand.courses], np.float64)
    room = coo_array((most, (at, n_seats + at)), shape=shape).tocsr()
    need = coo_array((least, (at, n_seats + at)), shape=shape).tocsr()
    return LinearConstraint(vstack([taken - room, need - taken]), -np.inf, 0)


def _once_a_competency(
    demand: Demand, pattern: NDArray[np.int64], course: NDArray[np.int64]
) -> LinearConstraint:
    """In a pattern, no more seats that lift a competency than people."""
    n_courses, n_competencies = len(demand.courses), len(demand.competencies)
    rows, columns = [], []
    for effect, (owner, k) in enumerate(
        zip(demand.course_of, demand.competency_of, strict=True)
    ):
        lifts = (course == owner) & (demand.gains[pattern, effect] > 0)
        rows.append(pattern[lifts] * n_competencies + k)
        columns.append(np.flatnonzero(lifts))
    keys, row = np.unique(np.concatenate(rows), return_inverse=True)
    column = np.concatenate(columns)
    shape = (len(keys), len(pattern) + n_courses)
    matrix = coo_array((np.ones(len(row)), (row, column)), shape=shape).tocsr()
    return LinearConstraint(matrix, -np.inf, demand.weights[keys // n_competencies])


def _budget(cost: NDArray[np.float64], budget_satang: int) -> LinearConstraint:
    return LinearConstraint(
        csr_array(cost / _BAHT_THOUSAND).reshape((1, -1)),
        -np.inf,
        budget_satang / _BAHT_THOUSAND,
    )


def _bound(dual: float | None, gains: NDArray[np.float32], demand: Demand) -> float:
    """What no plan can exceed, in levels; whole when all that can be closed is."""
    if dual is None or not np.isfinite(dual):
        return demand.reachable
    bound = min(-dual + THRIFT, demand.reachable)
    whole = bool(np.all(gains == np.rint(gains)))
    return float(np.floor(bound + _EXACT)) if whole else bound
