"""Sheets that people sent us: size checked before unpacking, every cell a text."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO, StringIO
from typing import IO
from zipfile import BadZipFile, ZipFile
from zlib import error as InflateError  # noqa: N812 -- it is a class

from python_calamine import CalamineError, CalamineWorkbook, load_workbook

from competency.problems import Place, Problem, Problems


@dataclass(frozen=True)
class Limits:
    """What a file may hold at most; beyond it nothing is unpacked."""

    packed: int = 32 * 2**20
    unpacked: int = 512 * 2**20
    parts: int = 1_000
    sheets: int = 50
    rows: int = 400_000
    cells: int = 24_000_000


LIMITS = Limits()
WIDEST = 702
"""Columns up to ZZ; whatever lies beyond was not made by a person."""

Cell = str | int | float | bool | date | datetime | time | timedelta

PACKED = b"PK"
"""How an .xlsx file begins, and no text."""

_CHUNK = 2**20
_OVERLAP = 64
_ROW = re.compile(rb"""<(?:\w+:)?row\b[^>]{0,60}?\br=["'](\d+)["']""")
_FAR_CELL = re.compile(rb"""\br=["']([A-Z]{2,})\d+["']""")


@dataclass(frozen=True)
class Row:
    """A row of a sheet: its number as the spreadsheet shows it, and its texts."""

    number: int
    cells: tuple[str, ...]


Rows = tuple[Row, ...]
"""The rows that hold something; blank ones are left out, numbers stay."""


def workbook(
    data: bytes, limits: Limits = LIMITS
) -> tuple[Mapping[str, Rows], Problems]:
    """The rows of each sheet of an .xlsx file, by name, and what is wrong with it.

    Every cell is a text as a person reads it: leading zeros stay, whole numbers
    have no ".0", dates are ISO. With problems there are no sheets.
    """
    if found := fault(data, limits):
        return {}, (found,)
    try:
        with load_workbook(BytesIO(data)) as book:
            return _sheets(book, limits)
    except (CalamineError, OSError, ValueError):
        return {}, (Problem(Place(), "file-not-a-workbook", "", ".xlsx"),)


def _sheets(
    book: CalamineWorkbook, limits: Limits
) -> tuple[Mapping[str, Rows], Problems]:
    if len(book.sheet_names) > limits.sheets:
        found = str(len(book.sheet_names))
        return {}, (Problem(Place(), "file-sheets", found, str(limits.sheets)),)
    names = book.sheet_names
    return {name: _rows(book.get_sheet_by_name(name).iter_rows()) for name in names}, ()


def comma_separated(data: bytes, limits: Limits = LIMITS) -> tuple[Rows, Problems]:
    """The rows of a CSV file in UTF-8, with or without mark, or in Thai Windows-874."""
    text, problems = decoded(data, limits)
    if problems:
        return (), problems
    try:
        return _rows(csv.reader(StringIO(text, newline=""))), ()
    except csv.Error:
        return (), (Problem(Place(), "file-not-text", "", "UTF-8"),)


def first_sheet(data: bytes, limits: Limits = LIMITS) -> tuple[Rows, Problems]:
    """The rows of a CSV file, or of the first sheet of a workbook."""
    if not data.startswith(PACKED):
        return comma_separated(data, limits)
    sheets, problems = workbook(data, limits)
    return next(iter(sheets.values()), ()), problems


def decoded(data: bytes, limits: Limits = LIMITS) -> tuple[str, Problems]:
    """The text of a file in UTF-8, with or without mark, or in Thai Windows-874."""
    if len(data) > limits.unpacked:
        return "", (_too_large(len(data), limits.unpacked),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp874", errors="replace")
    if "\x00" in text or "\ufffd" in text:
        return "", (Problem(Place(), "file-not-text", "", "UTF-8"),)
    return text, ()


def _rows(rows: Iterable[Iterable[Cell]]) -> Rows:
    texts = (tuple(map(text_of, row)) for row in rows)
    return tuple(Row(at, row) for at, row in enumerate(texts, 1) if any(row))


def text_of(value: Cell) -> str:
    """What a person reads in the cell, without blanks around it."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    return str(value)


def fault(data: bytes, limits: Limits = LIMITS) -> Problem | None:
    """What forbids unpacking the file, if anything does."""
    if len(data) > limits.packed:
        return _too_large(len(data), limits.packed)
    try:
        with ZipFile(BytesIO(data)) as packed:
            return _fault_of_parts(packed, limits)
    except (BadZipFile, InflateError, EOFError, NotImplementedError, RuntimeError):
        return Problem(Place(), "file-not-a-workbook", "", ".xlsx")


def _fault_of_parts(packed: ZipFile, limits: Limits) -> Problem | None:
    names = packed.namelist()
    if len(names) > limits.parts or len(set(names)) < len(names):
        return Problem(Place(), "file-parts", str(len(names)), str(limits.parts))
    if "xl/workbook.xml" not in names:
        return Problem(Place(), "file-not-a-workbook", "", ".xlsx")
    left = limits.unpacked
    for name in names:
        with packed.open(name) as part:
            size, fault = _inspect(part, left, limits)
        if fault:
            return fault
        left -= size
    return None


def _inspect(part: IO[bytes], left: int, limits: Limits) -> tuple[int, Problem | None]:
    """Bytes of a part, really unpacked, and what makes it too large for us.

    A reader holds a sheet as a full rectangle, so that one cell far out would take
    all memory: rows and columns are counted here, before.
    """
    size = height = width = 0
    for piece, fresh in _pieces(part):
        size += fresh
        if size > left:
            return size, _too_large(limits.unpacked, limits.unpacked)
        height = max([height, *(int(row) for row in _ROW.findall(piece))])
        width = max([width, *map(_column, set(_FAR_CELL.findall(piece)))])
    if height > limits.rows:
        return size, Problem(Place(), "file-rows", str(height), str(limits.rows))
    if width > WIDEST or height * width > limits.cells:
        return size, Problem(Place(), "file-columns", str(width), str(WIDEST))
    return size, None


def _pieces(part: IO[bytes]) -> Iterator[tuple[bytes, int]]:
    tail = b""
    while fresh := part.read(_CHUNK):
        yield tail + fresh, len(fresh)
        tail = fresh[-_OVERLAP:]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters[:4]:
        number = number * 26 + letter - ord("A") + 1
    return number


def _too_large(size: int, limit: int) -> Problem:
    return Problem(Place(), "file-too-large", str(size), str(limit))


def headed(
    rows: Rows, sheet: str, wanted: Mapping[str, str], required: Iterable[str]
) -> tuple[Mapping[str, int], Problems]:
    """Where each wanted column stands in the first row, by its key.

    `wanted` maps keys to headers. A required header that is absent, a header that
    stands twice and an empty sheet are problems; unknown headers are left alone.
    """
    if not rows:
        return {}, (Problem(Place(sheet), "sheet-empty"),)
    first = rows[0]
    found = {key: first.cells.index(h) for key, h in wanted.items() if h in first.cells}
    missing = [wanted[key] for key in required if key not in found]
    twice = [header for header in wanted.values() if first.cells.count(header) > 1]
    absent = (_header_fault(sheet, first, "column-missing", h) for h in missing)
    double = (_header_fault(sheet, first, "column-twice", h) for h in twice)
    return found, (*absent, *double)


def _header_fault(sheet: str, row: Row, rule: str, header: str) -> Problem:
    return Problem(Place(sheet, row.number, header), rule, "", header)
