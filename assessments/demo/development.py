"""Development plans of the demo: of two people whose supervisor may sign in.

Whoever signs in as a member of staff has none, to see what is suggested.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from assessments.jobs import papers
from assessments.operations import development as operations
from assessments.operations.audit import SYSTEM
from assessments.operations.development import Wish
from assessments.queries import answers, development
from assessments.queries.development import Line
from assessments.thai import BANGKOK
from competency.development import Move, Row, period, proposal

MOVES = (Move.PROPOSE, Move.SAVE)
"""One plan waits for the supervisor, one is still a draft."""

WAYS = ("coaching", "on-the-job")
"""How those learn for whom the catalogue has no course."""


def put(supervisor_id: int, without: int, now: datetime) -> None:
    """Keep plans of a supervisor's people in the closed round, but not of one."""
    team = (each for each in development.of_team(supervisor_id))
    planned = ((line, rows) for line in team if (rows := tuple(_rows(line, now))))
    others = (each for each in planned if each[0].person_id != without)
    for move, (line, rows) in zip(MOVES, others, strict=False):
        plan = development.plan(line.answers, line.person_id)
        if plan is not None:
            operations.put(plan, Wish(0, rows, move), actor=SYSTEM, now=now)


def _rows(line: Line, now: datetime) -> Iterator[Row]:
    """What is suggested to a person, filled in so that it can be proposed."""
    draft = answers.draft(line.answers, line.person_id)
    known = papers.known(draft) if draft else None
    if draft is None or known is None:
        return
    when = period(now.astimezone(BANGKOK).date())
    found = proposal(known.result, draft.framework, known.courses, when, "th")
    for row in found:
        measure = f"ผลการประเมินรอบถัดไปถึงระดับ {row.to_level:g}"
        yield replace(row, measure=measure, methods=row.methods or WAYS)
