"""How commands speak: language, tables, problems, progress and exit status."""

import gettext
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NoReturn, TypeVar

import click
from flask.cli import AppGroup, ScriptInfo
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from assessments import checks, errors
from competency.errors import CompetencyError
from competency.problems import Problem

REFUSED = 1
"""Exit status where input has problems or a rule refuses; 2 is wrong usage."""

_TRANSLATIONS = Path(__file__).parents[1] / "translations"
NEVER_BROKEN = 10
"""Signs of a cell that is kept on one line: a number, a code, a date."""

MIGRATIONS = Path(__file__).parents[1] / "migrations"
_WISH = ("SAMATTHANA_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def language() -> str:
    """The language of the terminal: Thai unless the environment asks for English."""
    wishes = (os.environ.get(name, "") for name in _WISH)  # noqa: TID251 -- commands speak before settings are read
    first = next((wish for wish in wishes if wish and wish not in {"C", "POSIX"}), "th")
    return "en" if first.startswith("en") else "th"


_catalogue = gettext.translation(
    "messages", _TRANSLATIONS, languages=[language()], fallback=True
)
_ = _catalogue.gettext
Translator = Callable[[str], str]

out = Console(soft_wrap=True, highlight=False)
err = Console(stderr=True, soft_wrap=True, highlight=False)


class Group(AppGroup):
    """Commands that need a database with today's tables; help is there without."""

    def invoke(self, ctx: click.Context) -> object:
        """What the command comes to; without tables, a sentence and status 1."""
        app = ctx.ensure_object(ScriptInfo).load_app()
        with app.app_context(), refusals():
            checks.require_schema(MIGRATIONS)
        return super().invoke(ctx)


Command = TypeVar("Command", bound=Callable[..., object])

ROUND = click.option(
    "--round", "round_id", type=int, required=True, help=_("The round's number.")
)
"""The round that a command is about, by its number."""


def file_option(
    name: str, endings: Sequence[str], *, required: bool = True, help_: str
) -> Callable[[Command], Command]:
    """The option --to, a file to write, as the argument of this name.

    Another ending and a folder that does not exist are wrong usage.
    """
    kind = click.Path(path_type=Path, dir_okay=False)
    check = partial(_checked, endings)
    return click.option(
        "--to", name, type=kind, required=required, callback=check, help=help_
    )


def _checked(
    endings: Sequence[str],
    _context: click.Context,
    _option: click.Parameter,
    path: Path | None,
) -> Path | None:
    if path is None:
        return None
    if path.suffix.lower() not in endings:
        names = {"names": ", ".join(endings)}
        raise click.BadParameter(_("The file must end in one of: %(names)s") % names)
    if not path.parent.is_dir():
        raise click.BadParameter(_("The folder of the file does not exist."))
    return path


def fail(message: str) -> NoReturn:
    """Say why and stop with status 1."""
    err.print(message, markup=False)
    raise SystemExit(REFUSED)


def show_problems(problems: Sequence[Problem]) -> NoReturn:
    """Print every problem with its place and stop with status 1."""
    for problem in problems:
        click.echo(errors.describe(problem, _), err=True)
    counted = _("Problems found: %(count)s. Nothing was changed.")
    fail(counted % {"count": len(problems)})


@contextmanager
def refusals() -> Iterator[None]:
    """Turn a broken rule inside the block into its sentence and status 1."""
    try:
        yield
    except CompetencyError as error:
        fail(_(errors.message(errors.sentence(error))))


@contextmanager
def progress(description: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar, as a function of done and total."""
    columns = TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn()
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task(description, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def table(headers: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """Print rows under their headers; the first column and short ones never break."""
    shown = Table(box=None, pad_edge=False)
    lines = [[str(cell) for cell in row] for row in rows]
    for place, header in enumerate(headers):
        widest = max((len(line[place]) for line in lines), default=0)
        whole = place == 0 or widest <= NEVER_BROKEN
        shown.add_column(header, no_wrap=whole, overflow="fold")
    for line in lines:
        shown.add_row(*map(escape, line))
    out.print(shown)
