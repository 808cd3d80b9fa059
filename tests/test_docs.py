"""The documents are true in what can be checked: links, commands, settings."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from flask import Flask
from flask.cli import ScriptInfo

from assessments import create_app
from assessments.config import PREFIX, Settings

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    [
        ROOT / f"{name}.md"
        for name in ("README", "CONTRIBUTING", "CHANGELOG", "SECURITY")
    ]
    + list((ROOT / "docs").rglob("*.md"))
)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_FENCE = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^(?:\$ )?(?:\S*/)?flask (.+)$", re.MULTILINE)
_FILE = re.compile(r"\.(xlsx|csv|csv\.gz|yaml|json)$")
_HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)


def _ids(pages: list[Path]) -> list[str]:
    return [page.relative_to(ROOT).as_posix() for page in pages]


def anchors(text: str) -> set[str]:
    """The names under which a page's headings can be linked to."""
    plain = (re.sub(r"[^\w\- ]", "", head.lower()) for head in _HEADING.findall(text))
    return {head.replace(" ", "-") for head in plain}


def broken(page: Path, text: str) -> list[str]:
    """The relative links of a text that lead nowhere."""
    found = []
    for link in _LINK.findall(text):
        target, _, anchor = link.partition("#")
        place = (page.parent / target) if target else page
        if re.match(r"[a-z]+:", link):
            continue
        if not place.exists() or (anchor and anchor not in anchors(place.read_text())):
            found.append(link)
    return found


@pytest.mark.parametrize("document", PAGES, ids=_ids(PAGES))
def test_every_link_leads_to_a_file(document: Path) -> None:
    assert broken(document, document.read_text("utf-8")) == []


def test_a_planted_broken_link_is_found() -> None:
    text = "[a](nowhere.md) [b](README.md) [c](https://example.org) [d](README.md#x)"
    assert broken(ROOT / "README.md", text) == ["nowhere.md", "README.md#x"]


def command_lines(text: str) -> Iterator[list[str]]:
    """The words after `flask` in each command line of a text's fenced blocks."""
    for block in _FENCE.findall(text):
        for line in _COMMAND.findall(block):
            yield shlex.split(line, comments=True)


_LINES = [
    (page, words) for page in PAGES for words in command_lines(page.read_text("utf-8"))
]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The program with all its commands; none of them is run."""
    return create_app(Settings(data=tmp_path_factory.mktemp("docs"), testing=True))


def misused(installed: Flask, words: list[str], folder: Path) -> str:
    """What is wrong with a command line, without running it; empty where nothing is."""
    command: click.Command = installed.cli
    rest = words
    context = click.Context(command, obj=ScriptInfo(create_app=lambda: installed))
    while isinstance(command, click.Group):
        if rest and rest[0].startswith("-"):
            return "" if rest[0] in {"--help", "--version"} else f"unknown: {rest[0]}"
        found = command.get_command(context, rest[0]) if rest else None
        if found is None:
            return f"unknown: {' '.join(words)}"
        command, rest = found, rest[1:]
    try:
        command.make_context("flask", _with_files(rest, folder), context)
    except click.ClickException as error:
        return error.format_message()
    return ""


def _with_files(words: list[str], folder: Path) -> list[str]:
    """The same words, where what looks like a file of the reader's exists."""
    return [_file(word, folder) if _FILE.search(word) else word for word in words]


def _file(name: str, folder: Path) -> str:
    made = folder / Path(name).name
    made.touch()
    return str(made)


@pytest.mark.parametrize(
    "words",
    [words for _document, words in _LINES],
    ids=[f"{page.name}: {' '.join(words)}" for page, words in _LINES],
)
def test_every_command_line_is_understood(
    installed: Flask, words: list[str], tmp_path: Path
) -> None:
    assert misused(installed, words, tmp_path) == ""


@pytest.mark.parametrize(
    "line",
    ["flask rounds shut 1", "flask rounds open", "flask plans make --round 1 --tea"],
)
def test_a_planted_wrong_command_line_is_found(
    installed: Flask, line: str, tmp_path: Path
) -> None:
    (words,) = command_lines(f"```sh\n{line}   # so\n```")
    assert misused(installed, words, tmp_path)


def _named_settings() -> dict[str, set[str]]:
    """Settings that each page names."""
    return {
        page.name: set(re.findall(rf"{PREFIX}[A-Z_]+", page.read_text("utf-8")))
        for page in PAGES
    }


def test_every_setting_that_is_named_exists() -> None:
    known = {f"{PREFIX}{name}".upper() for name in Settings.model_fields}
    named = _named_settings().items()
    strays = {name: names - known for name, names in named if names - known}
    assert strays == {}


def test_every_setting_is_explained() -> None:
    known = {f"{PREFIX}{name}".upper() for name in Settings.model_fields}
    assert known - _named_settings()["operations.md"] == set()
