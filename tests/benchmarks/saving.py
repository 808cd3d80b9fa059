"""Saving answers, against a bare Flask on the same server: shares of CPU time.

Both servers are granian with one worker process. The product runs as it is: SQLite
with synchronous FULL, a signed-in session, CSRF check, ownership check, headers. The
CPU time is that of the server's processes, so waiting for the disk does not count;
what the kernel spends on the disk does.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Protocol
from urllib.parse import urlencode

from flask import Flask
from flask_migrate import upgrade
from itsdangerous import URLSafeTimedSerializer

from assessments import clock, create_app
from assessments.config import Settings
from assessments.database import db
from competency.frameworks import dump
from tests import factories
from tests.benchmarks import Benchmark, people
from tests.visitor import token_of

ROOT = Path(__file__).parents[2]
SECRET = "for benchmarks only, where nobody is"  # noqa: S105 -- guards nothing
PAIRS, REQUESTS = 9, 400
PAGE = 10
UNTIL_UP, UNTIL_DOWN = 60.0, 15.0
"""Seconds that a server may take to start and to stop."""


class UnexpectedAnswerError(Exception):
    """A server answered something else; the arguments are status and content."""


class NoServerError(Exception):
    """A server ended before it answered, or never did; the argument is its name."""


def _port() -> int:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _processes(pid: int) -> Iterator[int]:
    """A process and all that it has started."""
    yield pid
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield from _processes(int(child))


def _cpu_seconds(pid: int) -> float:
    """CPU time of a process, by the clock that `clock_getcpuclockid(3)` names."""
    return time.clock_gettime((~pid << 3) | 2)


class Asked(Protocol):
    """Whatever answers a request."""

    def ask(
        self, method: str, path: str, body: str = "", **headers: str
    ) -> tuple[int, bytes]:
        """Status and content of one answer."""


@dataclass(frozen=True)
class Server:
    """A running server and one open connection to it."""

    pid: int
    connection: HTTPConnection

    def cpu(self) -> float:
        """CPU seconds that its processes have used."""
        return sum(map(_cpu_seconds, _processes(self.pid)))

    def ask(
        self, method: str, path: str, body: str = "", **headers: str
    ) -> tuple[int, bytes]:
        """Status and content of one answer."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.connection.request(method, path, body, named)
        answer = self.connection.getresponse()
        return answer.status, answer.read()


@contextmanager
def served(app: str, data: Path, threads: int = 1) -> Iterator[Server]:
    """An application on granian, one worker, until the block ends."""
    port = _port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--workers", "1"]
    command += ["--blocking-threads", str(threads), "--no-log", app]
    wishes = {"SAMATTHANA_DATA": str(data), "SAMATTHANA_SECRET": SECRET}
    environment = dict(os.environ) | wishes  # noqa: TID251 -- passed on to the server
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, start_new_session=True
    )
    try:
        with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
            server = Server(process.pid, connection)
            _await(server, process)
            yield server
    finally:
        _stop(process)


def _await(server: Server, process: "subprocess.Popen[bytes]") -> None:
    """Return when the server answers."""
    late = time.monotonic() + UNTIL_UP
    while time.monotonic() < late and process.poll() is None:
        try:
            server.ask("GET", "/health")
        except (OSError, HTTPException):
            server.connection.close()
            time.sleep(0.1)
        else:
            return
    raise NoServerError(process.args)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """End a server and whatever it started, politely at first."""
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(UNTIL_DOWN)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@dataclass
class Rater:
    """A signed-in member of staff whose answers change with each save."""

    path: str
    headers: dict[str, str]
    version: int = 0
    turn: int = 0

    def save(self, server: Asked, answers: int) -> None:
        """Save some answers, all of them other than before."""
        self.turn += 1
        code = 1 + self.turn % people.STEPS
        codes = {str(place): code for place in range(answers)}
        body = json.dumps({"version": self.version, "codes": codes})
        status, content = server.ask("POST", self.path, body, **self.headers)
        if status != HTTPStatus.OK:
            raise UnexpectedAnswerError(status, content)
        self.version = json.loads(content)["version"]


def _headers(app: Flask, account_id: int) -> dict[str, str]:
    """What a signed-in browser's script sends with a save."""
    at = clock.now().timestamp()
    session = {
        "_user_id": token_of(account_id),
        "began": at,
        "seen": at,
        "idle": 1800,
        "csrf_token": "benchmark",
    }
    serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    signer = URLSafeTimedSerializer(SECRET, salt="wtf-csrf-token")
    return {
        "Cookie": f"session={serializer.dumps(session)}",
        "Content_Type": "application/json",
        "X_CSRFToken": str(signer.dumps("benchmark")),
    }


def rater_of(data: Path) -> Rater:
    """Whoever answers in the one open round of a new database."""
    app = create_app(Settings(data=data, secret=SECRET))
    with app.app_context():
        upgrade()
        person = factories.person(factories.unit())
        account = factories.account(person)
        window = clock.now() - timedelta(days=1), clock.now() + timedelta(days=1)
        version = factories.framework_version(dump(people.framework()))
        number = factories.round_(version, opens_at=window[0], closes_at=window[1])
        name = factories.response(number, person)
        rater = Rater(f"/staff/answers/{name}", _headers(app, account))
        db.session.remove()
        db.engine.dispose()
    return rater


@dataclass(frozen=True)
class Bench:
    """The product and the bare application, side by side."""

    ours: Server
    bare: Server
    rater: Rater


Request = Callable[[Bench], Server]
"""Makes one request and says whose CPU time it took."""


def hello(bench: Bench) -> Server:
    """A GET that is answered with a word."""
    bench.bare.ask("GET", "/hello")
    return bench.bare


def echo(bench: Bench) -> Server:
    """A small form that is answered with what it said."""
    form = urlencode({"answer": "3", "version": "7"})
    kind = {"Content_Type": "application/x-www-form-urlencoded"}
    bench.bare.ask("POST", "/echo", form, **kind)
    return bench.bare


def save_one(bench: Bench) -> Server:
    """One answer, saved."""
    bench.rater.save(bench.ours, 1)
    return bench.ours


def save_page(bench: Bench) -> Server:
    """A page of ten answers, saved at once."""
    bench.rater.save(bench.ours, PAGE)
    return bench.ours


def _cpu(bench: Bench, request: Request, count: int) -> float:
    """CPU seconds of the server for so many requests, after one unmeasured."""
    server = request(bench)
    begun = server.cpu()
    for _ in range(count):
        request(bench)
    return server.cpu() - begun


@contextmanager
def _bench() -> Iterator[Bench]:
    with TemporaryDirectory() as folder:
        data = Path(folder)
        rater = rater_of(data)
        with (
            served("wsgi:app", data) as ours,
            served("tests.benchmarks._limits:app", data) as bare,
        ):
            yield Bench(ours, bare, rater)


def ratio(
    above: Request, below: Request, *, pairs: int = PAIRS, requests: int = REQUESTS
) -> float:
    """CPU of one kind of request over another's: the median of interleaved pairs."""
    with _bench() as bench:
        for request in (above, below):
            _cpu(bench, request, requests)
        return median(
            _cpu(bench, above, requests) / _cpu(bench, below, requests)
            for _ in range(pairs)
        )


BENCHMARKS = (
    Benchmark("save_one_vs_hello", 0.20, "higher", lambda: ratio(hello, save_one)),
    Benchmark("save_one_vs_echo", 0.33, "higher", lambda: ratio(echo, save_one)),
    Benchmark("save_page_vs_one", 1.6, "lower", lambda: ratio(save_page, save_one)),
)
