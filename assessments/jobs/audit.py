"""The log as a workbook, written apart from requests."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from flask_babel import force_locale, gettext

from assessments import clock, files
from assessments.jobs.queue import Progress
from assessments.operations import audit as operations
from assessments.operations.audit import Actor, TooManyLinesError
from assessments.queries import audit as queries
from assessments.queries.audit import Wanted
from assessments.workbooks import audit as workbooks
from assessments.workbooks.audit import Row

NAME = "audit-log.xlsx"


def asked(wanted: Wanted) -> dict[str, object]:
    """What is looked for, as the arguments of a job."""
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in vars(wanted).items()
    }


def wanted_in(arguments: Mapping[str, object]) -> Wanted:
    """What is looked for, out of the arguments of a job."""
    found = {name: arguments[name] for name in Wanted.__dataclass_fields__}
    for name in ("since", "until"):
        if found[name]:
            found[name] = datetime.fromisoformat(str(found[name]))
    return Wanted(**found)  # type: ignore[arg-type]


def require_few(wanted: Wanted) -> int:
    """How many lines are looked for; raises `TooManyLinesError` above the limit."""
    count = queries.count(wanted)
    if count > workbooks.MOST:
        raise TooManyLinesError(count, workbooks.MOST)
    return count


def rows(wanted: Wanted, up_to: int) -> Iterator[Row]:
    """The lines as a workbook prints them."""
    return (Row(**vars(entry)) for entry in queries.entries(wanted, up_to))


def export(wanted: Wanted, language: str, *, actor: Actor) -> bytes:
    """The workbook of the lines looked for; the log tells how many were taken."""
    count, up_to = require_few(wanted), queries.bounds().last
    now = clock.now()
    with force_locale(language):
        made = workbooks.write(rows(wanted, up_to), gettext, language=language, now=now)
    operations.note_export(count, "xlsx", actor=actor, now=now)
    return made


def work(arguments: dict[str, object], progress: Progress) -> dict[str, object]:
    """Write the lines that somebody ordered; the result is a file."""
    actor = Actor(int(str(arguments["account"])), "auditor")
    progress(0, 1)
    made = export(wanted_in(arguments), str(arguments["language"]), actor=actor)
    progress(1, 1)
    return {"file": files.keep(made), "name": NAME}
