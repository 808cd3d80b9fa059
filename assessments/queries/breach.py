"""What the log tells of a stretch of time, and how many people are kept."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from assessments.database import JsonObject, db
from assessments.models import Account, AuditLine, Invitation, Person


@dataclass(frozen=True)
class LogLine:
    """One line of the log with the name that its account signs in by."""

    at: datetime
    username: str | None
    role: str
    action: str
    noun: str
    noun_id: str
    detail: JsonObject


def lines(since: datetime, until: datetime) -> tuple[LogLine, ...]:
    """The lines of the log from one moment to before another, the oldest first."""
    wanted = (
        select(AuditLine.at, Account.username, AuditLine.role, AuditLine.action)
        .add_columns(AuditLine.noun, AuditLine.noun_id, AuditLine.detail)
        .outerjoin(Account, Account.id == AuditLine.account_id)
        .where(AuditLine.at >= since, AuditLine.at < until)
        .order_by(AuditLine.id)
    )
    return tuple(LogLine(*row) for row in db.session.execute(wanted))


@dataclass(frozen=True)
class Kept:
    """How many people the database knows: by name, with an account, with answers."""

    named: int
    accounts: int
    asked: int


def kept() -> Kept:
    """The people whose data a breach of the whole database would touch."""
    asked = select(func.count(Invitation.person_id.distinct()))
    return Kept(
        _count(Person.erased_at.is_(None)),
        _count(Account.active.is_(True)),
        db.session.scalar(asked) or 0,
    )


def _count(which: ColumnElement[bool]) -> int:
    return db.session.scalar(select(func.count()).where(which)) or 0
