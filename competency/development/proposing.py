"""What a plan could say: a row for each gap, from a result and the courses at hand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import isnan

from competency.courses import Suited
from competency.development.values import Row
from competency.frameworks import Framework
from competency.results import (
    DECIMALS,
    Outcome,
    PersonalResult,
    Standing,
    by_need,
    shortfalls,
)

Offered = Mapping[str, Sequence[Suited]]
"""Competency → the courses that serve this person, the best one first."""

TRAINING = "training"
"""The way to develop of a row that names a course."""

FISCAL_END = (9, 30)
"""The last day of a Thai fiscal year, by which agencies plan and pay: 30 September
(Budget Procedure Act 2561, section 4)."""

SHORTEST = timedelta(days=90)
"""With less than three months left, a plan is for the year that follows."""


@dataclass(frozen=True)
class Period:
    """From when to when something is planned."""

    starts_on: date
    ends_on: date


def period(today: date) -> Period:
    """From today to the end of the fiscal year, or of the next where it is near."""
    end = date(today.year, *FISCAL_END)
    while end - today < SHORTEST:
        end = end.replace(year=end.year + 1)
    return Period(today, end)


def proposal(
    result: PersonalResult,
    framework: Framework,
    offered: Offered,
    when: Period,
    language: str,
) -> tuple[Row, ...]:
    """A row for each competency below its target, the largest shortfall first."""
    return tuple(
        _row(framework, each, each.target, offered, when, language)
        for each in shortfalls(result)
    )


def further(
    result: PersonalResult,
    framework: Framework,
    offered: Offered,
    when: Period,
    language: str,
) -> tuple[Row, ...]:
    """A row to the next level for each competency that meets its target."""
    return tuple(
        _row(framework, each, each.next.level, offered, when, language)
        for each in _met(by_need(result))
        if each.next is not None
    )


def _met(outcomes: Iterable[Outcome]) -> Iterable[Outcome]:
    met = {Standing.MET, Standing.ABOVE}
    return (each for each in outcomes if each.standing in met)


def _row(
    framework: Framework,
    outcome: Outcome,
    level: float,
    offered: Offered,
    when: Period,
    language: str,
) -> Row:
    """A row that leads to a level, with its wording as the goal."""
    competency = outcome.competency
    names = {step.level: step.name for step in framework.scale}
    reaching = (each for each in names if each >= round(level, DECIMALS))
    step = min(reaching, default=framework.highest)
    words = competency.levels.get(step) or names[step]
    course = next((s.course for s in offered.get(competency.id, ())), None)
    return Row(
        key=competency.id,
        competency=competency.id,
        goal=words.of(language),
        from_level=None if isnan(outcome.level) else round(outcome.level, DECIMALS),
        to_level=float(step),
        methods=(TRAINING,) if course else (),
        course=course.code if course else "",
        course_name=course.name if course else "",
        starts_on=when.starts_on,
        ends_on=when.ends_on,
    )
