"""The audit line that every operation leaves in its own transaction."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, update

from assessments import chain
from assessments.database import db
from assessments.models import AuditChain, AuditLine
from assessments.operations import transaction
from assessments.queries import audit as queries
from assessments.queries.accounts import SYSTEM, Actor
from competency.errors import CompetencyError

__all__ = ["SYSTEM", "Actor", "Deed", "line", "note", "note_failure", "trim"]

DONE, REFUSED, FAILED = "done", "refused", "failed"
"""How what a line tells of ended."""

MOST_FAILURES, WITHIN = 10, timedelta(minutes=5)
"""Failures alike that leave a line of their own, so that nobody floods the log."""


class TooManyLinesError(CompetencyError):
    """More lines than one workbook may hold: (how many, the limit)."""


_STORED = "%Y-%m-%d %H:%M:%S.%f"


@dataclass(frozen=True)
class Deed:
    """Who did what to which object, and how it ended."""

    actor: Actor
    action: str
    noun: str
    noun_id: str
    result: str = DONE


def line(
    actor: Actor,
    action: str,
    noun: str,
    noun_id: object,
    now: datetime,
    **detail: object,
) -> None:
    """Add one line to the running transaction, chained to the line before it.

    The end of the chain is held until the commit. `detail` holds ids and counts,
    never names or answers.
    """
    _add(Deed(actor, action, noun, str(noun_id)), now, detail)


def _add(what: Deed, now: datetime, detail: dict[str, object]) -> None:
    end = queries.hold()
    made = chain.Line(
        sequence=end.last + 1,
        at=now.astimezone(UTC).strftime(_STORED),
        account_id=what.actor.account_id,
        role=what.actor.role,
        action=what.action,
        noun=what.noun,
        noun_id=what.noun_id,
        result=what.result,
        address=what.actor.address,
        request=what.actor.request,
        detail=json.dumps(detail),
        previous=end.head,
    )
    digest = chain.digest(made)
    kept = {name: value for name, value in vars(made).items() if name != "sequence"}
    own = {"id": made.sequence, "at": now, "detail": detail, "digest": digest}
    db.session.add(AuditLine(**(kept | own)))
    db.session.flush()
    db.session.execute(update(AuditChain).values(last=made.sequence, head=digest))


def note(
    actor: Actor, action: str, noun: str, now: datetime, *, noun_id: object = ""
) -> None:
    """Add one line in a transaction of its own, where nothing else is kept."""
    with transaction():
        line(actor, action, noun, noun_id, now)


def note_failure(deed: Deed, now: datetime, **detail: object) -> None:
    """Add a line about what was refused or went wrong, unless there are many alike."""
    same = deed.action, deed.noun_id, deed.result, now - WITHIN
    if queries.often(*same, deed.actor.account_id) < MOST_FAILURES:
        with transaction():
            _add(deed, now, detail)


def trim(before: datetime, *, actor: Actor, now: datetime) -> int:
    """How many lines left from the front: those older than a moment.

    The digest of the last of them becomes the start of the chain, and a line says
    so. A line that is younger keeps all behind it.
    """
    with transaction():
        end = queries.hold()
        through = queries.last_before(before)
        gone = through - end.first + 1
        digest = queries.digest_of(through)
        if gone <= 0 or digest is None:
            return 0
        db.session.execute(update(AuditChain).values(first=through + 1, start=digest))
        db.session.execute(delete(AuditLine).where(AuditLine.id <= through))
        detail = {"lines": gone, "through": through, "digest": digest}
        line(actor, chain.TRIM, "audit", "", now, **detail)
    return gone


def note_export(lines: int, kind: str, *, actor: Actor, now: datetime) -> None:
    """Note that so many lines of the log were taken away in a file."""
    with transaction():
        line(actor, "export", "audit", "", now, lines=lines, kind=kind)
