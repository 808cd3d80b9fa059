"""Who answers to a supervisor in a round, and how far both of them are."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from assessments.database import db
from assessments.models import Invitation, Person, Response


@dataclass(frozen=True)
class Member:
    """Somebody of a team, and how far the self-rating and the supervisor's are.

    `rating` is the outward name of the supervisor's, None where none is asked for.
    """

    name: str
    title: str
    status: str
    rating: str | None = None
    rated: str | None = None


def members(round_id: int, supervisor_id: int) -> tuple[Member, ...]:
    """Whom a round names as answering to this person, in Thai order."""
    name = func.trim(Person.prefix + Person.given_name + " " + Person.family_name)
    rating = aliased(Response)
    wanted = (
        select(name, Person.title, Response.status, rating.public_id, rating.status)
        .join(Invitation, Invitation.person_id == Person.id)
        .join(
            Response,
            (Response.round_id == Invitation.round_id)
            & (Response.subject_id == Person.id),
        )
        .outerjoin(
            rating,
            (rating.round_id == Invitation.round_id)
            & (rating.subject_id == Person.id)
            & (rating.rater_id == supervisor_id)
            & (rating.kind == "supervisor"),
        )
        .where(Response.round_id == round_id, Response.kind == "self")
        .where(Invitation.supervisor_id == supervisor_id)
        .order_by(Person.sort_key, Person.code)
    )
    return tuple(Member(*row) for row in db.session.execute(wanted))
