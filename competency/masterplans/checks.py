"""The rules between the parts of a master plan."""

from collections.abc import Iterable, Iterator, Mapping

from competency.frameworks import Framework
from competency.masterplans.values import Goal, MasterPlan, Strategy, Years, YearValue
from competency.problems import Place, Problem

Frameworks = Mapping[str, Framework]
"""Framework id → the framework, of all that a plan may name."""


def faults(plan: MasterPlan, frameworks: Frameworks) -> Iterator[Problem]:
    """Everything that breaks a rule, by field path."""
    if plan.years.first > plan.years.last:
        first, last = str(plan.years.first), str(plan.years.last)
        yield Problem(Place(column="years.last"), "years-order", last, first)
    strategies = [(f"strategies[{n}]", each) for n, each in enumerate(plan.strategies)]
    goals = [
        (f"{column}.goals[{n}]", goal)
        for column, strategy in strategies
        for n, goal in enumerate(strategy.goals)
    ]
    yield from _twice((f"{column}.id", each.id) for column, each in strategies)
    yield from _twice((f"{column}.id", each.id) for column, each in goals)
    for column, strategy in strategies:
        yield from _links(column, strategy, frameworks)
    for column, goal in goals:
        yield from _goal(column, goal, plan.years)


def _twice(
    named: Iterable[tuple[str, str]], rule: str = "id-twice"
) -> Iterator[Problem]:
    """Names that were there before, each at its own place."""
    seen: set[str] = set()
    for column, name in named:
        if name in seen:
            yield Problem(Place(column=column), rule, name)
        seen.add(name)


def _links(
    column: str, strategy: Strategy, frameworks: Frameworks
) -> Iterator[Problem]:
    places = [
        (f"{column}.competencies[{n}]", each)
        for n, each in enumerate(strategy.competencies)
    ]
    for place, link in places:
        framework = frameworks.get(link.framework)
        if framework is None:
            listed = ", ".join(sorted(frameworks))
            where = Place(column=f"{place}.framework")
            yield Problem(where, "framework-unknown", link.framework, listed)
        elif link.competency not in framework.competency_ids:
            listed = ", ".join(framework.competency_ids)
            where = Place(column=f"{place}.competency")
            yield Problem(where, "competency-unknown", link.competency, listed)
    named = ((p, f"{link.framework} {link.competency}") for p, link in places)
    yield from _twice(named, "link-twice")


def _goal(column: str, goal: Goal, years: Years) -> Iterator[Problem]:
    if not goal.values:
        yield Problem(Place(column=f"{column}.values"), "goal-without-value", goal.id)
    if goal.measure != "manual":
        if goal.measured:
            where = Place(column=f"{column}.measured")
            yield Problem(where, "measured-by-report", goal.measure)
        if goal.better == "lower":
            where = Place(column=f"{column}.better")
            yield Problem(where, "better-by-report", goal.better, goal.measure)
    for field in ("values", "measured"):
        for n, each in enumerate(getattr(goal, field)):
            yield from _value(f"{column}.{field}[{n}]", each, goal, years)
        places = enumerate(getattr(goal, field))
        yield from _twice(
            ((f"{column}.{field}[{n}].year", str(each.year)) for n, each in places),
            "year-twice",
        )


def _value(
    column: str, value: YearValue, goal: Goal, years: Years
) -> Iterator[Problem]:
    if not years.first <= value.year <= years.last:
        span = f"{years.first}–{years.last}"
        where = Place(column=f"{column}.year")
        yield Problem(where, "year-outside", str(value.year), span)
    if goal.measure == "share_on_target" and not 0 <= value.value <= 1:
        where = Place(column=f"{column}.value")
        yield Problem(where, "value-out-of-range", f"{value.value:g}", "0–1")
