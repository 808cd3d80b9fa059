"""What has been kept for long enough, by class of data."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from assessments.database import db
from assessments.models import (
    Clustering,
    CourseRun,
    DevelopmentPlan,
    Evidence,
    Job,
    Member,
    Person,
    Placement,
    Plan,
    Response,
    Round,
    Score,
)
from competency.rounds import WITH_RESULTS


@dataclass(frozen=True)
class Answered:
    """Responses of a round and kind of rater with packed answers of one length."""

    round_id: int
    kind: str
    length: int
    count: int


def closed_before(moment: datetime) -> tuple[int, ...]:
    """The rounds that closed before a moment."""
    wanted = select(Round.id).where(
        Round.state.in_(tuple(WITH_RESULTS)), Round.closed_at < moment
    )
    return tuple(db.session.scalars(wanted.order_by(Round.id)))


def answered(round_ids: Collection[int]) -> tuple[Answered, ...]:
    """The responses of these rounds that still hold an answer."""
    length = func.length(Response.codes)
    fields = Response.round_id, Response.kind, length
    sizes = select(*fields).where(Response.round_id.in_(tuple(round_ids))).distinct()
    found = []
    for round_id, kind, size in db.session.execute(sizes).all():
        count = _count(*holding(round_id, kind, size))
        if count:
            found.append(Answered(round_id, kind, size, count))
    return tuple(found)


def holding(round_id: int, kind: str, length: int) -> tuple[ColumnElement[bool], ...]:
    """What is true of the responses of a kind and length that hold an answer."""
    return (
        Response.round_id == round_id,
        Response.kind == kind,
        func.length(Response.codes) == length,
        Response.codes != bytes(length),
    )


def evidence(round_ids: Collection[int]) -> int:
    """How many texts of evidence these rounds hold."""
    return _count(Evidence.response_id.in_(responses(round_ids)))


def responses(round_ids: Collection[int]) -> Select[Any]:
    """The responses of these rounds, for a statement about what hangs on them."""
    return select(Response.id).where(Response.round_id.in_(tuple(round_ids)))


def clusterings(round_ids: Collection[int]) -> Select[Any]:
    """The clusterings of these rounds, likewise."""
    return select(Clustering.id).where(Clustering.round_id.in_(tuple(round_ids)))


def runs(round_ids: Collection[int]) -> Select[Any]:
    """The course runs of the plans of these rounds, likewise."""
    wanted = select(CourseRun.id).join(Plan, Plan.id == CourseRun.plan_id)
    return wanted.where(Plan.round_id.in_(tuple(round_ids)))


def levels(round_ids: Collection[int]) -> int:
    """How many rows of single people these rounds hold: levels, places and seats."""
    return (
        _count(Score.round_id.in_(tuple(round_ids)))
        + _count(Response.round_id.in_(tuple(round_ids)))
        + _count(DevelopmentPlan.round_id.in_(tuple(round_ids)))
        + _count(Member.clustering_id.in_(clusterings(round_ids)))
        + _count(Placement.course_run_id.in_(runs(round_ids)))
    )


def left_before(moment: datetime) -> tuple[tuple[int, str], ...]:
    """Number in the database and staff number of those who left and are not erased."""
    wanted = select(Person.id, Person.code).where(
        Person.left_at < moment, Person.erased_at.is_(None)
    )
    return tuple((row.id, row.code) for row in db.session.execute(wanted))


def ended_before(moment: datetime) -> int:
    """How many jobs ended before a moment."""
    return _count(Job.ended_at < moment)


def _count(*which: ColumnElement[bool]) -> int:
    return db.session.scalar(select(func.count()).where(*which)) or 0
