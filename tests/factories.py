"""Rows with sensible defaults, for tests that need some."""

from datetime import date
from itertools import count
from uuid import uuid4

from sqlalchemy import select

from assessments.database import db
from assessments.models import Account, Person, Role, Scope, Unit
from assessments.operations import transaction
from assessments.thai import sort_key
from tests.conftest import NOW

_numbers = count(1)


def unit(code: str = "", parent: int | None = None, name: str = "งานทดสอบ") -> int:
    """The id of a new unit; one without a parent is an agency."""
    code = code or f"U{next(_numbers)}"
    row = Unit(
        code=code,
        parent_id=parent,
        name_th=name,
        name_en=f"Unit {code}",
        sort_key=sort_key(code),
        is_agency=parent is None,
    )
    with transaction():
        db.session.add(row)
        db.session.flush()
        return row.id


def person(
    unit_id: int, code: str = "", supervisor: int | None = None, **facts: object
) -> int:
    """The id of a new person in a unit."""
    code = code or f"{next(_numbers):06d}"
    defaults: dict[str, object] = {
        "prefix": "นาง",
        "given_name": "สมศรี",
        "family_name": f"ทดสอบ{code}",
        "title": "เจ้าพนักงานธุรการ",
        "staff_type": "พนักงานเมืองพัทยา",
        "placings": {"work-2567": "NONIT", "role-2567": "OPR"},
        "hired_on": date(2015, 10, 1),
        "sort_key": sort_key(code),
    }
    row = Person(
        code=code,
        unit_id=unit_id,
        supervisor_id=supervisor,
        **(defaults | facts),
    )
    with transaction():
        db.session.add(row)
        db.session.flush()
        return row.id


def account(
    person_id: int | None = None,
    roles: dict[str, int | None] | None = None,
    username: str = "",
) -> int:
    """The id of a new account, with roles and the unit of each (None: everywhere)."""
    row = Account(
        person_id=person_id,
        username=username or f"account{next(_numbers)}",
        fs_uniquifier=uuid4().hex,
        created_at=NOW,
    )
    with transaction():
        db.session.add(row)
        db.session.flush()
        for name, unit_id in (roles or {}).items():
            scope = Scope(account_id=row.id, role_id=role(name), unit_id=unit_id)
            db.session.add(scope)
        return row.id


def role(name: str) -> int:
    """The id of a role, made where it is missing; inside a transaction."""
    found = db.session.scalar(select(Role.id).where(Role.name == name))
    if found is not None:
        return found
    row = Role(name=name)
    db.session.add(row)
    db.session.flush()
    return row.id
