"""`flask targets`: targets of single people, over those of their profiles."""

from pathlib import Path

import click

from assessments import clock
from assessments.cli import console
from assessments.cli.console import _
from assessments.operations import targets as operations
from assessments.operations.audit import SYSTEM
from assessments.operations.frameworks import NoSuchFrameworkError
from assessments.queries import frameworks, people, targets
from assessments.workbooks import personal as workbook
from assessments.workbooks.personal import Owned
from competency.frameworks import Framework
from competency.frameworks.personal import word

group = console.Group("targets", help=_("Targets of single people."))

_FRAMEWORK = click.option(
    "--framework", "name", required=True, help=_("The framework's id.")
)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def _framework(name: str) -> Framework:
    found = frameworks.newest().get(name)
    if found is None:
        with console.refusals():
            raise NoSuchFrameworkError(name)
    return found


@group.command("list", help=_("Print who has which target of their own."))
@_FRAMEWORK
def list_(name: str) -> None:
    """Print the personal targets of today's staff in a framework."""
    framework, language = _framework(name), console.language()
    found = targets.listed(framework.id, people.unit_ids())
    heads = _("Staff number"), _("Name"), _("Unit"), _("Competency"), _("Target")
    rows = (
        (e.number, e.name, e.unit(language), e.competency, word(e.target))
        for e in found
    )
    console.table(heads, rows)


@group.command("export", help=_("Write the targets of single people to a workbook."))
@_FRAMEWORK
@console.file_option("file", (".xlsx",), help_=_("The workbook to write."))
def export(name: str, file: Path) -> None:
    """Write the workbook that `import` reads."""
    framework = _framework(name)
    found = targets.listed(framework.id, people.unit_ids())
    owned = (Owned(e.number, e.name, e.unit_th, e.competency, e.target) for e in found)
    file.write_bytes(workbook.workbook(owned, framework, now=clock.now()))
    console.out.print(_("Written: %(file)s") % {"file": file}, markup=False)


@group.command(
    "import", help=_("Set the targets of a workbook: all of it, or nothing.")
)
@click.argument("file", type=_FILE)
@_FRAMEWORK
def import_(file: Path, name: str) -> None:
    """Check a whole workbook and set its targets."""
    framework = _framework(name)
    numbers = targets.numbers(people.unit_ids())
    cells, problems = workbook.read(file.read_bytes(), framework, numbers)
    if problems:
        console.show_problems(problems)
    kept = {(numbers[number], id_): each for (number, id_), each in cells.items()}
    done = operations.put(framework.id, kept, actor=SYSTEM, now=clock.now())
    words = _(
        "New targets: %(new)s. Changed: %(changed)s. Taken away: %(gone)s. As they "
        "were: %(same)s."
    )
    console.out.print(words % done.counts, markup=False)
