"""`flask remind`: a mail to everybody whom a round waits for, as a timer needs it."""

import click
from flask import current_app
from flask.cli import with_appcontext

from assessments import checks
from assessments.cli import console
from assessments.cli.console import _
from assessments.jobs import reminders as jobs
from assessments.mail import Fate
from assessments.queries import reminders
from assessments.queries.reminders import Waiting

FATES: dict[str, str] = {
    Fate.SENT: _("Mails sent"),
    Fate.REFUSED: _("The mail server refuses the address"),
    Fate.LATER: _("Not taken by the mail server yet"),
    Fate.UNCLEAR: _("Unclear whether the mail was sent"),
}
REASONS: dict[str, str] = {"address": _("No e-mail address"), **FATES}


@click.command(
    "remind",
    help=_("Write to everybody of an open round who has not handed in, once a day."),
)
@click.argument("number", metavar="ROUND", type=int)
@with_appcontext
def group(number: int) -> None:
    """Remind here and now; status 1 where mail is off or the server is not there."""
    with current_app.app_context(), console.refusals():
        checks.require_schema(console.MIGRATIONS)
    with console.refusals(), console.progress(_("Sending reminders")) as progress:
        counts = jobs.remind(number, progress)
    console.table(("", ""), [(words, counts[fate]) for fate, words in FATES.items()])
    _say(reminders.unreached(number))


def _say(people: tuple[Waiting, ...]) -> None:
    """Print whom no mail reaches: by number alone, since timers mail their output."""
    if people:
        console.out.print("\n" + _("Whom no mail reaches"))
        rows = [(each.number, REASONS[each.unreached]) for each in people]
        console.table((_("Staff number"), _("Why no mail reaches them")), rows)
