"""The rows of a plan as form fields: read as values, or shown as they were typed.

What was typed is never lost: a field that cannot be read is shown as it was sent,
with what is wrong beside it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import uuid4

from werkzeug.datastructures import MultiDict

from assessments import languages, thai
from competency.development import FIELDS, Row
from competency.problems import Place, Problem, Problems
from competency.results import DECIMALS

TEXTS = tuple(name for name in FIELDS if name != "methods")
_DAYS = ("starts_on", "ends_on")
_LEVELS = ("from_level", "to_level")
_KEY = re.compile(r"[\w.-]{1,100}", re.ASCII)
_LEVEL = re.compile(r"\d{1,3}(\.\d{1,6})?", re.ASCII)
_MOST = 100
"""Rows that are read of a form: more than may be kept, so that this is told."""


@dataclass(frozen=True)
class Typed:
    """A row as a person writes it: texts by field, and the methods that are ticked."""

    key: str
    texts: Mapping[str, str] = field(default_factory=dict)
    methods: tuple[str, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written in it."""
        return not self.methods and not any(self.texts.values())


def new_key() -> str:
    """A key that no other row has, whoever adds one at the same time."""
    return uuid4().hex[:12]


def typed(row: Row) -> Typed:
    """A row as the form shows it."""
    texts = {name: written(row, name) for name in TEXTS}
    return Typed(row.key, texts, row.methods)


def written(row: Row, name: str) -> str:
    """A field of a row as a person writes it; "" where nothing is said."""
    value = getattr(row, name)
    if value is None:
        return ""
    if isinstance(value, date):
        return thai.written_day(value, languages.current())
    if name in _LEVELS:
        return languages.level(value)
    return languages.baht(value) if name == "budget_satang" else str(value)


def sent(form: MultiDict[str, str]) -> list[Typed]:
    """The rows of a form in their order, without those in which nothing stands."""
    keys = [each for each in form.getlist("key") if _KEY.fullmatch(each)]
    rows = (_sent(form, key) for key in list(dict.fromkeys(keys))[:_MOST])
    return [row for row in rows if not row.is_blank]


def _sent(form: MultiDict[str, str], key: str) -> Typed:
    texts = {name: _tidy(form.get(f"{name}:{key}", "")) for name in TEXTS}
    return Typed(key, texts, tuple(form.getlist(f"methods:{key}")))


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\0", "").strip()


def read(
    rows: Sequence[Typed], names: Mapping[str, str]
) -> tuple[tuple[Row, ...], Problems]:
    """The values of rows, and the fields that cannot be read; these are left open.

    `names` are the courses that may be named, by code.
    """
    found, problems = [], []
    for number, row in enumerate(rows, 1):
        values: dict[str, Any] = {}
        for name in TEXTS:
            values[name], fault = _value(name, row.texts.get(name, ""))
            if fault:
                place = Place(row=number, column=name)
                problems.append(Problem(place, fault, row.texts[name], _example(name)))
        course = names.get(values["course"], "")
        found.append(Row(row.key, **values, methods=row.methods, course_name=course))
    return tuple(found), tuple(problems)


def _value(name: str, text: str) -> tuple[Any, str]:
    """The value of a field, and the rule that its text breaks; "" for none."""
    if name not in {*_DAYS, *_LEVELS, "budget_satang"}:
        return text, ""
    if not text:
        return None, ""
    if name in _DAYS:
        return _or(thai.read_day(text), "day-wrong")
    if name in _LEVELS:
        plain = thai.digits(text)
        level = float(plain) if _LEVEL.fullmatch(plain) else None
        return _or(None if level is None else round(level, DECIMALS), "level-wrong")
    return _or(thai.read_baht(text), "baht-wrong")


def _or(value: object, rule: str) -> tuple[object, str]:
    return value, rule if value is None else ""


def _example(name: str) -> str:
    """How a field may be written."""
    if name in _DAYS:
        return thai.written_day(date(2026, 12, 31), languages.current())
    return "1,500" if name == "budget_satang" else ""


def told_once(problems: Iterable[Problem]) -> Problems:
    """The first problem of each field, in the order of the form.

    What cannot be read is not missing as well.
    """
    found: dict[tuple[int | None, str | None], Problem] = {}
    for each in problems:
        found.setdefault((each.place.row, each.place.column), each)
    return tuple(sorted(found.values(), key=_order))


def _order(problem: Problem) -> tuple[int, int]:
    column = str(problem.place.column)
    return problem.place.row or 0, FIELDS.index(column) if column in FIELDS else 0
