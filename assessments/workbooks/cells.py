"""How a cell of our workbooks looks, what it holds and how wide its text is."""

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from assessments.thai import BANGKOK, wrap

Value = str | int | float | bool | date | datetime | None

FONT = "TH Sarabun New"
SIZE = 16
LINE = 24.0
"""Points of one line: below 24 the tone marks of TH Sarabun New 16 are cut off."""

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""Texts beginning so would be taken for a formula by a spreadsheet program."""

LONGEST_TEXT = 32_767
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31
_THIN = Side(style="thin", color="B8C2CC")
_GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def as_text(text: str) -> str:
    """A text for a file that has no types: one like a formula gets a mark in front.

    Spreadsheet programs show the mark, so nothing of the text is lost.
    """
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


@dataclass(frozen=True)
class Kind:
    """What a column holds: its number formats, its side and its usual width."""

    thai: str
    english: str
    side: str
    width: float = 0


TEXT = "@"
"""The number format of what is a text, whatever it looks like."""

KINDS: Mapping[str, Kind] = {
    "text": Kind(TEXT, TEXT, "left"),
    "code": Kind(TEXT, TEXT, "center"),
    "figure": Kind(TEXT, TEXT, "right"),
    "whole": Kind("#,##0", "#,##0", "right", 8),
    "number": Kind("#,##0.0", "#,##0.0", "right", 9),
    "level": Kind("0.0", "0.0", "center", 8),
    "gap": Kind("+0.0;-0.0;0.0", "+0.0;-0.0;0.0", "center", 8),
    "share": Kind("0.0%", "0.0%", "right", 9),
    "baht": Kind("#,##0.00", "#,##0.00", "right", 14),
    "date": Kind("[$-107041E]d mmm yyyy", "d mmm yyyy", "center", 14),
    "moment": Kind("[$-107041E]d mmm yyyy h:mm", "d mmm yyyy h:mm", "center", 19),
}
"""Kinds of columns; Thai dates are in the Buddhist era with Arabic digits."""


@dataclass(frozen=True)
class Role:
    """How a part of a sheet looks, whatever it holds."""

    size: int = SIZE
    bold: bool = False
    colour: str = "1F2933"
    fill: str = ""
    grid: bool = True
    wraps: bool = True


ROLES: Mapping[str, Role] = {
    "title": Role(size=22, bold=True, colour="12385B", grid=False, wraps=False),
    "note": Role(colour="4A5763", grid=False),
    "heading": Role(size=18, bold=True, colour="12385B", grid=False, wraps=False),
    "header": Role(bold=True, colour="FFFFFF", fill="1F4E79"),
    "body": Role(),
    "total": Role(bold=True, fill="E3EBF3"),
}


def safe(text: str) -> str:
    """The text without what no XML may hold, cut to what a cell may hold."""
    return _FORBIDDEN.sub("", text)[:LONGEST_TEXT]


def sheet_name(text: str) -> str:
    """The text as a name that every spreadsheet program takes for a sheet."""
    return _FORBIDDEN_IN_NAMES.sub(" ", safe(text)).strip("' ")[:_LONGEST_NAME]


@lru_cache(maxsize=65_536)
def measure(text: str) -> int:
    """Columns that the text takes: Thai vowels and marks above and below take none."""
    if text.isascii():
        return len(text)
    return sum(unicodedata.category(sign) not in {"Mn", "Me", "Cf"} for sign in text)


@lru_cache(maxsize=65_536)
def lines(text: str, width: int) -> int:
    """Lines that the text takes in a column of that width, broken between words."""
    pieces = text.split("\n")
    return sum(_lines_of(piece, width) for piece in pieces)


def _lines_of(text: str, width: int) -> int:
    columns = measure(text)
    if columns <= width:
        return 1
    return len(wrap(text, max(1, width * len(text) // columns)))


def plain(value: Value) -> Value:
    """The value as a cell takes it: unknown is empty, moments are Bangkok's."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(BANGKOK).replace(tzinfo=None)
    return safe(value) if isinstance(value, str) else value


def dress(cell: Cell, kind: str, role: str, language: str) -> None:
    """Give a cell the look of its column and its part of the sheet."""
    look, what = ROLES[role], KINDS[kind]
    cell.font = Font(name=FONT, size=look.size, bold=look.bold, color=look.colour)
    if look.fill:
        cell.fill = PatternFill("solid", start_color=look.fill)
    if look.grid:
        cell.border = _GRID
    side = "center" if role == "header" else what.side
    cell.alignment = Alignment(
        horizontal=side,
        vertical="center" if role == "header" else "top",
        wrap_text=look.wraps,
    )
    if role in {"body", "total"}:
        cell.number_format = what.thai if language == "th" else what.english
