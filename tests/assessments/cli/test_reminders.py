"""`flask remind`: what a timer runs."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from assessments import clock
from tests import factories, post_office
from tests.post_office import Office

DAY = timedelta(days=1)


class Terminal:
    """The command and what it prints, on both streams."""

    def __init__(
        self, runner: FlaskCliRunner, capfd: pytest.CaptureFixture[str]
    ) -> None:
        self.runner, self.capfd = runner, capfd
        unit = factories.unit("00")
        factories.person(unit, "A1", email="a1@city.example")
        factories.person(unit, "B1", email="b1@city.example")
        factories.person(unit, "C1", given_name="ไร้เมล")
        window = {"opens_at": clock.now() - DAY, "closes_at": clock.now() + DAY}
        self.round = factories.round_(**window)  # type: ignore[arg-type]

    def remind(self, number: object = None) -> tuple[int, str]:
        """Exit status and output."""
        self.capfd.readouterr()
        wanted = str(self.round if number is None else number)
        result = self.runner.invoke(args=["remind", wanted])
        return result.exit_code, result.output + "".join(self.capfd.readouterr())


@pytest.fixture
def terminal(
    app: Flask, runner: FlaskCliRunner, capfd: pytest.CaptureFixture[str]
) -> Terminal:
    return Terminal(runner, capfd)


def test_it_writes_says_how_many_and_lists_the_others_by_number(
    terminal: Terminal, mailing: Office
) -> None:
    mailing.of_address["b1@city.example"] = "550 no"
    status, output = terminal.remind()
    assert status == 0
    assert re.findall(r"\s(\d)$", output, re.MULTILINE)[:4] == ["1", "1", "0", "0"]
    assert {"B1", "C1"} <= set(output.split())
    assert "A1" not in output
    assert "@" not in output
    assert "ไร้เมล" not in output


def test_run_again_it_writes_to_nobody_and_is_content(
    terminal: Terminal, mailing: Office
) -> None:
    terminal.remind()
    assert terminal.remind()[0] == 0
    assert len(mailing.to) == 2


def test_without_mail_it_says_so_and_fails(terminal: Terminal) -> None:
    status, output = terminal.remind()
    assert status == 1
    assert len(output.strip().splitlines()) == 1
    assert "Traceback" not in output


def test_a_server_that_is_down_is_said_and_fails(
    app: Flask, terminal: Terminal
) -> None:
    with post_office.named(app, 1):
        status, output = terminal.remind()
    assert status == 1
    assert "Traceback" not in output


def test_a_round_that_is_closed_or_missing_is_refused(
    terminal: Terminal, mailing: Office
) -> None:
    assert terminal.remind(987654)[0] == 1
    factories.round_state(terminal.round, "closed")
    assert terminal.remind()[0] == 1
    assert terminal.remind("one")[0] == 2
    assert mailing.to == []
