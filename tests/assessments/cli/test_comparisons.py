"""Frameworks side by side, and a round expressed in another, by command."""

from io import BytesIO
from pathlib import Path

import pytest
import yaml
from flask import Flask
from flask.testing import FlaskCliRunner
from openpyxl import load_workbook

from tests import factories
from tests.assessments.closed_city import ClosedCity

WALK = {
    "id": "three-digital",
    "name": {"th": "ทดสอบ", "en": "For the tests"},
    "from": {"framework": "three"},
    "to": {"framework": "ocsc-digital-2567"},
    "author": "the tests",
    "status": "agency",
    "edges": [
        {"from": "data.read", "to": "DData", "kind": "narrower", "weight": 0.5},
        {"from": "data.keep", "to": "DData", "kind": "narrower", "weight": 0.5},
        {"from": "safe.share", "kind": "none"},
    ],
}


@pytest.fixture
def walk(tmp_path: Path) -> Path:
    path = tmp_path / "walk.yaml"
    path.write_text(yaml.safe_dump(WALK, allow_unicode=True), "utf-8")
    return path


def _run(runner: FlaskCliRunner, *words: object) -> tuple[int, str]:
    result = runner.invoke(args=["frameworks", *map(str, words)])
    return result.exit_code, " ".join(result.output.split())


def test_two_versions_are_told_apart_sentence_by_sentence(
    app: Flask, runner: FlaskCliRunner
) -> None:
    changed = factories.THREE.replace('"1.0.0"', '"1.1.0"').replace(
        "data.keep: {level: 2, source", "data.keep: {level: 3, source"
    )
    factories.framework_version()
    factories.framework_version(changed)
    status, output = _run(runner, "diff", "three@1.0.0", "three")
    assert status == 0
    assert "head" in output
    assert "data.keep: 2 → 3" in output
    assert output.count("→") == 1


def test_a_shipped_crosswalk_is_printed_with_its_coverage(
    app: Flask, runner: FlaskCliRunner
) -> None:
    status, output = _run(runner, "crosswalk", "ocsc-digital-2567", "digcomp-3.0")
    assert status == 0
    assert "DCyber" in output
    assert "70%" in output


def test_a_closed_round_is_expressed_in_another_framework(
    app: Flask, runner: FlaskCliRunner, walk: Path, tmp_path: Path
) -> None:
    """2 and 1 of 3 levels for 9 people, 1 and 0 for 8: told as 1.5 and 0.5."""
    city, to = ClosedCity(), tmp_path / "levels.xlsx"
    words = ("--round", city.round, "--to-framework", "ocsc-digital-2567")
    status, output = _run(runner, "rescore", *words, "--crosswalk", walk, "--to", to)
    assert status == 0
    assert "DData" in output
    assert f"{(1.5 + 0.5) / 2 / 3 * 5:.2f}" in output
    assert "safe.share" in output
    sheet = load_workbook(BytesIO(to.read_bytes())).worksheets[0]
    rows = [row for row in sheet.iter_rows(values_only=True) if row[0] == "00"]
    assert rows[0][7] == pytest.approx((1.5 + 0.5) / 2 / 3 * 5, abs=1e-4)


def test_without_a_crosswalk_nothing_is_made_up(
    app: Flask, runner: FlaskCliRunner
) -> None:
    city = ClosedCity()
    words = ("--round", city.round, "--to-framework", "ocsc-digital-2567")
    assert _run(runner, "rescore", *words)[0] == 1


def test_an_open_round_is_not_expressed(
    app: Flask, runner: FlaskCliRunner, walk: Path
) -> None:
    factories.person(factories.unit())
    words = ("--round", factories.round_(), "--to-framework", "ocsc-digital-2567")
    assert _run(runner, "rescore", *words, "--crosswalk", walk)[0] == 1


def test_every_fault_of_a_crosswalk_is_printed(
    app: Flask, runner: FlaskCliRunner, walk: Path
) -> None:
    factories.framework_version()
    faulty = walk.read_text("utf-8").replace("data.", "date.")
    walk.write_text(faulty, "utf-8")
    words = ("three", "ocsc-digital-2567", "--crosswalk", walk)
    status, output = _run(runner, "crosswalk", *words)
    assert status == 1
    assert "edges[0].from" in output
    assert "edges[1].from" in output


def test_an_unknown_framework_is_refused(app: Flask, runner: FlaskCliRunner) -> None:
    assert _run(runner, "diff", "three", "no-such@2.0.0")[0] == 1


@pytest.mark.parametrize("name", ["levels.csv", "no-such-folder/levels.xlsx"])
def test_a_file_that_cannot_be_written_is_wrong_usage(
    app: Flask, runner: FlaskCliRunner, tmp_path: Path, name: str
) -> None:
    words = ("--round", 1, "--to-framework", "digcomp-3.0", "--to", tmp_path / name)
    assert _run(runner, "rescore", *words)[0] == 2


def test_a_crosswalk_that_is_no_text_is_told_in_words(
    app: Flask, runner: FlaskCliRunner, walk: Path
) -> None:
    factories.framework_version()
    walk.write_bytes(b"\xff\xfe\x00")
    words = ("three", "ocsc-digital-2567", "--crosswalk", walk)
    result = runner.invoke(args=["frameworks", "crosswalk", *map(str, words)])
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
