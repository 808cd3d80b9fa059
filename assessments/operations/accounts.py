"""Accounts of people: first sign-in, passwords, and who may act where."""

import secrets
import unicodedata
from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import delete, update

from assessments.database import db
from assessments.models import Account, Role, Scope, SignIn
from assessments.operations import audit, transaction
from assessments.operations.audit import Actor
from assessments.operations.hashing import hashed, matches
from assessments.queries import accounts as queries
from assessments.queries import people
from assessments.queries.accounts import Newcomer
from competency import passwords
from competency.errors import CompetencyError

ROLES = ("executive", "manager", "hr", "admin", "auditor")
"""Roles that a person grants; staff and supervisor follow from the roster."""

UNDIVIDED = frozenset({"auditor", "executive"})
"""Roles that reach everywhere: the log, and the figures of the whole agency."""

CODE_LIVES, RESET_LIVES = timedelta(hours=72), timedelta(minutes=30)
"""How long a code on paper works, and one that was sent to whoever asked for it."""

FORGOTTEN = timedelta(days=1)
"""Rows of sign-ins so old are of no use; none lasts nearly as long."""

_CODE_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Signs that nobody confuses on paper: no 0 and O, no 1, I and L."""
_CODE_LENGTH = 12


class NoSuchPersonError(CompetencyError):
    """Nobody of today's staff is meant; the argument is what was asked for."""


class NoSuchRoleError(CompetencyError):
    """No role of this name can be granted; the argument is the name."""


class WholeAgencyError(CompetencyError):
    """A role that cannot be granted for a unit alone; the argument is the role."""


class CodeError(CompetencyError):
    """The name and the first sign-in code do not belong together, or came too late."""


class LastAdministratorError(CompetencyError):
    """Nobody would be left who may administer accounts."""


def signed(name: str, password: str) -> int | None:
    """The account whose name and password these are, if it may sign in.

    It takes as long where there is no such account. A password that is too long to be
    anybody's is not even hashed.
    """
    account_id = queries.account_named(name)
    if len(password) > passwords.LONGEST:
        return None
    kept = None if account_id is None else queries.password_hash(account_id)
    if account_id is None or kept is None:
        hashed(password)
        return None
    right = matches(_normal(password), kept)
    return account_id if right and queries.rights(account_id) else None


def invite(
    person_id: int, *, lives: timedelta = CODE_LIVES, actor: Actor, now: datetime
) -> str:
    """A new code for a password of a person's own, shown this once; older ones end."""
    code = new_code()
    kept = hashed(code)
    with transaction():
        account_id = made(person_id, now)
        _set(account_id, code_hash=kept, code_expires_at=now + lives)
        audit.line(actor, "invite", "account", account_id, now)
    return in_halves(code)


def invite_newcomers(
    units: Collection[int],
    most: int,
    *,
    without_mail: bool,
    actor: Actor,
    now: datetime,
) -> tuple[tuple[Newcomer, str], ...]:
    """Newcomers of these units, each with a new code for the first sign-in.

    They are the first `most` in Thai order; nobody who has a password or was granted
    a role is among them, for a code opens an account. Earlier codes of theirs end.
    """
    codes = [new_code() for _ in range(most)]
    wanted = queries.newcomers(units, without_mail=without_mail)[:most]
    hashes = [hashed(code) for code, _ in zip(codes, wanted, strict=False)]
    with transaction():
        known = set(queries.newcomers(units, without_mail=without_mail))
        found = list(zip(wanted, codes, hashes, strict=False))
        kept = [each for each in found if each[0] in known]
        for newcomer, _, code_hash in kept:
            account_id = made(newcomer.person_id, now)
            _set(account_id, code_hash=code_hash, code_expires_at=now + CODE_LIVES)
        audit.line(actor, "invite", "newcomers", "", now, people=len(kept))
    return tuple((newcomer, in_halves(code)) for newcomer, code, _hash in kept)


def new_code() -> str:
    """A code of signs that nobody confuses on paper."""
    return "".join(secrets.choice(_CODE_SIGNS) for _ in range(_CODE_LENGTH))


def in_halves(code: str) -> str:
    """A code as it is printed."""
    half = _CODE_LENGTH // 2
    return f"{code[:half]}-{code[half:]}"


def redeem(name: str, code: str, password: str, *, now: datetime) -> int:
    """The account that chose its first password by a code, which is then spent.

    What is longer than any code is not even hashed. Raises `CodeError`, or a
    `PasswordError` if the password may not be taken.
    """
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    account_id = queries.account_named(name)
    if len(plain) > _CODE_LENGTH:
        raise CodeError
    kept = None if account_id is None else queries.code_hash(account_id, now)
    if account_id is None or kept is None:
        hashed(plain)
        raise CodeError
    if not matches(plain, kept) or queries.rights(account_id) is None:
        raise CodeError
    own = Actor(account_id, "staff")
    set_password(account_id, password, actor=own, now=now)
    return account_id


def set_password(
    account_id: int, password: str, *, actor: Actor, now: datetime
) -> None:
    """Give an account a password; other sessions and any code end with it.

    Raises a `PasswordError` if it may not be taken.
    """
    passwords.require(password, queries.known_of(account_id))
    made = hashed(_normal(password))
    with transaction():
        _set(
            account_id,
            password=made,
            fs_uniquifier=uuid4().hex,
            code_hash=None,
            code_expires_at=None,
        )
        end_all(account_id)
        audit.line(actor, "set-password", "account", account_id, now)


def sign_in(actor: Actor, *, kind: str = "", now: datetime) -> str:
    """The token of a browser in which the actor's account is signed in from now on.

    Sign-ins whose longest time is over are forgotten on the way. `kind` says how
    somebody came in where it was not by a password or code of ours.
    """
    token, account_id = secrets.token_urlsafe(24), actor.account_id
    mine = SignIn.account_id == account_id, SignIn.began_at < now - FORGOTTEN
    with transaction():
        db.session.execute(delete(SignIn).where(*mine))
        db.session.add(SignIn(account_id=account_id, token=token, began_at=now))
        how = {"kind": kind} if kind else {}
        audit.line(actor, "sign-in", "account", account_id, now, **how)
    return token


def sign_out(token: str, *, now: datetime) -> None:
    """End the sign-in of a browser; one that is over already leaves no line."""
    with transaction():
        account_id = queries.signed_in(token)
        if account_id is not None:
            db.session.execute(delete(SignIn).where(SignIn.token == token))
            audit.line(Actor(account_id, ""), "sign-out", "account", account_id, now)


def end_all(account_id: int) -> None:
    """End an account's sign-ins, whatever browser they are in."""
    db.session.execute(delete(SignIn).where(SignIn.account_id == account_id))


def grant(
    person_id: int, role: str, unit_id: int | None, *, actor: Actor, now: datetime
) -> bool:
    """Whether a role was granted in a unit and below; False if it was before.

    Without a unit it reaches everywhere. A person without an account gets one.
    """
    return bool(grant_all(((person_id, unit_id),), role, actor=actor, now=now))


def grant_all(
    wishes: Collection[tuple[int, int | None]],
    role: str,
    *,
    actor: Actor,
    now: datetime,
) -> int:
    """How many people were granted a role in a unit each, as (person, unit).

    All or none; who had it before is left out. Each grant has a line of its own, for
    the log says of every right since when and by whom it is.
    """
    if role not in ROLES:
        raise NoSuchRoleError(role)
    if role in UNDIVIDED and any(unit_id is not None for _, unit_id in wishes):
        raise WholeAgencyError(role)
    with transaction():
        asked = ((made(person, now), unit_id) for person, unit_id in wishes)
        return sum(put_grant(*each, role, actor, now) for each in asked)


def put_grant(
    account_id: int, unit_id: int | None, role: str, actor: Actor, now: datetime
) -> bool:
    """Whether a role is new to an account, inside a transaction; sign-ins then end."""
    if unit_id in queries.scope_ids(account_id, role).values():
        return False
    scope = {"account_id": account_id, "role_id": _role(role), "unit_id": unit_id}
    db.session.add(Scope(**scope))
    db.session.flush()
    end_all(account_id)
    detail = {"role": role, "unit": unit_id}
    audit.line(actor, "grant", "account", account_id, now, **detail)
    return True


def revoke(
    person_id: int,
    role: str,
    units: frozenset[int | None] | None = None,
    *,
    actor: Actor,
    now: datetime,
) -> int:
    """How many grants of a role were taken away: those in these units, or all.

    Raises `LastAdministratorError` rather than leave accounts to nobody.
    """
    with transaction():
        account_id = queries.account_of(person_id)
        found = {} if account_id is None else queries.scope_ids(account_id, role)
        gone = [s for s, unit in found.items() if units is None or unit in units]
        if account_id is None or not gone:
            return 0
        if role == "admin" and not queries.other_administrators(gone):
            raise LastAdministratorError(person_id)
        db.session.execute(delete(Scope).where(Scope.id.in_(gone)))
        end_all(account_id)
        detail = {"role": role, "units": [found[scope] for scope in gone]}
        audit.line(actor, "revoke", "account", account_id, now, **detail)
    return len(gone)


def choose_language(
    account_id: int, language: str, *, actor: Actor, now: datetime
) -> None:
    """Remember the language that an account reads."""
    with transaction():
        _set(account_id, language=language)
        audit.line(actor, "choose-language", "account", account_id, now)


def made(person_id: int, now: datetime) -> int:
    """The account of somebody of today's staff, made where there is none."""
    line = people.line(person_id)
    if line is None or line.left_at is not None:
        raise NoSuchPersonError(person_id)
    found = queries.account_of(person_id)
    if found is not None:
        return found
    row = Account(
        person_id=person_id,
        username=line.code,
        fs_uniquifier=uuid4().hex,
        created_at=now,
    )
    db.session.add(row)
    db.session.flush()
    return row.id


def _role(name: str) -> int:
    found = queries.role_id(name)
    if found is not None:
        return found
    row = Role(name=name)
    db.session.add(row)
    db.session.flush()
    return row.id


def _set(account_id: int, **values: object) -> None:
    db.session.execute(update(Account).where(Account.id == account_id).values(**values))


def _normal(password: str) -> str:
    """The password in one spelling, since sara am can be typed in two ways."""
    return unicodedata.normalize("NFKD", password)
