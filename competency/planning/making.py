"""The plan: solved, seated, filled up, and compared with its proven bound."""

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from competency.courses import Course, serving
from competency.planning.demand import Demand, demand
from competency.planning.greedy import best_offer, extend, filled
from competency.planning.seating import Seating, dealt, seated, settle
from competency.planning.solver import Solution, solve
from competency.planning.values import (
    Binding,
    PlanSettings,
    Run,
    Staff,
    TrainingPlan,
)

OPTIMISED, GREEDY = "milp", "greedy"
STEPS = 4


def _silent(done: int, total: int) -> None:
    """Nobody watches."""
    del done, total


def make(
    staff: Staff,
    courses: Sequence[Course],
    settings: PlanSettings,
    progress: Callable[[int, int], None] = _silent,
) -> TrainingPlan:
    """The plan that closes most levels of shortfall within its limits.

    The solver's plan with names is compared with one by greed, and the better one
    kept; both stand beside the bound that the solver proved. The same data and
    settings give the same plan, unless the solver's time runs out.
    """
    needs = demand(staff, serving(courses, staff.framework))
    progress(1, STEPS)
    solution = solve(needs, settings)
    progress(2, STEPS)
    method, seating = _best(needs, solution, settings)
    progress(3, STEPS)
    plan = _plan(seating, settings, method, solution)
    progress(STEPS, STEPS)
    return plan


def _best(
    needs: Demand, solution: Solution, settings: PlanSettings
) -> tuple[str, Seating]:
    by_greed = filled(needs, settings.budget_satang)
    if solution.seats is None:
        return GREEDY, by_greed
    by_solver = seated(needs, solution, settings.budget_satang)
    extend(by_solver)
    settle(by_solver)
    if closed(by_solver) >= closed(by_greed):
        return OPTIMISED, by_solver
    return GREEDY, by_greed


def closed(seating: Seating) -> float:
    """Levels of shortfall that all seats close."""
    return sum(
        float(seating.gains[seats, course].sum(dtype=np.float64))
        for course, seats in enumerate(seating.seats)
    )


def _plan(
    seating: Seating, settings: PlanSettings, method: str, solution: Solution
) -> TrainingPlan:
    runs: list[Run] = []
    frames: list[pd.DataFrame] = []
    for course in np.flatnonzero(seating.runs).tolist():
        for number, people in enumerate(dealt(seating, course), 1):
            runs.append(_run(seating, course, number, people))
            frames.append(_placements(seating, course, people, len(runs) - 1))
    placements = pd.concat(frames or [_empty()], ignore_index=True)
    return TrainingPlan(
        settings=settings,
        courses=seating.demand.courses,
        runs=tuple(runs),
        placements=placements,
        cost_satang=seating.spent,
        closed=closed(seating),
        bound=solution.bound,
        shortfall=seating.demand.shortfall,
        reachable=seating.demand.reachable,
        method=method,
        binding=_binding(seating),
    )


def _run(seating: Seating, course: int, number: int, people: NDArray[np.int64]) -> Run:
    facts = seating.demand.courses[course]
    return Run(
        course=facts.code,
        number=number,
        seats=len(people),
        cost_satang=facts.cost_satang(1, len(people)),
        closes=float(seating.gains[people, course].sum(dtype=np.float64)),
    )


def _empty() -> pd.DataFrame:
    """A PLACEMENTS frame without rows: person, run, competency, closes."""
    return pd.DataFrame(
        {
            "person": pd.Series(dtype=np.int64),
            "run": pd.Series(dtype=np.int64),
            "competency": pd.Series(dtype=object),
            "closes": pd.Series(dtype=np.float32),
        }
    )


def _placements(
    seating: Seating, course: int, people: NDArray[np.int64], run: int
) -> pd.DataFrame:
    """One row for each person and competency that the course lifts them in."""
    frames = [_empty()]
    for effect in seating.demand.effects_of(course):
        gains = seating.of_person[people, effect]
        rows = {
            "person": seating.demand.people[people],
            "run": run,
            "competency": seating.demand.competencies[
                seating.demand.competency_of[effect]
            ],
            "closes": gains,
        }
        frames.append(pd.DataFrame(rows)[gains > 0])
    found = pd.concat([frame for frame in frames if len(frame)] or frames)
    return found.sort_values(["person", "competency"], kind="stable")


def _binding(seating: Seating) -> Binding:
    """What keeps the plan from closing more."""
    money, full, small = False, [], []
    for course, facts in enumerate(seating.demand.courses):
        if not seating.open_gains(course).any():
            continue
        most = facts.max_runs * facts.max_seats
        if best_offer(seating, course, np.inf) is not None:
            money = True
        elif len(seating.seats[course]) >= most:
            full.append(facts.code)
        else:
            small.append(facts.code)
    return Binding(money, tuple(full), tuple(small))
