"""Every change: one function, one transaction, one audit line."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from sqlalchemy.engine.interfaces import DBAPICursor

from assessments.database import begin, db
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


@contextmanager
def lean_transaction() -> Iterator[DBAPICursor]:
    """The same on the bare driver, for the change that is made all day long.

    Without session and engine, saving an answer costs half of the CPU time. What is
    not committed is rolled back when the connection returns to its pool.
    """
    if db.session.registry.has():
        if db.session.info.get("writing"):
            raise NestedTransactionError
        db.session.rollback()
    with closing(db.engine.raw_connection()) as connection:
        cursor = connection.cursor()
        begin(cursor)
        yield cursor
        connection.commit()
