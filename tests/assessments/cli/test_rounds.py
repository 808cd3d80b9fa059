"""`flask rounds`: draft, open, close, and where each stands."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from assessments import clock
from assessments.queries import frameworks, rounds
from competency.rounds import State
from tests import factories


class Terminal:
    """Commands and what they print, on both streams."""

    def __init__(
        self, runner: FlaskCliRunner, capfd: pytest.CaptureFixture[str]
    ) -> None:
        self.runner = runner
        self.capfd = capfd

    def run(self, *arguments: object) -> tuple[int, str]:
        """Exit status and output of a command."""
        self.capfd.readouterr()
        result = self.runner.invoke(args=["rounds", *map(str, arguments)])
        return result.exit_code, result.output + "".join(self.capfd.readouterr())

    def draft(self, *more: object) -> int:
        """The number of a round that was drafted by command."""
        wish = ("--framework", "three", "--name", "รอบที่ 1")
        status, output = self.run("create", *wish, *more)
        assert status == 0, output
        (number,) = re.findall(r"\d+", output)
        return int(number)


@pytest.fixture
def terminal(
    app: Flask, runner: FlaskCliRunner, capfd: pytest.CaptureFixture[str]
) -> Terminal:
    factories.person(factories.unit("00", name="เมืองตัวอย่าง"), "0001")
    factories.framework_version()
    return Terminal(runner, capfd)


def test_a_draft_begins_now_and_lasts_thirty_days(terminal: Terminal) -> None:
    found = rounds.round_(terminal.draft())
    assert (found.state, found.name) == (State.DRAFT, "รอบที่ 1")
    assert abs(found.opens_at - clock.now()) < timedelta(minutes=5)
    assert found.closes_at - found.opens_at == timedelta(days=30)


def test_times_are_in_bangkok_and_of_either_era(terminal: Terminal) -> None:
    number = terminal.draft(
        "--opens", "1/12/2569 08:30", "--closes", "2026-12-31 16:30"
    )
    found = rounds.round_(number)
    assert found.opens_at.isoformat() == "2026-12-01T01:30:00+00:00"
    assert found.closes_at.isoformat() == "2026-12-31T09:30:00+00:00"


def test_a_shipped_framework_is_added_by_its_id(terminal: Terminal) -> None:
    terminal.run("create", "--framework", "ocsc-digital-2567", "--name", "x")
    (found,) = rounds.newest()
    assert found.framework_id == "ocsc-digital-2567"
    assert frameworks.rounds_of(found.framework_version_id) == 1


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("create", "--framework", "nothing", "--name", "x"), 1),
        (("create", "--framework", "three@9.0.0", "--name", "x"), 1),
        (
            (
                *("create", "--framework", "three", "--name", "x"),
                *("--opens", "2/12/2569 08:30", "--closes", "1/12/2569 08:30"),
            ),
            1,
        ),
        (
            ("create", "--framework", "three", "--name", "x", "--opens", "tomorrow"),
            2,
        ),
        (("create", "--name", "x"), 2),
        (("open", "987654"), 1),
        (("close", "987654"), 1),
        (("status", "987654"), 1),
        (("open", "one"), 2),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    terminal: Terminal, arguments: tuple[str, ...], status: int
) -> None:
    found, output = terminal.run(*arguments)
    assert found == status
    assert output.strip()
    assert "Traceback" not in output
    assert rounds.newest() == ()


def test_a_round_goes_from_draft_to_closed(terminal: Terminal) -> None:
    number = terminal.draft()
    status, output = terminal.run("open", number)
    assert status == 0
    assert re.findall(r"\d+", output) == [str(number), "1"]
    assert rounds.round_(number).state is State.OPEN

    assert terminal.run("close", number)[0] == 0
    assert rounds.round_(number).state is State.CLOSED


def test_a_round_is_opened_once_and_a_draft_is_not_closed(terminal: Terminal) -> None:
    number = terminal.draft()
    assert terminal.run("close", number)[0] == 1
    assert rounds.round_(number).state is State.DRAFT
    assert terminal.run("open", number)[0] == 0
    assert terminal.run("open", number)[0] == 1


def test_a_round_whose_time_is_up_is_not_opened(terminal: Terminal) -> None:
    number = terminal.draft("--opens", "1/1/2560 08:30", "--closes", "2/1/2560 08:30")
    assert terminal.run("open", number)[0] == 1
    assert rounds.round_(number).state is State.DRAFT


def test_the_list_begins_with_the_newest_round(terminal: Terminal) -> None:
    first, second = terminal.draft(), terminal.draft()
    status, output = terminal.run("list")
    assert status == 0
    numbers = re.findall(r"^(\d+)\s", output, re.MULTILINE)
    assert numbers == [str(second), str(first)]
    assert "รอบที่ 1" in output
    assert "three@1.0.0" in output


def test_the_status_says_how_many_were_asked_and_have_answered(
    terminal: Terminal,
) -> None:
    number = terminal.draft()
    terminal.run("open", number)
    status, output = terminal.run("status", number)
    assert status == 0
    assert "three@1.0.0" in output
    assert rounds.round_(number).digest[:12] in output
    (line,) = [line for line in output.splitlines() if "เมืองตัวอย่าง" in line]
    assert line.split()[0] == "00"
    assert line.split()[-2:] == ["1", "0%"]
