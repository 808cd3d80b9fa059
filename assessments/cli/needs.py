"""`flask needs`: groups of people with like training needs."""

from pathlib import Path

import click

from assessments import clock
from assessments.cli import console
from assessments.cli.console import _
from assessments.jobs import contents
from assessments.operations import needs as operations
from assessments.operations.audit import SYSTEM
from assessments.workbooks import needs as workbooks

group = console.Group("needs", help=_("Groups of people with like training needs."))
ENDINGS = (".xlsx", ".json")


@group.command("cluster", help=_("Find groups in a closed round and write them."))
@console.ROUND
@click.option(
    "--clusters",
    type=click.IntRange(2, 10),
    help=_("So many groups; without it, the number is chosen."),
)
@console.file_option("to", ENDINGS, help_=_("The file to write: .xlsx or .json."))
def cluster(round_id: int, clusters: int | None, to: Path) -> None:
    """Cluster a round in the foreground and say what came out."""
    from assessments.jobs import needs as jobs  # noqa: PLC0415 -- scikit-learn takes seconds to load

    with console.refusals(), console.progress(_("Finding groups")) as progress:
        kept = jobs.cluster_round(round_id, clusters, progress)
    content = contents.clustering(kept)
    if content is None:
        raise LookupError(kept)
    language = console.language()
    if to.suffix.lower() == ".json":
        to.write_text(workbooks.as_json(content, _, language=language), "utf-8")
    else:
        to.write_bytes(workbooks.write(content, _, language=language))
    people, now = len(content.people), clock.now()
    operations.note_taken(round_id, people, actor=SYSTEM, now=now)
    _say(content, language)
    console.out.print(_("Written: %(file)s") % {"file": to}, markup=False)


def _say(content: workbooks.Clustering, language: str) -> None:
    """Print what was found: a sentence, the groups, how many people stand where."""
    called = workbooks.names(content.framework, language)
    console.out.print(workbooks.outcome(content.needs, _), markup=False)
    for each in content.needs.clusters:
        title = workbooks.title(each, called, _)
        people = _("%(count)s people") % {"count": f"{each.people:,}"}
        console.out.print(f"\n{title} ({people})", markup=False)
        console.out.print(workbooks.sentence(each, called, _), markup=False)
        draws = workbooks.draws(content)
        console.out.print(workbooks.firmness(each, draws, _), markup=False)
    rows = workbooks.standings(content.needs, _)
    console.table(("", _("People")), [(words, f"{n:,}") for words, n in rows])
