"""Which privacy notices were read, and what the agency is called in them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from assessments.database import db
from assessments.models import Account, NoticeSeen, Unit


@dataclass(frozen=True)
class Seen:
    """A version of the notice, and when it was read."""

    notice: str
    at: datetime


def seen(account_id: int) -> tuple[Seen, ...]:
    """The versions that an account has read, in the order of reading."""
    wanted = select(NoticeSeen.notice, NoticeSeen.at).where(
        NoticeSeen.account_id == account_id
    )
    rows = db.session.execute(wanted.order_by(NoticeSeen.id))
    return tuple(Seen(*row) for row in rows)


def seen_at(account_id: int, notice: str) -> datetime | None:
    """When an account has read a version; None where it has not."""
    wanted = select(NoticeSeen.at).where(
        NoticeSeen.account_id == account_id, NoticeSeen.notice == notice
    )
    return db.session.scalar(wanted)


def hold(account_id: int) -> None:
    """Let nobody else keep what this account has read until the transaction ends."""
    wanted = select(Account.id).where(Account.id == account_id)
    db.session.execute(wanted.with_for_update())


def agency(language: str) -> str:
    """The name of the top unit in use; "" where there is none."""
    wanted = select(Unit.name_th, Unit.name_en).where(Unit.parent_id.is_(None))
    row = db.session.execute(wanted.where(Unit.active).order_by(Unit.id)).first()
    if row is None:
        return ""
    name: str = row.name_en if language == "en" and row.name_en else row.name_th
    return name
