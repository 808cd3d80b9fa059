"""`flask roster`: people and units from a spreadsheet."""

from pathlib import Path

import click

from assessments import clock, thai
from assessments.cli import console
from assessments.cli.console import _
from assessments.operations import people as operations
from assessments.operations.audit import SYSTEM
from assessments.queries import people, roster
from assessments.workbooks import roster as workbook

group = console.Group("roster", help=_("People and units."))

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@group.command("import", help=_("Make a roster (.xlsx or .csv) the staff of today."))
@click.argument("file", type=_FILE)
@click.option(
    "--units", type=_FILE, help=_("A file of units, where they have their own.")
)
@click.option("--dry-run", is_flag=True, help=_("Only say what would change."))
def import_(file: Path, units: Path | None, dry_run: bool) -> None:
    """Check a roster, say what it changes, and apply it unless this is a trial."""
    tree = None if units is None else units.read_bytes()
    found, problems = workbook.read(file.read_bytes(), people.unit_codes(), tree)
    if found is None:
        console.show_problems(problems)
    if dry_run:
        _say(roster.changes_by(found.people, found.units), found.unused)
        console.out.print(_("This was a trial. Nothing was changed."))
        return
    with console.refusals():
        applied = operations.apply(
            found.people,
            found.units,
            sort_key=thai.sort_key,
            actor=SYSTEM,
            now=clock.now(),
        )
    _say(applied, found.unused)


def _say(changes: roster.RosterChanges, unused: tuple[str, ...]) -> None:
    words = {
        "joiners": _("People who join"),
        "movers": _("People who move to another unit"),
        "changed": _("People whose facts change"),
        "leavers": _("People who leave"),
        "units_new": _("New units"),
        "units_changed": _("Units that change"),
        "units_dropped": _("Units out of use"),
    }
    rows = [(words[name], count) for name, count in changes.counts.items()]
    console.table(("", _("Count")), rows)
    if unused:
        text = _("Columns that were not read: %(names)s") % {"names": ", ".join(unused)}
        console.out.print(text, markup=False)
