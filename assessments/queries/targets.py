"""Targets of one person alone: as they are now, and as they stood in a round."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select

from assessments.database import db
from assessments.models import Person, PersonalTarget, RoundTarget, Unit
from competency.frameworks import Target
from competency.frameworks.personal import STATUS

_CELL = ("competency", "level", "required", "source")
_NOW = tuple(getattr(PersonalTarget, name) for name in _CELL)
_THEN = tuple(getattr(RoundTarget, name) for name in _CELL)

Own = Mapping[int, Mapping[str, Target]]
"""Person → competency → what is required of that person alone."""


def _target(row: Row[Any]) -> Target:
    return Target(
        level=row.level, required=row.required, source=row.source, status=STATUS
    )


def _by_person(rows: Iterable[Row[Any]]) -> Own:
    found: dict[int, dict[str, Target]] = {}
    for row in rows:
        found.setdefault(row.person_id, {})[row.competency] = _target(row)
    return found


def of_person(person_id: int, framework: str) -> Mapping[str, Target]:
    """What is required of a person alone in a framework: competency → target."""
    wanted = select(PersonalTarget.person_id, *_NOW).where(
        PersonalTarget.person_id == person_id, PersonalTarget.framework == framework
    )
    return _by_person(db.session.execute(wanted)).get(person_id, {})


def of_staff(framework: str) -> Own:
    """What is required in a framework of each of today's staff alone."""
    wanted = (
        select(PersonalTarget.person_id, *_NOW)
        .join(Person, Person.id == PersonalTarget.person_id)
        .where(PersonalTarget.framework == framework, Person.left_at.is_(None))
    )
    return _by_person(db.session.execute(wanted))


def in_round(round_id: int) -> Own:
    """The personal targets of a round, as they stood when it opened."""
    wanted = select(RoundTarget.person_id, *_THEN).where(
        RoundTarget.round_id == round_id
    )
    return _by_person(db.session.execute(wanted))


def in_rounds_of(person_id: int) -> Mapping[int, Mapping[str, Target]]:
    """Round → competency → what that round requires of this person alone."""
    wanted = select(RoundTarget.round_id, *_THEN).where(
        RoundTarget.person_id == person_id
    )
    found: dict[int, dict[str, Target]] = {}
    for row in db.session.execute(wanted):
        found.setdefault(row.round_id, {})[row.competency] = _target(row)
    return found


def count_of(person_id: int) -> int:
    """How many targets a person has of their own, in all frameworks."""
    wanted = select(func.count()).where(PersonalTarget.person_id == person_id)
    return db.session.scalar(wanted) or 0


def counts(round_id: int) -> tuple[int, int]:
    """How many people of a round have targets of their own, and how many targets."""
    people = func.count(RoundTarget.person_id.distinct())
    wanted = select(people, func.count()).where(RoundTarget.round_id == round_id)
    row = db.session.execute(wanted).one()
    return int(row[0]), int(row[1])


@dataclass(frozen=True)
class Line:
    """A personal target in a list, with the person and unit of today."""

    person_id: int
    public_id: str
    number: str
    name: str
    title: str
    unit_th: str
    unit_en: str
    competency: str
    target: Target
    set_at: datetime

    def unit(self, language: str) -> str:
        """The unit's name in a language; the Thai one where there is no other."""
        return self.unit_en if language == "en" and self.unit_en else self.unit_th


def listed(framework: str, within: Collection[int]) -> tuple[Line, ...]:
    """The personal targets of today's staff of some units, by name in Thai order."""
    name = func.trim(Person.prefix + Person.given_name + " " + Person.family_name)
    wanted = (
        select(
            PersonalTarget.person_id,
            Person.public_id,
            Person.code,
            name.label("name"),
            Person.title,
            Person.unit_id,
            Unit.name_th,
            Unit.name_en,
            *_NOW,
            PersonalTarget.set_at,
        )
        .join(Person, Person.id == PersonalTarget.person_id)
        .join(Unit, Unit.id == Person.unit_id)
        .where(PersonalTarget.framework == framework, Person.left_at.is_(None))
        .order_by(Person.sort_key, Person.code, PersonalTarget.id)
    )
    rows = db.session.execute(wanted)
    return tuple(_line(row) for row in rows if row.unit_id in within)


def _line(row: Row[Any]) -> Line:
    return Line(
        row.person_id,
        row.public_id,
        row.code,
        row.name,
        row.title,
        row.name_th,
        row.name_en,
        row.competency,
        _target(row),
        row.set_at,
    )


def frameworks() -> frozenset[str]:
    """Frameworks in which somebody has a target of their own."""
    return frozenset(db.session.scalars(select(PersonalTarget.framework).distinct()))


def numbers(within: Collection[int]) -> Mapping[str, int]:
    """Staff number → person of today's staff of some units."""
    wanted = select(Person.code, Person.id, Person.unit_id).where(
        Person.left_at.is_(None)
    )
    rows = db.session.execute(wanted)
    return {row.code: row.id for row in rows if row.unit_id in within}
