"""`flask breach-report`: the facts for the notice within 72 hours."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from assessments import checks, clock, thai
from assessments.cli import console
from assessments.cli.console import _
from assessments.jobs import records
from assessments.operations import records as operations
from assessments.operations.audit import SYSTEM


@click.command(
    "breach-report",
    help=_("Print in Thai who did what since a moment, for the notice of a breach."),
)
@click.option(
    "--since", required=True, help=_("The first moment, such as 2026-12-01 08:30.")
)
@console.file_option(
    "path", (".txt",), required=False, help_=_("The file to write; else it is printed.")
)
@with_appcontext
def group(since: str, path: Path | None) -> None:
    """Print or write the report, and leave an audit line."""
    begun, now = thai.read_moment(since), clock.now()
    if begun is None:
        raise click.BadParameter(_("This is no date and time."), param_hint="--since")
    with current_app.app_context(), console.refusals():
        checks.require_schema(console.MIGRATIONS)
    text = records.breach_report(begun, now)
    operations.note("breach_report", actor=SYSTEM, now=now)
    if path is None:
        click.echo(text)
    else:
        path.write_text(text, "utf-8")
