"""The targets of a draft as a workbook: changed in Excel, read back without loss.

The first sheet holds the levels, the second what each cell's status and source are. A
cell whose level differs between the two was changed in the first: then the origin
that the second tells is not that of the new level.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from assessments.workbooks import formulas, reading, writer
from assessments.workbooks.cells import Value
from assessments.workbooks.reading import Row, Rows
from competency.frameworks.blocks import block
from competency.frameworks.editing import Content, at
from competency.frameworks.targets import (
    Grid,
    Key,
    Origin,
    Wanted,
    cell,
    grid,
    keys,
    origin,
    said,
)
from competency.problems import Place, Problem, Problems

TARGETS, ORIGINS, NOTES = "เป้าหมาย", "สถานะและที่มา", "คำอธิบาย"
PROFILE, NAME = "รหัสโปรไฟล์", "ชื่อโปรไฟล์"
HEADERS: Mapping[str, str] = {
    "profile": PROFILE,
    "competency": "รหัสสมรรถนะ",
    "level": "ระดับของที่มานี้",
    "status": "สถานะ",
    "source": "ที่มา",
}
_HELP = (
    "แก้ระดับในแผ่นแรก ตัวเลขคือระดับที่ต้องการ เครื่องหมาย - คือไม่กำหนด",
    "ช่องว่างคือไม่ทราบ ไม่ใช่ 0 และไม่ทำให้ใครมีช่องว่างสมรรถนะ",
    "ช่องที่แก้ระดับได้สถานะและที่มาตามที่เลือกตอนนำไฟล์เข้า ช่องอื่นคงตามแผ่นที่สอง",
    "ถ้าจะเขียนสถานะหรือที่มาเอง ให้แก้แผ่นที่สอง และใส่ระดับเดียวกันทั้งสองแผ่น",
    "สถานะ official คือทางการ ours คือของระบบนี้ agency คือหน่วยงานกำหนด",
    "สถานะ assumed คือข้อเสนอที่ยังไม่มีผลจนกว่าจะรับรอง",
    "รหัสต้องตรงกับร่างที่นำเข้า แถวหรือคอลัมน์ที่ไม่มีในไฟล์คงเดิม",
)
STATUSES = ("official", "ours", "agency", "assumed")

Stated = Mapping[Key, tuple[Wanted, Origin]]
"""Cells with their origins."""


def write(content: Content, *, now: datetime | None = None) -> bytes:
    """A workbook with the targets of a content, as `read` wants it."""
    known = grid(content)
    return writer.write(
        (_targets(content, known), _origins(content), _notes()), now=now
    )


def _targets(content: Content, known: Grid) -> writer.Sheet:
    columns = (
        writer.Column(PROFILE, "code"),
        writer.Column(NAME, width=40),
        *(writer.Column(each, "code") for each in known.competencies),
    )
    rows = (
        (
            profile,
            str(at(content, ("profiles", index, "name", "th")) or ""),
            *(_value(content, (profile, each)) for each in known.competencies),
        )
        for index, profile in enumerate(known.profiles)
    )
    return writer.Sheet(TARGETS, "", (writer.Table(columns, rows),), fixed=2)


def _value(content: Content, key: Key) -> str:
    return said(cell(content, key)).word


def _origins(content: Content) -> writer.Sheet:
    widths = {"source": 90.0}
    columns = tuple(
        writer.Column(
            header,
            "text" if key == "source" else "code",
            widths.get(key),
            STATUSES if key == "status" else (),
        )
        for key, header in HEADERS.items()
    )
    rows = (_origin_row(content, key) for key in keys(content))
    return writer.Sheet(ORIGINS, "", (writer.Table(columns, rows),), fixed=2)


def _origin_row(content: Content, key: Key) -> Sequence[Value]:
    found = cell(content, key)
    by = origin(found)
    return (*key, said(found).word, by.status, by.source)


def _notes() -> writer.Sheet:
    table = writer.Table((writer.Column(NOTES, width=110),), [(e,) for e in _HELP])
    return writer.Sheet(NOTES, NOTES, (table,))


def read(data: bytes, content: Content, by: Origin) -> tuple[Stated, Problems]:
    """The cells of a workbook with their origins, and every fault in it.

    Cells that were changed in the first sheet are of the origin `by`. With faults
    there are no cells.
    """
    sheets, problems = reading.workbook(data)
    if problems:
        return {}, problems
    if TARGETS not in sheets:
        return {}, (Problem(Place(TARGETS), "sheet-missing", "", TARGETS),)
    if odd := formulas.found(data, sheets, (TARGETS, ORIGINS)):
        return {}, odd
    known = grid(content)
    wanted, faults = block(_rows(sheets[TARGETS]), known, sheet=TARGETS)
    told, more = _told(sheets.get(ORIGINS, ()), known)
    if faults or more:
        return {}, (*faults, *more)
    return {
        key: (each, _by(each, told.get(key), by)) for key, each in wanted.items()
    }, ()


def _by(wanted: Wanted, told: tuple[Wanted, Origin] | None, by: Origin) -> Origin:
    """The origin that the second sheet tells of this very level, else the new one."""
    return told[1] if told and told[0] == wanted else _unknown(wanted, by)


def _unknown(wanted: Wanted, by: Origin) -> Origin:
    """A cell left blank has no origin to tell."""
    return Origin(by.status) if wanted == Wanted() else by


def _rows(rows: Rows) -> Sequence[tuple[int, Sequence[str]]]:
    return [(row.number, row.cells) for row in rows]


def _told(rows: Rows, known: Grid) -> tuple[Stated, Problems]:
    """The second sheet; a workbook may come without it."""
    if not rows:
        return {}, ()
    columns, problems = reading.headed(rows, ORIGINS, HEADERS, HEADERS)
    if problems:
        return {}, problems
    found: dict[Key, tuple[Wanted, Origin]] = {}
    faults: list[Problem] = []
    for row in rows[1:]:
        texts = {key: _text(row, at_) for key, at_ in columns.items()}
        wrong = [*_row_faults(row.number, texts, known, found)]
        faults.extend(wrong)
        if not wrong:
            wanted = known.wanted(texts["level"]) or Wanted()
            key = texts["profile"], texts["competency"]
            found[key] = wanted, Origin(texts["status"], texts["source"])
    return found, tuple(faults)


def _text(row: Row, at_: int) -> str:
    return row.cells[at_] if at_ < len(row.cells) else ""


def _row_faults(
    number: int, texts: Mapping[str, str], known: Grid, before: Stated
) -> Iterator[Problem]:
    """What is wrong with a row: its names, its level, its status, its being there."""
    listed = {
        "profile": known.profiles,
        "competency": known.competencies,
        "status": STATUSES,
    }
    for key, several in listed.items():
        if texts[key] not in several:
            place = Place(ORIGINS, number, HEADERS[key])
            yield Problem(place, "value-unknown", texts[key], ", ".join(several))
    if known.wanted(texts["level"]) is None:
        place = Place(ORIGINS, number, HEADERS["level"])
        yield Problem(place, "target-wrong", texts["level"], known.expected)
    if (texts["profile"], texts["competency"]) in before:
        place = Place(ORIGINS, number, HEADERS["competency"])
        yield Problem(place, "value-twice", texts["competency"], texts["profile"])
