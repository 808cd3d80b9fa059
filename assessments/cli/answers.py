"""`flask answers`: answers that were collected elsewhere."""

from pathlib import Path

import click

from assessments import clock
from assessments.cli import console
from assessments.cli.console import _
from assessments.operations import answers as operations
from assessments.operations.audit import SYSTEM
from assessments.queries import answers, rounds
from assessments.workbooks import answers as workbook
from competency.frameworks import Framework, decoded
from competency.responses import AnswerMap, Responses, Wanted, read_map

group = console.Group("answers", help=_("Answers of a round."))

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@group.command(
    "import",
    help=_(
        "Hand in the self-ratings of a file (.xlsx, .csv, .csv.gz): one row a person, "
        "one column an item. They replace what these people have saved."
    ),
)
@click.argument("file", type=_FILE)
@click.option(
    "--round", "number", metavar="ID", type=int, required=True, help=_("An open round.")
)
@click.option("--person", required=True, help=_("The column of staff numbers."))
@click.option(
    "--map",
    "map_file",
    type=_FILE,
    help=_("YAML: which column is which item, which value which answer."),
)
@click.option("--dry-run", is_flag=True, help=_("Only say what would change."))
def import_(
    file: Path, number: int, person: str, map_file: Path | None, dry_run: bool
) -> None:
    """Check a whole file and hand its answers in, unless this is a trial."""
    now = clock.now()
    with console.refusals():
        found = rounds.round_(number)
        found.require_open(now)
    asked = answers.invited(number)
    meaning = _map(map_file, found.framework)
    given = _read(file, Wanted(found.framework, asked, person, meaning))
    if dry_run:
        _say(given, len(given.packed))
        console.out.print(_("This was a trial. Nothing was changed."))
        return
    packed = {asked[name]: codes for name, codes in given.packed.items()}
    with console.refusals():
        count = operations.hand_in(number, packed, actor=SYSTEM, now=now)
    _say(given, count)


def _map(file: Path | None, framework: Framework) -> AnswerMap:
    """The map of a file, or all its problems and the end."""
    if file is None:
        return AnswerMap()
    text, problems = decoded(file.read_bytes())
    if problems:
        console.show_problems(problems)
    found, problems = read_map(text, framework)
    if found is None:
        console.show_problems(problems)
    return found


def _read(file: Path, wanted: Wanted) -> Responses:
    """The answers of a file, or all its problems and the end."""
    with console.progress(_("Reading the answers")) as progress:
        found, problems = workbook.read(file.read_bytes(), wanted, progress)
    if found is None:
        console.show_problems(problems)
    return found


def _say(given: Responses, count: int) -> None:
    rows = (
        (_("Self-ratings handed in"), count),
        (_("People without any answer, not handed in"), len(given.blank)),
    )
    console.table(("", _("Count")), rows)
    if given.unused:
        names = ", ".join(given.unused)
        text = _("Columns that were not read: %(names)s") % {"names": names}
        console.out.print(text, markup=False)
