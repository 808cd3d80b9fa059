"""`flask roster import`: counts, problems by place, exit status."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from assessments.queries import roster
from tests.assessments import rosters


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "roster.csv").write_bytes(rosters.ROSTER_FILE)
    (tmp_path / "units.csv").write_bytes(rosters.UNITS_FILE)
    (tmp_path / "faulty.csv").write_bytes(rosters.FAULTY_FILE)
    return tmp_path


def run(runner: FlaskCliRunner, folder: Path, file: str, *more: str) -> tuple[int, str]:
    units = ["--units", str(folder / "units.csv")]
    result = runner.invoke(args=["roster", "import", str(folder / file), *units, *more])
    return result.exit_code, result.output


def test_a_roster_is_imported_and_counted(
    app: Flask, runner: FlaskCliRunner, folder: Path
) -> None:
    status, _ = run(runner, folder, "roster.csv")

    assert status == 0
    assert [person.number for person in roster.people()] == [
        "000001",
        "000002",
        "000003",
    ]


def test_a_trial_changes_nothing(
    app: Flask, runner: FlaskCliRunner, folder: Path
) -> None:
    status, _ = run(runner, folder, "roster.csv", "--dry-run")

    assert status == 0
    assert roster.people() == ()
    assert roster.units() == ()


def test_every_fault_is_named_and_nothing_is_changed(
    app: Flask, runner: FlaskCliRunner, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    run(runner, folder, "roster.csv")
    before = roster.people()
    capfd.readouterr()
    status, output = run(runner, folder, "faulty.csv")
    output += "".join(capfd.readouterr())

    assert status == 1
    for place, value in (("3", "999999"), ("4", "77"), ("4", "31/02/2560")):
        assert any(place in line and value in line for line in output.splitlines())
    assert "Traceback" not in output
    assert roster.people() == before


def test_a_file_that_is_not_there_is_wrong_usage(
    app: Flask, runner: FlaskCliRunner, folder: Path
) -> None:
    assert run(runner, folder, "nothing.csv")[0] == 2
