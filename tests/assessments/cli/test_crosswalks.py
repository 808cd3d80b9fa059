"""`flask crosswalks`: listed, checked, kept, written."""

from pathlib import Path

import pytest
from flask.testing import FlaskCliRunner

from assessments.queries import crosswalks
from competency.crosswalks import shipped

NAME = "ocsc-2561-to-2567"
TEXT = shipped()[NAME]


@pytest.mark.parametrize("ending", [".yaml", ".xlsx"])
def test_a_crosswalk_goes_out_and_comes_in(
    runner: FlaskCliRunner, tmp_path: Path, ending: str
) -> None:
    file = tmp_path / f"own{ending}"
    args = ["crosswalks", "export", NAME, "--to", str(file)]
    assert runner.invoke(args=args).exit_code == 0
    assert runner.invoke(args=["crosswalks", "check", str(file)]).exit_code == 0
    assert crosswalks.kept() == ()
    result = runner.invoke(args=["crosswalks", "load", str(file)])
    assert result.exit_code == 0, result.output
    (kept,) = crosswalks.kept()
    assert kept.walk.edges == crosswalks.checked(TEXT)[0].walk.edges  # type: ignore[union-attr]
    assert NAME in runner.invoke(args=["crosswalks", "list"]).output


def test_problems_are_printed_and_nothing_is_kept(
    runner: FlaskCliRunner, tmp_path: Path
) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(TEXT.replace('"DG500"', '"NIX"'), "utf-8")
    result = runner.invoke(args=["crosswalks", "load", str(file)])
    assert result.exit_code == 1
    assert "NIX" in result.output
    assert crosswalks.kept() == ()


def test_one_that_is_not_there_is_status_1(
    runner: FlaskCliRunner, tmp_path: Path
) -> None:
    args = ["crosswalks", "export", "none", "--to", str(tmp_path / "x.yaml")]
    assert runner.invoke(args=args).exit_code == 1
