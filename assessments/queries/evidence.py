"""What people point to beside their own rating."""

from collections.abc import Mapping

from sqlalchemy import select

from assessments.database import db
from assessments.models import Evidence, Response


def of_response(response_id: int) -> Mapping[str, str]:
    """Competency → evidence of one rating."""
    wanted = select(Evidence.competency, Evidence.text).where(
        Evidence.response_id == response_id
    )
    return dict(db.session.execute(wanted).all())


def of_subject(round_id: int, person_id: int) -> Mapping[str, str]:
    """Competency → evidence that somebody gave beside the rating of themselves."""
    wanted = (
        select(Evidence.competency, Evidence.text)
        .join(Response, Response.id == Evidence.response_id)
        .where(Response.round_id == round_id, Response.subject_id == person_id)
        .where(Response.kind == "self")
    )
    return dict(db.session.execute(wanted).all())
