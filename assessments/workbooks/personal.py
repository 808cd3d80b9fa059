"""Targets of single people as a workbook: changed in Excel, read back without loss."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from assessments.workbooks import formulas, reading
from assessments.workbooks.reading import Row
from assessments.workbooks.writer import Column, Sheet, Table, write
from competency.frameworks import Framework, Target
from competency.frameworks.personal import Key, Line, word
from competency.frameworks.personal import read as read_lines
from competency.problems import Place, Problem, Problems

TARGETS, COMPETENCIES, NOTES = "เป้าหมายรายบุคคล", "สมรรถนะและระดับ", "คำอธิบาย"
HEADERS: Mapping[str, str] = {
    "person": "เลขประจำตัวบุคลากร",
    "name": "ชื่อ-สกุล",
    "unit": "หน่วยงาน",
    "competency": "รหัสสมรรถนะ",
    "called": "ชื่อสมรรถนะ",
    "level": "ระดับที่ต้องการ",
    "source": "ที่มา",
}
NEEDED = ("person", "competency", "level")
_WIDTHS = {"name": 30.0, "unit": 36.0, "called": 36.0, "source": 60.0}
_HELP = (
    "หนึ่งแถวคือเป้าหมายของบุคลากรหนึ่งคนในสมรรถนะหนึ่ง ใช้แทนเป้าหมายของโปรไฟล์เฉพาะช่องนั้น",
    "ระดับเป็นตัวเลข หรือเครื่องหมาย - คือไม่กำหนดสำหรับบุคลากรผู้นี้",
    "แถวที่เว้นระดับว่างคือยกเลิกเป้าหมายรายบุคคล แล้วกลับไปใช้เป้าหมายของโปรไฟล์",
    "บุคลากรและสมรรถนะที่ไม่อยู่ในไฟล์คงเดิม",
    "ชื่อ-สกุล หน่วยงาน และชื่อสมรรถนะมีไว้อ่านประกอบ ระบบอ่านเฉพาะรหัส ระดับ และที่มา",
    "รอบที่เปิดแล้วใช้เป้าหมาย ณ วันที่เปิดรอบ การแก้ไขมีผลกับรอบที่เปิดภายหลัง",
)


@dataclass(frozen=True)
class Owned:
    """A personal target with what a reader needs to recognise whose it is."""

    number: str
    name: str
    unit: str
    competency: str
    target: Target


def workbook(
    owned: Iterable[Owned], framework: Framework, *, now: datetime | None = None
) -> bytes:
    """A workbook with these targets, as `read` wants it; a form without any."""
    called = {each.id: each.name.th for each in framework.competencies}
    offers = f"'{COMPETENCIES}'!$A$2:$A${len(called) + 1}"
    columns = tuple(
        Column(
            header,
            "code" if key in NEEDED else "text",
            _WIDTHS.get(key, 20.0),
            offers=offers if key == "competency" else "",
        )
        for key, header in HEADERS.items()
    )
    rows = (
        (
            each.number,
            each.name,
            each.unit,
            each.competency,
            called.get(each.competency, ""),
            word(each.target),
            each.target.source,
        )
        for each in owned
    )
    sheet = Sheet(TARGETS, "", (Table(columns, rows),), fixed=2)
    return write((sheet, _competencies(framework), _notes()), now=now)


def _competencies(framework: Framework) -> Sheet:
    levels = tuple(
        Column(f"{each.level} {each.name.th}", width=34) for each in framework.scale
    )
    columns = (
        Column(HEADERS["competency"], "code", 20),
        Column(HEADERS["called"], width=36),
        *levels,
    )
    rows = (
        (
            each.id,
            each.name.th,
            *(_wording(each.levels.get(step.level)) for step in framework.scale),
        )
        for each in framework.competencies
    )
    return Sheet(COMPETENCIES, "", (Table(columns, rows),), fixed=2)


def _wording(text: object) -> str:
    return str(getattr(text, "th", ""))


def _notes() -> Sheet:
    table = Table((Column(NOTES, width=110),), [(each,) for each in _HELP])
    return Sheet(NOTES, "", (table,))


def read(
    data: bytes, framework: Framework, known: Mapping[str, object]
) -> tuple[Mapping[Key, Target | None], Problems]:
    """The cells of a workbook by staff number and competency, or all its problems.

    None takes a personal target away. `known` are the staff numbers of today's staff
    that the reader looks after.
    """
    sheets, problems = reading.workbook(data)
    if problems:
        return {}, problems
    if TARGETS not in sheets:
        return {}, (Problem(Place(TARGETS), "sheet-missing", "", TARGETS),)
    if odd := formulas.found(data, sheets, (TARGETS,)):
        return {}, odd
    rows = sheets[TARGETS]
    columns, problems = reading.headed(rows, TARGETS, HEADERS, NEEDED)
    if problems:
        return {}, problems
    lines = [_line(row, columns) for row in rows[1:]]
    cells, faults = read_lines(lines, framework, known)
    return cells, tuple(map(_placed, faults))


def _line(row: Row, columns: Mapping[str, int]) -> Line:
    def text(key: str) -> str:
        at = columns.get(key, len(row.cells))
        return row.cells[at] if at < len(row.cells) else ""

    place = Place(TARGETS, row.number)
    return Line(
        place, text("person"), text("competency"), text("level"), text("source")
    )


def _placed(problem: Problem) -> Problem:
    """The same problem under the header of its column."""
    header = HEADERS[problem.place.column or "person"]
    return replace(problem, place=replace(problem.place, column=header))
