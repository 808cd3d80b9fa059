"""`flask frameworks`: what is kept, what is wrong with a file, keeping one more."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from assessments.queries import frameworks
from competency.frameworks import digest, parse, shipped
from tests import factories
from tests.factories import THREE


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
        words = ["frameworks", *map(str, arguments)]
        result = self.runner.invoke(args=words)
        return result.exit_code, result.output + "".join(self.capfd.readouterr())


@pytest.fixture
def terminal(
    app: Flask, runner: FlaskCliRunner, capfd: pytest.CaptureFixture[str]
) -> Terminal:
    return Terminal(runner, capfd)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A framework file without problems."""
    path = tmp_path / "three.yaml"
    path.write_text(THREE, "utf-8")
    return path


def kept() -> list[str]:
    """The versions that were added, as id@version."""
    return [f"{each.framework}@{each.version}" for each in frameworks.versions()]


def test_what_is_shipped_and_not_added_is_listed_as_such(terminal: Terminal) -> None:
    status, output = terminal.run("list")
    assert status == 0
    for name, text in shipped().items():
        assert name in output
        assert digest(parse(text))[:12] in output
    assert kept() == []


def test_a_version_is_listed_with_its_rounds(terminal: Terminal, file: Path) -> None:
    terminal.run("load", file)
    factories.person(factories.unit())
    for _round in range(2):
        factories.round_(factories.framework_version())
    _status, output = terminal.run("list")
    (line,) = [line for line in output.splitlines() if line.startswith("three")]
    assert line.split()[1] == "1.0.0"
    assert digest(parse(THREE))[:12] in line
    assert line.split()[-1] == "2"


def test_a_file_without_problems_is_counted_and_nothing_is_kept(
    terminal: Terminal, file: Path
) -> None:
    status, output = terminal.run("check", file)
    assert status == 0
    assert "three@1.0.0" in output
    counts = [int(word) for word in output.split() if word.isdigit()]
    assert counts == [2, 3, 10, 0, 4, 2]
    assert kept() == []


def faulty(file: Path) -> None:
    """Make three faults in a file."""
    text = file.read_text("utf-8").replace("area: safe", "area: sfe")
    text = text.replace('"1.0.0"', "1.0").replace("met: 2", "met: 9")
    file.write_text(text, "utf-8")


@pytest.mark.parametrize("command", ["check", "load"])
def test_every_problem_is_printed_with_line_and_field(
    terminal: Terminal, file: Path, command: str
) -> None:
    faulty(file)
    status, output = terminal.run(command, file)
    lines = [line for line in output.splitlines() if line.strip()]
    assert status == 1
    assert len(lines) == 4
    for line, field, value in (
        ("3", "version", "1.0"),
        ("11", "rule.met", "9"),
        ("42", "competencies[2].area", "sfe"),
    ):
        assert any(
            line in each and field in each and f"“{value}”" in each for each in lines
        ), (line, field)
    assert kept() == []


def test_a_file_becomes_a_version_once(terminal: Terminal, file: Path) -> None:
    first, again = terminal.run("load", file), terminal.run("load", file)
    assert (first[0], again[0]) == (0, 0)
    assert first[1] != again[1]
    assert kept() == ["three@1.0.0"]


def test_a_version_number_stands_for_one_content(
    terminal: Terminal, file: Path
) -> None:
    terminal.run("load", file)
    text = THREE.replace("en: Not yet", "en: Not now")
    file.write_text(text, "utf-8")
    status, output = terminal.run("load", file)
    assert status == 1
    assert "Traceback" not in output
    file.write_text(text.replace('"1.0.0"', '"1.0.1"'), "utf-8")
    assert terminal.run("load", file)[0] == 0
    assert kept() == ["three@1.0.1", "three@1.0.0"]


@pytest.mark.parametrize("command", ["check", "load"])
@pytest.mark.parametrize(
    "data", [THREE.encode("cp874", "ignore"), b"", b"\x00\x01", b"a: [", b"- a"]
)
def test_what_is_no_framework_is_refused_in_words(
    terminal: Terminal, file: Path, data: bytes, command: str
) -> None:
    file.write_bytes(data)
    status, output = terminal.run(command, file)
    assert status == 1
    assert output.strip()
    assert "Traceback" not in output
    assert kept() == []


def test_a_byte_order_mark_does_no_harm(terminal: Terminal, file: Path) -> None:
    file.write_bytes(THREE.encode("utf-8-sig"))
    assert terminal.run("load", file)[0] == 0
    assert kept() == ["three@1.0.0"]


@pytest.mark.parametrize("command", ["check", "load"])
def test_a_file_that_is_not_there_is_wrong_usage(
    terminal: Terminal, tmp_path: Path, command: str
) -> None:
    for path in (tmp_path / "nothing.yaml", tmp_path):
        status, output = terminal.run(command, path)
        assert status == 2
        assert "Traceback" not in output


def test_words_in_brackets_are_printed_as_they_stand(
    terminal: Terminal, file: Path
) -> None:
    text = THREE.replace("th: สามสมรรถนะ", "th: '[bold]สาม'")
    file.write_text(text.replace("en: Three c", "en: '[bold]c'}  # c"), "utf-8")
    terminal.run("load", file)
    assert "[bold]" in terminal.run("list")[1] + terminal.run("check", file)[1]


def test_a_code_that_was_given_up_is_named_by_check_too(
    terminal: Terminal, file: Path
) -> None:
    terminal.run("load", file)
    less = THREE.replace("id: caseworker", "id: clerk").replace('"1.0.0"', '"1.1.0"')
    file.write_text(less, "utf-8")
    assert terminal.run("load", file)[0] == 0
    other = THREE.replace(
        "name: {th: ผู้ปฏิบัติงาน, en: Caseworker}", "name: {th: x, en: y}"
    )
    file.write_text(other.replace('"1.0.0"', '"1.2.0"'), "utf-8")
    for command in ("check", "load"):
        status, output = terminal.run(command, file)
        assert status == 1
        assert "caseworker" in output
    assert kept() == ["three@1.1.0", "three@1.0.0"]
