"""A roster becomes the staff of today: all of it, or nothing."""

from collections.abc import Callable, Collection
from datetime import datetime

from sqlalchemy import delete, insert, update

from assessments.database import db
from assessments.models import Person, SignIn, Unit
from assessments.operations import audit, transaction
from assessments.operations.audit import Actor
from assessments.queries import roster as queries
from assessments.queries.roster import RosterChanges
from competency.roster import (
    Changes,
    RosterPerson,
    RosterUnit,
    UnitChanges,
)

SortKey = Callable[[str], bytes]


def apply(
    people: tuple[RosterPerson, ...],
    units: tuple[RosterUnit, ...] | None,
    *,
    sort_key: SortKey,
    actor: Actor,
    now: datetime,
) -> RosterChanges:
    """Make the checked roster the staff of today and return what changed.

    Whoever stood in a roster before keeps their id; whoever is missing has left.
    Nobody's rights to act change, except that those who left cannot sign in.
    """
    with transaction():
        found = queries.changes_by(people, units)
        if units is not None:
            _put_units(units, found.units, sort_key)
        _put_people(people, found.people, sort_key)
        _leave(found.people.leavers, now)
        audit.line(actor, "apply", "roster", "", now, **found.counts)
    return found


def _put_units(
    units: tuple[RosterUnit, ...], found: UnitChanges, sort_key: SortKey
) -> None:
    """Units by their code; those that are not named any more are out of use."""
    touched = {*found.new, *found.changed}
    wanted = [unit for unit in units if unit.code in touched]
    known = queries.ids_of_units()
    fresh = [_unit(unit, sort_key) for unit in wanted if unit.code not in known]
    if fresh:
        db.session.execute(insert(Unit), fresh)
    ids = queries.ids_of_units()
    rows = [
        {
            "id": ids[unit.code],
            "parent_id": ids[unit.parent] if unit.parent else None,
            **_unit(unit, sort_key),
        }
        for unit in wanted
    ]
    rows += [{"id": ids[code], "active": False} for code in found.dropped]
    _update(Unit, rows)


def _unit(unit: RosterUnit, sort_key: SortKey) -> dict[str, object]:
    return {
        "code": unit.code,
        "name_th": unit.name_th,
        "name_en": unit.name_en,
        "sort_key": sort_key(unit.code),
        "is_agency": unit.parent is None,
        "active": True,
    }


def _put_people(
    people: tuple[RosterPerson, ...], found: Changes, sort_key: SortKey
) -> None:
    """People by their staff number; supervisors come last, when all have ids."""
    touched = {*found.joiners, *found.movers, *found.changed}
    wanted = [person for person in people if person.number in touched]
    units, known = queries.ids_of_units(), queries.ids_of_people()
    rows = {p.number: _person(p, units[p.unit], sort_key) for p in wanted}
    fresh = [row for number, row in rows.items() if number not in known]
    if fresh:
        db.session.execute(insert(Person), fresh)
    ids = queries.ids_of_people()
    above = {p.number: ids[p.supervisor] if p.supervisor else None for p in wanted}
    _update(
        Person,
        [
            {"id": ids[number], "supervisor_id": above[number], "left_at": None, **row}
            for number, row in rows.items()
        ],
    )


def _person(person: RosterPerson, unit_id: int, sort_key: SortKey) -> dict[str, object]:
    return {
        "code": person.number,
        "prefix": person.prefix,
        "given_name": person.given,
        "family_name": person.family,
        "sort_key": sort_key(f"{person.given} {person.family}"),
        "unit_id": unit_id,
        "title": person.title,
        "staff_type": person.staff_type,
        "placings": dict(person.placings),
        "email": person.email,
        "hired_on": person.hired_on,
    }


def _leave(numbers: Collection[str], now: datetime) -> None:
    ids = queries.ids_of_people()
    _update(Person, [{"id": ids[number], "left_at": now} for number in numbers])
    # A sign-in does not come back to life when its person does.
    gone = queries.sign_ins_of_those_who_left()
    db.session.execute(delete(SignIn).where(SignIn.id.in_(gone)))


def _update(table: type[Unit | Person], rows: list[dict[str, object]]) -> None:
    """Update rows by their id; rows with the same columns go in one statement."""
    if rows:
        db.session.execute(update(table), rows)
