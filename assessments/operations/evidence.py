"""Keeping what people point to beside their own rating."""

from datetime import datetime

from sqlalchemy import delete

from assessments.database import db
from assessments.models import Evidence
from assessments.operations import transaction
from assessments.operations.answers import HandedInError
from assessments.queries import evidence, rounds
from assessments.queries.answers import Draft
from competency.errors import CompetencyError

LONGEST = 1000
"""Characters: a few sentences or a link, not a document."""


class EvidenceTooLongError(CompetencyError):
    """A text longer than evidence may be; the argument is its length."""


class NoSuchCompetencyError(CompetencyError):
    """The framework of the round has no such competency."""


def put(draft: Draft, competency: str, text: str, *, now: datetime) -> None:
    """Keep the evidence of a competency; a blank text takes it away.

    A draft is its own record, so this leaves no audit line. Raises
    `RoundClosedError`, `HandedInError`, `EvidenceTooLongError` or
    `NoSuchCompetencyError`.
    """
    text = text.replace("\r\n", "\n").strip()
    if competency not in draft.framework.spans:
        raise NoSuchCompetencyError(competency)
    if len(text) > LONGEST:
        raise EvidenceTooLongError(len(text))
    with transaction():
        rounds.hold(draft.round_id).require_open(now)
        if draft.status == "submitted":
            raise HandedInError(draft.id)
        if evidence.of_response(draft.id).get(competency, "") == text:
            return
        place = Evidence.response_id == draft.id, Evidence.competency == competency
        db.session.execute(delete(Evidence).where(*place))
        if text:
            row = Evidence(
                response_id=draft.id, competency=competency, text=text, saved_at=now
            )
            db.session.add(row)
            db.session.flush()
