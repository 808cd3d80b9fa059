"""Rows with sensible defaults, for tests that need some."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from uuid import uuid4

from sqlalchemy import delete, select, update

from assessments.database import db
from assessments.models import (
    Account,
    DevelopmentPlan,
    FrameworkVersion,
    NoticeSeen,
    Person,
    Response,
    Role,
    Round,
    Scope,
    Unit,
)
from assessments.operations import rounds, transaction
from assessments.operations.audit import SYSTEM
from assessments.thai import sort_key
from competency.answers import blank, change
from competency.development import Row
from competency.development.record import record
from competency.frameworks import digest, parse
from competency.notices import current
from tests.conftest import NOW

THREE = (Path(__file__).parent / "data" / "three.yaml").read_text("utf-8")
"""A framework of three competencies: items 0–3, 4–6 and 7–9, answers 1–4."""

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
    *,
    notice: bool = True,
) -> int:
    """The id of a new account, with roles and the unit of each (None: everywhere).

    It has read the privacy notice, unless it should not have.
    """
    row = Account(
        person_id=person_id,
        username=username or f"account{next(_numbers)}",
        fs_uniquifier=uuid4().hex,
        created_at=NOW,
    )
    with transaction():
        db.session.add(row)
        db.session.flush()
        if notice:
            db.session.add(
                NoticeSeen(account_id=row.id, notice=current().version, at=NOW)
            )
        for name, unit_id in (roles or {}).items():
            scope = Scope(account_id=row.id, role_id=role(name), unit_id=unit_id)
            db.session.add(scope)
        return row.id


def all_noticed() -> None:
    """Let every account have read the privacy notice."""
    with transaction():
        db.session.execute(delete(NoticeSeen))
        version = current().version
        for account_id in db.session.scalars(select(Account.id)).all():
            row = NoticeSeen(account_id=account_id, notice=version, at=NOW)
            db.session.add(row)


def role(name: str) -> int:
    """The id of a role, made where it is missing; inside a transaction."""
    found = db.session.scalar(select(Role.id).where(Role.name == name))
    if found is not None:
        return found
    row = Role(name=name)
    db.session.add(row)
    db.session.flush()
    return row.id


def framework_version(text: str = THREE) -> int:
    """The id of a framework version with this text; the same one is kept once."""
    framework = parse(text)
    known = digest(framework)
    wanted = select(FrameworkVersion.id).where(FrameworkVersion.digest == known)
    found = db.session.scalar(wanted)
    if found is not None:
        return found
    row = FrameworkVersion(
        framework=framework.id,
        version=framework.version,
        text=text,
        digest=known,
        added_at=NOW,
    )
    with transaction():
        db.session.add(row)
        db.session.flush()
        return row.id


def round_(version: int | None = None, state: str = "open", **facts: object) -> int:
    """The id of a new round; an open one has invited all staff there is.

    Its window is [a day ago, in thirty days). Any other state than draft is an open
    round whose state was set by hand.
    """
    defaults: dict[str, object] = {
        "name": "รอบทดสอบ",
        "opens_at": NOW - timedelta(days=1),
        "closes_at": NOW + timedelta(days=30),
        "settings": {},
        "created_at": NOW,
    }
    agency = db.session.scalar(select(Unit.id).where(Unit.parent_id.is_(None)))
    row = Round(
        framework_version_id=version or framework_version(),
        unit_id=agency or unit(),
        **(defaults | facts),
    )
    with transaction():
        db.session.add(row)
        db.session.flush()
        number = row.id
    if state != "draft":
        rounds.open_(number, actor=SYSTEM, now=NOW - timedelta(days=1))
        round_state(number, state)
    return number


def round_state(round_id: int, state: str) -> None:
    """Set a round's state, whatever the rules say."""
    with transaction():
        change_ = update(Round).where(Round.id == round_id).values(state=state)
        db.session.execute(change_)


def response(round_id: int, person_id: int) -> str:
    """The outward name of a person's self-rating."""
    wanted = select(Response.public_id).where(
        Response.round_id == round_id,
        Response.subject_id == person_id,
        Response.kind == "self",
    )
    return db.session.execute(wanted).scalar_one()


def answered(
    round_id: int,
    person_id: int,
    codes: Mapping[int, int] | bytes,
    status: str = "submitted",
) -> str:
    """The outward name of a self-rating that now holds these codes.

    Codes are the packed answers, or those of some positions of `THREE`.
    """
    framework = parse(THREE)
    packed = (
        codes
        if isinstance(codes, bytes)
        else change(blank(framework), codes, framework)
    )
    name = response(round_id, person_id)
    handed_in = NOW if status == "submitted" else None
    with transaction():
        db.session.execute(
            update(Response)
            .where(Response.public_id == name)
            .values(
                codes=packed,
                status=status,
                version=Response.version + 1,
                saved_at=NOW,
                submitted_at=handed_in,
            )
        )
    return name


def rating(
    round_id: int, subject: int, rater: int, codes: bytes, kind: str = "supervisor"
) -> None:
    """A rating of somebody else that was handed in: a byte a competency."""
    row = Response(
        round_id=round_id,
        subject_id=subject,
        rater_id=rater,
        kind=kind,
        status="submitted",
        codes=codes,
        saved_at=NOW,
        submitted_at=NOW,
    )
    with transaction():
        db.session.add(row)


def development_plan(round_id: int, person_id: int, topic: str) -> None:
    """A development plan of one row that a person has begun."""
    row = DevelopmentPlan(
        round_id=round_id,
        person_id=person_id,
        version=1,
        state="draft",
        rows=record((Row("a", topic=topic, methods=("coaching",), budget_satang=50),)),
        saved_at=NOW,
        saved_by=person_id,
    )
    with transaction():
        db.session.add(row)


def rated(public_id: str, codes: bytes) -> None:
    """Hand in what somebody says of somebody else."""
    with transaction():
        db.session.execute(
            update(Response)
            .where(Response.public_id == public_id)
            .values(
                codes=codes,
                status="submitted",
                version=Response.version + 1,
                saved_at=NOW,
                submitted_at=NOW,
            )
        )
