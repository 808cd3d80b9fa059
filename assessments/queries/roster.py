"""The staff of today as a roster tells them, and what a new roster would change."""

from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from assessments.database import db
from assessments.models import Account, Person, SignIn, Unit
from competency.roster import (
    Changes,
    RosterPerson,
    RosterUnit,
    UnitChanges,
    changes,
    unit_changes,
)


@dataclass(frozen=True)
class RosterChanges:
    """What a roster changes in people and in units."""

    people: Changes
    units: UnitChanges

    @property
    def nothing(self) -> bool:
        """Whether it says what is known already."""
        return self.people.nothing and self.units.nothing

    @property
    def counts(self) -> dict[str, int]:
        """How many stand in each group."""
        units = {f"units_{name}": codes for name, codes in vars(self.units).items()}
        groups = vars(self.people) | units
        return {name: len(codes) for name, codes in groups.items()}


def changes_by(
    new: tuple[RosterPerson, ...], tree: tuple[RosterUnit, ...] | None
) -> RosterChanges:
    """What applying a checked roster would change now; without a tree, no unit."""
    in_units = UnitChanges() if tree is None else unit_changes(units(), tree)
    return RosterChanges(changes(people(), new), in_units)


def people() -> tuple[RosterPerson, ...]:
    """The staff of today as a roster tells them."""
    above = aliased(Person)
    wanted = (
        select(Person, Unit.code, above.code)
        .join(Unit, Unit.id == Person.unit_id)
        .outerjoin(above, above.id == Person.supervisor_id)
        .where(Person.left_at.is_(None))
        .order_by(Person.id)
    )
    return tuple(
        RosterPerson(
            number=row.code,
            given=row.given_name,
            unit=unit,
            family=row.family_name,
            prefix=row.prefix,
            title=row.title,
            staff_type=row.staff_type,
            supervisor=supervisor,
            email=row.email,
            hired_on=row.hired_on,
            placings={axis: str(code) for axis, code in row.placings.items()},
        )
        for row, unit, supervisor in db.session.execute(wanted)
    )


def units() -> tuple[RosterUnit, ...]:
    """The units in use as a file of units tells them."""
    above = aliased(Unit)
    wanted = (
        select(Unit.code, above.code, Unit.name_th, Unit.name_en)
        .outerjoin(above, above.id == Unit.parent_id)
        .where(Unit.active)
        .order_by(Unit.id)
    )
    return tuple(RosterUnit(*row) for row in db.session.execute(wanted))


def ids_of_people() -> dict[str, int]:
    """Staff number → id, of all who ever stood in a roster."""
    rows = db.session.execute(select(Person.code, Person.id))
    return {row.code: row.id for row in rows}


def ids_of_units() -> dict[str, int]:
    """Unit code → id, of all units there ever were."""
    rows = db.session.execute(select(Unit.code, Unit.id))
    return {row.code: row.id for row in rows}


def sign_ins_of_those_who_left() -> Select[int]:
    """The sign-ins of people who are not today's staff, as a part of a statement."""
    return (
        select(SignIn.id)
        .join(Account, Account.id == SignIn.account_id)
        .join(Person, Person.id == Account.person_id)
        .where(Person.left_at.is_not(None))
    )
