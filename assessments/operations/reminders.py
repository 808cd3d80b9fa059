"""Reminding people of a round: who is written to, and what came of it.

Claims and marks are a letter's own record and leave no audit line; reminding as a
whole leaves one.
"""

import logging
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from assessments.database import db
from assessments.models import Reminder
from assessments.operations import audit, transaction
from assessments.operations.audit import Actor
from assessments.queries import reminders as queries
from assessments.queries import rounds
from assessments.queries.reminders import Waiting

logger = logging.getLogger(__name__)


def claim(
    round_id: int, person_id: int, now: datetime, *, again: bool = False
) -> Waiting | None:
    """The person, who is this caller's alone to write to now.

    None where they have handed in meanwhile, were written to by somebody else, or the
    round takes no answers any more. Until it is marked, the outcome is unclear: what
    a process that was killed has done with the letter, nobody can tell. `again` counts
    one more attempt, anything else the first.
    """
    try:
        with transaction():
            if not rounds.hold(round_id).is_open(now):
                return None
            found = queries.to_remind(round_id, person_id, now)
            if found is None or not _taken(round_id, found, now, again=again):
                return None
            return found
    except IntegrityError:
        # Somebody else was the first ever to write to them, in this very moment.
        return None


def _taken(round_id: int, found: Waiting, now: datetime, *, again: bool) -> bool:
    if found.outcome is None:
        first = Reminder(
            round_id=round_id,
            person_id=found.person_id,
            outcome="unclear",
            tried_at=now,
        )
        db.session.add(first)
        db.session.flush()
        return True
    attempts = Reminder.attempts + 1 if again else 1
    taken = (
        update(Reminder)
        .where(Reminder.round_id == round_id, Reminder.person_id == found.person_id)
        .where(queries.is_free(now))
        .values(outcome="unclear", tried_at=now, attempts=attempts)
        .execution_options(synchronize_session=False)
    )
    return bool(db.session.execute(taken).rowcount)  # type: ignore[attr-defined]


def mark(round_id: int, person_id: int, outcome: str, now: datetime) -> None:
    """Keep what came of the letter to somebody who was claimed."""
    values: dict[str, object] = {"outcome": outcome}
    if outcome == "sent":
        values["sent_at"] = now
    with transaction():
        db.session.execute(
            update(Reminder)
            .where(Reminder.round_id == round_id, Reminder.person_id == person_id)
            .values(**values)
        )


def note(
    round_id: int,
    counts: Mapping[str, int],
    *,
    actor: Actor,
    supervisor_id: int | None,
    now: datetime,
) -> None:
    """Leave the audit line of one reminding: how many letters came to what."""
    of = {} if supervisor_id is None else {"supervisor": supervisor_id}
    with transaction():
        audit.line(actor, "remind", "round", round_id, now, **counts, **of)
    logger.info("round %s: reminded, %s", round_id, dict(counts))
