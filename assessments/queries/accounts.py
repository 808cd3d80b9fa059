"""Who may do what, computed from the data at each request."""

from dataclasses import dataclass

from sqlalchemy import exists, select

from assessments.database import db
from assessments.models import Account, Person, Role, Scope


@dataclass(frozen=True)
class Actor:
    """Who acts: an account and the role it acts in."""

    account_id: int | None
    role: str


SYSTEM = Actor(None, "system")
"""The commands and the worker, when nobody in particular asked."""


@dataclass(frozen=True)
class Rights:
    """What an account may act as: roles, and the units of each.

    A scope without a unit reaches the whole agency.
    """

    account_id: int
    person_id: int | None
    roles: frozenset[str]
    units: tuple[tuple[str, int | None], ...]

    def roots(self, role: str) -> tuple[int | None, ...]:
        """The units in which a role was granted; None is the whole agency."""
        return tuple(unit for granted, unit in self.units if granted == role)


def rights(account_id: int) -> Rights | None:
    """The rights of an account; None where it may not sign in any more."""
    row = db.session.execute(
        select(Account.person_id, Person.left_at)
        .outerjoin(Person, Person.id == Account.person_id)
        .where(Account.id == account_id, Account.active)
    ).one_or_none()
    if row is None or row.left_at is not None:
        return None
    scopes = _scopes(account_id)
    roles = {role for role, _unit in scopes}
    if row.person_id is not None:
        roles |= {"staff"} | ({"supervisor"} if _leads(row.person_id) else set())
    return Rights(account_id, row.person_id, frozenset(roles), scopes)


def _scopes(account_id: int) -> tuple[tuple[str, int | None], ...]:
    wanted = (
        select(Role.name, Scope.unit_id)
        .join(Scope, Scope.role_id == Role.id)
        .where(Scope.account_id == account_id)
        .order_by(Role.name, Scope.unit_id)
    )
    return tuple((name, unit) for name, unit in db.session.execute(wanted))


def _leads(person_id: int) -> bool:
    led = exists().where(Person.supervisor_id == person_id, Person.left_at.is_(None))
    return bool(db.session.scalar(select(led)))
