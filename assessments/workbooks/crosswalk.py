"""A crosswalk as a workbook: filled in or changed in Excel, read back without loss."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import yaml

from assessments.workbooks import formulas, reading
from assessments.workbooks.cells import Value
from assessments.workbooks.reading import Row, Rows
from assessments.workbooks.writer import Column, Sheet, Table, write
from competency.crosswalks import Crosswalk, Edge
from competency.frameworks import Framework, Text
from competency.problems import Place, Problem, Problems

ABOUT, EDGES, TARGETS, NOTES = "ตารางเทียบ", "ความสัมพันธ์", "สมรรถนะปลายทาง", "คำอธิบาย"
FIELD, VALUE = "รายการ", "ค่า"
FIELDS: Mapping[str, str] = {
    "id": "รหัสตารางเทียบ",
    "name.th": "ชื่อ (ไทย)",
    "name.en": "ชื่อ (อังกฤษ)",
    "from.framework": "กรอบต้นทาง",
    "from.version": "ฉบับของกรอบต้นทาง",
    "to.framework": "กรอบปลายทาง",
    "to.version": "ฉบับของกรอบปลายทาง",
    "author": "ผู้จัดทำ",
    "note.th": "หมายเหตุ (ไทย)",
    "note.en": "หมายเหตุ (อังกฤษ)",
}
"""Rows of the first sheet, by the field of the file."""

HEADERS: Mapping[str, str] = {
    "from": "รหัสต้นทาง",
    "from_name": "ชื่อต้นทาง",
    "kind": "ความสัมพันธ์",
    "to": "รหัสปลายทาง",
    "to_name": "ชื่อปลายทาง",
    "weight": "น้ำหนัก (0–1)",
    "note.th": "หมายเหตุ (ไทย)",
    "note.en": "หมายเหตุ (อังกฤษ)",
}
KINDS: Mapping[str, str] = {
    "exact": "ตรงกับ",
    "broader": "กว้างกว่า",
    "narrower": "แคบกว่า",
    "related": "เกี่ยวข้องกับ",
    "none": "ไม่มีคู่เทียบ",
}
"""What the source is to the target; the words of the file are read too."""

_NEEDED = ("from", "kind", "to", "weight")
_HELP = (
    "หนึ่งแถวของแผ่นความสัมพันธ์คือสมรรถนะต้นทางหนึ่งเทียบกับสมรรถนะปลายทางหนึ่ง ต้นทางเดียวมีได้หลายแถว",
    "ความสัมพันธ์บอกว่าต้นทางเป็นอย่างไรเมื่อเทียบกับปลายทาง",
    "ถ้าไม่มีคู่ ให้เลือก ไม่มีคู่เทียบ และเว้นปลายทางกับน้ำหนัก",
    "น้ำหนักคือสัดส่วนของสมรรถนะปลายทางที่ต้นทางบอกได้ ตั้งแต่มากกว่า 0 ถึง 1",
    "แถวที่เว้นความสัมพันธ์ ปลายทาง และน้ำหนักไว้ทั้งหมดจะไม่ถูกอ่าน",
    "ปลายทางหนึ่งทราบระดับเมื่อทราบอย่างน้อยครึ่งหนึ่งของน้ำหนักที่ตารางนี้ให้",
    "ชื่อสมรรถนะมีไว้อ่านประกอบ ระบบอ่านเฉพาะรหัส",
)


def workbook(
    walk: Crosswalk,
    source: Framework,
    target: Framework,
    *,
    author: bool = True,
    now: datetime | None = None,
) -> bytes:
    """A workbook with this crosswalk, as `read` wants it.

    Without `author` that cell is left to be filled in: whoever changes a crosswalk
    of somebody else answers for it.
    """
    shown = walk if author else walk.model_copy(update={"author": ""})
    return _written(_about(shown), [*_edges(walk, source, target)], target, now)


def template(
    source: Framework, target: Framework, *, now: datetime | None = None
) -> bytes:
    """An empty workbook between two frameworks: each source competency has a row."""
    about = {
        "id": f"{source.id}-to-{target.id}",
        "from.framework": source.id,
        "to.framework": target.id,
    }
    rest = ("",) * (len(HEADERS) - 2)
    rows = [(each.id, each.name.th, *rest) for each in source.competencies]
    return _written(about, rows, target, now)


def _written(
    about: Mapping[str, str],
    edges: Sequence[Sequence[Value]],
    target: Framework,
    now: datetime | None,
) -> bytes:
    fields = [(header, about.get(field, "")) for field, header in FIELDS.items()]
    first = Table((Column(FIELD, width=28), Column(VALUE, width=70)), fields)
    listed = [(each.id, each.name.th) for each in target.competencies]
    columns = (Column(HEADERS["to"], "code", 24), Column(HEADERS["to_name"], width=60))
    notes = Table((Column(NOTES, width=110),), [(each,) for each in _HELP])
    sheets = (
        Sheet(ABOUT, "", (first,)),
        Sheet(EDGES, "", (Table(_columns(target), edges),), fixed=2),
        Sheet(TARGETS, "", (Table(columns, listed),), fixed=1),
        Sheet(NOTES, "", (notes,)),
    )
    return write(sheets, now=now)


def _columns(target: Framework) -> tuple[Column, ...]:
    offers = f"'{TARGETS}'!$A$2:$A${len(target.competencies) + 1}"
    widths = {"from": 22.0, "to": 22.0, "kind": 18.0, "weight": 14.0}
    return tuple(
        Column(
            header,
            "code" if key in _NEEDED else "text",
            widths.get(key, 40.0),
            tuple(KINDS.values()) if key == "kind" else (),
            offers if key == "to" else "",
        )
        for key, header in HEADERS.items()
    )


def _about(walk: Crosswalk) -> Mapping[str, str]:
    return {
        "id": walk.id,
        "name.th": walk.name.th,
        "name.en": walk.name.en,
        "from.framework": walk.from_.framework,
        "from.version": walk.from_.version or "",
        "to.framework": walk.to.framework,
        "to.version": walk.to.version or "",
        "author": walk.author,
        "note.th": _words(walk.note, "th"),
        "note.en": _words(walk.note, "en"),
    }


def _words(note: Text | None, language: str) -> str:
    return "" if note is None else note.of(language)


def _edges(
    walk: Crosswalk, source: Framework, target: Framework
) -> Iterator[Sequence[Value]]:
    sources = {each.id: each.name.th for each in source.competencies}
    targets = {each.id: each.name.th for each in target.competencies}
    for edge in walk.edges:
        yield (
            edge.from_,
            sources.get(edge.from_, ""),
            KINDS[edge.kind],
            edge.to or "",
            targets.get(edge.to or "", ""),
            _weight(edge),
            _words(edge.note, "th"),
            _words(edge.note, "en"),
        )


def _weight(edge: Edge) -> str:
    return "" if edge.kind == "none" else repr(edge.weight)


def text(data: bytes) -> tuple[str, Mapping[str, Place], Problems]:
    """The crosswalk of a workbook as YAML, and where each of its fields stands.

    Only what keeps the workbook from being read at all is a problem here.
    """
    sheets, problems = reading.workbook(data)
    if problems:
        return "", {}, problems
    for name in (ABOUT, EDGES):
        if name not in sheets:
            return "", {}, (Problem(Place(name), "sheet-missing", "", name),)
    if odd := formulas.found(data, sheets, (ABOUT, EDGES)):
        return "", {}, odd
    columns, problems = reading.headed(sheets[EDGES], EDGES, HEADERS, _NEEDED)
    if problems:
        return "", {}, problems
    places: dict[str, Place] = {}
    content = _fields(sheets[ABOUT], places)
    content["edges"] = [*_lines(sheets[EDGES], columns, places)]
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False), places, ()


def _fields(rows: Rows, places: dict[str, Place]) -> dict[str, Any]:
    """The fields of the first sheet; a blank one is absent."""
    known = {header: field for field, header in FIELDS.items()}
    found: dict[str, Any] = {"status": "agency"}
    for row in rows:
        field = known.get(row.cells[0], "")
        value = row.cells[1] if len(row.cells) > 1 else ""
        if field:
            places[field] = Place(ABOUT, row.number, row.cells[0])
            _put(found, field, value)
    return found


def _put(content: dict[str, Any], field: str, value: object) -> None:
    """Write a dotted field; a blank one is left out."""
    *above, last = field.split(".")
    if value != "":
        for step in above:
            content = content.setdefault(step, {})
        content[last] = value


def _lines(
    rows: Rows, columns: Mapping[str, int], places: dict[str, Place]
) -> Iterator[dict[str, Any]]:
    """The edges of the second sheet; rows that say nothing yet are left out."""
    number = 0
    for row in rows[1:]:
        texts = {key: _cell(row, at) for key, at in columns.items()}
        if not any(texts.get(key) for key in ("kind", "to", "weight")):
            continue
        here = f"edges[{number}]"
        places[here] = Place(EDGES, row.number, HEADERS["from"])
        edge: dict[str, Any] = {}
        for key in ("from", "kind", "to", "weight", "note.th", "note.en"):
            places[f"{here}.{key}"] = Place(EDGES, row.number, HEADERS[key])
            _put(edge, key, _value(key, texts.get(key, "")))
        number += 1
        yield edge


def _cell(row: Row, at: int) -> str:
    return row.cells[at] if at < len(row.cells) else ""


def _value(key: str, text: str) -> object:
    """A cell as the file has it: a kind by its own word, a weight as a number."""
    if key == "kind":
        words = {each: kind for kind, each in KINDS.items()}
        return words.get(text, text)
    if key == "weight":
        try:
            return float(text.replace(",", "."))
        except ValueError:
            return text
    return text


def placed(problems: Problems, places: Mapping[str, Place]) -> Problems:
    """Problems of the text at the cells of the workbook that they come from."""
    return tuple(replace(each, place=_place(each, places)) for each in problems)


def _place(problem: Problem, places: Mapping[str, Place]) -> Place:
    path = problem.place.column or ""
    while path and path not in places:
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    if path:
        return places[path]
    return Place(ABOUT, None, FIELDS.get(problem.place.column or ""))
