"""Keeping crosswalks of the agency's own, and withdrawing them."""

from datetime import datetime

from sqlalchemy import update

from assessments.database import db
from assessments.models import KeptCrosswalk
from assessments.operations import audit, transaction
from assessments.operations.audit import Actor
from assessments.queries import crosswalks
from assessments.queries.crosswalks import Known
from competency.crosswalk_texts import agencys, digest, dump
from competency.errors import CompetencyError


class NoSuchCrosswalkError(CompetencyError):
    """No crosswalk of the agency's own has this outward name."""


def keep(found: Known, *, actor: Actor, now: datetime) -> tuple[str, bool]:
    """The outward name of a checked crosswalk that is in use now, and if it is new.

    It is the agency's decision from here on, whatever the file says. What was in use
    between the same two frameworks rests; the same content twice is kept once.
    """
    walk = agencys(found.walk)
    ends, known = (found.source.id, found.target.id), digest(walk)
    with transaction():
        if kept := crosswalks.with_digest(*ends, known):
            return kept, False
        row = KeptCrosswalk(
            source=ends[0],
            target=ends[1],
            text=dump(walk),
            digest=known,
            added_at=now,
        )
        db.session.add(row)
        db.session.flush()
        audit.line(actor, "keep", "crosswalk", row.id, now, digest=known)
        return row.public_id, True


def withdraw(public_id: str, *, actor: Actor, now: datetime) -> None:
    """Use the agency's own crosswalks between these two frameworks no longer.

    A shipped one counts again, if there is one. Raises `NoSuchCrosswalkError`.
    """
    with transaction():
        kept = {each.public_id: each for each in crosswalks.kept()}
        if public_id not in kept:
            raise NoSuchCrosswalkError(public_id)
        ends = kept[public_id].source.id, kept[public_id].target.id
        theirs = KeptCrosswalk.source == ends[0], KeptCrosswalk.target == ends[1]
        waiting = KeptCrosswalk.withdrawn_at.is_(None)
        row = update(KeptCrosswalk).where(*theirs, waiting)
        db.session.execute(row.values(withdrawn_at=now))
        audit.line(actor, "withdraw", "crosswalk", public_id, now)
