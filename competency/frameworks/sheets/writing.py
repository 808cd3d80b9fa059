"""The sheets of a framework, row by row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from competency.errors import CompetencyError
from competency.frameworks.reading import plain
from competency.frameworks.sheets import cells
from competency.frameworks.sheets.columns import (
    ABOUT,
    FIELDS,
    LANGUAGES,
    SHEETS,
    Column,
    Key,
    Sheet,
    axis,
    in_language,
    wording,
)
from competency.frameworks.values import Framework


class TextTooLongError(CompetencyError):
    """A text is longer than a cell may be: (sheet, id of its row, limit)."""


Part = Mapping[str, Any]
Row = tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A sheet with the columns that it has here, and its rows of texts."""

    sheet: Sheet
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def tables(framework: Framework | None, language: str = "th") -> tuple[Table, ...]:
    """Every sheet of a framework, in order; of none, the sheets to fill in.

    The language is that of the explanations in the first sheet.
    """
    content = plain(framework) if framework else {}
    return tuple(_table(sheet, content, language) for sheet in SHEETS)


def _table(sheet: Sheet, content: Part, language: str) -> Table:
    if sheet.key == ABOUT:
        return Table(sheet, sheet.columns, tuple(_about(content, language)))
    columns = sheet.columns + _MORE.get(sheet.key, _no_more)(content)
    records = _RECORDS[sheet.key](content)
    rows = (tuple(_cell(record, c.key) for c in columns) for record in records)
    return Table(sheet, columns, tuple(rows))


def _cell(record: Part, key: Key) -> str:
    found: Any = record
    for step in key:
        found = found.get(step) if found else None
    return cells.text(found)


def _about(content: Part, language: str) -> Iterator[Row]:
    """One row a field; at least one of the notes."""
    for field in FIELDS:
        meaning = in_language(field, language)
        if field.kind:
            yield (field.name, _cell(content, field.key), "", "", meaning)
            continue
        for part in _each(content, field.key):
            thai, english = (_cell(part, (*field.key, each)) for each in LANGUAGES)
            yield (field.name, "", thai, english, meaning)


def _each(content: Part, key: Key) -> list[Part]:
    """The content once for each of the texts of a field."""
    found = content.get(key[0])
    if not isinstance(found, list):
        return [content]
    return [{key[0]: each} for each in found]


def _no_more(_content: Part) -> tuple[Column, ...]:
    return ()


def _wordings(content: Part) -> tuple[Column, ...]:
    """Two columns for every level of the scale, and for every level with a wording."""
    levels = {int(step["level"]) for step in content.get("scale", ())}
    for competency in content.get("competencies", ()):
        levels |= set(map(int, competency.get("levels", ())))
    return tuple(wording(level, each) for level in sorted(levels) for each in LANGUAGES)


def _axes(content: Part) -> tuple[Column, ...]:
    """A column for every axis that a profile names."""
    profiles = content.get("profiles", ())
    return tuple(
        map(axis, dict.fromkeys(a for p in profiles for a in p.get("for", ())))
    )


def _scale(content: Part) -> Iterator[Part]:
    yield from content.get("scale", ())


def _answers(content: Part) -> Iterator[Part]:
    for name, answers in content.get("answers", {}).items():
        yield from ({"scale": name, **answer} for answer in answers)


def _areas(content: Part) -> Iterator[Part]:
    yield from content.get("areas", ())


def _competencies(content: Part) -> Iterator[Part]:
    """The competencies, the levels of their wording as texts."""
    for each in content.get("competencies", ()):
        levels = {str(level): both for level, both in each.get("levels", {}).items()}
        yield {**each, "levels": levels}


def _of_competencies(content: Part, name: str) -> Iterator[Part]:
    for each in content.get("competencies", ()):
        yield from ({"competency": each["id"], **part} for part in each.get(name, ()))


def _units(content: Part) -> Iterator[Part]:
    return _of_competencies(content, "units")


def _items(content: Part) -> Iterator[Part]:
    return _of_competencies(content, "items")


def _profiles(content: Part) -> Iterator[Part]:
    yield from content.get("profiles", ())


def _targets(content: Part) -> Iterator[Part]:
    for profile in content.get("profiles", ()):
        for id_, target in profile.get("targets", {}).items():
            yield {"profile": profile["id"], "competency": id_, **target}


_MORE = {"competencies": _wordings, "profiles": _axes}
_RECORDS = {
    "levels": _scale,
    "answers": _answers,
    "areas": _areas,
    "competencies": _competencies,
    "units": _units,
    "items": _items,
    "profiles": _profiles,
    "targets": _targets,
}
