"""The log as a workbook and as JSON lines."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from assessments.chain import Line
from assessments.workbooks import audit_words as words
from assessments.workbooks.cells import Value
from assessments.workbooks.writer import Column, Sheet, Table
from assessments.workbooks.writer import write as write_sheets

Translator = Callable[[str], str]
MOST = 100_000
"""Lines of one workbook: more take minutes to write and are hard to read."""


@dataclass(frozen=True)
class Row:
    """A line of the log as its reader sees it."""

    sequence: int
    at: datetime
    actor: str
    role: str
    action: str
    noun: str
    noun_id: str
    result: str
    address: str
    request: str
    detail: Mapping[str, object]


def write(rows: Iterable[Row], _: Translator, *, language: str, now: datetime) -> bytes:
    """The workbook: one row a line, words in the language of the reader."""
    columns = (
        Column(_("Line no."), "whole"),
        Column(_("When"), "moment"),
        Column(_("Who (staff number)"), "code"),
        Column(_("In the role"), width=18),
        Column(_("What was done"), width=26),
        Column(_("Object"), width=26),
        Column(_("Outcome"), width=12),
        Column(_("Detail"), width=40),
        Column(_("From address"), "code"),
        Column(_("Request"), "code"),
    )
    title = _("Audit log")
    note = _("Persons stand here by staff number alone; answers never stand here.")
    table = Table(columns, _cells(rows, _))
    sheet = Sheet(title, title, (table,), (note,), fixed=2)
    return write_sheets((sheet,), language=language, now=now)


def _cells(rows: Iterable[Row], _: Translator) -> Iterator[tuple[Value, ...]]:
    actions, nouns, results = words.actions(_), words.nouns(_), words.results(_)
    roles = words.roles(_)
    for row in rows:
        noun = nouns.get(row.noun, row.noun)
        yield (
            row.sequence,
            row.at,
            row.actor,
            roles.get(row.role, row.role),
            actions.get(row.action, row.action),
            f"{noun} {row.noun_id}".strip(),
            results.get(row.result, row.result),
            words.told(row.detail, _),
            row.address,
            row.request,
        )


def as_json(lines: Iterable[Line]) -> Iterator[str]:
    """Each line as one line of JSON, with all that its digest covers."""
    for line in lines:
        yield json.dumps(vars(line), ensure_ascii=False) + "\n"
