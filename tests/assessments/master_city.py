"""The closed city, read by a master plan of two strategies."""

from sqlalchemy import update

from assessments.database import db
from assessments.models import Round
from assessments.operations import masterplans, transaction
from assessments.operations.audit import SYSTEM
from assessments.queries.masterplans import Kept
from tests.assessments.closed_city import ClosedCity
from tests.competency.masterplans.plans import STRATEGIES, text
from tests.conftest import NOW

__all__ = ["STRATEGIES", "city", "use"]


def city() -> ClosedCity:
    """The closed city, whose round took its last answers now."""
    made = ClosedCity()
    with transaction():
        when = update(Round).where(Round.id == made.round)
        db.session.execute(when.values(closed_at=NOW))
    return made


def use(**changes: object) -> Kept:
    """A master plan that is in use: `people` on two competencies, `safety` on one."""
    return masterplans.add(text(**changes), actor=SYSTEM, now=NOW)
