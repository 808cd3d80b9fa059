"""A database that may forget is refused."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event, text

from assessments import ROOT, checks, create_app
from assessments.config import Settings
from assessments.database import db

sqlite_only = pytest.mark.parametrize("whole_app", ["sqlite"], indirect=True)


def test_the_application_runs_on_a_durable_database(app: Flask) -> None:
    checks.require_durable()


@sqlite_only
def test_a_weaker_sqlite_is_refused(app: Flask) -> None:
    def weaken(connection: object, *_rest: object) -> None:
        connection.execute("PRAGMA synchronous = NORMAL")  # type: ignore[attr-defined]

    db.engine.dispose()
    event.listen(db.engine, "connect", weaken)
    with pytest.raises(checks.NotDurableError) as refused:
        checks.require_durable()
    event.remove(db.engine, "connect", weaken)
    db.engine.dispose()
    assert refused.value.args == ({"synchronous": 1},)


@sqlite_only
def test_foreign_keys_hold(app: Flask) -> None:
    with db.engine.connect() as connection:
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1


def test_a_migrated_database_has_the_schema(app: Flask) -> None:
    checks.require_schema(ROOT / "migrations")


def test_a_command_without_tables_says_what_to_do(tmp_path: Path) -> None:
    empty = create_app(Settings(data=tmp_path, secret="tests", testing=True))  # noqa: S106 -- guards nothing
    result = empty.test_cli_runner().invoke(args=["rounds", "list"])
    assert result.exit_code == 1
    assert "flask db upgrade" in result.output
    help_ = empty.test_cli_runner().invoke(args=["rounds", "--help"])
    assert help_.exit_code == 0
