"""The audit line that every operation leaves in its own transaction."""

import json
from datetime import datetime
from hashlib import sha256

from assessments.database import db
from assessments.models import AuditLine
from assessments.operations import transaction
from assessments.queries.accounts import SYSTEM, Actor
from assessments.queries.audit import last_digest

__all__ = ["SYSTEM", "Actor", "line", "note"]


def line(
    actor: Actor,
    action: str,
    noun: str,
    noun_id: object,
    now: datetime,
    **detail: object,
) -> None:
    """Add one line to the running transaction, chained to the line before it.

    `detail` holds ids and counts, never names or answers.
    """
    previous = last_digest()
    parts = [now.isoformat(), actor.account_id, actor.role, action, noun, str(noun_id)]
    content = json.dumps([previous, *parts, detail], sort_keys=True, ensure_ascii=False)
    db.session.add(
        AuditLine(
            at=now,
            account_id=actor.account_id,
            role=actor.role,
            action=action,
            noun=noun,
            noun_id=str(noun_id),
            detail=detail,
            previous=previous,
            digest=sha256(content.encode()).hexdigest(),
        )
    )
    db.session.flush()


def note(actor: Actor, action: str, noun: str, now: datetime) -> None:
    """Add one line in a transaction of its own, where nothing else is kept."""
    with transaction():
        line(actor, action, noun, "", now)
