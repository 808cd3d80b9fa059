"""A framework as a workbook, and an empty one to fill in."""

import re

from assessments.workbooks import writer
from assessments.workbooks.cells import LONGEST_TEXT, sheet_name
from assessments.workbooks.framework.notes import NOTES_TEXTS
from competency.frameworks import Framework
from competency.frameworks.sheets import (
    ABOUT,
    NOTES,
    SHEETS,
    Column,
    Table,
    TextTooLongError,
    in_language,
    tables,
)

ROOM, MORE_ROOM = 40, 300
"""Empty rows below those of a framework, and in a workbook to start with."""

LAST_ROW = 5_000
"""How far down the lists reach from which ids are chosen."""

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_WIDTHS = {"code": 20.0, "whole": 10.0, "number": 10.0, "flag": 12.0, "key": 14.0}
_TEXT_WIDTH = 44.0


def write(framework: Framework, *, language: str = "th") -> bytes:
    """The workbook of a framework, which reads back to the same digest.

    Raises `TextTooLongError` for a text that no cell holds: nothing is cut.
    """
    return _book(framework, language, ROOM)


def template(language: str = "th") -> bytes:
    """A workbook to write a framework of one's own into."""
    return _book(None, language, MORE_ROOM)


def _book(framework: Framework | None, language: str, room: int) -> bytes:
    sheets = [
        _sheet(table, language, room if table.sheet.key != ABOUT else 0)
        for table in tables(framework, language)
    ]
    return writer.write((*sheets, _notes(language)), language=language)


def _sheet(table: Table, language: str, room: int) -> writer.Sheet:
    columns = tuple(_column(column, language) for column in table.columns)
    rows = [tuple(map(escaped, row)) for row in table.rows]
    for row in rows:
        _require_room(table, row)
    blank = ("",) * len(columns)
    rows += [blank] * room
    name = in_language(table.sheet, language)
    fixed = table.sheet.owners + 1
    body = writer.Table(columns, rows)
    return writer.Sheet(name, "", (body,), fixed=fixed)


def _column(column: Column, language: str) -> writer.Column:
    header = escaped(in_language(column, language))
    width = _WIDTHS.get(column.kind, _TEXT_WIDTH)
    source = _range(column.refers, language) if column.refers else ""
    return writer.Column(header, "text", width, column.choices, source)


def _range(sheet_key: str, language: str) -> str:
    """The cells that hold the ids of a sheet."""
    sheet = next(sheet for sheet in SHEETS if sheet.key == sheet_key)
    name = sheet_name(in_language(sheet, language))
    return f"'{name}'!$A$2:$A${LAST_ROW}"


def _require_room(table: Table, row: tuple[str, ...]) -> None:
    for text in row:
        if len(text.encode("utf-16-le")) // 2 > LONGEST_TEXT:
            raise TextTooLongError(table.sheet.key, row[0], LONGEST_TEXT)


def escaped(text: str) -> str:
    """The text with escapes for what a workbook would lose.

    The form is that of spreadsheets themselves (`_x000D_`, ISO/IEC 29500, ST_Xstring).
    """
    if not text.strip():
        return "".join(map(_escape, text))
    return _UNSEEN.sub(lambda found: _escape(found[0]), text)


def _escape(sign: str) -> str:
    return f"_x{ord(sign):04X}_"


def _notes(language: str) -> writer.Sheet:
    """What to know before filling the sheets in, in both languages."""
    columns = (writer.Column("ภาษาไทย", width=70), writer.Column("English", width=70))
    name = NOTES[1] if language == "en" else NOTES[0]
    return writer.Sheet(name, "", (writer.Table(columns, NOTES_TEXTS),))
