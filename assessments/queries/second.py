"""Second factors of accounts."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import select

from assessments.database import db
from assessments.models import SecondFactor


@dataclass(frozen=True)
class Kept:
    """A second factor: its sealed secret, the newest step used, recovery codes left."""

    secret: str
    step: int
    recovery: tuple[str, ...]
    enrolled_at: datetime


def kept(account_id: int, *, locked: bool = False) -> Kept | None:
    """The second factor of an account; locked until the transaction ends, if asked."""
    wanted = select(SecondFactor).where(SecondFactor.account_id == account_id)
    row = db.session.scalar(wanted.with_for_update() if locked else wanted)
    if row is None:
        return None
    left = cast("list[str]", row.recovery.get("left", []))
    return Kept(row.secret, row.step, tuple(left), row.enrolled_at)


def enrolled(account_ids: Collection[int]) -> frozenset[int]:
    """Those of these accounts that have a second factor."""
    mine = SecondFactor.account_id.in_(tuple(account_ids))
    return frozenset(db.session.scalars(select(SecondFactor.account_id).where(mine)))
