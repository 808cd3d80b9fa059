"""Counting tries for a name, whether anybody is called so or not.

Tries are a record of their own and leave no audit line, like drafts.
"""

from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import delete, insert, update

from assessments.database import db
from assessments.models import Tries
from assessments.operations import transaction
from assessments.queries import tries as queries
from competency.tries import LIMITS, Tried, again

KEPT = timedelta(days=1)
"""Names that nobody tried for so long are forgotten."""


def begin(name: str, *kinds: str, now: datetime) -> Tried | None:
    """What was tried before, with this try counted; it counts before it is looked at.

    So many tries at once are no way around. Raises `WaitError`, and counts nothing,
    where one of the kinds was tried too often.
    """
    digest = _digest(name)
    with transaction():
        before = {kind: queries.tried(kind, digest) for kind in kinds}
        for kind in kinds:
            _put(kind, digest, again(before[kind], LIMITS[kind], now), before[kind])
    return before[kinds[0]]


def _put(kind: str, digest: str, tried: Tried, before: Tried | None) -> None:
    values = {"count": tried.count, "since": tried.since, "until": tried.until}
    if before is None:
        row = {"kind": kind, "name": digest, **values}
        db.session.execute(insert(Tries).values(row))
        return
    mine = Tries.kind == kind, Tries.name == digest
    db.session.execute(update(Tries).where(*mine).values(values))


def clear(name: str, *kinds: str) -> None:
    """Forget the tries for a name, since the last one was right."""
    with transaction():
        mine = Tries.kind.in_(kinds), Tries.name == _digest(name)
        db.session.execute(delete(Tries).where(*mine))


def forget(now: datetime) -> None:
    """Forget names that nobody tried for a day."""
    with transaction():
        old = Tries.since < now - KEPT
        db.session.execute(delete(Tries).where(old))


def _digest(name: str) -> str:
    return sha256(name.encode()).hexdigest()
