"""Taking a list of courses into the catalogue."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import delete, insert, update

from assessments.database import db
from assessments.models import Course as CourseRow
from assessments.models import CourseEffect
from assessments.operations import audit, transaction
from assessments.operations.audit import Actor
from assessments.queries import courses as queries
from assessments.queries.courses import Changes
from competency.courses import Course


def put(
    courses: Sequence[Course],
    framework: str,
    *,
    whole: bool,
    actor: Actor,
    now: datetime,
) -> Changes:
    """What the list has changed in the catalogue.

    What courses lift in other frameworks stays. With `whole` the list is all that
    this framework has: its other courses are offered for it no longer.
    """
    with transaction():
        found = queries.changes(courses, framework, whole=whole)
        touched = {*found.new, *found.changed}
        known = queries.ids(found.changed)
        for course in courses:
            if course.code in touched:
                _put(course, known.get(course.code), framework)
        _retire(found.gone, framework)
        audit.line(actor, "put", "courses", framework, now, counts=found.counts)
    return found


def _put(course: Course, course_id: int | None, framework: str) -> None:
    facts = asdict(course)
    del facts["effects"]
    if course_id is None:
        row = CourseRow(**facts, active=True)
        db.session.add(row)
        db.session.flush()
        course_id = row.id
    else:
        same = CourseRow.id == course_id
        db.session.execute(update(CourseRow).where(same).values(**facts, active=True))
    _unlink([course_id], framework)
    rows = [
        asdict(effect) | {"course_id": course_id}
        for effect in course.effects
        if effect.framework == framework
    ]
    if rows:
        db.session.execute(insert(CourseEffect), rows)


def _retire(codes: Collection[str], framework: str) -> None:
    """Offer courses no longer, or only for the other frameworks that they lift."""
    shared = queries.codes_beside(framework) & set(codes)
    _unlink(queries.ids(shared).values(), framework)
    alone = CourseRow.code.in_(set(codes) - shared)
    db.session.execute(update(CourseRow).where(alone).values(active=False))


def _unlink(course_ids: Collection[int], framework: str) -> None:
    theirs = CourseEffect.course_id.in_(course_ids)
    here = CourseEffect.framework == framework
    db.session.execute(delete(CourseEffect).where(theirs, here))
