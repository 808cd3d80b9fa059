"""`flask reports`: gap reports of a closed round."""

from collections.abc import Collection
from pathlib import Path

import click

from assessments import access
from assessments.cli import console
from assessments.cli.console import _
from assessments.jobs import exports
from assessments.queries import accounts, results, rounds
from assessments.workbooks import gaps as workbooks
from assessments.workbooks.gaps import Content
from competency.reports import State

group = console.Group("reports", help=_("Gap reports of closed rounds."))
ENDINGS = (".xlsx", ".csv", ".pdf")
Roots = Collection[int | None]


@group.command("gaps", help=_("Write the gap report of a unit and all below it."))
@console.ROUND
@click.option("--unit", metavar="CODE", help=_("Only this unit and all below it."))
@click.option(
    "--reader",
    metavar="EMAIL",
    help=_("Only what this account may read: its e-mail address or staff number."),
)
@console.file_option("to", ENDINGS, help_=_("The file to write: .xlsx, .csv or .pdf."))
def gaps(round_id: int, unit: str | None, reader: str | None, to: Path) -> None:
    """Write the report in the foreground and say what the highest unit shows."""
    with console.refusals():
        rounds.round_(round_id)
        roots = (None,) if reader is None else _roots(reader)
        unit_id = None if unit is None else _unit(round_id, unit, roots)
        content = exports.gap_content(round_id, unit_id, roots)
    if reader is not None and not content.rows:
        console.fail(_("%(name)s may read no unit of this round.") % {"name": reader})
    language = console.language()
    to.write_bytes(exports.written(to.suffix.lower()[1:], content, language))
    _say(content, language)
    console.out.print(_("Written: %(file)s") % {"file": to}, markup=False)


def _roots(reader: str) -> Roots:
    """The units at and below which somebody reads figures over groups."""
    account = accounts.account_named(reader)
    rights = None if account is None else accounts.rights(account)
    if rights is None:
        text = _("Nobody signs in as %(name)s.")
        console.fail(text % {"name": reader})
    return {root for role in access.READERS for root in rights.roots(role)}


def _unit(round_id: int, code: str, roots: Roots) -> int:
    """The unit of this code as it stood in the round, of those that may be read."""
    found = {unit.code: unit.unit_id for unit in results.units(round_id, roots)}
    if code not in found:
        text = _("There was no unit with the code %(name)s in this round.")
        console.fail(text % {"name": code})
    return found[code]


def _say(content: Content, language: str) -> None:
    """Print the highest unit by competency, and how many units are shown."""
    shown = sum(row.line.people is not None for row in content.rows)
    counts = {"shown": f"{shown:,}", "units": f"{len(content.rows):,}"}
    console.out.print(_("%(shown)s of %(units)s units are shown.") % counts)
    if not content.rows:
        return
    top = content.rows[0]
    people = _("not shown") if top.line.people is None else f"{top.line.people:,}"
    words = _("%(unit)s: the figures are of %(people)s of %(asked)s people asked.")
    values = {"unit": top.name(language), "people": people}
    asked = {"asked": f"{top.line.asked:,}"}
    console.out.print(words % (values | asked), markup=False)
    heads = _("Competency"), _("Mean level"), _("Mean gap"), _("Below target")
    console.table(heads, _rows(content, language))


def _rows(content: Content, language: str) -> list[tuple[str, ...]]:
    rows = []
    cells = content.rows[0].line.cells
    for each, cell in zip(content.framework.competencies, cells, strict=True):
        words = [workbooks.said(cell, name, _) for name in ("level", "gap", "short")]
        if cell.state is State.SHOWN:
            forms = "{:.2f}", "{:+.2f}", "{:.1%}"
            pairs = zip(forms, words, strict=True)
            words = [w if isinstance(w, str) else form.format(w) for form, w in pairs]
        rows.append((each.name.of(language), *map(str, words)))
    return rows
