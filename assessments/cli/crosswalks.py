"""`flask crosswalks`: the agency's own crosswalks between frameworks."""

from pathlib import Path

import click

from assessments import clock
from assessments.cli import console
from assessments.cli.console import _
from assessments.operations import crosswalks as operations
from assessments.operations.audit import SYSTEM
from assessments.queries import crosswalks
from assessments.queries.crosswalks import Known
from assessments.workbooks import crosswalk as workbook
from assessments.workbooks.exchange import is_workbook
from assessments.workbooks.rescored import statuses
from competency.frameworks import decoded

group = console.Group("crosswalks", help=_("Crosswalks between frameworks."))

_FILE = click.argument(
    "file", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)


@group.command("list", help=_("Print the crosswalks in use."))
def list_() -> None:
    """Print each crosswalk in use with its author."""
    named = statuses(_)
    heads = _("Id"), _("From"), _("To"), _("Relations"), _("Author")
    rows = (
        (
            each.walk.id,
            each.source.id,
            each.target.id,
            len(each.walk.edges),
            f"{each.walk.author} ({named[each.walk.status]})",
        )
        for each in crosswalks.known()
    )
    console.table(heads, rows)


@group.command("check", help=_("Check a crosswalk (.xlsx or .yaml); keep nothing."))
@_FILE
def check(file: Path) -> None:
    """Print every problem of a file, or how many relations it has."""
    found = _checked(file)
    words = _("No problems. Relations: %(count)s.")
    console.out.print(words % {"count": len(found.walk.edges)}, markup=False)


@group.command("load", help=_("Keep a crosswalk (.xlsx or .yaml) as the agency's own."))
@_FILE
def load(file: Path) -> None:
    """Keep a checked file; what was in use between its frameworks rests."""
    found = _checked(file)
    _name, new = operations.keep(found, actor=SYSTEM, now=clock.now())
    kept = _("The crosswalk is kept and in use.")
    console.out.print(kept if new else _("This crosswalk is in use already."))


@group.command("export", help=_("Write a crosswalk in use to a file."))
@click.argument("name", metavar="ID")
@console.file_option("file", (".xlsx", ".yaml"), help_=_("The file to write."))
def export(name: str, file: Path) -> None:
    """Write the crosswalk of this id as a workbook or as YAML."""
    found = next((each for each in crosswalks.known() if each.walk.id == name), None)
    if found is None:
        with console.refusals():
            raise operations.NoSuchCrosswalkError(name)
    if file.suffix.lower() == ".yaml":
        file.write_text(found.text, "utf-8")
    else:
        ends = found.source, found.target
        made = workbook.workbook(found.walk, *ends, now=clock.now())
        file.write_bytes(made)
    console.out.print(_("Written: %(file)s") % {"file": file}, markup=False)


def _checked(file: Path) -> Known:
    """The crosswalk of a file, or all its problems and the end."""
    data = file.read_bytes()
    if is_workbook(data):
        text, places, problems = workbook.text(data)
    else:
        places, (text, problems) = {}, decoded(data)
    if problems:
        console.show_problems(problems)
    found, problems = crosswalks.checked(text)
    if found is None:
        console.show_problems(workbook.placed(problems, places) if places else problems)
    return found
