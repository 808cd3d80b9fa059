"""Units and people, named by what comes back."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, or_, select

from assessments.database import JsonObject, db
from assessments.models import Account, Person, Unit


@dataclass(frozen=True)
class UnitLine:
    """A unit in its tree: `own` people stand in it, `total` in it and below."""

    id: int
    public_id: str
    parent_id: int | None
    code: str
    name_th: str
    name_en: str
    own: int = 0
    total: int = 0
    depth: int = 0

    def name(self, language: str) -> str:
        """The name in a language; the Thai one where there is no other."""
        return self.name_en if language == "en" and self.name_en else self.name_th


@dataclass(frozen=True)
class PersonLine:
    """A person in a list."""

    id: int
    public_id: str
    code: str
    name: str
    title: str
    unit_id: int
    unit_code: str
    unit_th: str
    unit_en: str
    left_at: datetime | None

    def unit(self, language: str) -> str:
        """The unit's name in a language; the Thai one where there is no other."""
        return self.unit_en if language == "en" and self.unit_en else self.unit_th


@dataclass(frozen=True)
class PersonFacts:
    """All that the roster tells of a person, and who is above and below."""

    line: PersonLine
    staff_type: str
    email: str | None
    hired_on: date | None
    placings: JsonObject = field(default_factory=dict)
    supervisor: PersonLine | None = None
    led: int = 0


@dataclass(frozen=True)
class Page:
    """Some of a list: the part asked for, and how many there are in all."""

    lines: tuple[PersonLine, ...]
    total: int
    number: int
    size: int

    @property
    def pages(self) -> int:
        """How many pages there are; one even for an empty list."""
        return max(1, -(-self.total // self.size))


_CURRENT = Person.left_at.is_(None)


def below(unit_ids: Iterable[int]) -> frozenset[int]:
    """These units and all below them."""
    tree = (
        select(Unit.id).where(Unit.id.in_(tuple(unit_ids))).cte("tree", recursive=True)
    )
    tree = tree.union(select(Unit.id).join(tree, Unit.parent_id == tree.c.id))
    return frozenset(db.session.scalars(select(tree.c.id)))


def unit_ids() -> frozenset[int]:
    """All units."""
    return frozenset(db.session.scalars(select(Unit.id)))


def unit_codes() -> frozenset[str]:
    """Codes of the units in use."""
    return frozenset(db.session.scalars(select(Unit.code).where(Unit.active)))


def unit_id(code: str) -> int | None:
    """The unit in use with this code."""
    return db.session.scalar(select(Unit.id).where(Unit.code == code, Unit.active))


def unit_of(public_id: str) -> int | None:
    """The unit with this outward name."""
    return db.session.scalar(select(Unit.id).where(Unit.public_id == public_id))


def tree(within: Collection[int] | None = None) -> tuple[UnitLine, ...]:
    """Units in use, depth-first in Thai order, with their people counted.

    Only those within are returned, but depths and totals are those of the tree.
    """
    own = (
        select(func.count())
        .where(Person.unit_id == Unit.id, _CURRENT)
        .scalar_subquery()
    )
    fields = (Unit.id, Unit.public_id, Unit.parent_id, Unit.code)
    wanted = (
        select(*fields, Unit.name_th, Unit.name_en, own.label("own"))
        .where(Unit.active)
        .order_by(Unit.sort_key, Unit.code)
    )
    lines = _nested([UnitLine(**row) for row in db.session.execute(wanted).mappings()])
    return tuple(line for line in lines if within is None or line.id in within)


def _nested(lines: list[UnitLine]) -> list[UnitLine]:
    """The lines in depth-first order, siblings as they came, with depth and total."""
    known = {line.id for line in lines}
    children: dict[int | None, list[UnitLine]] = {}
    for line in lines:
        parent = line.parent_id if line.parent_id in known else None
        children.setdefault(parent, []).append(line)
    ordered, waiting = [], children.get(None, [])[::-1]
    while waiting:
        line = waiting.pop()
        ordered.append(line)
        deeper = (replace(c, depth=line.depth + 1) for c in children.get(line.id, ()))
        waiting.extend(reversed(list(deeper)))
    totals = {line.id: line.own for line in ordered}
    for line in reversed(ordered):
        if line.parent_id in totals:
            totals[line.parent_id] += totals[line.id]
    return [replace(line, total=totals[line.id]) for line in ordered]


def _name(person: Any) -> Any:  # noqa: ANN401 -- a table or its alias
    """Prefix, given and family name as they are written in Thai."""
    return func.trim(person.prefix + person.given_name + " " + person.family_name)


def _lines() -> Select[*tuple[Any, ...]]:
    fields = (Person.id, Person.public_id, Person.code, _name(Person).label("name"))
    unit = (Unit.code.label("unit_code"), Unit.name_th.label("unit_th"))
    return (
        select(*fields, Person.title, Person.unit_id, *unit)
        .add_columns(Unit.name_en.label("unit_en"), Person.left_at)
        .join(Unit, Unit.id == Person.unit_id)
    )


def search(
    text: str,
    within: Collection[int] | None = None,
    number: int = 1,
    size: int = 50,
    *,
    with_account: bool = False,
) -> Page:
    """Current staff in Thai order whose number, name or title holds the text.

    `within` are the units to look in, all where None; pages are counted from 1.
    """
    where = [_CURRENT, *(_holds(word) for word in text.split())]
    if with_account:
        where.append(exists().where(Account.person_id == Person.id))
    if within is not None:
        where.append(Person.unit_id.in_(tuple(within)))
    counted = select(func.count()).select_from(Person).where(*where)
    total = db.session.scalar(counted) or 0
    number = min(max(number, 1), max(1, -(-total // size)))
    wanted = (
        _lines()
        .where(*where)
        .order_by(Person.sort_key, Person.code)
        .limit(size)
        .offset((number - 1) * size)
    )
    rows = db.session.execute(wanted).mappings()
    return Page(tuple(PersonLine(**row) for row in rows), total, number, size)


def _holds(word: str) -> ColumnElement[bool]:
    places = Person.code, Person.given_name, Person.family_name, Person.title
    return or_(*(place.icontains(word, autoescape=True) for place in places))


def person_id(code: str) -> int | None:
    """The person with this staff number, whether still staff or not."""
    return db.session.scalar(select(Person.id).where(Person.code == code))


def line(person_id: int) -> PersonLine | None:
    """A person as in a list."""
    row = db.session.execute(_lines().where(Person.id == person_id)).mappings().first()
    return PersonLine(**row) if row else None


def person(public_id: str, within: Collection[int] | None = None) -> PersonFacts | None:
    """What the roster tells of one person of these units; None for any other."""
    wanted = _lines().where(Person.public_id == public_id)
    fields = (Person.staff_type, Person.email, Person.hired_on, Person.placings)
    wanted = wanted.add_columns(*fields, Person.supervisor_id)
    row = db.session.execute(wanted).mappings().first()
    if row is None or (within is not None and row["unit_id"] not in within):
        return None
    facts = dict(row)
    above = facts.pop("supervisor_id")
    more = {name.key: facts.pop(name.key) for name in fields}
    found = PersonLine(**facts)
    supervisor = None if above is None else line(above)
    return PersonFacts(found, **more, supervisor=supervisor, led=len(led(found.id)))


def led(supervisor_id: int) -> tuple[int, ...]:
    """Current staff who answer to this person, in Thai order."""
    wanted = select(Person.id).where(Person.supervisor_id == supervisor_id, _CURRENT)
    return tuple(db.session.scalars(wanted.order_by(Person.sort_key, Person.code)))
