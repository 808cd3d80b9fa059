"""The review of rights as a workbook, to be read, signed and filed each quarter."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from assessments.thai import moment
from assessments.workbooks import audit_words as words
from assessments.workbooks.cells import Value
from assessments.workbooks.writer import Column, Sheet, Table
from assessments.workbooks.writer import write as write_sheets

Translator = Callable[[str], str]

_LINE = "…………………………………………"


@dataclass(frozen=True)
class Row:
    """A role of an account, in the reader's language; what is unknown is None.

    Without a unit (`where`) the role reaches the whole agency; `state` is "active",
    "left" or "closed".
    """

    username: str
    name: str | None
    unit: str | None
    role: str
    where: str | None
    since: datetime | None
    by: str | None
    last_sign_in: datetime | None
    has_password: bool
    has_second: bool
    state: str


def write(rows: Iterable[Row], _: Translator, *, language: str, now: datetime) -> bytes:
    """The workbook: one row a role, and lines to sign below; no answers, no levels."""
    columns = (
        Column(_("Staff number"), "code"),
        Column(_("Name"), width=26),
        Column(_("Unit"), width=26),
        Column(_("Role"), width=18),
        Column(_("Where"), width=26),
        Column(_("Granted"), "moment"),
        Column(_("Granted by"), "code"),
        Column(_("Last sign-in"), "moment"),
        Column(_("Password"), width=12),
        Column(_("Second factor"), width=12),
        Column(_("Account"), width=16),
        Column(_("Stays (yes/no)"), width=12),
    )
    title = _("Rights review")
    notes = (
        _("As of %(time)s. One row a role; everybody with an account is staff besides.")
        % {"time": moment(now, language)},
        _(
            "Since when, by whom and the last sign-in are as the audit log tells; an "
            "empty cell is older than the log."
        ),
    )
    sheet = Sheet(
        name=title,
        title=title,
        tables=(Table(columns, _cells(rows, _)),),
        notes=notes,
        fixed=2,
        below=(_("Reviewed by") + " " + _LINE, _("Date") + " " + _LINE),
    )
    return write_sheets((sheet,), language=language, now=now)


def _cells(rows: Iterable[Row], _: Translator) -> Iterator[tuple[Value, ...]]:
    roles, states = words.roles(_), _states(_)
    for row in rows:
        by = row.by or (_("By command") if row.by == "" else None)
        yield (
            row.username,
            row.name or _("No person of the roster"),
            row.unit,
            roles.get(row.role, row.role),
            row.where or _("The whole agency"),
            row.since,
            by,
            row.last_sign_in,
            _("set") if row.has_password else _("not set"),
            _("set up") if row.has_second else _("not set up"),
            states[row.state],
            None,
        )


def _states(_: Translator) -> dict[str, str]:
    return {
        "active": _("in use"),
        "left": _("has left: may not sign in"),
        "closed": _("closed"),
    }
