"""The demo's two processes: the server and the worker, started and stopped together."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from threading import Event
from time import monotonic
from types import FrameType
from typing import IO

HOST = "127.0.0.1"
PORTS_TRIED = 100
THREADS = 32
"""Requests at once; one that is blocked waits for the disk or for its turn.

When a whole office signs in, each waits for its hash in a thread of its own, and pages
still find one that is free.
"""

PATIENCE = 10.0
"""Seconds that a process gets to end by itself."""

START = 60.0
BEAT = 0.2
APP = "assessments:create_app"
Process = subprocess.Popen[bytes]
STOPS = (signal.SIGINT, signal.SIGTERM)


def free_port(wish: int) -> int:
    """The wished port, or the next one that nobody listens on."""
    for port in range(wish, wish + PORTS_TRIED):
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((HOST, port))
            except OSError:
                continue
            return port
    raise OSError(wish)


def server(port: int) -> list[str]:
    """The command of the web server."""
    options = {
        "--interface": "wsgi",
        "--host": HOST,
        "--port": str(port),
        "--workers": "1",
        "--blocking-threads": str(THREADS),
        "--log-level": "warning",
    }
    pairs = [word for pair in options.items() for word in pair]
    return [sys.executable, "-m", "granian", *pairs, "--factory", APP]


def worker() -> list[str]:
    """The command of the worker that does the queued jobs."""
    return [sys.executable, "-m", "flask", "--app", APP, "jobs", "work"]


def run(
    commands: Sequence[Sequence[str]], port: int, log: Path, ready: Callable[[], None]
) -> bool:
    """Run the commands until a signal stops them; whether it was one.

    `ready` is called once, when the port answers. Where one process ends by
    itself, the others are stopped too and the answer is no; `log` tells why.
    """
    stop = Event()

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    before = {number: signal.signal(number, on_signal) for number in STOPS}
    # Sessions of their own: Ctrl-C reaches this process alone, which stops them once.
    with log.open("a") as lines:
        started = [_start(command, lines) for command in commands]
    try:
        return _watch(started, port, ready, stop)
    finally:
        _stop(started)
        for number, handler in before.items():
            signal.signal(number, handler)


def _start(command: Sequence[str], log: IO[str]) -> Process:
    return subprocess.Popen(  # noqa: S603 -- our own commands
        command, stdout=log, stderr=log, start_new_session=True
    )


def _watch(
    started: Sequence[Process],
    port: int,
    ready: Callable[[], None],
    stop: Event,
) -> bool:
    begun, announced = monotonic(), False
    while not stop.wait(BEAT):
        if any(process.poll() is not None for process in started):
            return False
        if not announced and answers(port):
            announced = True
            ready()
        if not announced and monotonic() - begun > START:
            return False
    return True


def answers(port: int) -> bool:
    """Whether the application on the port answers."""
    connection = HTTPConnection(HOST, port, timeout=1)
    try:
        connection.request("GET", "/health")
        return connection.getresponse().status == HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()


def _stop(started: Sequence[Process]) -> None:
    """Ask every process to end; one that does not is ended."""
    for process in started:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
    for process in started:
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            # Its group, since a server killed alone would leave its own children.
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
