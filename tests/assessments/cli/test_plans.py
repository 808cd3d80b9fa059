"""`flask plans make` in the foreground: figures, workbook, exit status."""

from pathlib import Path

import pytest
from flask.testing import FlaskCliRunner
from openpyxl import load_workbook

from assessments.cli.console import _
from assessments.queries import courses, plans
from assessments.workbooks.courses import COURSES as SHEET
from assessments.workbooks.courses import HEADERS, template
from tests.assessments.catalogue import KEEP, READ, SHARE, put
from tests.assessments.clusterings import closed_round


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A workbook of two courses."""
    path = tmp_path / "courses.xlsx"
    path.write_bytes(template((KEEP, READ)))
    return path


def arguments(
    round_id: int, file: Path, to: str = "plan.xlsx", budget: str = "๑๐๐,๐๐๐"
) -> list[str]:
    options = {"--round": round_id, "--courses": file, "--budget": budget}
    given = [str(part) for pair in options.items() for part in pair]
    return ["plans", "make", *given, "--to", str(file.parent / to)]


def test_a_plan_is_printed_and_written(runner: FlaskCliRunner, file: Path) -> None:
    result = runner.invoke(args=arguments(closed_round(), file))
    assert result.exit_code == 0, result.output
    assert "90,000.00" in result.output
    assert "160" in result.output
    assert "KEEP" in result.output
    assert len(load_workbook(file.parent / "plan.xlsx").worksheets) == 8


def test_the_plan_chooses_from_the_file_alone(
    runner: FlaskCliRunner, file: Path
) -> None:
    put((SHARE,))
    assert runner.invoke(args=arguments(closed_round(), file)).exit_code == 0
    (line,) = plans.newest()
    assert plans.plan(line).courses == (KEEP, READ)
    assert courses.catalogue() == (KEEP, READ, SHARE)


def test_every_fault_of_the_file_is_printed_and_nothing_is_kept(
    runner: FlaskCliRunner, file: Path
) -> None:
    book = load_workbook(file)
    book[SHEET]["C2"], book[SHEET]["K3"] = "none", 99
    book.save(file)
    result = runner.invoke(args=arguments(closed_round(), file))
    assert result.exit_code == 1
    assert HEADERS["competency"] in result.output
    assert HEADERS["max_seats"] in result.output
    assert courses.catalogue() == ()
    assert plans.newest() == ()


@pytest.mark.parametrize("state", ["open", "draft"])
def test_an_open_round_is_refused_and_nothing_is_changed(
    runner: FlaskCliRunner, file: Path, state: str
) -> None:
    result = runner.invoke(args=arguments(closed_round(state), file))
    assert result.exit_code == 1
    words = "Levels are worked out when a round closes. Close this round first."
    assert _(words) in result.output
    assert courses.catalogue() == ()
    assert not (file.parent / "plan.xlsx").exists()


def test_a_round_that_is_not_there_is_refused(
    runner: FlaskCliRunner, file: Path
) -> None:
    assert runner.invoke(args=arguments(99, file)).exit_code == 1


@pytest.mark.parametrize(
    ("to", "budget"),
    [("plan.csv", "1"), ("none/plan.xlsx", "1"), ("a.xlsx", "0"), ("a.xlsx", "1e3")],
)
def test_wrong_usage_is_status_2(
    runner: FlaskCliRunner, file: Path, to: str, budget: str
) -> None:
    assert runner.invoke(args=arguments(1, file, to, budget)).exit_code == 2


def test_a_course_file_that_is_not_there_is_wrong_usage(
    runner: FlaskCliRunner, tmp_path: Path
) -> None:
    assert runner.invoke(args=arguments(1, tmp_path / "none.xlsx")).exit_code == 2
