"""Guarantee H7: while fifty people sign in at once, pages go on being answered.

The server is granian as `docs/operations.md` starts it, with one worker process.
"""

import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from threading import Barrier, Event
from time import perf_counter
from urllib.parse import urlencode

from flask_migrate import upgrade

from assessments import create_app
from assessments.config import Settings
from assessments.database import db
from assessments.operations.hashing import hashed
from tests import factories
from tests.benchmarks.saving import SECRET, _headers, served
from tests.security.forms import PASSWORD
from tests.security.signing import settle

THREADS = 32
PEOPLE, READERS = 50, 4
TOKEN = re.compile(r'name="csrf_token" value="([^"]*)"')
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True)
class Burst:
    """What a burst of sign-ins does to those who read meanwhile; seconds."""

    entered: int
    longest: float
    reads: int
    p95: float
    slowest: float


def hash_seconds(times: int = 20) -> float:
    """The median of the seconds that one hash takes."""
    took = []
    with TemporaryDirectory() as folder:
        app = create_app(Settings(data=Path(folder), secret=SECRET, testing=True))
        with app.app_context():
            for _ in range(times):
                begun = perf_counter()
                hashed(PASSWORD)
                took.append(perf_counter() - begun)
    return median(took)


def _prepared(data: Path) -> tuple[list[str], str]:
    """The names of people with passwords, and the cookie of one who reads."""
    app = create_app(Settings(data=data, secret=SECRET))
    names = [f"{number:04d}" for number in range(PEOPLE)]
    with app.app_context():
        upgrade()
        settle(names)
        reader = factories.account(factories.person(factories.unit()))
        cookie = _headers(app, reader)["Cookie"]
        db.session.remove()
        db.engine.dispose()
    return names, cookie


def _entered(port: int, name: str, together: Barrier) -> tuple[bool, float]:
    """Whether somebody gets in, and after how many seconds."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("GET", "/account/sign-in")
        answer = connection.getresponse()
        cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]
        found = TOKEN.search(answer.read().decode())
        token = found[1] if found else ""
        fields = {"name": name, "password": PASSWORD, "csrf_token": token}
        together.wait()
        begun = perf_counter()
        headers = FORM | {"Cookie": cookie}
        connection.request("POST", "/account/sign-in", urlencode(fields), headers)
        entered = connection.getresponse().status == HTTPStatus.FOUND
        return entered, perf_counter() - begun


def _reads(port: int, cookie: str, over: Event) -> list[float]:
    """The seconds of each reading of a page until the burst is over."""
    took = []
    with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        while not over.wait(0.05):
            begun = perf_counter()
            connection.request("GET", "/staff/", headers={"Cookie": cookie})
            answer = connection.getresponse()
            answer.read()
            assert answer.status == HTTPStatus.OK
            took.append(perf_counter() - begun)
    return took


def burst(threads: int = THREADS) -> Burst:
    """Fifty people press the button at once, while four others read their page."""
    with TemporaryDirectory() as folder:
        names, cookie = _prepared(Path(folder))
        with (
            served("wsgi:app", Path(folder), threads) as server,
            ThreadPoolExecutor(PEOPLE + READERS) as pool,
        ):
            port, over = server.connection.port, Event()
            together = Barrier(PEOPLE)
            reading = [pool.submit(_reads, port, cookie, over) for _ in range(READERS)]
            entering = [pool.submit(_entered, port, n, together) for n in names]
            came = [each.result() for each in entering]
            over.set()
            took = [second for each in reading for second in each.result()]
    return Burst(
        entered=sum(entered for entered, _ in came),
        longest=max(seconds for _, seconds in came),
        reads=len(took),
        p95=quantiles(took, n=20)[-1],
        slowest=max(took),
    )
