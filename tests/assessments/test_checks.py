"""A database that may forget is refused."""

import pytest
from flask import Flask
from sqlalchemy import event, text

from assessments import checks
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
