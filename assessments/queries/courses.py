"""The course catalogue."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select

from assessments.database import db
from assessments.models import Course as CourseRow
from assessments.models import CourseEffect
from competency.courses import Course, Effect

_FACTS = (
    CourseRow.code,
    CourseRow.name,
    CourseRow.provider,
    CourseRow.hours,
    CourseRow.delivery,
    CourseRow.run_cost_satang,
    CourseRow.seat_cost_satang,
    CourseRow.min_seats,
    CourseRow.max_seats,
    CourseRow.max_runs,
    CourseRow.unit_code,
    CourseRow.origin,
)


@dataclass(frozen=True)
class Changes:
    """What a list of courses changes in the catalogue: codes, each in one group.

    A course that was offered no longer and comes back counts as changed.
    """

    new: tuple[str, ...]
    changed: tuple[str, ...]
    same: tuple[str, ...]
    gone: tuple[str, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many courses each group holds."""
        return {name: len(codes) for name, codes in vars(self).items()}


def changes(courses: Sequence[Course], framework: str, *, whole: bool) -> Changes:
    """What these courses change in what is offered for a framework.

    With `whole` they are all that the framework has: its other courses go.
    """
    known = {course.code: (active, course) for active, course in _all(framework)}
    groups: dict[str, list[str]] = {"new": [], "changed": [], "same": []}
    for course in courses:
        kept = known.get(course.code)
        name = "same" if kept == (True, course) else "changed"
        groups["new" if kept is None else name].append(course.code)
    gone = codes_of(framework) - {course.code for course in courses}
    return Changes(
        **{name: tuple(codes) for name, codes in groups.items()},
        gone=tuple(sorted(gone)) if whole else (),
    )


def catalogue(framework: str | None = None) -> tuple[Course, ...]:
    """Courses on offer with what they lift, by code; maybe those of one framework."""
    offered = (course for active, course in _all(framework) if active)
    return tuple(one for one in offered if framework is None or one.effects)


def _all(framework: str | None) -> Iterator[tuple[bool, Course]]:
    """Every course ever kept, by code, and whether it is on offer."""
    wanted = select(CourseRow.id, CourseRow.active, *_FACTS).order_by(CourseRow.code)
    effects = _effects(framework)
    for row in db.session.execute(wanted).mappings():
        facts = {column.key: row[column.key] for column in _FACTS}
        yield row["active"], Course(**facts, effects=effects.get(row["id"], ()))


def _effects(framework: str | None) -> Mapping[int, tuple[Effect, ...]]:
    """What each course lifts, in the order in which its effects were kept."""
    wanted = select(CourseEffect).order_by(CourseEffect.course_id, CourseEffect.id)
    if framework is not None:
        wanted = wanted.where(CourseEffect.framework == framework)
    found: dict[int, tuple[Effect, ...]] = {}
    for row in db.session.scalars(wanted):
        levels = row.from_level, row.to_level
        effect = Effect(row.framework, row.competency, *levels)
        found[row.course_id] = (*found.get(row.course_id, ()), effect)
    return found


def ids(codes: Iterable[str]) -> Mapping[str, int]:
    """The numbers of courses by their codes; unknown codes are left out."""
    wanted = set(codes)
    rows = db.session.execute(select(CourseRow.code, CourseRow.id))
    return {row.code: row.id for row in rows if row.code in wanted}


def codes_of(framework: str) -> frozenset[str]:
    """Codes of the courses on offer that lift something of a framework."""
    return _codes(CourseEffect.framework == framework)


def codes_beside(framework: str) -> frozenset[str]:
    """Codes of the courses on offer that lift something of another framework."""
    return _codes(CourseEffect.framework != framework)


def _codes(lifts: ColumnElement[bool]) -> frozenset[str]:
    wanted = (
        select(CourseRow.code)
        .join(CourseEffect, CourseEffect.course_id == CourseRow.id)
        .where(lifts, CourseRow.active)
    )
    return frozenset(db.session.scalars(wanted))
