"""The framework of Moodle's competency CSV, as far as that tells it."""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import StringIO

from competency.frameworks.importing import Gathered, Imported, both, copied
from competency.frameworks.markup import plain
from competency.frameworks.moodle.columns import (
    DESCRIPTION,
    EXPORTED,
    FORMAT,
    HEADERS,
    ID,
    IS_FRAMEWORK,
    MARKED_UP,
    NAME,
    PARENT,
    SCALE,
    SCALE_CONFIG,
    known,
)
from competency.frameworks.moodle.writing import rows as rows_of
from competency.frameworks.values import Framework
from competency.problems import Place, Problem, Problems

TITLE = "Competency framework exported from Moodle as CSV"
MOST = 20_000
"""Rows that are read; Moodle's own pages give up far earlier."""

_STATUS = "agency"
"""Whoever keeps a framework in Moodle has decided on it."""


@dataclass(frozen=True)
class Row:
    """A row of the file: its number, and its cells in Moodle's order."""

    number: int
    cells: tuple[str, ...]

    def place(self, column: int) -> Place:
        """The place of a cell."""
        return Place(None, self.number, HEADERS[column])

    @property
    def id(self) -> str:
        """The ID number."""
        return self.cells[ID].strip()

    @property
    def parent(self) -> str:
        """The ID number of what the row stands below; blank at the top."""
        return self.cells[PARENT].strip()

    @property
    def text(self) -> str:
        """The description as plain text."""
        found = self.cells[DESCRIPTION]
        marked = self.cells[FORMAT].strip() in MARKED_UP
        return plain(found) if marked else found.strip()


def read(text: str, language: str, version: str = "1.0.0") -> Imported:
    """The framework of a CSV text whose texts are in one language.

    Competencies at the top that have others below them are areas; whatever stands
    below is a competency. Levels are counted from 1, as Moodle counts its scale. The
    framework has no items: that is its problem until items are added.
    """
    rows, problems = _rows(text)
    if problems:
        return Imported(None, problems)
    heads = [row for row in rows if _is_framework(row)]
    if len(heads) != 1:
        rule = "moodle-frameworks"
        place = heads[1].place(IS_FRAMEWORK) if heads else Place()
        return Imported(None, (Problem(place, rule, str(len(heads)), "1"),))
    others = [row for row in rows if not _is_framework(row)]
    gathered = Gathered()
    _framework(gathered, heads[0], language, version)
    _tree(gathered, heads[0], others)
    found = gathered.imported()
    if found.framework is None:
        return found
    remarks = _remarks(found.framework, [heads[0], *others], language)
    return replace(found, remarks=remarks)


def _is_framework(row: Row) -> bool:
    return row.cells[IS_FRAMEWORK].strip() not in {"", "0"}


def _rows(text: str) -> tuple[list[Row], Problems]:
    """The rows below the header, their cells in Moodle's order."""
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        read = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        return [], (Problem(Place(), "file-not-text", "", "CSV"),)
    if len(read) > MOST:
        return [], (Problem(Place(), "file-rows", str(len(read)), str(MOST)),)
    order, problems = _order(read[0] if read else [])
    rows = [
        Row(number, tuple(cells[at] if 0 <= at < len(cells) else "" for at in order))
        for number, cells in enumerate(read[1:], 2)
        if any(cells)
    ]
    return rows, problems


def _order(header: Sequence[str]) -> tuple[list[int], Problems]:
    """Where each column stands: by its English header, else by Moodle's order.

    A site in another language writes other headers, in the same order.
    """
    at = {column: i for i, h in enumerate(header) if (column := known(h)) is not None}
    if not at and len(header) == len(HEADERS):
        return list(range(len(HEADERS))), ()
    needed = (PARENT, ID, NAME, SCALE, IS_FRAMEWORK)
    missing = [HEADERS[column] for column in needed if column not in at]
    faults = (Problem(Place(None, 1, h), "column-missing", "", h) for h in missing)
    return [at.get(column, -1) for column in range(len(HEADERS))], tuple(faults)


def _framework(found: Gathered, row: Row, language: str, version: str) -> None:
    names = [name.strip() for name in row.cells[SCALE].split(",")]
    if names == [""]:
        names = []
    source: dict[str, object] = {"title": TITLE}
    if row.text:
        source["note"] = both(row.text)
    found.content |= {
        "id": row.id,
        "version": version,
        "name": both(row.cells[NAME]),
        "source": source,
        "scale": [
            {"level": level, "name": both(name), "status": _STATUS}
            for level, name in enumerate(names, 1)
        ],
        "rule": {"name": "mean"},
        "answers": {},
        "areas": [],
        "competencies": [],
        "notes": [copied(language)],
    }
    for field, column in (("id", ID), ("name", NAME), ("scale", SCALE)):
        found.at((field,), row.place(column), row.cells[column])


def _tree(found: Gathered, head: Row, rows: Sequence[Row]) -> None:
    """Areas and competencies; rows without a parent that is there are faults."""
    by_id = {row.id: row for row in rows}
    parents = {row.parent for row in rows if row.parent}
    top = {row.id: row.id for row in rows if not row.parent}
    _strays(found, rows, by_id)
    for row in rows:
        if not row.parent and row.id in parents:
            _area(found, row)
    for row in rows:
        if row.parent or row.id not in parents:
            _competency(found, row, _top(row, by_id, top) if row.parent else head.id)
    alone = [row for row in rows if not row.parent and row.id not in parents]
    if alone or not found.content["areas"]:
        area = {"id": head.id, "name": both(head.cells[NAME]), "status": _STATUS}
        found.at(("areas", len(found.content["areas"])), head.place(ID), head.id)
        found.content["areas"].append(area)
    if not rows:
        found.at(("competencies",), head.place(ID))


def _strays(found: Gathered, rows: Sequence[Row], by_id: Mapping[str, Row]) -> None:
    """ID numbers that are blank or there twice, parents that are not, and circles."""
    counts = Counter(row.id for row in rows)
    for row in rows:
        if not row.id:
            found.blame(row.place(ID), "value-missing")
        elif counts[row.id] > 1 and by_id[row.id] is row:
            found.blame(row.place(ID), "id-twice", row.id)
        if row.parent and row.parent not in by_id:
            found.blame(row.place(PARENT), "parent-unknown", row.parent)
        elif row.parent and _circle(row, by_id):
            found.blame(row.place(PARENT), "parent-circle", row.parent)


def _circle(row: Row, by_id: Mapping[str, Row]) -> bool:
    """Whether the way up from a row comes back to it."""
    seen = {row.id}
    while row.parent in by_id:
        row = by_id[row.parent]
        if row.id in seen:
            return True
        seen.add(row.id)
    return False


def _top(row: Row, by_id: Mapping[str, Row], top: dict[str, str]) -> str:
    """The id at the top of what a row stands below; kept for every row on the way."""
    way: dict[str, None] = {}
    while row.id not in top and row.parent in by_id and row.id not in way:
        way[row.id] = None
        row = by_id[row.parent]
    last = top.get(row.id, row.parent)
    top.update(dict.fromkeys(way, last))
    return last


def _area(found: Gathered, row: Row) -> None:
    here = ("areas", len(found.content["areas"]))
    area = {"id": row.id, "name": both(row.cells[NAME]), "status": _STATUS}
    found.content["areas"].append(area)
    _place(found, here, row)


def _competency(found: Gathered, row: Row, area: str) -> None:
    here = ("competencies", len(found.content["competencies"]))
    competency = {
        "id": row.id,
        "area": area,
        "name": both(row.cells[NAME]),
        "status": _STATUS,
    }
    if row.text:
        competency["description"] = both(row.text)
    found.content["competencies"].append(competency)
    _place(found, here, row)


def _place(found: Gathered, here: tuple[int | str, ...], row: Row) -> None:
    found.at(here, row.place(ID), row.id)
    found.at((*here, "id"), row.place(ID), row.id)
    found.at((*here, "name"), row.place(NAME), row.cells[NAME])
    found.at((*here, "area"), row.place(PARENT), row.parent)


def _remarks(framework: Framework, rows: Sequence[Row], language: str) -> Problems:
    """What was filled in, and each column that the framework has no place for."""
    named = Problem(Place(), "texts-copied", language)
    head, *others = rows_of(framework, language)
    kept = {row[ID]: row for row in others}
    lost = Counter(_lost(rows[0], head))
    for row in rows[1:]:
        lost.update(_lost(row, kept.get(row.id, ("",) * len(HEADERS))))
    left = (
        Problem(Place(None, None, HEADERS[column]), "column-not-kept", str(count))
        for column, count in sorted(lost.items())
    )
    return (named, *left)


def _lost(row: Row, kept: Sequence[str]) -> Iterator[int]:
    """The columns of a row that would come back otherwise, or not at all."""
    for column, cell in enumerate(row.cells):
        if column in {EXPORTED, IS_FRAMEWORK, FORMAT} or not cell.strip():
            continue
        told, again = cell.strip(), kept[column].strip()
        if column == SCALE_CONFIG:  # the number of the scale belongs to the site
            told, again = (each.partition("},")[2] for each in (told, again))
        if told not in {again, "0", "null"}:
            yield column
