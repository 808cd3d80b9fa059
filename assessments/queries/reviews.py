"""Who may act as what, since when and by whom: what a review of rights looks at."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, func, select
from sqlalchemy.orm import aliased

from assessments.database import db
from assessments.models import (
    Account,
    AuditLine,
    Person,
    Role,
    Scope,
    SecondFactor,
    Unit,
)

_OUTSIDE = aliased(Unit)
"""The unit in which a role was granted; `Unit` is where the person stands."""


_RIGHTS = (
    select(
        Account.id.label("account_id"),
        Account.username,
        func.trim(Person.prefix + Person.given_name + " " + Person.family_name).label(
            "name"
        ),
        Unit.name_th.label("unit_th"),
        Unit.name_en.label("unit_en"),
        Role.name.label("role"),
        Scope.unit_id,
        _OUTSIDE.name_th.label("where_th"),
        _OUTSIDE.name_en.label("where_en"),
        Account.active,
        Person.left_at.is_not(None).label("left"),
        Account.password.is_not(None).label("has_password"),
        SecondFactor.account_id.is_not(None).label("has_second"),
    )
    .join(Scope, Scope.account_id == Account.id)
    .join(Role, Role.id == Scope.role_id)
    .outerjoin(Person, Person.id == Account.person_id)
    .outerjoin(Unit, Unit.id == Person.unit_id)
    .outerjoin(_OUTSIDE, _OUTSIDE.id == Scope.unit_id)
    .outerjoin(SecondFactor, SecondFactor.account_id == Account.id)
    .order_by(Role.name, _OUTSIDE.sort_key, Account.username)
)


@dataclass(frozen=True)
class Granted:
    """When and by whom a role was granted; nobody's number stands for a command."""

    at: datetime
    by: str


@dataclass(frozen=True)
class Right:
    """A role of an account; without a unit it reaches the whole agency.

    What the log does not tell any more is None. An account without a person has
    neither name nor unit.
    """

    username: str
    name: str | None
    unit_th: str | None
    unit_en: str | None
    role: str
    where_th: str | None
    where_en: str | None
    active: bool
    left: bool
    has_password: bool
    has_second: bool
    granted: Granted | None
    last_sign_in: datetime | None


def rights(within: Collection[int] | None = None) -> tuple[Right, ...]:
    """Every role that is granted, by role, unit and name to sign in by.

    Only of people of these units, where they are given: without people none.
    """
    wanted = _RIGHTS
    if within is not None:
        wanted = wanted.where(Person.unit_id.in_(tuple(within)))
    grants, signed = _grants(), _sign_ins()
    rows = db.session.execute(wanted).mappings().all()
    return tuple(_right(row, grants, signed) for row in rows)


def _right(
    row: RowMapping,
    grants: Mapping[tuple[str, object, object], Granted],
    signed: Mapping[str, datetime],
) -> Right:
    facts: dict[str, Any] = dict(row)
    account, unit_id = str(facts.pop("account_id")), facts.pop("unit_id")
    granted = grants.get((account, row["role"], unit_id))
    return Right(**facts, granted=granted, last_sign_in=signed.get(account))


def _grants() -> Mapping[tuple[str, object, object], Granted]:
    """Account, role and unit → the newest grant that the log tells of."""
    by = func.coalesce(Person.code, Account.username, "")
    wanted = (
        select(AuditLine.noun_id, AuditLine.detail, AuditLine.at, by)
        .outerjoin(Account, Account.id == AuditLine.account_id)
        .outerjoin(Person, Person.id == Account.person_id)
        .where(AuditLine.action == "grant", AuditLine.noun == "account")
        .where(AuditLine.result == "done")
        .order_by(AuditLine.id)
    )
    return {
        (account, detail.get("role"), detail.get("unit")): Granted(at, who)
        for account, detail, at, who in db.session.execute(wanted)
    }


def _sign_ins() -> Mapping[str, datetime]:
    """Account → when somebody last signed in, as far as the log goes back."""
    wanted = (
        select(AuditLine.noun_id, func.max(AuditLine.at))
        .where(AuditLine.action == "sign-in", AuditLine.noun == "account")
        .where(AuditLine.result == "done")
        .group_by(AuditLine.noun_id)
    )
    return {row[0]: row[1] for row in db.session.execute(wanted)}
