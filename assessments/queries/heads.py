"""Heads of units as the roster of today suggests them, and who manages already."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from assessments.database import db
from assessments.models import Account, Person, Role, Scope, Unit
from competency.roster.heads import Member, Proposal, Stray
from competency.roster.heads import proposals as proposed
from competency.roster.heads import strays as straying

_NAME = func.trim(Person.prefix + Person.given_name + " " + Person.family_name)


@dataclass(frozen=True)
class HeadUnit:
    """A unit by its names."""

    id: int
    public_id: str
    code: str
    name_th: str
    name_en: str

    def name(self, language: str) -> str:
        """The name in a language; the Thai one where there is no other."""
        return self.name_en if language == "en" and self.name_en else self.name_th


@dataclass(frozen=True)
class HeadPerson:
    """Somebody who heads or manages; whoever left is not of today's staff."""

    id: int
    public_id: str
    number: str
    name: str
    title: str
    unit_id: int


@dataclass(frozen=True)
class Head:
    """Who seems to head a unit, why, and whether they manage it already."""

    unit: HeadUnit
    person: HeadPerson
    why: Proposal
    manages: bool

    @property
    def key(self) -> str:
        """What stands for this proposal in a form."""
        return f"{self.unit.public_id}:{self.person.public_id}"


@dataclass(frozen=True)
class Doubtful:
    """A manager whom the roster does not show as head; `head` is who does, if any."""

    unit: HeadUnit
    person: HeadPerson
    why: Stray
    head: HeadPerson | None = None

    @property
    def key(self) -> str:
        """What stands for this manager in a form."""
        return f"{self.unit.public_id}:{self.person.public_id}"


def heads(within: Collection[int]) -> tuple[Head, ...]:
    """The heads found of these units, by unit; they stand in one of them too."""
    units, people, manage = _units(), _people(), _managers()
    found = proposed(_members(), _parents())
    every = (
        Head(units[each.unit], people[each.number], each, manages=False)
        for each in found
    )
    mine = [h for h in every if {h.unit.id, h.person.unit_id} <= set(within)]
    return tuple(
        Head(h.unit, h.person, h.why, (h.person.number, h.unit.code) in manage)
        for h in mine
    )


def doubtful(within: Collection[int]) -> tuple[Doubtful, ...]:
    """The managers of these units who are worth a second look, by unit and number."""
    units, people = _units(), _people()
    mine = [
        pair for pair in _managers() if pair[1] in units and units[pair[1]].id in within
    ]
    return tuple(
        Doubtful(
            units[each.unit],
            people[each.number],
            each,
            people[each.head] if each.head else None,
        )
        for each in straying(mine, _members(), _parents())
    )


def _members() -> tuple[Member, ...]:
    above = aliased(Person)
    wanted = (
        select(Person.code, Unit.code, above.code, Person.title)
        .join(Unit, Unit.id == Person.unit_id)
        .outerjoin(above, above.id == Person.supervisor_id)
        .where(Person.left_at.is_(None))
        .order_by(Person.code)
    )
    return tuple(Member(*row) for row in db.session.execute(wanted))


def _parents() -> dict[str, str | None]:
    """Code of a unit in use → that of the one above, in Thai order."""
    above = aliased(Unit)
    wanted = (
        select(Unit.code, above.code)
        .outerjoin(above, above.id == Unit.parent_id)
        .where(Unit.active)
        .order_by(Unit.sort_key, Unit.code)
    )
    return {row[0]: row[1] for row in db.session.execute(wanted)}


def _units() -> dict[str, HeadUnit]:
    fields = Unit.id, Unit.public_id, Unit.code, Unit.name_th, Unit.name_en
    rows = db.session.execute(select(*fields))
    return {row.code: HeadUnit(*row) for row in rows}


def _people() -> dict[str, HeadPerson]:
    """Staff number → whose it is, whether still staff or not."""
    fields = Person.id, Person.public_id, Person.code, _NAME
    wanted = select(*fields, Person.title, Person.unit_id)
    return {row.code: HeadPerson(*row) for row in db.session.execute(wanted)}


def _managers() -> dict[tuple[str, str], None]:
    """Staff number and unit of every manager of a unit, in order."""
    wanted = (
        select(Person.code, Unit.code)
        .join(Account, Account.person_id == Person.id)
        .join(Scope, Scope.account_id == Account.id)
        .join(Role, Role.id == Scope.role_id)
        .join(Unit, Unit.id == Scope.unit_id)
        .where(Role.name == "manager")
        .order_by(Unit.sort_key, Unit.code, Person.code)
    )
    rows = db.session.execute(wanted)
    return dict.fromkeys((row[0], row[1]) for row in rows)
