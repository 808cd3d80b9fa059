"""Keeping what a clustering found."""

from datetime import datetime

from sqlalchemy import insert

from assessments.database import JsonObject, db
from assessments.models import Clustering, Member
from assessments.operations import audit, transaction
from assessments.operations.audit import Actor
from competency.clustering import Needs
from competency.clustering.record import record
from competency.errors import CompetencyError


class LevelsNotReadyError(CompetencyError):
    """A round that is not closed has no levels to group people by."""


def keep(
    round_id: int,
    needs: Needs,
    settings: JsonObject,
    *,
    seed: int,
    actor: Actor,
    now: datetime,
) -> str:
    """The outward name of a new clustering; those before it stay as they are."""
    least = min((each.stability for each in needs.clusters), default=None)
    row = Clustering(
        round_id=round_id,
        settings=settings,
        seed=seed,
        clusters=len(needs.clusters) or None,
        stability=least,
        description=record(needs),
        made_at=now,
    )
    with transaction():
        db.session.add(row)
        db.session.flush()
        _keep_members(row.id, needs)
        counts = {str(standing): n for standing, n in needs.counts.items()}
        audit.line(actor, "cluster", "round", round_id, now, counts=counts)
        return row.public_id


def note_taken(round_id: int, people: int, *, actor: Actor, now: datetime) -> None:
    """Note that somebody took away the needs of so many people of a round."""
    with transaction():
        detail = {"kind": "needs", "people": people}
        audit.line(actor, "download", "round", round_id, now, **detail)


def _keep_members(clustering_id: int, needs: Needs) -> None:
    frame = needs.members
    places = zip(frame.index, frame["cluster"], frame["standing"], strict=True)
    values = [
        {
            "clustering_id": clustering_id,
            "person_id": int(person),
            "cluster": int(number),
            "standing": str(standing),
        }
        for person, number, standing in places
    ]
    if values:
        db.session.execute(insert(Member), values)
