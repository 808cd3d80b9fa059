"""Every change: one function, one transaction, one audit line."""

from collections.abc import Iterator
from contextlib import contextmanager

from assessments.database import db
from competency.errors import CompetencyError


class NestedTransactionError(CompetencyError):
    """An operation called another operation that commits."""


@contextmanager
def transaction() -> Iterator[None]:
    """Commit what the block writes, once, or nothing at all.

    The transaction begins as a writer's: a read snapshot that turns into a write
    would be refused by SQLite when somebody else has written in between.
    """
    session = db.session()
    if session.info.get("writing"):
        raise NestedTransactionError
    session.rollback()
    session.connection(execution_options={"begin": "IMMEDIATE"})
    session.info["writing"] = True
    try:
        yield
        session.commit()
    finally:
        session.info.pop("writing")
        session.rollback()
