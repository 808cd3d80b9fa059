"""The database handle, the base of all tables, and what makes a commit durable."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    JSON,
    Connection,
    DateTime,
    Dialect,
    Engine,
    LargeBinary,
    MetaData,
    Select,
    Update,
    event,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    # NORMAL loses acknowledged answers at a power cut; FULL does not.
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 10000",
    # What is deleted is overwritten, and does not lie in the file until it is needed.
    "PRAGMA secure_delete = ON",
)

JsonObject = dict[str, object]


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime, kept in UTC on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        """Aware datetimes in UTC; a naive one is our own mistake."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(value)
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002 -- SQLAlchemy passes it
    ) -> datetime | None:
        """Aware datetimes in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value


class Base(DeclarativeBase):
    """The base of every table; all constraints get names by one rule."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {  # noqa: RUF012 -- SQLAlchemy reads a plain dict here
        datetime: UtcDateTime,
        bytes: LargeBinary,
        JsonObject: JSON,
    }


db = SQLAlchemy(metadata=Base.metadata)


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: object, _record: ConnectionPoolEntry) -> None:
    """Make each SQLite connection durable and leave BEGIN to us."""
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(pragma)


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    """Begin a SQLite transaction: at once for writers, lazily for readers."""
    if connection.dialect.name == "sqlite":
        mode = connection.get_execution_options().get("begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {mode}")


def begin(cursor: DBAPICursor) -> None:
    """Begin a writer's transaction on the bare driver; PostgreSQL's begins itself."""
    if isinstance(cursor, sqlite3.Cursor):
        cursor.execute("BEGIN IMMEDIATE")


Ready = tuple[str, Mapping[str, object], Mapping[str, Callable[[Any], object]]]
"""A statement's text, the values it brings along, what turns values for the driver."""

_NAMED = sqlite.dialect(paramstyle="named")
"""SQLite with values by name, as PostgreSQL's driver takes them too."""


class Prepared:
    """A statement that is compiled once and then runs on the bare driver.

    For the few statements that run all day long: SQLAlchemy's way to the driver
    costs more than the database itself. Rows come as the driver gives them, so the
    columns may be numbers, texts and bytes, but neither moments nor JSON.
    """

    def __init__(self, statement: Select[*tuple[Any, ...]] | Update) -> None:
        self.statement = statement
        self._ready: dict[type, Ready] = {}

    def run(self, cursor: DBAPICursor, given: Mapping[str, Any]) -> DBAPICursor:
        """The cursor, after the statement ran with these values."""
        driver = type(cursor)
        if driver not in self._ready:
            self._ready[driver] = self._prepare(db.engine.dialect)
        text, fixed, bound = self._ready[driver]
        values = {**fixed, **given}
        for name, turn in bound.items():
            values[name] = turn(values[name])
        cursor.execute(text, values)
        return cursor

    def _prepare(self, dialect: Dialect) -> Ready:
        named = _NAMED if dialect.name == "sqlite" else dialect
        compiled = self.statement.compile(dialect=named)
        turned = {
            name: bind.type.dialect_impl(dialect).bind_processor(dialect)
            for name, bind in compiled.binds.items()
        }
        bound = {name: turn for name, turn in turned.items() if turn is not None}
        return str(compiled), dict(compiled.params), bound


ERASABLE = (
    "people",
    "accounts",
    "evidence",
    "invitations",
    "privacy_requests",
    "personal_targets",
    "development_plans",
    "reminders",
    "responses",
    "scores",
)
"""Tables whose rows PostgreSQL keeps older versions of after an erasure."""


def compact() -> None:
    """Rewrite the file, or the tables with personal data, without what was deleted.

    SQLite leaves old pages in its log until a checkpoint, PostgreSQL old rows in its
    tables until they are rewritten. Nobody writes meanwhile.
    """
    with closing(db.engine.raw_connection()) as connection:
        driver = connection.driver_connection
        if isinstance(driver, sqlite3.Connection):
            driver.execute("VACUUM")
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        elif driver is not None:
            driver.autocommit = True
            for table in ERASABLE:
                driver.execute(f"VACUUM FULL {table}")
            driver.autocommit = False
