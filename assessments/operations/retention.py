"""Letting go of what was kept for long enough; figures of groups stay as they are.

Section 37 (3) of the Personal Data Protection Act B.E. 2562. Each function does
nothing, and leaves no line, where nothing is due.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, update

from assessments.database import JsonObject, db
from assessments.models import (
    DevelopmentPlan,
    Evidence,
    Invitation,
    Job,
    Member,
    Placement,
    Reminder,
    Response,
    RoundTarget,
    Score,
)
from assessments.operations import audit, transaction
from assessments.operations.audit import Actor
from assessments.queries import jobs
from assessments.queries import retention as queries


def answers(round_ids: Collection[int], *, actor: Actor, now: datetime) -> int:
    """How many ratings and texts of these rounds were emptied; the rows stay.

    A row says who was asked; its levels are shown by it until they go too.
    """
    with transaction():
        found = queries.answered(round_ids)
        texts = queries.evidence(round_ids)
        count = sum(each.count for each in found) + texts
        if not count:
            return 0
        for each in found:
            which = queries.holding(each.round_id, each.kind, each.length)
            blank = {"codes": bytes(each.length)}
            db.session.execute(update(Response).where(*which).values(**blank))
        of_rounds = Evidence.response_id.in_(queries.responses(round_ids))
        db.session.execute(
            delete(Evidence)
            .where(of_rounds)
            .execution_options(synchronize_session=False)
        )
        audit.line(actor, "expire", "answers", "", now, count=count)
    return count


def levels(round_ids: Collection[int], *, actor: Actor, now: datetime) -> int:
    """How many rows of single people in these rounds were deleted."""
    with transaction():
        count = queries.levels(round_ids)
        if not count:
            return 0
        ids = tuple(round_ids)
        for which in (
            delete(Evidence).where(Evidence.response_id.in_(queries.responses(ids))),
            delete(Response).where(Response.round_id.in_(ids)),
            delete(Score).where(Score.round_id.in_(ids)),
            delete(RoundTarget).where(RoundTarget.round_id.in_(ids)),
            delete(Reminder).where(Reminder.round_id.in_(ids)),
            delete(DevelopmentPlan).where(DevelopmentPlan.round_id.in_(ids)),
            delete(Member).where(Member.clustering_id.in_(queries.clusterings(ids))),
            delete(Placement).where(Placement.course_run_id.in_(queries.runs(ids))),
        ):
            db.session.execute(which.execution_options(synchronize_session=False))
        asked = update(Invitation).where(Invitation.round_id.in_(ids))
        db.session.execute(asked.values(staff_type="", placings={}))
        audit.line(actor, "expire", "levels", "", now, count=count)
    return count


def jobs_ended(before: datetime, *, actor: Actor, now: datetime) -> int:
    """How many jobs that ended before a moment were deleted."""
    with transaction():
        count = queries.ended_before(before)
        if not count:
            return 0
        db.session.execute(delete(Job).where(Job.ended_at < before))
        audit.line(actor, "expire", "jobs", "", now, count=count)
    return count


def forget_files() -> None:
    """Let no job lead to a file: for when all files were deleted.

    A job's own record, so it leaves no line.
    """
    with transaction():
        for job_id, result in jobs.with_files():
            kept: JsonObject = {k: v for k, v in result.items() if k != "file"}
            db.session.execute(update(Job).where(Job.id == job_id).values(result=kept))
