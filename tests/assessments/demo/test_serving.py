import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from time import monotonic

import pytest
from flask_migrate import upgrade

from assessments import create_app
from assessments.config import Settings
from assessments.database import db
from assessments.demo import serving
from assessments.jobs import queue
from assessments.operations.audit import SYSTEM
from assessments.queries import jobs
from assessments.queries.jobs import JobState

PATIENCE = 60.0


@contextmanager
def _listening() -> Iterator[int]:
    with socket.socket() as taken:
        taken.bind((serving.HOST, 0))
        taken.listen()
        yield taken.getsockname()[1]


@contextmanager
def _answering(status: int) -> Iterator[int]:
    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer((serving.HOST, 0), Site) as site:
        Thread(target=site.serve_forever).start()
        yield site.server_port
        site.shutdown()


def _interrupt() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def _ended(job_id: int) -> JobState:
    """The job, as soon as the worker has ended it."""
    until = monotonic() + PATIENCE
    while monotonic() < until:
        job = jobs.job(job_id)
        if job is not None and job.ended:
            return job
        db.session.rollback()
        Event().wait(0.05)
    raise TimeoutError(job_id)


def test_a_port_that_is_free_is_served() -> None:
    with _listening() as port:
        pass
    assert serving.free_port(port) == port


def test_a_port_that_is_taken_gives_way_to_a_later_one() -> None:
    with _listening() as port:
        assert port < serving.free_port(port) < port + serving.PORTS_TRIED


@pytest.mark.parametrize(("status", "expected"), [(200, True), (503, False)])
def test_an_application_answers_when_its_health_is_good(
    status: int, expected: bool
) -> None:
    with _answering(status) as port:
        assert serving.answers(port) is expected


def test_nobody_answers_where_nobody_listens() -> None:
    with _listening() as port:
        pass
    assert serving.answers(port) is False


def test_server_and_worker_run_until_they_are_interrupted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMATTHANA_DATA", str(tmp_path))
    app = create_app(Settings(data=tmp_path))
    with app.app_context():
        upgrade()
        order = queue.order("close", {"round": 0}, actor=SYSTEM)
    port = serving.free_port(15_000 + os.getpid() % 300 * 10)
    announced: list[bool] = []

    def ready() -> None:
        announced.append(serving.answers(port))
        with app.app_context():
            assert _ended(order.id).error == "NoSuchRoundError"
        _interrupt()

    before = signal.getsignal(signal.SIGINT)
    commands = (serving.server(port), serving.worker())
    assert serving.run(commands, port, tmp_path / "log", ready)
    assert announced == [True]
    assert serving.answers(port) is False
    assert signal.getsignal(signal.SIGINT) is before


def test_where_one_process_ends_the_others_are_stopped(tmp_path: Path) -> None:
    lasting, mark = tmp_path / "lasting", tmp_path / "ended"
    code = (
        "import pathlib, signal, sys;"
        "signal.signal(signal.SIGINT, lambda *_:"
        f" (pathlib.Path({str(mark)!r}).touch(), sys.exit()));"
        f"pathlib.Path({str(lasting)!r}).touch(); signal.pause()"
    )
    waits = (
        "import pathlib, sys, threading;"
        f"path = pathlib.Path({str(lasting)!r});\n"
        "while not path.exists(): threading.Event().wait(0.02)\n"
        "sys.exit('no such database')"
    )
    commands = [[sys.executable, "-c", each] for each in (code, waits)]
    log = tmp_path / "log"
    with _listening() as port:
        pass
    assert not serving.run(commands, port, log, lambda: None)
    assert mark.exists()
    assert "no such database" in log.read_text()
