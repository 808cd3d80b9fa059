"""Who may do what, computed from the data at each request."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, or_, select

from assessments.database import db
from assessments.models import Account, Person, Role, Scope, SignIn, Unit
from competency.passwords import About

_FULL_NAME = func.trim(Person.prefix + Person.given_name + " " + Person.family_name)


_OUTSIDE = Account.person_id.is_(None) & ~(
    exists()
    .where(Scope.account_id == Account.id, Scope.role_id == Role.id)
    .where(Role.name != "executive")
)
"""Accounts of nobody in a roster that act as nothing but executives."""


@dataclass(frozen=True)
class Actor:
    """Who acts: an account and the role it acts in, from where and by which request.

    Commands and the worker have neither address nor request.
    """

    account_id: int | None
    role: str
    address: str = ""
    request: str = ""


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


@dataclass(frozen=True)
class Grant:
    """A role that was granted in a unit and below; without a unit, everywhere."""

    role: str
    unit_id: int | None
    unit_public_id: str | None
    unit_code: str | None
    unit_th: str | None
    unit_en: str | None

    def unit(self, language: str) -> str | None:
        """The unit's name in a language; the Thai one where there is no other."""
        return self.unit_en if language == "en" and self.unit_en else self.unit_th


@dataclass(frozen=True)
class AccountFacts:
    """An account as its administrator sees it."""

    id: int
    username: str
    active: bool
    has_password: bool
    code_expires_at: datetime | None
    grants: tuple[Grant, ...] = ()


@dataclass(frozen=True)
class Newcomer:
    """Somebody of today's staff who has no password yet and was granted no role."""

    person_id: int
    number: str
    name: str
    unit_th: str
    unit_en: str

    def unit(self, language: str) -> str:
        """The unit's name in a language; the Thai one where there is no other."""
        return self.unit_en if language == "en" and self.unit_en else self.unit_th


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


def account_named(name: str) -> int | None:
    """The account that a person means who signs in by this name.

    The name is a staff number, or an e-mail address of an account or of a person
    of today's staff, whatever its case.
    """
    plain = name.strip()
    email = func.lower(Person.email) == plain.lower()
    wanted = (
        select(Account.id)
        .outerjoin(Person, Person.id == Account.person_id)
        .where(
            or_(
                Account.username == plain,
                func.lower(Account.email) == plain.lower(),
                email & Person.left_at.is_(None),
            )
        )
        .order_by((Account.username == plain).desc())
    )
    return db.session.scalars(wanted).first()


def password_hash(account_id: int) -> str | None:
    """How the password of an account is kept; None before there is one."""
    return db.session.scalar(select(Account.password).where(Account.id == account_id))


def code_hash(account_id: int, now: datetime) -> str | None:
    """How the first sign-in code is kept; None where none is valid any more."""
    valid = Account.id == account_id, Account.code_expires_at > now
    return db.session.scalar(select(Account.code_hash).where(*valid))


def signed_in(token: str) -> int | None:
    """The account that is signed in by a token, if it may be."""
    wanted = (
        select(Account.id)
        .join(SignIn, SignIn.account_id == Account.id)
        .where(SignIn.token == token, Account.active)
    )
    return db.session.scalar(wanted)


def account_of(person_id: int) -> int | None:
    """The account of a person."""
    return db.session.scalar(select(Account.id).where(Account.person_id == person_id))


def of_people(person_ids: Collection[int]) -> Mapping[int, AccountFacts]:
    """Person id → account with what was granted; people without one are left out."""
    rows = _facts(Account.person_id.in_(tuple(person_ids)))
    return {person: facts for person, facts in rows if person is not None}


def is_outside(account_id: int) -> bool:
    """Whether an account is an executive's who stands in no roster."""
    mine = exists().where(Account.id == account_id, _OUTSIDE)
    return bool(db.session.scalar(select(mine)))


def outsiders() -> tuple[AccountFacts, ...]:
    """Accounts in use of executives who stand in no roster, by name."""
    found = (facts for _, facts in _facts(_OUTSIDE & Account.active))
    return tuple(sorted((f for f in found if f.grants), key=lambda f: f.username))


def facts(account_id: int) -> AccountFacts | None:
    """One account with what was granted."""
    return next((found for _, found in _facts(Account.id == account_id)), None)


def _facts(which: ColumnElement[bool]) -> list[tuple[int | None, AccountFacts]]:
    """Accounts with their people, if they have one."""
    rows = db.session.scalars(select(Account).where(which)).all()
    granted = _grants([row.id for row in rows])
    return [
        (
            row.person_id,
            AccountFacts(
                row.id,
                row.username,
                row.active,
                row.password is not None,
                row.code_expires_at,
                tuple(granted.get(row.id, ())),
            ),
        )
        for row in rows
    ]


def _grants(account_ids: Collection[int]) -> dict[int, list[Grant]]:
    wanted = (
        select(Scope.account_id, Role.name, Unit.id, Unit.public_id)
        .add_columns(Unit.code, Unit.name_th, Unit.name_en)
        .join(Role, Role.id == Scope.role_id)
        .outerjoin(Unit, Unit.id == Scope.unit_id)
        .where(Scope.account_id.in_(tuple(account_ids)))
        .order_by(Role.name, Unit.sort_key)
    )
    found: dict[int, list[Grant]] = {}
    for account_id, *grant in db.session.execute(wanted):
        found.setdefault(account_id, []).append(Grant(*grant))
    return found


def newcomers(
    units: Collection[int], *, without_mail: bool = False
) -> tuple[Newcomer, ...]:
    """Newcomers of these units by unit and in Thai order.

    `without_mail` leaves out whoever has an address, and may have a code sent there.
    """
    granted = exists().where(Scope.account_id == Account.id)
    fields = (Person.id, Person.code, _FULL_NAME, Unit.name_th, Unit.name_en)
    wanted = (
        select(*fields)
        .join(Unit, Unit.id == Person.unit_id)
        .outerjoin(Account, Account.person_id == Person.id)
        .where(Person.unit_id.in_(tuple(units)), Person.left_at.is_(None))
        .where(Account.password.is_(None), ~granted)
        .where(Account.id.is_(None) | Account.active)
        .order_by(Unit.sort_key, Unit.code, Person.sort_key, Person.code)
    )
    if without_mail:
        wanted = wanted.where(func.coalesce(Person.email, "") == "")
    return tuple(Newcomer(*row) for row in db.session.execute(wanted))


@dataclass(frozen=True)
class Addressee:
    """Somebody of today's staff with an account and an e-mail address."""

    person_id: int
    number: str
    name: str
    email: str


def addressee(account_id: int) -> Addressee | None:
    """Whom a letter about an account goes to; None where none can be sent."""
    wanted = (
        select(Person.id, Person.code, _FULL_NAME, Person.email)
        .join(Account, Account.person_id == Person.id)
        .where(Account.id == account_id, Account.active, Person.left_at.is_(None))
        .where(func.coalesce(Person.email, "") != "")
    )
    row = db.session.execute(wanted).one_or_none()
    return None if row is None else Addressee(*row)


def known_of(account_id: int) -> About:
    """What others know of whoever an account belongs to: no password may be made of it.

    Of an address, the name before the sign counts; of the agency, its names.
    """
    wanted = (
        select(Account.username, Account.email.label("mail"), Person.code, Person.email)
        .add_columns(Person.prefix, Person.given_name, Person.family_name)
        .outerjoin(Person, Person.id == Account.person_id)
        .where(Account.id == account_id)
    )
    agency = select(Unit.name_th, Unit.name_en).where(Unit.is_agency, Unit.active)
    own = [word for row in db.session.execute(wanted) for word in row]
    names = [word for row in db.session.execute(agency) for word in row]
    return About(tuple(word.split("@")[0] for word in [*own, *names] if word))


def role_id(name: str) -> int | None:
    """The role with this name."""
    return db.session.scalar(select(Role.id).where(Role.name == name))


def scope_ids(account_id: int, role: str) -> Mapping[int, int | None]:
    """Scope id → unit id, of a role that an account was granted."""
    mine = Scope.account_id == account_id, Role.name == role
    wanted = select(Scope.id, Scope.unit_id).join(Role, Role.id == Scope.role_id)
    return {row.id: row.unit_id for row in db.session.execute(wanted.where(*mine))}


def other_administrators(scopes: Collection[int]) -> int:
    """How many grants would let somebody administer all, were these taken away."""
    wanted = (
        select(func.count())
        .select_from(Scope)
        .join(Role, Role.id == Scope.role_id)
        .join(Account, Account.id == Scope.account_id)
        .outerjoin(Person, Person.id == Account.person_id)
        .where(Role.name == "admin", Scope.unit_id.is_(None), Account.active)
        .where(Person.left_at.is_(None), Scope.id.not_in(tuple(scopes)))
    )
    return db.session.scalar(wanted) or 0


def with_roles() -> tuple[int, ...]:
    """People whose accounts were granted a role, by staff number."""
    granted = exists().where(Scope.account_id == Account.id)
    wanted = (
        select(Person.id)
        .join(Account, Account.person_id == Person.id)
        .where(granted, Person.left_at.is_(None))
        .order_by(Person.code)
    )
    return tuple(db.session.scalars(wanted))


def language_of(account_id: int) -> str | None:
    """The language that an account chose."""
    return db.session.scalar(select(Account.language).where(Account.id == account_id))
