"""`flask audit`: prove that the log is whole, take it away, let its oldest lines go."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import click

from assessments import anchors, chain, clock, thai
from assessments.chain import Fault, Line, Wrong
from assessments.cli import console
from assessments.cli.console import _
from assessments.jobs import audit as jobs
from assessments.operations import audit as operations
from assessments.operations.audit import SYSTEM
from assessments.queries import audit
from assessments.queries.audit import Wanted
from assessments.workbooks import audit as workbooks

group = console.Group("audit", help=_("The log of who did what, as a chain."))
ENDINGS = (".xlsx", ".jsonl")

FAULTS: dict[Wrong, str] = {
    Wrong.CHANGED: _("Line %(lines)s was changed: its digest does not fit."),
    Wrong.UNLINKED: _(
        "Line %(lines)s does not follow the one before: one of the two was replaced."
    ),
    Wrong.MISSING: _("Line %(lines)s is missing."),
    Wrong.MISPLACED: _("Line %(lines)s stands in the wrong place."),
    Wrong.ADDED: _("Line %(lines)s stands behind the end of the log."),
    Wrong.REWRITTEN: _(
        "Line %(lines)s has another digest than was kept: the log was reckoned anew."
    ),
    Wrong.START: _(
        "The log begins with line %(lines)s, but no line says that others have left."
    ),
}
"""What is wrong with a chain, in words."""


@group.command(
    "verify", help=_("Say whether any line was changed, taken out or added.")
)
def verify() -> None:
    """Go through the whole chain; status 1 where something is wrong with it."""
    end, heads = audit.bounds(), anchors.heads()
    found = list(chain.faults(audit.lines(), end, heads))
    for fault in found:
        console.err.print(FAULTS[fault.wrong] % {"lines": _named(fault)}, markup=False)
    if found:
        console.fail(_("The log is not whole."))
    count = end.last - end.first + 1
    text = _("The log is whole: lines %(first)s to %(last)s, %(count)s in all.")
    words = {"first": end.first, "last": end.last, "count": f"{count:,}"}
    console.out.print(text % words, markup=False)
    console.out.print(_("Digest of the last line: %(head)s") % {"head": end.head})
    kept = _("Ends kept outside the database: %(count)s")
    console.out.print(kept % {"count": sum(n >= end.first for n in heads)})


def _named(fault: Fault) -> str:
    """The lines of a fault: one, or from which to which."""
    if fault.first == fault.last:
        return str(fault.first)
    return f"{fault.first}–{fault.last}"


@group.command(
    "export", help=_("Write all lines to a file; a line says that it was done.")
)
@console.file_option("to", ENDINGS, help_=_("The file to write: .xlsx or .jsonl."))
def export(to: Path) -> None:
    """Write the log: as a workbook to read, as JSON lines to verify elsewhere."""
    with console.refusals():
        if to.suffix.lower() == ".xlsx":
            made = jobs.export(Wanted(), console.language(), actor=SYSTEM)
            to.write_bytes(made)
        else:
            _write_lines(to)
    console.out.print(_("Written: %(file)s") % {"file": to}, markup=False)


def _write_lines(to: Path) -> None:
    count = 0

    def counted() -> Iterator[Line]:
        nonlocal count
        for line in audit.lines():
            count += 1
            yield line

    with to.open("w", encoding="utf-8") as file:
        file.writelines(workbooks.as_json(counted()))
    operations.note_export(count, "jsonl", actor=SYSTEM, now=clock.now())


class _Moment(click.ParamType[datetime]):
    """A day as people write it, in either era: its beginning in Bangkok."""

    name = "day"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """The moment, or wrong usage."""
        found = thai.read_moment(f"{value} 00:00")
        if found is None:
            self.fail(_("Write a day such as 2026-12-31 or 31/12/2569."), param, ctx)
        return found


@group.command("trim", help=_("Let the oldest lines leave, from the front alone."))
@click.option("--before", type=_Moment(), help=_("Lines before this day leave."))
@click.option(
    "--days", type=click.IntRange(90), help=_("Lines older than so many days leave.")
)
@click.option("--dry-run", is_flag=True, help=_("Only say what would leave."))
def trim(before: datetime | None, days: int | None, dry_run: bool) -> None:
    """Let lines leave; the digest of the last of them becomes the new start."""
    if (before is None) == (days is None):
        raise click.UsageError(_("Give either --before or --days."))
    now = clock.now()
    moment = before or now - timedelta(days=days or 0)
    end, through = audit.bounds(), audit.last_before(moment)
    if dry_run:
        count = max(0, through - end.first + 1)
        text = _("Lines that would leave: %(count)s. Nothing was changed.")
    else:
        count = operations.trim(moment, actor=SYSTEM, now=now)
        text = _("Lines that left: %(count)s.")
    console.out.print(text % {"count": f"{count:,}"}, markup=False)
