"""The plain content that rows hold, and the cell of each of its fields."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from competency.frameworks.layout import Location, path
from competency.frameworks.sheets import cells
from competency.frameworks.sheets.columns import (
    FIELD,
    FIELDS,
    LANGUAGES,
    SHEETS,
    VALUE,
    Field,
    Key,
    Kind,
)
from competency.frameworks.sheets.opening import Line, Opened
from competency.problems import Place, Problem

STAND_IN = "__row-without-its-part__"
"""The id of the part that holds rows whose own part is not there."""

_BOTH = {"th": STAND_IN, "en": STAND_IN}


@dataclass
class Draft:
    """A content being gathered: the cell of each field path, and what was found wrong.

    `written` are the cells as they were typed.
    """

    content: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    inventions: set[str] = field(default_factory=set)

    def stands_in(self, column: str) -> bool:
        """Whether a field belongs to a part that no row of the workbook names."""
        return any(column.startswith(each) for each in self.inventions)

    def put(
        self, at: Location, place: Place, text: str, kind: Kind, record: dict[str, Any]
    ) -> None:
        """Keep the cell of a field, and its value in the record unless it is blank."""
        self.places[path(at)] = place
        self.written[path(at)] = text
        value = cells.plain(text, kind)
        if value is not None:
            record[str(at[-1])] = value

    def blame(self, place: Place, rule: str, value: str = "", known: str = "") -> None:
        """Keep a fault of a cell."""
        self.problems.append(Problem(place, rule, value, known))


def gathered(sheets: Mapping[str, Opened]) -> Draft:
    """The content of sheets; what is missing in it, the form of a framework says."""
    draft = Draft()
    content = draft.content
    content |= {"scale": [], "answers": {}, "areas": [], "competencies": []}
    content |= {"profiles": [], "notes": []}
    for sheet in SHEETS:
        if sheet.key in sheets:
            opened_ = sheets[sheet.key]
            for name in _PARTS.get(sheet.key, ()):
                draft.places[name] = Place(opened_.name)
            _GATHER[sheet.key](draft, opened_)
    return draft


_PARTS = {
    "levels": ("scale",),
    "answers": ("answers",),
    "areas": ("areas",),
    "competencies": ("competencies",),
    "profiles": ("profiles",),
}


def _about(draft: Draft, sheet: Opened) -> None:
    """One field a row; those without a row are told by their name."""
    known = {each.name: each for each in FIELDS}
    first: dict[str, int] = {}
    for name in ("source", "rule"):
        draft.content[name] = {}
    for each in FIELDS:
        draft.places[each.name] = Place(sheet.name, None, each.name)
    for line in sheet.lines:
        name = sheet.cell(line, FIELD).strip()
        if name not in known:
            expected = ", ".join(known)
            rule = "value-unknown" if name else "value-missing"
            draft.blame(sheet.place(line, FIELD), rule, name, expected)
        elif name in first and name != "notes":
            row = str(first[name])
            draft.blame(sheet.place(line, FIELD), "value-twice", name, row)
        else:
            first[name] = line.number
            _field(draft, sheet, line, known[name])


def _field(draft: Draft, sheet: Opened, line: Line, field_: Field) -> None:
    """The value of a row, or its two texts; nothing may stand beside them."""
    languages = [(language,) for language in LANGUAGES]
    wanted, others = ([VALUE], languages) if field_.kind else (languages, [VALUE])
    headers = ", ".join(sheet.columns[k][2] for k in wanted if k in sheet.columns)
    for key in others:
        if text := sheet.cell(line, key).strip():
            draft.blame(sheet.place(line, key), "cell-not-read", text[:60], headers)
    *steps, last = field_.key
    holder = draft.content
    for step in steps:
        holder = holder[step]
    if field_.kind:
        text, place = sheet.cell(line, VALUE), sheet.place(line, VALUE)
        draft.put(field_.key, place, text, field_.kind, holder)
        return
    if not field_.wanted and not any(sheet.cell(line, key) for key in languages):
        return
    record: dict[str, Any] = {}
    at: Location = field_.key
    if last == "notes":
        at = (last, len(holder[last]))
        holder[last].append(record)
    else:
        holder[last] = record
    for key in languages:
        place = sheet.place(line, key)
        draft.put((*at, *key), place, sheet.cell(line, key), "text", record)


def _record(draft: Draft, sheet: Opened, line: Line, at: Location) -> dict[str, Any]:
    """The fields of a part that stands in one row."""
    record: dict[str, Any] = {}
    owners = {column.key for column in sheet.sheet.columns[: sheet.sheet.owners]}
    draft.places[path(at)] = Place(sheet.name, line.number)
    for key, (column, _at, _header) in sheet.columns.items():
        if key in owners:
            continue
        text = sheet.cell(line, key)
        holder = record
        for step in key[:-1]:
            if text or column.wanted:
                holder = holder.setdefault(step, {})
            draft.places.setdefault(path((*at, step)), sheet.place(line, key))
        draft.put((*at, *key), sheet.place(line, key), text, column.kind, holder)
    return record


def _listed(part: str) -> Callable[[Draft, Opened], None]:
    """What gathers a sheet whose rows are the parts of one list."""

    def gather(draft: Draft, sheet: Opened) -> None:
        parts = draft.content[part]
        for line in sheet.lines:
            parts.append(_record(draft, sheet, line, (part, len(parts))))

    return gather


def _owner(draft: Draft, sheet: Opened, line: Line, key: Key) -> str:
    """Whose part a row is; a blank cell is a fault."""
    name = sheet.cell(line, key).strip()
    if not name and key in sheet.columns:
        draft.blame(sheet.place(line, key), "value-missing")
    return name


def _answers(draft: Draft, sheet: Opened) -> None:
    scales = draft.content["answers"]
    for line in sheet.lines:
        name = _owner(draft, sheet, line, ("scale",))
        answers = scales.setdefault(name, [])
        at = ("answers", name)
        draft.places.setdefault(path(at), sheet.place(line, ("scale",)))
        draft.written.setdefault(path(at), name)
        answers.append(_record(draft, sheet, line, (*at, len(answers))))


def _owned(part: str) -> Callable[[Draft, Opened], None]:
    """What gathers a sheet whose rows belong to competencies."""

    def gather(draft: Draft, sheet: Opened) -> None:
        for line in sheet.lines:
            name = _owner(draft, sheet, line, ("competency",))
            at = _index(draft, sheet, line, "competencies", name)
            parts = draft.content["competencies"][at].setdefault(part, [])
            here = ("competencies", at, part, len(parts))
            parts.append(_record(draft, sheet, line, here))

    return gather


def _index(draft: Draft, sheet: Opened, line: Line, part: str, name: str) -> int:
    """Where a part with an id stands; a stand-in where there is none."""
    parts = draft.content[part]
    ids = [each.get("id") for each in parts]
    known = [str(id_) for id_ in ids if id_ not in {None, STAND_IN}]
    if name in known:
        return ids.index(name)
    key = ("competency",) if part == "competencies" else ("profile",)
    if name:
        listed = ", ".join(known)
        rule = "competency-unknown" if part == "competencies" else "profile-unknown"
        draft.blame(sheet.place(line, key), rule, name, listed)
    if STAND_IN not in ids:
        ids.append(STAND_IN)
        parts.append({"id": STAND_IN, "name": _BOTH, **_REST[part]})
        draft.inventions.add(path((part, len(parts) - 1)))
    return ids.index(STAND_IN)


_REST: Mapping[str, Mapping[str, Any]] = {
    "competencies": {"area": STAND_IN},
    "profiles": {"for": {STAND_IN: STAND_IN}},
}


def _targets(draft: Draft, sheet: Opened) -> None:
    """Targets by profile and competency; each pair may stand there once."""
    known = [each.get("id") for each in draft.content["competencies"]]
    rows: dict[tuple[str, str], int] = {}
    for line in sheet.lines:
        pair = (
            _owner(draft, sheet, line, ("profile",)),
            _owner(draft, sheet, line, ("competency",)),
        )
        place = sheet.place(line, ("competency",))
        if all(pair) and pair in rows:
            draft.blame(place, "value-twice", pair[1], str(rows[pair]))
            continue
        rows[pair] = line.number
        if pair[1] and pair[1] not in known:
            names = ", ".join(str(id_) for id_ in known if id_ not in {None, STAND_IN})
            draft.blame(place, "competency-unknown", pair[1], names)
        at = _index(draft, sheet, line, "profiles", pair[0])
        targets = draft.content["profiles"][at].setdefault("targets", {})
        here = ("profiles", at, "targets", pair[1] or STAND_IN)
        targets[pair[1] or STAND_IN] = _record(draft, sheet, line, here)
        draft.places[path(here)] = place


_GATHER: Mapping[str, Callable[[Draft, Opened], None]] = {
    "about": _about,
    "levels": _listed("scale"),
    "answers": _answers,
    "areas": _listed("areas"),
    "competencies": _listed("competencies"),
    "units": _owned("units"),
    "items": _owned("items"),
    "profiles": _listed("profiles"),
    "targets": _targets,
}
