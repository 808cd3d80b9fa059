"""`flask frameworks` with files of other kinds: in, out, and what they leave open."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from assessments.operations.audit import SYSTEM
from assessments.operations.frameworks import add_shipped
from assessments.queries import frameworks
from assessments.workbooks.framework import read as read_workbook
from competency.frameworks import decoded, digest, parse, shipped
from competency.frameworks import read as read_yaml
from tests.assessments.cli.test_frameworks import Terminal
from tests.competency.frameworks.test_itembank import ITEMS, MAP, REAL_MAP, SCALES
from tests.competency.frameworks.test_moodle import REAL
from tests.conftest import NOW
from tests.factories import THREE

BANK = "digcompsat_item_bank"


@pytest.fixture
def terminal(
    app: Flask, runner: FlaskCliRunner, capfd: pytest.CaptureFixture[str]
) -> Terminal:
    return Terminal(runner, capfd)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The framework of three competencies, a file of Moodle and an item bank."""
    (tmp_path / "three.yaml").write_text(THREE, "utf-8")
    (tmp_path / "moodle.csv").write_text(REAL, "utf-8")
    (tmp_path / "map.yaml").write_text(MAP, "utf-8")
    for name, rows in (("items.csv", ITEMS), ("scales.csv", SCALES)):
        text = "\n".join(",".join(row) for row in rows)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def kept() -> list[str]:
    """The versions that were added, as id@version."""
    return [f"{each.framework}@{each.version}" for each in frameworks.versions()]


def test_a_shipped_framework_is_written_as_a_workbook_and_loaded_again(
    terminal: Terminal, folder: Path
) -> None:
    file = folder / "digcomp.xlsx"
    assert terminal.run("export", "digcomp-2.2", "--to", file)[0] == 0
    assert terminal.run("check", file)[0] == 0
    status, _output = terminal.run("load", file)
    assert status == 0
    (found,) = frameworks.versions()
    assert found.digest == digest(parse(shipped()["digcomp-2.2"]))


def test_a_version_is_written_as_yaml_with_the_same_digest(
    terminal: Terminal, folder: Path
) -> None:
    add_shipped(actor=SYSTEM, now=NOW)
    for version in frameworks.versions():
        name = f"{version.framework}@{version.version}"
        file = folder / f"{version.framework}.yaml"
        assert terminal.run("export", name, "--to", file)[0] == 0
        assert digest(parse(decoded(file.read_bytes())[0])) == version.digest


def test_a_framework_that_is_not_there_is_not_written(
    terminal: Terminal, folder: Path
) -> None:
    file = folder / "none.yaml"
    assert terminal.run("export", "none", "--to", file)[0] == 1
    assert terminal.run("export", "digcomp-2.2", "--to", folder / "none.docx")[0] == 2
    assert not file.exists()


def test_faults_of_a_workbook_are_told_with_sheet_row_and_column(
    terminal: Terminal, folder: Path
) -> None:
    file = folder / "three.xlsx"
    terminal.run("convert", folder / "three.yaml", "--to", file, "--language", "en")
    book = openpyxl.load_workbook(file)
    book["Items"]["A3"] = "data.red"
    book["Areas"]["B2"] = '="a"'
    book.save(file)
    status, output = terminal.run("load", file)
    assert status == 1
    assert "data.red" in output
    for place in ("Items", "3", "Competency", "Areas", "2", "Name (Thai)"):
        assert place in output
    assert kept() == []


def test_a_file_of_moodle_is_a_draft_that_lacks_its_items(
    terminal: Terminal, folder: Path
) -> None:
    status, output = terminal.run("load", folder / "moodle.csv", "--language", "en")
    assert status == 1
    assert "write.mail" in output
    assert "Cross-referenced competency ID numbers" in output
    assert kept() == []
    draft = folder / "draft.yaml"
    status, output = terminal.run("convert", folder / "moodle.csv", "--to", draft)
    assert status == 0
    rules = [problem.rule for problem in read_yaml(draft.read_text("utf-8"))[1]]
    assert rules == ["items-missing"] * 3


def test_a_framework_is_written_for_moodle_in_a_language(
    terminal: Terminal, folder: Path
) -> None:
    file = folder / "out.csv"
    source = folder / "three.yaml"
    assert terminal.run("convert", source, "--to", file, "--language", "en")[0] == 0
    assert 'data,data.read,"Reading data"' in file.read_text("utf-8")


def test_an_item_bank_becomes_a_version_of_its_own(
    terminal: Terminal, folder: Path
) -> None:
    options = ["--items", folder / "items.csv", "--map", folder / "map.yaml"]
    options += ["--answers", folder / "scales.csv"]
    status, output = terminal.run("load", folder / "three.yaml", *options)
    assert status == 0, output
    assert kept() == ["bank@2.0.0"]


def test_an_item_bank_needs_its_map(terminal: Terminal, folder: Path) -> None:
    items = folder / "items.csv"
    assert terminal.run("check", folder / "three.yaml", "--items", items)[0] == 2


def test_the_faults_of_a_map_and_of_items_are_told(
    terminal: Terminal, folder: Path
) -> None:
    options = ["--items", folder / "items.csv", "--map", folder / "map.yaml"]
    status, output = terminal.run("check", folder / "three.yaml", *options)
    assert status == 1
    assert "items.csv" in output
    assert "yes-no" in output
    (folder / "map.yaml").write_text("- no map\n", "utf-8")
    assert terminal.run("check", folder / "three.yaml", *options)[0] == 1


def test_the_real_item_bank_is_put_on_digcomp(
    terminal: Terminal, folder: Path, shared: Path
) -> None:
    bank = shared / BANK
    if not bank.exists():
        pytest.skip(f"{BANK} is not here")
    base, map_ = folder / "base.xlsx", folder / "real.yaml"
    map_.write_text(REAL_MAP, "utf-8")
    terminal.run("export", "digcomp-2.2", "--to", base)
    options = ["--items", bank / "items_en.csv", "--map", map_]
    options += ["--answers", bank / "answer_scales_en.csv"]
    assert terminal.run("check", base, *options)[0] == 0
    assert terminal.run("load", base, *options)[0] == 0
    assert kept() == ["digcompsat@1.0.0"]


def test_a_workbook_to_fill_in_is_written(terminal: Terminal, folder: Path) -> None:
    file = folder / "own.xlsx"
    assert terminal.run("template", "--to", file)[0] == 0
    assert openpyxl.load_workbook(BytesIO(file.read_bytes())).sheetnames
    assert read_workbook(file.read_bytes())[0] is None
    assert terminal.run("template", "--to", folder / "own.csv")[0] == 2
    assert terminal.run("load", file)[0] == 1


def test_a_kind_of_file_that_is_not_known_is_refused(
    terminal: Terminal, folder: Path
) -> None:
    file = folder / "three.docx"
    file.write_bytes(b"?")
    status, output = terminal.run("check", file)
    assert status == 1
    assert ".docx" in output


@pytest.mark.parametrize("command", ["check", "load", "convert", "export", "template"])
def test_every_command_explains_itself(terminal: Terminal, command: str) -> None:
    status, output = terminal.run(command, "--help")
    assert status == 0
    assert "--to" in output or "--items" in output
