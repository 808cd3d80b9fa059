"""`flask targets`: out, in again, and listed."""

from io import BytesIO
from pathlib import Path

from flask.testing import FlaskCliRunner
from openpyxl import load_workbook

from assessments.queries import targets
from assessments.workbooks.personal import TARGETS
from tests import factories

NAME = ["--framework", "three"]


def written(runner: FlaskCliRunner, folder: Path) -> Path:
    """The workbook as the command writes it."""
    to = folder / "targets.xlsx"
    result = runner.invoke(args=["targets", "export", *NAME, "--to", str(to)])
    assert result.exit_code == 0, result.output
    return to


def fill(path: Path, *row: str) -> None:
    """Put one person's target into the workbook."""
    book = load_workbook(BytesIO(path.read_bytes()))
    number, competency, level = row
    book[TARGETS].append([number, "", "", competency, "", level, "คำสั่ง 1/2570"])
    book.save(path)


def test_targets_go_out_and_come_in_and_are_listed(
    runner: FlaskCliRunner, tmp_path: Path
) -> None:
    factories.framework_version()
    person = factories.person(factories.unit(), "0001")
    file = written(runner, tmp_path)
    fill(file, "0001", "data.read", "3")
    result = runner.invoke(args=["targets", "import", str(file), *NAME])
    assert result.exit_code == 0, result.output
    assert targets.of_person(person, "three")["data.read"].level == 3
    shown = runner.invoke(args=["targets", "list", *NAME]).output
    assert "0001" in shown
    assert "data.read" in shown


def test_a_workbook_with_faults_is_status_1_and_changes_nothing(
    runner: FlaskCliRunner, tmp_path: Path
) -> None:
    factories.framework_version()
    factories.person(factories.unit(), "0001")
    file = written(runner, tmp_path)
    fill(file, "9999", "data.read", "8")
    result = runner.invoke(args=["targets", "import", str(file), *NAME])
    assert result.exit_code == 1
    assert "9999" in result.output
    assert targets.of_staff("three") == {}


def test_an_unknown_framework_is_status_1(runner: FlaskCliRunner) -> None:
    result = runner.invoke(args=["targets", "list", "--framework", "none"])
    assert result.exit_code == 1
