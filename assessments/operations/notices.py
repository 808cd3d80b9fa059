"""Keeping who has read which privacy notice."""

from datetime import datetime

from assessments.database import db
from assessments.models import NoticeSeen
from assessments.operations import audit, transaction
from assessments.operations.audit import Actor
from assessments.queries import notices


def see(account_id: int, notice: str, *, actor: Actor, now: datetime) -> bool:
    """Whether an account has read a version now; False if it had before."""
    with transaction():
        # a button that is pressed twice is answered twice, one after the other
        notices.hold(account_id)
        if notices.seen_at(account_id, notice) is not None:
            return False
        db.session.add(NoticeSeen(account_id=account_id, notice=notice, at=now))
        audit.line(actor, "see", "notice", notice, now)
    return True
