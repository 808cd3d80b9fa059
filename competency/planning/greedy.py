"""Seats added one offer at a time, the most levels for the money first."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from competency.planning.demand import Demand
from competency.planning.seating import Seating

_NOBODY: NDArray[np.int64] = np.zeros(0, np.int64)


@dataclass(frozen=True)
class Offer:
    """Seats that could be added to a course, maybe in a further run."""

    course: int
    runs: int
    people: NDArray[np.int64]
    closes: float
    cost: int

    @property
    def rank(self) -> tuple[float, float, int]:
        """Levels for the money, then levels, then the order of the courses."""
        price = np.inf if self.cost == 0 else self.closes / self.cost
        return price, self.closes, -self.course


def filled(demand: Demand, budget_satang: int) -> Seating:
    """A plan by greed alone."""
    seating = Seating(demand, budget_satang)
    extend(seating)
    return seating


def extend(seating: Seating) -> None:
    """Add seats to a plan as long as one can be found that fits and is paid."""
    n_courses = len(seating.demand.courses)
    stale = set(range(n_courses))
    offers: dict[int, Offer | None] = {}
    while True:
        money = seating.budget - seating.spent
        for course, offer in offers.items():
            if offer is not None and offer.cost > money:
                stale.add(course)
        for course in stale:
            offers[course] = best_offer(seating, course, money)
        held = [offer for offer in offers.values() if offer is not None]
        if not held:
            return
        best = max(held, key=lambda offer: offer.rank)
        seating.runs[best.course] = best.runs
        seating.seat(best.course, best.people)
        stale = _rivals(seating.demand, best.course)


def _rivals(demand: Demand, course: int) -> set[int]:
    """Courses that lift something that this one lifts, itself among them."""
    lifted = demand.competency_of[demand.effects_of(course)]
    return set(demand.course_of[np.isin(demand.competency_of, lifted)].tolist())


def best_offer(seating: Seating, course: int, money: float) -> Offer | None:
    """The better of filling the runs that are open and opening one more."""
    gains = seating.open_gains(course)
    wanting = np.flatnonzero(gains > 0)
    if len(wanting) == 0:
        return None
    people = wanting[np.argsort(-gains[wanting], kind="stable")]
    now = int(seating.runs[course])
    found = [_offer(seating, course, now + more, people, money) for more in (0, 1)]
    real = [offer for offer in found if offer is not None]
    return max(real, key=lambda offer: offer.rank) if real else None


def _offer(
    seating: Seating, course: int, runs: int, people: NDArray[np.int64], money: float
) -> Offer | None:
    facts = seating.demand.courses[course]
    held = len(seating.seats[course])
    opening = (runs - int(seating.runs[course])) * facts.run_cost_satang
    count = min(len(people), facts.max_seats * runs - held)
    if facts.seat_cost_satang and np.isfinite(money):
        count = min(count, int(money - opening) // facts.seat_cost_satang)
    unfit = runs > facts.max_runs or held + count < facts.min_seats * runs
    if count < 1 or unfit or opening > money:
        return None
    chosen = people[:count]
    closes = float(seating.gains[chosen, course].sum(dtype=np.float64))
    cost = opening + count * facts.seat_cost_satang
    return Offer(course, runs, chosen, closes, cost)
