"""What the log holds."""

from sqlalchemy import select

from assessments.database import db
from assessments.models import AuditLine

_LAST = select(AuditLine.digest).order_by(AuditLine.id.desc()).limit(1)


def last_digest() -> str:
    """The digest of the newest line; empty before the first."""
    return db.session.scalar(_LAST) or ""
