"""Columns of roster and unit files, found by their headers in Thai or English."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from competency.problems import Place, Problem, Problems

Headers = Mapping[str, tuple[str, ...]]
"""Header id → the headers that people write for it; the first is the template's."""

ROSTER: Headers = {
    "number": ("เลขประจำตัวบุคลากร", "Staff number", "รหัสบุคลากร", "เลขประจำตัวพนักงาน"),
    "prefix": ("คำนำหน้า", "Prefix", "คำนำหน้าชื่อ", "คำนำหน้านาม"),
    "given": ("ชื่อ", "Given name", "First name"),
    "family": ("นามสกุล", "Family name", "Last name", "สกุล", "ชื่อสกุล"),
    "unit": ("รหัสหน่วยงาน", "Unit code"),
    "title": ("ตำแหน่ง", "Position title", "ชื่อตำแหน่ง"),
    "position_type": ("ประเภทตำแหน่ง", "Position type"),
    "position_rank": ("ระดับ", "Position level", "ระดับตำแหน่ง"),
    "staff_type": ("ประเภทบุคลากร", "Staff type"),
    "group-2561": ("กลุ่มบุคลากร (กรอบ 2561)", "Personnel group (2561)"),
    "stage-2561": ("ระยะ (กรอบ 2561)", "Stage (2561)"),
    "work-2567": ("กลุ่มงาน (กรอบ 2567)", "Work group (2567)"),
    "role-2567": ("ระดับบทบาท (กรอบ 2567)", "Role level (2567)"),
    "supervisor": (
        "เลขประจำตัวผู้บังคับบัญชา",
        "Supervisor's staff number",
        "Supervisor number",
    ),
    "email": ("อีเมล", "E-mail", "Email", "อีเมล์"),
    "hired": ("วันที่บรรจุ (พ.ศ.)", "Hire date (B.E.)", "วันที่บรรจุ"),
    "position-level": ("รหัสระดับตำแหน่ง", "Position level code"),
}
"""Headers of a roster; any further column "แกน:NAME" or "axis:NAME" is an axis."""

UNITS: Headers = {
    "code": ("รหัสหน่วยงาน", "Unit code"),
    "parent": ("รหัสหน่วยงานต้นสังกัด", "Parent unit code"),
    "name_th": ("ชื่อหน่วยงาน", "Unit name", "ชื่อหน่วยงาน (ไทย)"),
    "name_en": ("ชื่อหน่วยงาน (อังกฤษ)", "Unit name (English)"),
}
"""Headers of a file of units."""

ROSTER_REQUIRED = ("number", "given", "unit")
UNITS_REQUIRED = ("code", "parent", "name_th")
AXIS = "axis:"
_AXIS_HEADERS = ("แกน:", AXIS)
HIGHEST, ENOUGH = 20, 2
"""The first line with so many known headers is theirs; none lies lower down."""

_UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00a0"
"""Signs that nobody sees and that spreadsheets leave at the ends of cells."""


@dataclass(frozen=True)
class RosterRow:
    """A row of the file by its number there: header id → text; blanks are left out."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class RosterTable:
    """Rows under found columns; `headers` are as the file writes them.

    `unused` are headers that nothing is read from.
    """

    sheet: str | None
    headers: Mapping[str, str]
    rows: tuple[RosterRow, ...]
    unused: tuple[str, ...] = field(default=())

    def problem(
        self, row: RosterRow, column: str, rule: str, expected: str = ""
    ) -> Problem:
        """A problem of one cell, named as the file names it."""
        header = self.headers.get(column) or {**UNITS, **ROSTER}[column][0]
        place = Place(self.sheet, row.number, header)
        return Problem(place, rule, row.cells.get(column, ""), expected)


Lines = Iterable[tuple[int, tuple[str, ...]]]


def roster_table(
    sheet: str | None, lines: Lines
) -> tuple[RosterTable | None, Problems]:
    """The roster under its first line of headers, or what is wrong with the headers."""
    return _table(sheet, list(lines), ROSTER, ROSTER_REQUIRED)


def unit_table(sheet: str | None, lines: Lines) -> tuple[RosterTable | None, Problems]:
    """The units under their first line of headers, or what is wrong with them."""
    return _table(sheet, list(lines), UNITS, UNITS_REQUIRED)


def trimmed(text: str) -> str:
    """The text without blanks and unseen signs around it; inner ones stay."""
    return text.strip(_UNSEEN + " \t\r\n")


def _table(
    sheet: str | None,
    lines: list[tuple[int, tuple[str, ...]]],
    wanted: Headers,
    required: tuple[str, ...],
) -> tuple[RosterTable | None, Problems]:
    at = _header_line(lines, wanted)
    if len(lines) <= at + 1:
        return None, (Problem(Place(sheet), "sheet-empty"),)
    (number, first), *rest = lines[at:]
    names = tuple(map(trimmed, first))
    ids = tuple(_header_id(name, wanted) for name in names)
    missing = (wanted[key][0] for key in required if key not in ids)
    if faults := (
        *(Problem(Place(sheet, number, h), "column-missing", "", h) for h in missing),
        *(
            Problem(Place(sheet, number, h), "column-twice", "", h)
            for h in _twice(ids, names)
        ),
    ):
        return None, faults
    pairs = tuple(zip(ids, names, strict=True))
    unused = tuple(name for key, name in pairs if name and not key)
    rows = (RosterRow(at, _cells(ids, texts)) for at, texts in rest)
    filled = tuple(row for row in rows if row.cells)
    return RosterTable(sheet, {k: h for k, h in pairs if k}, filled, unused), ()


def _header_line(lines: list[tuple[int, tuple[str, ...]]], wanted: Headers) -> int:
    """Which line holds the headers: titles and notes may stand above them."""
    for at, (_, texts) in enumerate(lines[:HIGHEST]):
        if sum(bool(_header_id(trimmed(text), wanted)) for text in texts) >= ENOUGH:
            return at
    return 0


def _twice(ids: tuple[str, ...], names: tuple[str, ...]) -> tuple[str, ...]:
    """Headers of columns that an earlier column is already read for."""
    pairs = enumerate(zip(ids, names, strict=True))
    return tuple(name for at, (key, name) in pairs if key and key in ids[:at])


def _header_id(text: str, wanted: Headers) -> str:
    plain = _plain(text)
    for key, names in wanted.items():
        if plain in map(_plain, names):
            return key
    if wanted is ROSTER:
        for sign in _AXIS_HEADERS:
            if text.casefold().startswith(sign):
                return _axis_id(trimmed(text[len(sign) :]))
    return ""


def _axis_id(axis: str) -> str:
    """The id of an axis column; an axis with a closed list has one of its own."""
    if not axis or axis in ROSTER:
        return axis
    return AXIS + axis


def _plain(text: str) -> str:
    """The header without blanks, case and the two ways to write sara am."""
    joined = unicodedata.normalize("NFKC", trimmed(text))
    return "".join(joined.split()).casefold().replace("’", "'")


def _cells(ids: tuple[str, ...], texts: tuple[str, ...]) -> Mapping[str, str]:
    pairs = zip(ids, map(trimmed, texts), strict=False)
    return {key: text for key, text in pairs if key and text}
