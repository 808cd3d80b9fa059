"""What the log holds."""

from sqlalchemy import exists, select

from assessments.database import db
from assessments.models import AuditLine

_LAST = select(AuditLine.digest).order_by(AuditLine.id.desc()).limit(1)


def last_digest() -> str:
    """The digest of the newest line; empty before the first."""
    return db.session.scalar(_LAST) or ""


def written(action: str, noun: str) -> bool:
    """Whether the log says that this was ever done."""
    lines = exists().where(AuditLine.action == action, AuditLine.noun == noun)
    return bool(db.session.scalar(select(lines)))
