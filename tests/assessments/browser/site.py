"""A small site, served for a browser by the processes that serve a real one."""

import os
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event
from time import monotonic

from flask import Flask
from flask_migrate import upgrade

from assessments import clock, create_app
from assessments.config import Settings
from assessments.database import db
from assessments.demo import building, serving
from assessments.demo.signing import SignIn
from assessments.operations import rounds as operations
from assessments.operations.audit import SYSTEM
from assessments.operations.rounds import Wish
from assessments.queries import answers, people, rounds
from competency.rounds import RoundSettings
from tests import factories
from tests.assessments.demo.small_city import PART, quiet

PATIENCE = 120.0
"""Seconds that a server may take to start on a machine that is busy."""

FIRST_PORT = 18_100


@dataclass(frozen=True)
class Site:
    """Where the site is served, and who may sign in."""

    app: Flask
    url: str
    sign_ins: dict[str, SignIn]

    def person(self, role: str) -> int:
        """The person who signs in for a role."""
        found = people.person_id(self.sign_ins[role].username)
        if found is None:
            raise LookupError(role)
        return found

    def new_round(
        self, role: str, text: str = factories.THREE, **settings: object
    ) -> str:
        """The rating that somebody was just asked for, of three competencies."""
        with self.app.app_context():
            now = clock.now()
            wish = _wish(now, text, settings)
            number = operations.create(wish, actor=SYSTEM, now=now)
            operations.open_(number, actor=SYSTEM, now=now)
            return self.rating(number, role)

    def open_round(self, role: str) -> tuple[str, str]:
        """The outward names of the city's own open round and of a rating in it."""
        with self.app.app_context():
            found = next(r for r in rounds.newest() if "รอบที่ 2" in r.name)
            return found.public_id, self.rating(found.id, role)

    def rating(self, round_id: int, role: str) -> str:
        """The outward name of somebody's own rating in a round; inside a context."""
        mine = answers.mine(self.person(role))
        return next(each.public_id for each in mine if each.round_id == round_id)


def _wish(now: datetime, text: str, settings: Mapping[str, object]) -> Wish:
    month = timedelta(days=30)
    wished = RoundSettings.model_validate(settings)
    version = factories.framework_version(text)
    return Wish("รอบทดสอบ", version, now - month, now + month, wished)


def _city() -> Sequence[SignIn]:
    return building.build(clock.now(), quiet, within=PART)


@contextmanager
def served(
    data: Path,
    database_url: str,
    build: Callable[[], Sequence[SignIn]] = _city,
    more: Mapping[str, str] | None = None,
    *,
    port: int = 0,
) -> Iterator[Site]:
    """The site, built in an empty database and served until the block ends.

    It is a part of the demo city, or what `build` makes; `more` are further settings.
    `port` is for whoever has to know it before.
    """
    app = create_app(Settings(data=data, database_url=database_url, demo=True))
    with app.app_context():
        upgrade()
        found = build()
        factories.all_noticed()
    port = port or serving.free_port(FIRST_PORT + os.getpid() % 300 * 10)
    wishes = {
        "SAMATTHANA_DATA": str(data),
        "SAMATTHANA_DATABASE_URL": database_url,
        "SAMATTHANA_DEMO": "1",
        **(more or {}),
    }
    with ExitStack() as stack:
        stack.callback(_disconnect, app)
        log = stack.enter_context((data / "site.log").open("a"))
        for command in (serving.server(port), serving.worker()):
            stack.enter_context(_running(command, wishes, log.fileno()))
        _wait(port, data / "site.log")
        url = f"http://{serving.HOST}:{port}"
        yield Site(app, url, {one.role: one for one in found})


def _disconnect(app: Flask) -> None:
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@contextmanager
def _running(command: list[str], wishes: dict[str, str], log: int) -> Iterator[None]:
    environment = os.environ | wishes  # noqa: TID251 -- a process gets what this one has
    with subprocess.Popen(
        command, stdout=log, stderr=log, env=environment, start_new_session=True
    ) as process:
        try:
            yield
        finally:
            process.terminate()


def _wait(port: int, log: Path) -> None:
    until = monotonic() + PATIENCE
    while not serving.answers(port):
        if monotonic() > until:
            raise TimeoutError(log.read_text())
        Event().wait(0.1)
