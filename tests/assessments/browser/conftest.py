"""Debian's Chromium, and the site on each database, served once for all of these."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import psycopg
import pytest
from playwright.sync_api import Browser
from sqlalchemy import make_url

from tests.assessments.browser import site as sites
from tests.assessments.browser.site import Site
from tests.assessments.browser.walk import Walk, Walks

PHONE = {"width": 390, "height": 844}
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser")
"""Debian's Chromium by its commands; the first draws no window, in half the time."""

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any],
) -> dict[str, Any]:
    """The system's Chromium where there is one, else the one Playwright brought."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    place = {"executable_path": found} if found else {}
    return {**browser_type_launch_args, **place, "args": list(FLAGS)}


@contextmanager
def _database(server: str) -> Iterator[str]:
    """A database of its own: the tables of the other one are emptied at any time."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS browser WITH (FORCE)")
        connection.execute("CREATE DATABASE browser")
    url = make_url(server).set(database="browser")
    yield url.render_as_string(hide_password=False)


KINDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.long)]
"""Pages look the same on either; the journey goes all the way on both at every run."""


@pytest.fixture(scope="package", params=KINDS)
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """A small city with a closed and an open round, on each kind of database."""
    with ExitStack() as stack:
        url = ""
        if request.param == "postgresql":
            server = request.getfixturevalue("postgresql")
            url = stack.enter_context(_database(server))
        data = tmp_path_factory.mktemp(f"site-{request.param}")
        yield stack.enter_context(sites.served(data, url))


@pytest.fixture
def walk(site: Site, browser: Browser) -> Iterator[Walks]:
    """Makes walks, each in a browser context of its own; options are the context's."""
    with ExitStack() as stack:

        def make(language: str = "th", **options: Any) -> Walk:  # noqa: ANN401 -- passed on
            context = browser.new_context(**{"viewport": PHONE} | options)
            stack.callback(context.close)
            return Walk(context.new_page(), site, language)

        yield make
