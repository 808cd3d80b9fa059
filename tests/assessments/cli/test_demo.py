import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest
from click.testing import Result
from flask import Flask
from flask.testing import FlaskCliRunner

from assessments import config, create_app
from assessments.config import Settings
from assessments.demo import serving, signing, states
from assessments.demo.signing import SignIn
from assessments.demo.states import State
from assessments.operations import accounts, audit
from assessments.operations.audit import SYSTEM
from assessments.queries import people, rounds
from tests import factories
from tests.assessments.demo import small_city
from tests.conftest import NOW


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Flask]:
    """An application with a small demo, kept as the command keeps it."""
    with small_city.empty(tmp_path) as app:
        signing.keep(_mark(app), small_city.build())
        yield app


def _mark(app: Flask) -> Path:
    return config.demo_mark(app.config["SETTINGS"])


def _start(app: Flask) -> Result:
    return app.test_cli_runner().invoke(args=["demo", "--no-serve"])


def _printed(stdout: str, found: tuple[SignIn, ...]) -> bool:
    """Whether each sign-in stands in a line of its own."""
    lines = stdout.splitlines()
    return len(found) == len(signing.STANDINGS) and all(
        any({one.username, one.password} <= set(line.split()) for line in lines)
        for one in found
    )


def test_a_start_builds_the_city_and_the_next_one_finds_it(tmp_path: Path) -> None:
    app = create_app(Settings(data=tmp_path, testing=True))
    with app.app_context():
        first = _start(app)
        assert first.exit_code == 0
        assert _printed(first.stdout, signing.kept(_mark(app)))
        there = people.unit_ids(), rounds.newest()
        assert len(there[0]) > 60
        assert _start(app).stdout == first.stdout
        assert (people.unit_ids(), rounds.newest()) == there


def test_sign_ins_that_were_lost_are_made_anew(small: Flask) -> None:
    lost = signing.kept(_mark(small))
    _mark(small).unlink()
    found = _start(small)
    made = signing.kept(_mark(small))
    assert _printed(found.stdout, made)
    assert [one.username for one in made] == [one.username for one in lost]
    assert all(accounts.signed(one.username, one.password) for one in made)
    assert not any(accounts.signed(one.username, one.password) for one in lost)


def test_a_demo_that_was_left_half_built_is_built_again(tmp_path: Path) -> None:
    with small_city.empty(tmp_path) as app:
        audit.note(SYSTEM, states.BEGUN, states.NOUN, NOW)
        factories.person(factories.unit(code="HALF"))
        _mark(app).touch()
        assert _start(app).exit_code == 0
        assert states.state() is State.BUILT
        assert people.unit_id("HALF") is None


@pytest.mark.parametrize("begun", [False, True])
def test_a_database_with_other_people_is_left_alone(
    app: Flask, runner: FlaskCliRunner, begun: bool
) -> None:
    factories.person(factories.unit(), code="007")
    if begun:
        audit.note(SYSTEM, states.BEGUN, states.NOUN, NOW)
    found = runner.invoke(args=["demo", "--no-serve"])
    assert found.exit_code == 1
    assert found.stderr.strip()
    assert found.stdout == ""
    assert people.person_id("007") is not None
    assert not _mark(app).exists()


@contextmanager
def _served(data: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """The command as somebody starts it in a terminal that reads English."""
    command = [sys.executable, "-m", "flask", "--app", serving.APP, "demo"]
    wishes = {"SAMATTHANA_DATA": str(data), "SAMATTHANA_LANGUAGE": "en"}
    process = subprocess.Popen(
        [*command, "--port", str(port)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | wishes,  # noqa: TID251 -- a process gets what this one has
        start_new_session=True,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.communicate(timeout=30)


def _until(words: str, process: subprocess.Popen[str]) -> str:
    """What the process says, up to the line with these words."""
    said = ""
    for line in process.stdout or ():
        said += line
        if words in line:
            break
    return said


def test_the_demo_is_served_on_the_next_port_until_ctrl_c(small: Flask) -> None:
    data = small.config["SETTINGS"].data
    with socket.socket() as taken:
        taken.bind((serving.HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with _served(data, port) as process:
            said = _until("Ctrl-C", process)
            address = re.findall(r"http://[0-9.]+:[0-9]+/", said)[0]
            page = urlopen(f"{address}account/sign-in").read().decode()  # noqa: S310 -- our own
            process.send_signal(signal.SIGINT)
            rest, _ = process.communicate(timeout=60)
    assert f"Port {port} is taken" in said
    assert f":{port}/" not in address
    assert _printed(said, signing.kept(_mark(small)))
    assert 'class="demo"' in page
    assert process.returncode == 0
    assert "stopped" in rest
