"""`flask rounds`: draft, open, close, and where each stands."""

from datetime import datetime, timedelta

import click

from assessments import clock, thai
from assessments.cli import console
from assessments.cli.console import _
from assessments.jobs import queue
from assessments.operations import frameworks
from assessments.operations import rounds as operations
from assessments.operations.audit import SYSTEM
from assessments.operations.rounds import Wish
from assessments.queries import rounds
from assessments.queries.rounds import RoundFacts
from competency.rounds import RoundSettings, State

group = console.Group("rounds", help=_("Assessment rounds."))

STATES = {
    State.DRAFT: _("Draft"),
    State.OPEN: _("Open"),
    State.CLOSING: _("Closing"),
    State.CLOSED: _("Closed"),
    State.ARCHIVED: _("In the archive"),
}
USUAL_LENGTH = timedelta(days=30)


class Moment(click.ParamType[datetime]):
    """A day and a time in Bangkok, of either era."""

    name = "time"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """The moment in UTC, or wrong usage."""
        if isinstance(value, datetime):
            return value
        found = thai.read_moment(str(value))
        if found is None:
            text = _('Write a day and a time, such as "2026-12-01 08:30".')
            self.fail(text, param, ctx)
        return found


_ID = click.argument("number", metavar="ID", type=int)


@group.command("list", help=_("List all rounds, the newest first."))
def list_() -> None:
    """Print the rounds; the first column is what other commands call ID."""
    rows = (
        (
            each.id,
            STATES[each.state],
            each.name,
            f"{each.framework_id}@{each.framework_version}",
            thai.moment(each.opens_at, console.language()),
            thai.moment(each.closes_at, console.language()),
        )
        for each in rounds.newest()
    )
    headers = ("ID", _("State"), _("Name"), _("Framework"), _("Opens"), _("Closes"))
    console.table(headers, rows)


@group.command("create", help=_("Make a draft of a round and print its ID."))
@click.option("--framework", required=True, help=_("Its id, or id@version."))
@click.option("--name", required=True, help=_("What people see."))
@click.option("--opens", type=Moment(), help=_("In Bangkok time; now if left out."))
@click.option("--closes", type=Moment(), help=_("30 days after opening if left out."))
def create(
    framework: str, name: str, opens: datetime | None, closes: datetime | None
) -> None:
    """Make a draft; the framework is added if it is shipped and missing."""
    now = clock.now()
    opens = opens or now
    closes = closes or opens + USUAL_LENGTH
    with console.refusals():
        if opens >= closes:
            raise operations.RoundWindowError(opens, closes)
        version = frameworks.find(framework, actor=SYSTEM, now=now)
        settings = RoundSettings.model_validate({})
        wish = Wish(name.strip(), version.id, opens, closes, settings)
        number = operations.create(wish, actor=SYSTEM, now=now)
    console.out.print(_("Round %(number)s is a draft now.") % {"number": number})


@group.command("open", help=_("Invite the target group and take answers."))
@_ID
def open_(number: int) -> None:
    """Open a draft."""
    with console.refusals():
        count = operations.open_(number, actor=SYSTEM, now=clock.now())
    words = _("Round %(number)s is open. %(count)s people are invited.")
    console.out.print(words % {"number": number, "count": count})


@group.command("close", help=_("Take no more answers and work out the results."))
@_ID
def close(number: int) -> None:
    """Close a round here and now."""
    with console.refusals():
        found = rounds.round_(number)
        with console.progress(_("Closing the round")) as progress:
            queue.work_of("close")({"round": found.id}, progress)
    console.out.print(_("Round %(number)s is closed.") % {"number": number})


@group.command("status", help=_("Say where a round stands and how many answered."))
@_ID
def status(number: int) -> None:
    """Print one round."""
    with console.refusals():
        found = rounds.round_(number)
    console.table(("", ""), _facts(found))
    rates = rounds.rates(number)
    rows = (
        (each.code, each.name(console.language()), each.asked, f"{each.step:.0%}")
        for each in rates
    )
    if rates:
        handed_in = _("Handed in, in steps of 10 %%") % ()
        console.table((_("Code"), _("Unit"), _("Asked"), handed_in), rows)


def _facts(found: RoundFacts) -> list[tuple[str, object]]:
    language = console.language()
    rate = rounds.rate(found.id)
    return [
        ("ID", found.id),
        (_("Name"), found.name),
        (_("State"), STATES[found.state]),
        (_("Framework"), f"{found.framework_id}@{found.framework_version}"),
        (_("Digest"), found.digest),
        (_("Opens"), thai.moment(found.opens_at, language)),
        (_("Closes"), thai.moment(found.closes_at, language)),
        (_("Asked"), rate.asked),
        (_("Begun"), rate.begun),
        (_("Handed in"), rate.submitted),
    ]
