"""Framework files as commands take them: of every kind, alone or with an item bank."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import click

from assessments import errors
from assessments.cli import console
from assessments.cli.console import _
from assessments.workbooks import exchange, reading
from competency.frameworks import decoded, dump
from competency.frameworks.importing import Imported
from competency.frameworks.itembank import build, read_map
from competency.frameworks.sheets import Given, Line
from competency.problems import Problem, Problems

_PATH = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
FILE = click.argument("file", metavar="FILE", type=_PATH)
TO = click.option(
    "--to",
    "target",
    metavar="FILE",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("The file to write; its ending says its kind."),
)
LANGUAGE = click.option(
    "--language",
    type=click.Choice(["th", "en"]),
    help=_("The language of a file that holds one only; else the terminal's."),
)
_BANK = (
    click.option(
        "--items",
        type=_PATH,
        help=_("An item bank (.csv, .xlsx) to put on the framework of FILE."),
    ),
    click.option(
        "--map",
        "map_file",
        type=_PATH,
        help=_("YAML: which column of the item bank is what, and the new name."),
    ),
    click.option(
        "--answers",
        type=_PATH,
        help=_("The answer scales of the item bank (.csv, .xlsx), if in a file."),
    ),
)


def source(command: Callable[..., Any]) -> Callable[..., Any]:
    """A command that takes a framework file, maybe with an item bank."""
    for option in (FILE, LANGUAGE, *reversed(_BANK)):
        command = option(command)
    return command


def given(
    file: Path,
    language: str | None,
    items: Path | None,
    map_file: Path | None,
    answers: Path | None,
) -> tuple[str, Imported]:
    """The YAML text that a source comes to, and all that is known of it.

    The text is blank where there is no framework.
    """
    if (items is None) != (map_file is None):
        raise click.UsageError(_("An item bank needs both --items and --map."))
    data = file.read_bytes()
    kind = exchange.kind_of(file.name, data)
    found = exchange.read(kind, data, language or console.language())
    if items and map_file and found.framework:
        found = _with_items(found, items, map_file, answers)
        return dump(found.framework) if found.framework else "", found
    if found.framework is None:
        return "", found
    return exchange.text_of(kind, data, found.framework), found


def _with_items(
    base: Imported, items: Path, map_file: Path, answers: Path | None
) -> Imported:
    """The base with the items of a bank; the items that it lacked are no problem."""
    text, problems = decoded(map_file.read_bytes())
    bank, faults = (None, ()) if problems else read_map(text)
    left = tuple(p for p in base.problems if p.rule != "items-missing")
    if bank is None or left:
        return Imported(None, (*problems, *faults, *left))
    sheets, unreadable = _sheets(items, answers)
    if unreadable or base.framework is None:
        return Imported(None, unreadable)
    return build(base.framework, bank, *sheets)


def _sheets(*files: Path | None) -> tuple[list[Given], Problems]:
    """The first sheet of each file, and what is wrong with the files."""
    found, problems = [], list[Problem]()
    for file in files:
        if file is not None:
            rows, faults = reading.first_sheet(file.read_bytes())
            lines = tuple(Line(row.number, row.cells) for row in rows)
            found.append(Given(file.name, lines))
            problems += faults
    return found, tuple(problems)


def refuse(found: Imported) -> NoReturn:
    """Print every problem with its place, and stop with status 1."""
    tell(found)
    words = _("Problems found: %(count)s. Nothing was changed.")
    console.fail(words % {"count": len(found.problems)})


def tell(found: Imported) -> None:
    """Print what was left out or filled in, then every problem."""
    for problem in (*found.remarks, *found.problems):
        console.err.print(_line(problem), markup=False)


def _line(problem: Problem) -> str:
    place = problem.place
    row = _("row %(name)s") if place.sheet else _("line %(name)s")
    column = _("column %(name)s") if place.sheet else _("field %(name)s")
    parts = (
        (_("sheet %(name)s"), place.sheet),
        (row, place.row),
        (column, place.column),
    )
    named = ", ".join(text % {"name": name} for text, name in parts if name)
    said = errors.words(problem, _)
    return f"{named}: {said}" if named else said
