"""`flask frameworks`: versions that were added, and files to check and to add."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NoReturn

import click

from assessments import clock, errors, thai
from assessments.cli import console
from assessments.cli.console import _
from assessments.operations import frameworks as operations
from assessments.operations.audit import SYSTEM
from assessments.queries import frameworks
from competency.frameworks import Framework, decoded, digest, read
from competency.problems import Problem

group = console.Group("frameworks", help=_("Competency frameworks and their versions."))

DIGEST_SHOWN = 12
"""Hexadecimal digits of a digest that tell versions apart on a screen."""

_FILE = click.argument(
    "file",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path),
)


@group.command("list", help=_("List all versions, and shipped ones not added yet."))
def list_() -> None:
    """Print the versions; rounds name them as id@version."""
    headers = (
        _("Id"),
        _("Version"),
        _("Name"),
        _("Digest"),
        _("Added"),
        _("Rounds"),
    )
    console.table(headers, (*_added(), *_waiting()))


@group.command("check", help=_("Name every problem of a framework file."))
@_FILE
def check(file: Path) -> None:
    """Check a file and change nothing."""
    found = _checked(file)[1]
    console.out.print(_("The file has no problems."))
    _say(found)


@group.command("load", help=_("Keep a framework file as a new version."))
@_FILE
def load(file: Path) -> None:
    """Add a version, unless its content is kept already."""
    text, found = _checked(file)
    now = clock.now()
    with console.refusals():
        version = operations.add(text, actor=SYSTEM, now=now)
    new = version.added_at == now
    words = (
        _("%(name)s was added.") if new else _("%(name)s is kept already, unchanged.")
    )
    name = f"{version.framework}@{version.version}"
    console.out.print(words % {"name": name}, markup=False)
    _say(found)


def _added() -> Iterator[tuple[object, ...]]:
    language = console.language()
    for each in frameworks.versions():
        yield (
            each.framework,
            each.version,
            each.content.name.of(language),
            each.digest[:DIGEST_SHOWN],
            thai.moment(each.added_at, language),
            frameworks.rounds_of(each.id),
        )


def _waiting() -> Iterator[tuple[object, ...]]:
    language = console.language()
    for each in frameworks.waiting():
        known = digest(each)[:DIGEST_SHOWN]
        name = each.name.of(language)
        yield each.id, each.version, name, known, _("shipped, not added yet"), 0


def _checked(file: Path) -> tuple[str, Framework]:
    """The text of a file and its framework; its problems are printed otherwise."""
    text, problems = decoded(file.read_bytes())
    if problems:
        _refuse(problems)
    found, problems = read(text)
    if found is None:
        _refuse(problems)
    return text, found


def _refuse(problems: Sequence[Problem]) -> NoReturn:
    """Print every problem with its line and field, and stop with status 1."""
    for problem in problems:
        console.err.print(_line(problem), markup=False)
    words = _("Problems found: %(count)s. Nothing was changed.")
    console.fail(words % {"count": len(problems)})


def _line(problem: Problem) -> str:
    parts = (
        (_("line %(name)s"), problem.place.row),
        (_("field %(name)s"), problem.place.column),
    )
    named = (text % {"name": name} for text, name in parts if name)
    place = ", ".join(named)
    said = errors.words(problem, _)
    return f"{place}: {said}" if place else said


def _say(found: Framework) -> None:
    """Print what a framework holds, in numbers."""
    rows = (
        (_("Name"), found.name.of(console.language())),
        (_("Id and version"), f"{found.id}@{found.version}"),
        (_("Digest"), digest(found)[:DIGEST_SHOWN]),
        (_("Areas"), len(found.areas)),
        (_("Competencies"), len(found.competencies)),
        (_("Items"), len(found.items)),
        (_("Levels of the scale"), len(found.scale)),
        (_("Profiles"), len(found.profiles)),
    )
    console.table(("", ""), rows)
