"""What must hold before the first request."""

from pathlib import Path

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from assessments.database import db
from competency.errors import CompetencyError

SQLITE = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
"""FULL is 2: a commit survives a power cut."""

POSTGRESQL = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}


class NotDurableError(CompetencyError):
    """The database may lose what it has acknowledged; arguments name the settings."""


class OldSchemaError(CompetencyError):
    """The tables are not those of this program: (their revision, ours)."""


def require_schema(migrations: Path) -> None:
    """Raise `OldSchemaError` unless the database is at the newest revision there."""
    wanted = ScriptDirectory(str(migrations)).get_current_head()
    with db.engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    if found != wanted:
        raise OldSchemaError(found, wanted)


def require_durable() -> None:
    """Raise `NotDurableError` unless a commit of this database survives a power cut.

    The settings are read from a live connection of the application, since they
    belong to the connection and not to the file.
    """
    sqlite = db.engine.dialect.name == "sqlite"
    ask, wanted = ("PRAGMA", SQLITE) if sqlite else ("SHOW", POSTGRESQL)
    with db.engine.connect() as connection:
        found = {
            name: connection.execute(text(f"{ask} {name}")).scalar() for name in wanted
        }
    if weak := {name: found[name] for name in wanted if found[name] != wanted[name]}:
        raise NotDurableError(weak)
