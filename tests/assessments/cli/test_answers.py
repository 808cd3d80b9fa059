"""`flask answers import`: a whole file is handed in, or nothing of it."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from assessments import clock
from assessments.queries import answers
from tests import factories

FILE = (
    "who,data.read.1,data.read.2,หมายเหตุ\n007,3,0,ดี\n008,,does-not-know,\n009,,,ไม่ตอบ\n"
)
FAULTY = "who,data.read.1,data.read.2\n007,4,0\n008,1,x\n010,1,1\n007,1,1\n"
MAP = "columns: {ข้อ 1: data.read.1}\nanswers: {มาก: 3}\n"
FAULTY_MAP = "columns: {ข้อ 1: data.read.99}\nanswers: {มาก: 7}\n"


@pytest.fixture
def round_id(app: Flask) -> int:
    """A round that is open by the clock and asks 007, 008 and 009."""
    unit = factories.unit()
    for code in ("007", "008", "009"):
        factories.person(unit, code)
    now = clock.now()
    day = timedelta(days=1)
    return factories.round_(opens_at=now - day, closes_at=now + day)


class Command:
    """`flask answers import` on files of this test's own folder."""

    def __init__(self, runner: FlaskCliRunner, folder: Path, round_id: int) -> None:
        self.runner, self.folder, self.round_id = runner, folder, round_id

    def __call__(self, text: str, *more: str, map_: str = "") -> tuple[int, str]:
        """Exit status and all that was printed."""
        file = self.folder / "answers.csv"
        file.write_text(text, "utf-8")
        if map_:
            (self.folder / "map.yaml").write_text(map_, "utf-8")
            more += ("--map", str(self.folder / "map.yaml"))
        asked = ("--round", str(self.round_id), "--person", "who")
        args = ["answers", "import", str(file), *asked, *more]
        result = self.runner.invoke(args=args)
        return result.exit_code, result.output

    @property
    def kept(self) -> dict[str, bytes]:
        """What is handed in now, by staff number."""
        sheet = answers.sheet(self.round_id, "self", 10)
        asked = answers.invited(self.round_id)
        name_of = {person: name for name, person in asked.items()}
        rows = zip(sheet.subjects.tolist(), sheet.codes.T, strict=True)
        return {name_of[person]: codes.tobytes() for person, codes in rows}


@pytest.fixture
def command(runner: FlaskCliRunner, tmp_path: Path, round_id: int) -> Command:
    return Command(runner, tmp_path, round_id)


def test_a_file_is_handed_in_and_counted(command: Command) -> None:
    status, said = command(FILE)
    assert status == 0
    assert command.kept == {
        "007": bytes([4, 1, 0, 0, 0, 0, 0, 0, 0, 0]),
        "008": bytes([0, 254, 0, 0, 0, 0, 0, 0, 0, 0]),
    }
    words = [line.split() for line in said.splitlines()]
    assert [line[-1] for line in words if line and line[-1].isdigit()] == ["2", "1"]
    assert "หมายเหตุ" in said


def test_a_file_may_be_imported_again(command: Command) -> None:
    command(FILE)
    assert command(FILE.replace("007,3", "007,2"))[0] == 0
    assert command.kept["007"][0] == 3


def test_a_trial_changes_nothing(command: Command) -> None:
    assert command(FILE, "--dry-run")[0] == 0
    assert command.kept == {}


def test_every_fault_is_named_and_nothing_is_handed_in(command: Command) -> None:
    status, output = command(FAULTY)
    said = output.splitlines()
    assert status == 1
    assert command.kept == {}
    for parts in (
        ("2", "data.read.1", "4", "0–3"),
        ("3", "data.read.2", "x", "0–3"),
        ("4", "who", "010"),
        ("5", "who", "007", "2"),
    ):
        assert any(all(part in line for part in parts) for line in said)
    assert "4" in said[-1]


def test_a_map_gives_columns_and_values_their_meaning(command: Command) -> None:
    status, _ = command("who,ข้อ 1\n007,มาก\n", map_=MAP)
    assert status == 0
    assert command.kept["007"][0] == 4


def test_every_fault_of_a_map_is_named(command: Command) -> None:
    status, said = command("who,ข้อ 1\n007,มาก\n", map_=FAULTY_MAP)
    assert status == 1
    assert "data.read.99" in said
    assert "answers.มาก" in said
    assert command.kept == {}


def test_a_map_in_another_encoding_is_refused(command: Command) -> None:
    (command.folder / "map.yaml").write_bytes(MAP.encode("cp874"))
    status, said = command(FILE, "--map", str(command.folder / "map.yaml"))
    assert status == 1
    assert "UTF-8" in said


def test_a_round_that_is_not_open_takes_nothing(command: Command) -> None:
    factories.round_state(command.round_id, "closed")
    assert command(FILE)[0] == 1
    assert command.kept == {}


def test_a_round_that_is_not_there_is_refused(command: Command) -> None:
    command.round_id += 1000
    status, said = command(FILE)
    assert status == 1
    assert said.strip()
    assert "Traceback" not in said


def test_a_command_without_the_column_of_people_is_wrong_usage(
    command: Command, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    file = tmp_path / "answers.csv"
    file.write_text(FILE, "utf-8")
    args = ["answers", "import", str(file), "--round", str(command.round_id)]
    assert runner.invoke(args=args).exit_code == 2
