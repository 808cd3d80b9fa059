"""Adding digital master plans, and choosing the one in use."""

from datetime import datetime

from sqlalchemy import update

from assessments.database import db
from assessments.models import MasterPlan as Row
from assessments.operations import audit, transaction
from assessments.operations.audit import Actor
from assessments.queries import frameworks, masterplans
from assessments.queries.masterplans import Kept
from competency.errors import CompetencyError
from competency.masterplans import MasterPlan, MasterPlanError, digest, read
from competency.problems import Problems

LONGEST = 300
"""Characters of a plan's name that a list shows."""


class NoSuchMasterPlanError(CompetencyError):
    """No master plan has this outward name."""


def checked(text: str) -> tuple[MasterPlan | None, Problems]:
    """The plan of a text, or its problems; it may name any framework there is."""
    return read(text, frameworks.newest())


def add(text: str, *, actor: Actor, now: datetime) -> Kept:
    """The plan with this content, new or added before, which is in use now.

    Raises `MasterPlanError` for a text with problems.
    """
    found, problems = checked(text)
    if found is None:
        raise MasterPlanError(problems)
    known = digest(found)
    with transaction():
        kept = masterplans.with_digest(known)
        plan_id = _new(found, text, known, now) if kept is None else kept.id
        _put_in_use(plan_id)
        audit.line(actor, "add", "masterplan", plan_id, now, digest=known)
        return _kept(known)


def use(public_id: str, *, actor: Actor, now: datetime) -> Kept:
    """The plan of this name, which is in use now; `NoSuchMasterPlanError` else."""
    with transaction():
        kept = masterplans.plan(public_id)
        if kept is None:
            raise NoSuchMasterPlanError(public_id)
        _put_in_use(kept.id)
        audit.line(actor, "use", "masterplan", kept.id, now, digest=kept.digest)
        return _kept(kept.digest)


def put_aside(public_id: str, *, actor: Actor, now: datetime) -> None:
    """Use a plan no longer; `NoSuchMasterPlanError` where there is none."""
    with transaction():
        kept = masterplans.plan(public_id)
        if kept is None:
            raise NoSuchMasterPlanError(public_id)
        theirs = Row.id == kept.id
        db.session.execute(update(Row).where(theirs).values(active=False))
        audit.line(actor, "put_aside", "masterplan", kept.id, now)


def _new(plan: MasterPlan, text: str, known: str, now: datetime) -> int:
    name = plan.name.th[:LONGEST]
    row = Row(name=name, text=text, digest=known, added_at=now, active=False)
    db.session.add(row)
    db.session.flush()
    return row.id


def _put_in_use(plan_id: int) -> None:
    """First the others rest: two in use at a time are refused by the table."""
    db.session.execute(update(Row).where(Row.id != plan_id).values(active=False))
    db.session.execute(update(Row).where(Row.id == plan_id).values(active=True))


def _kept(known: str) -> Kept:
    found = masterplans.with_digest(known)
    if found is None:
        raise NoSuchMasterPlanError(known)
    return found
