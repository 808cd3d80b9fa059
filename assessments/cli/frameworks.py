"""`flask frameworks`: versions that were added, and files to check and to add."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from assessments import clock, thai
from assessments.cli import console
from assessments.cli import framework_files as files
from assessments.cli.console import _
from assessments.operations import frameworks as operations
from assessments.operations.audit import SYSTEM
from assessments.queries import frameworks
from assessments.workbooks import exchange
from assessments.workbooks import framework as workbook
from competency.frameworks import Framework, digest

group = console.Group("frameworks", help=_("Competency frameworks and their versions."))

DIGEST_SHOWN = 12
"""Hexadecimal digits of a digest that tell versions apart on a screen."""


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


@group.command(
    "check",
    help=_(
        "Name every problem of a framework file: YAML (.yaml), Excel (.xlsx), Moodle's "
        "competencies (.csv) or a LimeSurvey survey (.lss)."
    ),
)
@files.source
def check(**source: Any) -> None:  # noqa: ANN401 -- the options of a source
    """Check a file and change nothing."""
    found = _checked(source)[1]
    console.out.print(_("The file has no problems."))
    _say(found)


@group.command("load", help=_("Keep a framework file as a new version."))
@files.source
def load(**source: Any) -> None:  # noqa: ANN401 -- the options of a source
    """Add a version, unless its content is kept already."""
    text, found = _checked(source)
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


@group.command(
    "convert",
    help=_(
        "Write a framework file as one of another kind, even where something is still "
        "missing: the result is a draft to complete."
    ),
)
@files.source
@files.TO
def convert(target: Path, **source: Any) -> None:  # noqa: ANN401 -- the options of a source
    """Write a file as another; problems that are left are named."""
    _text, found = files.given(**source)
    if found.framework is None:
        files.refuse(found)
    _write(found.framework, target, source["language"])
    files.tell(found)
    if found.problems:
        words = _("Problems left in the draft: %(count)s.")
        console.out.print(words % {"count": len(found.problems)})
    _say(found.framework)


@group.command("export", help=_("Write a version, or a shipped framework, to a file."))
@click.argument("name", metavar="ID[@VERSION]")
@files.TO
@files.LANGUAGE
def export(name: str, target: Path, language: str | None) -> None:
    """Write a framework; the newest version where none is named."""
    found = frameworks.content(name)
    if found is None:
        console.fail(_("There is no framework of this name and version."))
    _write(found, target, language)
    _say(found)


@group.command(
    "template", help=_("Write a workbook to fill in a framework of one's own.")
)
@files.TO
def template(target: Path) -> None:
    """Write an empty workbook with headers, lists to choose from and notes."""
    if exchange.kind_of(target.name) != exchange.EXCEL:
        raise click.UsageError(_("The template is an Excel workbook (.xlsx)."))
    target.write_bytes(workbook.template(console.language()))
    console.out.print(_("Written: %(name)s") % {"name": target}, markup=False)


def _write(framework: Framework, target: Path, language: str | None) -> None:
    kind = exchange.kind_of(target.name)
    if kind not in exchange.WRITERS:
        known = ", ".join(exchange.WRITERS)
        raise click.UsageError(
            _("The file must end in one of: %(names)s") % {"names": known}
        )
    with console.refusals():
        data = exchange.WRITERS[kind](framework, language or console.language())
    target.write_bytes(data)
    console.out.print(_("Written: %(name)s") % {"name": target}, markup=False)


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


def _checked(source: Mapping[str, Any]) -> tuple[str, Framework]:
    """The text of a file and its framework; its problems are printed otherwise."""
    text, found = files.given(**source)
    if found.framework is None or found.problems:
        files.refuse(found)
    if again := frameworks.reused(found.framework):
        console.show_problems(again)
    files.tell(found)
    return text, found.framework


def _say(found: Framework) -> None:
    """Print what a framework holds, in numbers."""
    rows = (
        (_("Name"), found.name.of(console.language())),
        (_("Id and version"), f"{found.id}@{found.version}"),
        (_("Digest"), digest(found)[:DIGEST_SHOWN]),
        (_("Areas"), len(found.areas)),
        (_("Competencies"), len(found.competencies)),
        (_("Items"), found.rated),
        (_("Knowledge questions"), len(found.items) - found.rated),
        (_("Levels of the scale"), len(found.scale)),
        (_("Profiles"), len(found.profiles)),
    )
    console.table(("", ""), rows)
