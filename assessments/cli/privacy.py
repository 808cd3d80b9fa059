"""`flask privacy`: the record of processing, retention, and erasing a person."""

from pathlib import Path

import click
from flask import current_app

from assessments import clock
from assessments.cli import console
from assessments.cli.console import _
from assessments.jobs import erasure as jobs
from assessments.jobs import records
from assessments.jobs import retention as keeping
from assessments.operations import records as operations
from assessments.operations.audit import SYSTEM
from assessments.queries import erasure, people

group = console.Group("privacy", help=_("Personal data: what is kept, and letting go."))

CLASSES: dict[str, str] = {
    "answers": _("Answers, ratings and evidence"),
    "results": _("Levels, groups and seats of single people"),
    "leavers": _("People who have left"),
    "jobs": _("Finished jobs"),
    "files": _("Files made"),
}


@group.command("record", help=_("Write the record of processing (section 39)."))
@console.file_option("path", (".xlsx",), help_=_("The workbook to write."))
def record(path: Path) -> None:
    """Write the workbook and leave an audit line."""
    now = clock.now()
    path.write_bytes(records.record(now))
    operations.note("record_of_processing", actor=SYSTEM, now=now)


@group.command("retention", help=_("Take away what was kept for long enough."))
@click.option("--dry-run", is_flag=True, help=_("Only say what would go."))
def retention(dry_run: bool) -> None:
    """Do what the worker does each night, or say what it would do."""
    settings, now = current_app.config["SETTINGS"], clock.now()
    counts = keeping.due(settings, now) if dry_run else keeping.apply(settings, now)
    headers = (_("Data"), _("Would go") if dry_run else _("Gone"))
    console.table(headers, [(CLASSES[name], counts[name]) for name in CLASSES])


@group.command("erase", help=_("Erase a person's data; without --confirm, say what."))
@click.argument("number", metavar="PERSON")
@click.option("--confirm", metavar="PERSON", help=_("The same number once more."))
def erase(number: str, confirm: str | None) -> None:
    """Erase somebody and rewrite the database's file, or print the dry run."""
    person_id = people.person_id(number)
    if person_id is None:
        console.fail(
            _("There is nobody with the staff number %(name)s.") % {"name": number}
        )
    if confirm is None:
        _say(person_id)
        return
    with console.refusals():
        jobs.erase(person_id, confirm, actor=SYSTEM, now=clock.now())
    jobs.compact()
    console.out.print(_("The person's data were erased."))


def _say(person_id: int) -> None:
    """Print what would go, and what would stay without a name."""
    found = erasure.erasure(person_id)
    if found is None:
        return
    rows = (
        (_("Roles"), found.roles),
        (_("Texts of evidence"), found.evidence),
        (_("Targets of their own"), found.targets),
        (_("Development plans"), found.plans),
        (_("Words of requests"), found.requests),
        (_("Notes of reminders"), found.reminders),
    )
    console.table((_("What goes, beside name, number and account"), ""), rows)
    stays = ((_("Ratings given"), found.answers), (_("Rows of levels"), found.levels))
    console.table((_("What stays, without a name"), ""), stays)
