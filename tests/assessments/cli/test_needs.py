"""`flask needs cluster` in the foreground: words, files, exit status."""

import json
from pathlib import Path

import pytest
from flask.testing import FlaskCliRunner
from openpyxl import load_workbook

from assessments.queries import audit
from tests.assessments.clusterings import closed_round

CLUSTER = ["needs", "cluster", "--round"]


def test_groups_are_printed_and_written_as_json(
    runner: FlaskCliRunner, tmp_path: Path
) -> None:
    to = tmp_path / "needs.json"
    result = runner.invoke(args=[*CLUSTER, str(closed_round()), "--to", str(to)])
    assert result.exit_code == 0, result.output
    kept = json.loads(to.read_text("utf-8"))
    assert [each["people"] for each in kept["clusters"]] == [40, 30, 20]
    *_before, taken = audit.lines()
    assert taken.detail == '{"kind": "needs", "people": 98}'
    assert kept["clusters"][0]["title"] in result.output


def test_a_workbook_is_written(runner: FlaskCliRunner, tmp_path: Path) -> None:
    to = tmp_path / "needs.xlsx"
    args = [*CLUSTER, str(closed_round()), "--clusters", "2", "--to", str(to)]
    assert runner.invoke(args=args).exit_code == 0
    assert len(load_workbook(to).worksheets) == 4


@pytest.mark.parametrize(
    "wrong", [["--to", "needs.csv"], ["--clusters", "1", "--to", "needs.json"], []]
)
def test_wrong_usage_is_status_2(runner: FlaskCliRunner, wrong: list[str]) -> None:
    assert runner.invoke(args=[*CLUSTER, "1", *wrong]).exit_code == 2


def test_an_open_round_is_refused_and_nothing_is_written(
    runner: FlaskCliRunner, tmp_path: Path
) -> None:
    to = tmp_path / "needs.json"
    args = [*CLUSTER, str(closed_round("open")), "--to", str(to)]
    result = runner.invoke(args=args)
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert not to.exists()


def test_a_round_that_is_not_there_is_refused(
    runner: FlaskCliRunner, tmp_path: Path
) -> None:
    to = tmp_path / "needs.json"
    assert runner.invoke(args=[*CLUSTER, "99", "--to", str(to)]).exit_code == 1
