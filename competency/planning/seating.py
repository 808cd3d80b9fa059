"""Seats given to names: who sits in which course, then in which run."""

import numpy as np
from numpy.typing import NDArray

from competency.planning.demand import Demand
from competency.planning.solver import Solution

_ALMOST = 1e-4
_EVERYBODY = slice(None)


class Seating:
    """Who has a seat in which course, while a plan is being made.

    `seats` lists, for each course, positions of people in the order of the demand;
    `taken` says which competencies of a person a course already lifts.
    """

    def __init__(self, demand: Demand, budget_satang: int) -> None:
        self.demand = demand
        self.budget = budget_satang
        self.of_person = demand.gains[demand.pattern_of]
        self.gains = demand.benefits.toarray()[demand.pattern_of]
        shape = (len(demand.people), len(demand.competencies))
        self.taken = np.zeros(shape, bool)
        self.seats: list[list[int]] = [[] for _ in demand.courses]
        self.runs = np.zeros(len(demand.courses), np.int64)

    @property
    def spent(self) -> int:
        """What runs and seats cost, in satang."""
        return sum(
            course.cost_satang(int(runs), len(seats))
            for course, runs, seats in zip(
                self.demand.courses, self.runs, self.seats, strict=True
            )
        )

    def open_gains(
        self, course: int, people: NDArray[np.int64] | slice = _EVERYBODY
    ) -> NDArray[np.float32]:
        """Levels people would gain in the course, 0 where something is taken."""
        gains = self.gains[people, course].copy()
        for effect in self.demand.effects_of(course):
            taken = self.taken[people, self.demand.competency_of[effect]]
            gains[taken & (self.of_person[people, effect] > 0)] = 0
        return gains

    def seat(self, course: int, people: NDArray[np.int64]) -> None:
        """Give these people a seat."""
        self.seats[course].extend(people.tolist())
        self._mark(course, people, taken=True)

    def unseat(self, course: int, people: NDArray[np.int64]) -> None:
        """Take the seat of these people."""
        gone = set(people.tolist())
        self.seats[course] = [p for p in self.seats[course] if p not in gone]
        self._mark(course, people, taken=False)

    def _mark(self, course: int, people: NDArray[np.int64], *, taken: bool) -> None:
        for effect in self.demand.effects_of(course):
            lifted = people[self.of_person[people, effect] > 0]
            self.taken[lifted, self.demand.competency_of[effect]] = taken


def seated(demand: Demand, solution: Solution, budget_satang: int) -> Seating:
    """Names in the seats that the solver found, as far as they fit together.

    A course that lifts several competencies may find no person free in all of
    them; such seats, and fractions of seats, stay empty.
    """
    seating = Seating(demand, budget_satang)
    seating.runs[:] = solution.runs
    if solution.seats is not None:
        counts = np.floor(solution.seats.toarray() + _ALMOST).astype(np.int64)
        order = np.argsort(demand.pattern_of, kind="stable")
        groups = np.split(order, np.cumsum(demand.weights)[:-1])
        for pattern, group in enumerate(groups):
            _seat_group(seating, group, counts[pattern])
    settle(seating)
    return seating


def _seat_group(
    seating: Seating, group: NDArray[np.int64], counts: NDArray[np.int64]
) -> None:
    """Seats of people with one pattern: the widest courses first, then in turn."""
    wide = (seating.of_person[group[0]] > 0).astype(np.int64)
    width = np.bincount(seating.demand.course_of, wide, len(counts))
    load = np.zeros(len(group), np.int64)
    for course in sorted(np.flatnonzero(counts).tolist(), key=lambda c: (-width[c], c)):
        free = np.flatnonzero(seating.open_gains(course, group) > 0)
        if width[course] == 1:
            free = free[np.argsort(load[free], kind="stable")]
        chosen = free[: counts[course]]
        load[chosen] += 1
        seating.seat(course, group[chosen])


def settle(seating: Seating) -> None:
    """Make the runs fit the seats, and the seats the runs and the budget."""
    for course, facts in enumerate(seating.demand.courses):
        runs, seats = int(seating.runs[course]), len(seating.seats[course])
        needed = -(-seats // facts.max_seats)
        runs = min(runs, needed)
        while runs and seats < runs * facts.min_seats:
            runs -= 1
        seating.runs[course] = runs
        _drop(seating, course, seats - runs * facts.max_seats)
    while seating.spent > seating.budget:
        _drop_dearest(seating)


def _drop(seating: Seating, course: int, excess: int) -> None:
    """Take the seats of those who gain least, the last ones first."""
    if excess > 0:
        people = np.array(seating.seats[course], np.int64)
        order = np.argsort(-seating.gains[people, course], kind="stable")
        seating.unseat(course, people[order[-excess:]])


def _drop_dearest(seating: Seating) -> None:
    """Close the run that costs most for what it closes."""
    held = np.flatnonzero(seating.runs).tolist()
    course = max(held, key=lambda one: (_price(seating, one), one))
    seating.runs[course] -= 1
    room = int(seating.runs[course]) * seating.demand.courses[course].max_seats
    _drop(seating, course, len(seating.seats[course]) - room)


def _price(seating: Seating, course: int) -> float:
    people = np.array(seating.seats[course], np.int64)
    facts = seating.demand.courses[course]
    cost = facts.cost_satang(int(seating.runs[course]), len(people))
    return cost / max(float(seating.gains[people, course].sum()), 1.0)


def dealt(seating: Seating, course: int) -> list[NDArray[np.int64]]:
    """People of each run of a course: units dealt over the runs like cards.

    Runs differ by one seat at most, and a unit's people differ by one at most
    from run to run, so that no office empties at once.
    """
    people = np.array(seating.seats[course], np.int64)
    order = np.lexsort((people, seating.demand.units[people]))
    runs = int(seating.runs[course])
    return [people[order[run::runs]] for run in range(runs)]
