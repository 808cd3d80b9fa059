"""Item banks: rows of items put on the competencies of a framework, by a map.

    id: my-items
    version: "1.0.0"
    name: {th: …, en: …}
    source: {title: …, licence: …}
    rule: {name: mean}
    columns: {item: code, competency: area, level: stage, text: {en: wording}}
    levels: {beginner: 1, expert: 3}
    scales: {scale: type, value: code, name: {en: label}}

What the map does not name keeps its own meaning; areas, competencies, levels and
profiles are those of the framework that it is put on.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic import Field, ValidationError

from competency.frameworks.importing import NAMES, Gathered, Imported, copied
from competency.frameworks.layout import content, placed
from competency.frameworks.reading import form, plain
from competency.frameworks.sheets import cells
from competency.frameworks.sheets.columns import Kind
from competency.frameworks.sheets.opening import Given, Line
from competency.frameworks.values import (
    Answer,
    Framework,
    Id,
    Rule,
    Source,
    Text,
    Value,
)
from competency.problems import Place, Problem, Problems

_HARMLESS = "key-not-text"
"""A value of a file may look like a number: it is taken as written."""


class Languages(Value):
    """The columns of a text; one language may stand for both."""

    th: str | None = None
    en: str | None = None


class Columns(Value):
    """The headers of an item file."""

    item: str
    competency: str
    text: Languages
    level: str | None = None
    answers: str | None = None
    weight: str | None = None
    reversed: str | None = None
    key: str | None = None
    unit: str | None = None


class ScaleColumns(Value):
    """The headers of a file of answer scales: one row an answer."""

    scale: str
    value: str
    name: Languages


class BankMap(Value):
    """What becomes of an item file: the new framework, and where its fields stand."""

    id: Id
    version: str
    name: Text
    source: Source
    columns: Columns
    rule: Rule | None = None
    competencies: Mapping[str, str] = Field(default_factory=dict)
    levels: Mapping[str, int] = Field(default_factory=dict)
    answers: Mapping[Id, tuple[Answer, ...]] = Field(default_factory=dict)
    scales: ScaleColumns | None = None
    notes: tuple[Text, ...] = ()


def read_map(text: str) -> tuple[BankMap | None, Problems]:
    """The map of a YAML text, or all its problems with line and field."""
    found = content(text)
    faults = [fault for fault in found.problems if fault.rule != _HARMLESS]
    if found.value is None and faults:
        return None, tuple(faults)
    if not isinstance(found.value, dict):
        return None, (Problem(Place(row=1), "not-a-map"),)
    try:
        made = BankMap.model_validate_json(json.dumps(found.value))
    except ValidationError as error:
        return None, placed((*faults, *form(error, found, BankMap)), found)
    faults += _languages(made)
    return (None if faults else made), placed(tuple(faults), found)


def _languages(made: BankMap) -> Iterator[Problem]:
    """Texts need a column in one language at least."""
    if made.columns.text == Languages():
        yield Problem(Place(column="columns.text"), "field-missing")
    if made.scales and made.scales.name == Languages():
        yield Problem(Place(column="scales.name"), "field-missing")


def build(
    base: Framework, bank: BankMap, items: Given, scales: Given | None = None
) -> Imported:
    """The base with the items of a file in place of its own, under the map's name.

    A file of answer scales is read where the map names its columns. Texts in one
    language stand for both, and a note says so.
    """
    gathered = Gathered(content=_base(base, bank))
    alone: dict[str, list[str]] = {}
    if bank.scales and scales:
        _scales(gathered, bank.scales, scales, alone)
    _items(gathered, bank, items, alone)
    gathered.content["notes"] += _copied(alone, len(items.lines) - 1)
    found = gathered.imported()
    remarks = tuple(Problem(Place(), "texts-copied", each) for each in sorted(alone))
    return replace(found, remarks=remarks)


def _base(base: Framework, bank: BankMap) -> dict[str, Any]:
    """The base under another name, without its items."""
    made = plain(base)
    for competency in made["competencies"]:
        competency["items"] = []
        competency["levels"] = {
            str(k): v for k, v in competency.get("levels", {}).items()
        }
    new = bank.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    made |= {key: new[key] for key in ("id", "version", "name", "source")}
    made |= {key: new[key] for key in ("rule",) if key in new}
    name = f"{base.id}@{base.version}"
    kept = "ด้าน สมรรถนะ ระดับ และโปรไฟล์มาจากกรอบ"
    taken = {
        "th": f"{kept} {name} ข้อคำถามมาจากคลังข้อคำถามที่นำเข้า",
        "en": f"Areas, competencies, levels and profiles are those of {name}; the "
        "items come from an item bank that was imported.",
    }
    made["answers"] = new.get("answers", {})
    made["notes"] = [*new.get("notes", []), taken]
    return made


class _Sheet:
    """A file with its headers found; those that are not there are faults."""

    def __init__(self, found: Gathered, given: Given, wanted: Sequence[str]) -> None:
        first = given.lines[0] if given.lines else Line(1, ())
        headers = [cell.strip() for cell in first.cells]
        self.name, self.lines = given.name, given.lines[1:]
        self.at = {
            header: headers.index(header) for header in wanted if header in headers
        }
        for header in wanted:
            if header not in headers:
                found.blame(Place(given.name, 1, header), "column-missing", "", header)

    def cell(self, line: Line, header: str | None) -> str:
        """The text of a cell, without blanks around it."""
        at = self.at.get(header or "", len(line.cells))
        return line.cells[at].strip() if at < len(line.cells) else ""

    def place(self, line: Line, header: str | None) -> Place:
        """The place of a cell."""
        return Place(self.name, line.number, header)

    def both(self, line: Line, names: Languages, alone: set[str]) -> dict[str, str]:
        """A text in both languages; the language that stands for both is kept."""
        texts = {k: self.cell(line, getattr(names, k)) for k in NAMES}
        present = {language: text for language, text in texts.items() if text}
        alone |= set(present) if len(present) == 1 else set()
        return {k: texts[k] or next(iter(present.values()), "") for k in NAMES}


def _headers(columns: Value) -> list[str]:
    """Every header that a map names."""
    named: list[str] = []
    for value in columns.model_dump(exclude_none=True).values():
        named += value.values() if isinstance(value, dict) else [value]
    return named


def _scales(
    found: Gathered, columns: ScaleColumns, given: Given, alone: dict[str, list[str]]
) -> None:
    sheet = _Sheet(found, given, _headers(columns))
    scales = found.content["answers"]
    for line in sheet.lines:
        name, languages = sheet.cell(line, columns.scale), set[str]()
        answers = scales.setdefault(name, [])
        here = ("answers", name, len(answers))
        text = sheet.cell(line, columns.value)
        for language in NAMES:
            header = getattr(columns.name, language) or _first(columns.name)
            found.at((*here, "name", language), sheet.place(line, header))
        found.places.setdefault(f"answers.{name}", sheet.place(line, columns.scale))
        found.at((*here, "value"), sheet.place(line, columns.value), text)
        value = cells.plain(text, "whole")
        name_ = sheet.both(line, columns.name, languages)
        answers.append({"value": value, "name": name_})
        for language in languages:
            alone.setdefault(language, []).append("")


def _first(names: Languages) -> str | None:
    return names.th or names.en


_KINDS: Mapping[str, Kind] = {
    "answers": "code",
    "weight": "number",
    "reversed": "flag",
    "key": "key",
    "unit": "text",
}


def _items(
    found: Gathered, bank: BankMap, given: Given, alone: dict[str, list[str]]
) -> None:
    columns = bank.columns
    sheet = _Sheet(found, given, _headers(columns))
    known = {c["id"]: at for at, c in enumerate(found.content["competencies"])}
    for line in sheet.lines:
        told = sheet.cell(line, columns.competency)
        competency = bank.competencies.get(told, told)
        if competency not in known:
            if columns.competency not in sheet.at:
                continue
            place = sheet.place(line, columns.competency)
            found.blame(place, "competency-unknown", told, ", ".join(known))
            continue
        items = found.content["competencies"][known[competency]]["items"]
        here = ("competencies", known[competency], "items", len(items))
        found.at(here, sheet.place(line, columns.item))
        items.append(_item(found, bank, sheet, line, here))
        languages: set[str] = set()
        items[-1]["text"] = sheet.both(line, columns.text, languages)
        for language in languages:
            alone.setdefault(language, []).append(sheet.cell(line, columns.item))


def _item(
    found: Gathered,
    bank: BankMap,
    sheet: _Sheet,
    line: Line,
    here: tuple[int | str, ...],
) -> dict[str, Any]:
    columns = bank.columns
    id_ = sheet.cell(line, columns.item)
    item: dict[str, Any] = {"id": id_ or None}
    found.at((*here, "id"), sheet.place(line, columns.item), id_)
    if columns.level:
        text = sheet.cell(line, columns.level)
        found.at((*here, "level"), sheet.place(line, columns.level), text)
        item["level"] = bank.levels.get(text, cells.plain(text, "whole"))
    for name, kind in _KINDS.items():
        if header := getattr(columns, name):
            text = sheet.cell(line, header)
            found.at((*here, name), sheet.place(line, header), text)
            item[name] = cells.plain(text, kind)
    if columns.answers is None and len(found.content["answers"]) == 1:
        item["answers"] = next(iter(found.content["answers"]))
    for language in NAMES:
        header = getattr(columns.text, language) or _first(columns.text)
        found.at((*here, "text", language), sheet.place(line, header))
    return {name: value for name, value in item.items() if value is not None}


def _copied(alone: Mapping[str, list[str]], items: int) -> list[dict[str, str]]:
    """Notes on texts of one language: of all, or of the items that are named."""
    notes = []
    for language, ids in sorted(alone.items()):
        named = [id_ for id_ in ids if id_]
        note = copied(language)
        if len(named) < items:
            listed = ", ".join(named)
            note = {
                "th": f"{note['th']} (เฉพาะข้อ: {listed})",
                "en": f"{note['en']} (Items: {listed})",
            }
        notes.append(note)
    return notes
