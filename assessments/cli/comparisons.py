"""`flask frameworks diff | crosswalk | rescore`: two frameworks side by side."""

import math
from pathlib import Path

import click

from assessments.cli import console
from assessments.cli.console import _
from assessments.cli.frameworks import group
from assessments.jobs import rescoring
from assessments.queries import crosswalks, rounds
from assessments.workbooks import rescored as workbooks
from assessments.workbooks.differences import sentences
from assessments.workbooks.rescored import Content, kinds, statuses
from competency.crosswalks import Crosswalk, coverage, read
from competency.frameworks import Framework, decoded
from competency.frameworks.differences import differences

__all__ = ["group"]

_BEFORE = click.argument("before", metavar="A")
_AFTER = click.argument("after", metavar="B")
_OWN = click.option(
    "--crosswalk",
    "own",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_("A crosswalk file, instead of the one in use."),
)


@group.command("diff", help=_("Say what differs from A to B (each ID[@VERSION])."))
@_BEFORE
@_AFTER
def diff(before: str, after: str) -> None:
    """Print one sentence for each difference."""
    with console.refusals():
        pair = rescoring.ends(before, after)
    found = sentences(differences(*pair), _, console.language())
    for line in found:
        click.echo(line)
    counted = _("Differences: %(count)s.") if found else _("Nothing differs.")
    console.out.print(counted % {"count": f"{len(found):,}"}, markup=False)


@group.command("crosswalk", help=_("Say how A maps to B (each ID[@VERSION])."))
@_BEFORE
@_AFTER
@_OWN
def crosswalk(before: str, after: str, own: Path | None) -> None:
    """Print the relations, and how much of each competency of B they cover."""
    with console.refusals():
        source, target = rescoring.ends(before, after)
        walk = _walk(source, target, own)
    language = console.language()
    console.out.print(walk.name.of(language), markup=False)
    said = {"author": walk.author, "status": statuses(_)[walk.status]}
    console.out.print(_("By %(author)s (%(status)s).") % said, markup=False)
    named = kinds(_)
    relations = [
        (e.from_, named[e.kind], e.to or "–", f"{e.weight:g}" if e.to else "–")
        for e in walk.edges
    ]
    console.table((_("From"), _("Relation"), _("To"), _("Weight")), relations)
    rows = [
        (each.competency, f"{each.share:.0%}", ", ".join(each.sources) or "–")
        for each in coverage(walk, target)
    ]
    console.table((_("Competency"), _("Covered"), _("Comes from")), rows)


def _walk(source: Framework, target: Framework, own: Path | None) -> Crosswalk:
    """That of a file, else the agency's own or the shipped one; faults stop with 1."""
    if own is None:
        return crosswalks.between(source, target).walk
    text, problems = decoded(own.read_bytes())
    walk, faults = (None, problems) if problems else read(text, source, target)
    return console.show_problems(faults) if walk is None else walk


@group.command("rescore", help=_("Express a closed round in another framework."))
@console.ROUND
@click.option("--to-framework", "to", required=True, help=_("Its id, or id@version."))
@_OWN
@console.file_option(
    "file",
    (".xlsx",),
    required=False,
    help_=_("Also write the levels of all shown units to this .xlsx file."),
)
def rescore(round_id: int, to: str, own: Path | None, file: Path | None) -> None:
    """Print levels of the highest unit in the other framework, and what was lost."""
    with console.refusals():
        source = rounds.round_(round_id).framework
        target = rescoring.ends(f"{source.id}@{source.version}", to)[1]
        content = rescoring.rescored(round_id, target, _walk(source, target, own))
    language = console.language()
    _say(content, language)
    if file is not None:
        file.write_bytes(workbooks.write(content, _, language=language))
        console.out.print(_("Written: %(file)s") % {"file": file}, markup=False)


def _say(content: Content, language: str) -> None:
    console.out.print(workbooks.warning(content, _, language), markup=False)
    for line in workbooks.losses(content, _, language):
        console.out.print(line, markup=False)
    if not content.rows:
        return
    console.out.print(content.rows[0].name(language), markup=False)
    covered = workbooks.covered(content, _, language)
    rows = [
        (id_, name, _level(level), f"{share:.0%}", sources)
        for (id_, name, share, sources), level in zip(
            covered, content.levels[0], strict=True
        )
    ]
    heads = _("Id"), _("Competency"), _("Mean level"), _("Covered"), _("Comes from")
    console.table(heads, rows)


def _level(level: float) -> str:
    return _("unknown") if math.isnan(level) else f"{level:.2f}"
