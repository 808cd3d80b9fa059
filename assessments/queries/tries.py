"""How often something was tried for a name."""

from sqlalchemy import select

from assessments.database import db
from assessments.models import Tries
from competency.tries import Tried


def tried(kind: str, name: str) -> Tried | None:
    """The tries of this kind for the digest of a name; None before the first."""
    fields = Tries.count, Tries.since, Tries.until
    mine = Tries.kind == kind, Tries.name == name
    row = db.session.execute(select(*fields).where(*mine)).one_or_none()
    return None if row is None else Tried(*row)
