"""Rows that a plan could begin with, from one's own result and the catalogue."""

from collections.abc import Callable
from dataclasses import replace

from flask_babel import gettext as _

from assessments import clock, languages
from assessments.jobs import papers
from assessments.queries import answers
from assessments.queries.development import Plan
from assessments.thai import BANGKOK
from competency.development import Row, further, period, proposal


def for_gaps(plan: Plan) -> tuple[Row, ...]:
    """A row for each competency of the reader that is below its target."""
    return _rows(plan, proposal)


def for_next_levels(plan: Plan) -> tuple[Row, ...]:
    """A row to the next level for each competency that meets its target."""
    return _rows(plan, further)


def _rows(plan: Plan, made: Callable[..., tuple[Row, ...]]) -> tuple[Row, ...]:
    draft = answers.draft(plan.answers, plan.reader_id)
    known = papers.known(draft) if draft else None
    if known is None:
        return ()
    when = period(clock.now().astimezone(BANGKOK).date())
    language = languages.current()
    rows = made(known.result, plan.framework, known.courses, when, language)
    return tuple(replace(row, measure=_measure(row)) for row in rows)


def _measure(row: Row) -> str:
    """How success could be measured: by the assessment itself."""
    words = _("Level %(level)s is reached in the next assessment")
    return str(words % {"level": languages.level(row.to_level)})
