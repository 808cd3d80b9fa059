"""Fields of a draft as form fields: named by their path, read back as plain values.

What was written is always kept, even where it cannot stand: a word in a field for
numbers stays that word, and the problem that it makes is told beside the field.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from assessments import errors, thai
from assessments.hr.drafts import places
from competency.frameworks.editing import Content, at
from competency.frameworks.layout import Location, path
from competency.problems import Problem, Problems

_WHOLE = re.compile(r"[+-]?[0-9]{1,9}")
_NUMBER = re.compile(r"[+-]?[0-9]{1,9}(\.[0-9]{1,9})?")

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Field:
    """One field: where it stands in the content, and how it is written.

    `kind` is line, text, whole, number, wholes, axes, choice, step (a choice of
    whole numbers), offer (choices, or any other text) or flag. A field that is
    `needed` stays as an empty text when it is left blank; any other is taken away.
    """

    path: Location
    label: str
    kind: str = "line"
    needed: bool = False
    choices: Choices = ()
    hint: str = ""

    @property
    def name(self) -> str:
        """What the field is called in the form."""
        return path(self.path)


@dataclass(frozen=True)
class Row:
    """Fields that belong together; a row of a list can be moved and taken away.

    A row that is `whole` takes other parts along, so its button is folded away.
    """

    title: str
    fields: tuple[Field, ...]
    location: Location = ()
    moves: bool = False
    link: str = ""
    whole: bool = False
    more: tuple[Field, ...] = ()


@dataclass(frozen=True)
class Section:
    """Rows under a heading; `adds` is the list that another row can be added to."""

    title: str
    rows: tuple[Row, ...]
    adds: Location = ()
    add: str = ""
    asks: str = ""
    note: str = ""


@dataclass(frozen=True)
class Shown:
    """A field as the page shows it: what stands in it, and what is wrong with it."""

    field: Field
    value: str
    faults: tuple[str, ...] = ()


def every(sections: Iterable[Section]) -> Iterator[Field]:
    """All fields of some sections."""
    for section in sections:
        for row in section.rows:
            yield from (*row.fields, *row.more)


def shown(
    field_: Field, content: Content, problems: Problems, typed: Mapping[str, str]
) -> Shown:
    """A field with what was typed, or else with what the content holds."""
    kept = written(at(content, field_.path))
    value = typed.get(field_.name, "") if typed else kept
    return Shown(field_, value, tuple(_faults(field_.name, problems)))


def _faults(name: str, problems: Problems) -> Iterator[str]:
    for each in problems:
        if _belongs(each, name):
            yield errors.words(each, _)


def _belongs(problem: Problem, name: str) -> bool:
    """Whether a problem is about a field, or about what stands inside its value."""
    column = problem.place.column or ""
    return column == name or (name.endswith(".for") and column.startswith(f"{name}."))


def beside_none(fields: Iterable[Field], problems: Problems) -> Problems:
    """The problems that no field shows beside it."""
    names = [each.name for each in fields]
    return tuple(p for p in problems if not any(_belongs(p, name) for name in names))


def within(problems: Problems, locations: Iterable[Location]) -> Problems:
    """Problems at or below any of these places."""
    tops = [places.location(path(each)) for each in locations]
    return tuple(
        each
        for each in problems
        if any(places.location(each.place.column or "")[: len(t)] == t for t in tops)
    )


def written(value: Any) -> str:  # noqa: ANN401 -- plain values of any kind
    """A plain value as a person writes it in a field."""
    if value is None or value is False:
        return ""
    if isinstance(value, list):
        return ", ".join(map(written, value)) + ("," if len(value) == 1 else "")
    if isinstance(value, Mapping):
        return "\n".join(f"{key} = {written(each)}" for key, each in value.items())
    return f"{value:g}" if isinstance(value, float) else str(value)


def sent(fields: Iterable[Field], form: Mapping[str, str]) -> Mapping[Location, Any]:
    """The plain value of each field of a form; one that was not sent stays as it is."""
    return {
        each.path: _value(each, form.get(each.name, ""))
        for each in fields
        if each.name in form or each.kind == "flag"
    }


def _value(field_: Field, text: str) -> Any:  # noqa: ANN401 -- plain values of any kind
    text = text.replace("\r\n", "\n").strip()
    if not text:
        return "" if field_.needed else None
    return _READERS.get(field_.kind, str)(text)


def _whole(text: str) -> int | str:
    plain = thai.digits(text)
    return int(plain) if _WHOLE.fullmatch(plain) else text


def _number(text: str) -> float | str:
    plain = thai.digits(text).replace(",", ".")
    if not _NUMBER.fullmatch(plain):
        return text
    return int(plain) if _WHOLE.fullmatch(plain) else float(plain)


def _wholes(text: str) -> int | str | list[int | str]:
    found = [_whole(each.strip()) for each in text.split(",") if each.strip()]
    return found if "," in text else _whole(text)


def _axes(text: str) -> dict[str, str] | str:
    """Axis → code of each line; the text itself where a line is no such pair."""
    pairs = [line.partition("=") for line in text.splitlines() if line.strip()]
    found = {axis.strip(): code.strip() for axis, _sign, code in pairs}
    whole = len(found) == len(pairs) and all(a and c for a, c in found.items())
    return found if whole else text


def _flag(_text: str) -> bool:
    return True


_READERS = {
    "whole": _whole,
    "step": _whole,
    "number": _number,
    "wholes": _wholes,
    "axes": _axes,
    "flag": _flag,
}
