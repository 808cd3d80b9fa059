"""`flask plans`: training plans within a budget."""

from pathlib import Path

import click

from assessments import clock, thai
from assessments.cli import console
from assessments.cli.console import _
from assessments.jobs import contents
from assessments.operations import courses as catalogue
from assessments.operations import plans as operations
from assessments.operations.audit import SYSTEM
from assessments.queries import plans, rounds
from assessments.workbooks import courses as workbook
from assessments.workbooks.plan import book, words
from assessments.workbooks.plan.content import Content

group = console.Group("plans", help=_("Training plans within a budget."))
ENDING = ".xlsx"


class Baht(click.ParamType[int]):
    """An amount in baht, as satang."""

    name = "baht"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """The whole satang, or wrong usage."""
        if isinstance(value, int):
            return value
        found = thai.read_baht(str(value))
        if not found:
            text = _("Write an amount in baht, such as 1,500,000.")
            self.fail(text, param, ctx)
        return found


@group.command("make", help=_("Make a plan of a closed round and write it."))
@console.ROUND
@click.option(
    "--courses",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help=_("A workbook of courses (.xlsx): the plan chooses from these alone."),
)
@click.option(
    "--budget", type=Baht(), required=True, help=_("What they may cost, in baht.")
)
@console.file_option(
    "to", (ENDING,), help_=_("The workbook to write (.xlsx); it holds names.")
)
def make(round_id: int, courses: Path, budget: int, to: Path) -> None:
    """Plan in the foreground, print what the plan comes to, write its workbook.

    The courses of the file are put into the catalogue, where those that it had
    stay: what a plan holds is known there.
    """
    from assessments.jobs import plans as jobs  # noqa: PLC0415 -- the solver takes seconds to load

    with console.refusals():
        framework = jobs.closed(round_id).framework
    found, problems = workbook.read(courses.read_bytes(), workbook.scope(framework))
    if problems:
        console.show_problems(problems)
    catalogue.put(found, framework.id, whole=False, actor=SYSTEM, now=clock.now())
    with console.refusals(), console.progress(_("Making the plan")) as progress:
        kept = jobs.make(round_id, budget, progress, courses=found)
    line = plans.line(kept)
    if line is None:
        raise LookupError(kept)
    content = contents.whole_plan(line)
    people, now = rounds.rate(round_id).asked, clock.now()
    operations.note_reading(line.id, "named", people, actor=SYSTEM, now=now)
    to.write_bytes(book.write(content, _, language=console.language(), named=True))
    _say(content)
    console.out.print(_("Written: %(file)s") % {"file": to}, markup=False)


def _say(content: Content) -> None:
    """Print the figures, how good the plan is, and what binds."""
    console.table(("", ""), words.facts(content, _))
    console.out.print(words.proof(content.plan, _), markup=False)
    for sentence in words.binding(content.plan, _):
        console.out.print(f"• {sentence}", markup=False)
    if limits := words.limits(content.plan, _):
        console.table((_("Code"), _("Course"), _("Why")), limits)
