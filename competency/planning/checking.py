"""What is wrong with a plan, found from people and courses alone."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

import numpy as np

from competency.courses import Course, closes, rounded
from competency.planning.values import Staff, TrainingPlan

_NEAR = 1e-3


def faults(plan: TrainingPlan, staff: Staff) -> tuple[str, ...]:
    """Every broken limit of the plan, as "rule: where"; none when it is feasible.

    Nothing of the way the plan was made is used: seats, money and levels are
    counted again from the placements.
    """
    courses = {course.code: course for course in plan.courses}
    return (
        *_money(plan, courses),
        *_classes(plan, courses),
        *_seats(plan),
        *_levels(plan, staff, courses),
        *_sums(plan),
    )


def _rows(plan: TrainingPlan) -> Iterator[tuple[int, int, str, float]]:
    columns = (plan.placements[name].tolist() for name in plan.placements)
    return zip(*columns, strict=True)


def _money(plan: TrainingPlan, courses: Mapping[str, Course]) -> Iterator[str]:
    cost = sum(courses[run.course].cost_satang(1, run.seats) for run in plan.runs)
    if cost != plan.cost_satang or cost != sum(run.cost_satang for run in plan.runs):
        yield f"cost: {cost}"
    if cost > plan.settings.budget_satang:
        yield f"budget: {cost}"


def _classes(plan: TrainingPlan, courses: Mapping[str, Course]) -> Iterator[str]:
    for run in plan.runs:
        course = courses[run.course]
        if not course.min_seats <= run.seats <= course.max_seats:
            yield f"class size: {run.course} {run.number}"
    for code, runs in Counter(run.course for run in plan.runs).items():
        if runs > courses[code].max_runs:
            yield f"runs: {code}"


def _seats(plan: TrainingPlan) -> Iterator[str]:
    """One seat a person and run, one course a person and competency."""
    held: dict[int, set[int]] = defaultdict(set)
    lifted: Counter[tuple[int, str]] = Counter()
    for person, run, competency, _ in _rows(plan):
        held[run].add(person)
        lifted[person, competency] += 1
    for position, facts in enumerate(plan.runs):
        if len(held[position]) != facts.seats:
            yield f"seats: {facts.course} {facts.number}"
    for (person, competency), count in lifted.items():
        if count > 1:
            yield f"two courses: {person} {competency}"


def _levels(
    plan: TrainingPlan, staff: Staff, courses: Mapping[str, Course]
) -> Iterator[str]:
    """Each seat closes what its course closes for that person, and something."""
    for person, run, competency, closed in _rows(plan):
        code = plan.runs[run].course
        due = _due(staff, courses[code], person, competency)
        if closed <= 0 or abs(due - closed) > _NEAR:
            yield f"closes: {person} {code} {competency}"


def _due(staff: Staff, course: Course, person: int, competency: str) -> float:
    level = rounded(staff.levels.loc[[person], competency].to_numpy(np.float64))
    target = rounded(staff.targets.loc[[person], competency].to_numpy(np.float64))
    return float(
        sum(
            closes(level, target, effect)[0]
            for effect in course.effects
            if (effect.framework, effect.competency) == (staff.framework, competency)
        )
    )


def _sums(plan: TrainingPlan) -> Iterator[str]:
    if abs(float(plan.placements["closes"].sum()) - plan.closed) > _NEAR:
        yield "closed"
    by_run = np.zeros(len(plan.runs))
    np.add.at(by_run, plan.placements["run"], plan.placements["closes"])
    for run, closed in zip(plan.runs, by_run.tolist(), strict=True):
        if abs(closed - run.closes) > _NEAR:
            yield f"run closes: {run.course} {run.number}"
    if plan.closed > plan.bound + _NEAR:
        yield "bound"
