"""What a plan is made from, and the plan."""

from dataclasses import dataclass

import pandas as pd

from competency.courses import Course


@dataclass(frozen=True)
class PlanSettings:
    """The order for a plan: money, time for the solver and when it is good enough.

    `tolerance` is the share of the bound that the solver may leave unproven.
    """

    budget_satang: int
    seconds: float = 60.0
    tolerance: float = 0.002


@dataclass(frozen=True)
class Staff:
    """People with levels and targets, and where they work.

    `levels` and `targets` are LEVELS and TARGETS frames of the same people and
    competencies; `units` is int64 by person. NaN is unknown.
    """

    framework: str
    levels: pd.DataFrame
    targets: pd.DataFrame
    units: pd.Series


@dataclass(frozen=True)
class Run:
    """One run of a course: how many sit in it, what it costs, what it closes."""

    course: str
    number: int
    seats: int
    cost_satang: int
    closes: float


@dataclass(frozen=True)
class Binding:
    """What keeps the plan from closing more.

    `money`: a useful seat could not be paid. `full`: courses with all runs and
    seats taken that somebody still needs. `small`: courses that somebody needs,
    but too few for the smallest class.
    """

    money: bool
    full: tuple[str, ...]
    small: tuple[str, ...]


@dataclass(frozen=True)
class TrainingPlan:
    """Who sits in which run, and how good that is beside what was proven possible.

    `placements` has one row for each person, run (position in `runs`) and
    competency, with the levels that the seat closes there. `closed` is their sum;
    `bound` is what no plan can exceed; `shortfall` is all that is missing and
    `reachable` the part of it that the courses could close without any limit.
    """

    settings: PlanSettings
    courses: tuple[Course, ...]
    runs: tuple[Run, ...]
    placements: pd.DataFrame
    cost_satang: int
    closed: float
    bound: float
    shortfall: float
    reachable: float
    method: str
    binding: Binding

    @property
    def gap(self) -> float:
        """The share of the bound that the plan does not reach; 0 is the best plan."""
        return 0.0 if self.bound <= 0 else max(0.0, 1 - self.closed / self.bound)
