"""Accounts of executives whom no roster names, such as an elected mayor."""

import re
from datetime import datetime
from uuid import uuid4

from flask_security import hash_password
from sqlalchemy import delete, update

from assessments.database import db
from assessments.models import Account, Scope
from assessments.operations import accounts, audit, transaction
from assessments.operations.audit import Actor
from assessments.queries import accounts as queries
from assessments.queries import people
from competency.errors import CompetencyError

ROLE = "executive"
"""The only role for whoever is not staff: figures over groups, nothing to answer."""

_NAME = re.compile(r"[a-z][a-z.-]{2,31}")
"""Never like a staff number or an address, by which somebody else might sign in."""


class OutsideNameError(CompetencyError):
    """A name to sign in by that cannot be taken; the argument is the name."""


def invite(name: str, *, actor: Actor, now: datetime) -> str:
    """A code for an executive outside the roster, shown this once; older ones end.

    The account is made where there is none, and opened where it was closed. Raises
    `OutsideNameError` if the name has another form, or is somebody else's.
    """
    known = queries.account_named(name)
    outside = known is not None and queries.is_outside(known)
    taken = people.person_id(name) is not None or (known is not None and not outside)
    if taken or not _NAME.fullmatch(name):
        raise OutsideNameError(name)
    code = accounts.new_code()
    with transaction():
        account_id = _made(name, now) if known is None else known
        values = {
            "active": True,
            "code_hash": hash_password(code),
            "code_expires_at": now + accounts.CODE_LIVES,
        }
        db.session.execute(
            update(Account).where(Account.id == account_id).values(**values)
        )
        accounts.put_grant(account_id, None, ROLE, actor, now)
        audit.line(actor, "invite", "account", account_id, now)
    return accounts.in_halves(code)


def _made(name: str, now: datetime) -> int:
    row = Account(username=name, fs_uniquifier=uuid4().hex, created_at=now)
    db.session.add(row)
    db.session.flush()
    return row.id


def close(name: str, *, actor: Actor, now: datetime) -> bool:
    """Whether an executive outside the roster lost the account; False if closed before.

    The password goes with it, so that opening it again takes a new code.
    """
    account_id = queries.account_named(name)
    if account_id is None or not queries.is_outside(account_id):
        return False
    if not queries.scope_ids(account_id, ROLE):
        return False
    with transaction():
        db.session.execute(delete(Scope).where(Scope.account_id == account_id))
        gone = {"active": False, "password": None, "code_hash": None}
        db.session.execute(
            update(Account).where(Account.id == account_id).values(**gone)
        )
        accounts.end_all(account_id)
        detail = {"role": ROLE, "units": [None]}
        audit.line(actor, "revoke", "account", account_id, now, **detail)
    return True
