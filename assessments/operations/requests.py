"""Requests about personal data: asked by the person, answered once with a reason."""

from datetime import datetime

from sqlalchemy import update

from assessments.database import db
from assessments.models import PrivacyRequest
from assessments.operations import audit, transaction
from assessments.operations.audit import Actor
from competency.requests import RequestAnsweredError, checked


def ask(person_id: int, kind: str, words: str, *, actor: Actor, now: datetime) -> int:
    """The number of a new request; raises `RequestTextError`."""
    row = PrivacyRequest(
        person_id=person_id, kind=kind, words=checked(words), asked_at=now
    )
    with transaction():
        db.session.add(row)
        db.session.flush()
        audit.line(actor, "ask", "privacy_request", row.id, now, kind=kind)
        return row.id


def answer(
    request_id: int, decision: str, reason: str, *, actor: Actor, now: datetime
) -> None:
    """Keep the decision on a request and its reason.

    Raises `RequestTextError` without a reason, `RequestAnsweredError` the second time.
    """
    words = checked(reason)
    with transaction():
        result = db.session.execute(
            update(PrivacyRequest)
            .where(PrivacyRequest.id == request_id, PrivacyRequest.state == "open")
            .values(
                state=decision,
                reason=words,
                answered_at=now,
                answered_by=actor.account_id,
            )
        )
        if not result.rowcount:  # type: ignore[attr-defined]
            raise RequestAnsweredError(request_id)
        audit.line(
            actor, "answer", "privacy_request", request_id, now, decision=decision
        )
