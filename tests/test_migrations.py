"""Revisions go up, down and up again, and end where the models stand."""

from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text

from assessments import ROOT, chain
from assessments.database import db
from assessments.queries import audit
from tests import factories


def _tables() -> set[str]:
    with db.engine.connect() as connection:
        return set(inspect(connection).get_table_names()) - {"alembic_version"}


def _differences() -> list[Any]:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, db.metadata))


def test_the_migrated_database_is_what_the_models_say(app: Flask) -> None:
    assert _differences() == []


def test_revisions_stand_in_one_line() -> None:
    script = ScriptDirectory(str(ROOT / "migrations"))
    assert len(script.get_heads()) == 1
    for revision in script.walk_revisions():
        assert revision.doc, revision.revision


def test_revisions_go_down_and_up_again_where_there_are_rows(app: Flask) -> None:
    before = _tables()
    unit = factories.unit()
    factories.person(unit, supervisor=factories.person(unit))
    db.session.remove()
    try:
        downgrade(revision="base")
        assert _tables() == set()
    finally:
        upgrade()
    assert _tables() == before
    assert _differences() == []


def test_lines_of_an_older_log_become_one_chain(app: Flask) -> None:
    db.session.remove()
    old = """
        INSERT INTO audit_lines
            (id, at, account_id, role, action, noun, noun_id, detail, previous, digest)
        VALUES (:id, :at, NULL, 'hr', 'เปิด', 'round', '1', '{"people": 3}', '', :id)
    """
    try:
        downgrade(revision="0008")
        with db.engine.begin() as connection:
            for number in (3, 4, 9):
                at = f"2026-11-24 03:00:00.{number:06d}"
                connection.execute(text(old), {"id": number, "at": at})
    finally:
        upgrade()
    assert [line.sequence for line in audit.lines()] == [1, 2, 3]
    assert list(chain.faults(audit.lines(), audit.bounds(), {})) == []


def test_a_table_that_no_revision_makes_is_found(app: Flask) -> None:
    planted = db.metadata.tables["jobs"].to_metadata(db.metadata, name="planted")
    try:
        assert [kind for kind, *_ in _differences()][:1] == ["add_table"]
    finally:
        db.metadata.remove(planted)
