"""A course catalogue read from a workbook, every fault named at once."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation

from assessments.thai import digits
from assessments.workbooks import reading
from assessments.workbooks.courses.layout import (
    COURSES,
    EFFECT_KEYS,
    EFFECTS,
    HEADERS,
    PLAIN_COMPETENCY,
    SATANG,
)
from assessments.workbooks.reading import Row, Rows
from competency.courses import Course, Effect
from competency.frameworks import Framework
from competency.problems import Place, Problem, Problems

_OPTIONAL = {"unit_code", "delivery", "provider", "origin"}
_LONGEST: Mapping[str, int] = {
    "code": 64,
    "name": 300,
    "unit_code": 64,
    "delivery": 100,
    "provider": 300,
    "origin": 200,
}
_MOST_BAHT = 10_000_000_000
_MOST_PEOPLE = 1_000_000
_MOST_HOURS = 10_000


@dataclass(frozen=True)
class Scope:
    """What the courses may lift: a framework, its competencies and its levels."""

    framework: str
    competencies: Collection[str]
    lowest: float
    highest: float


def scope(framework: Framework) -> Scope:
    """What courses may lift in a framework."""
    levels = float(framework.lowest), float(framework.highest)
    return Scope(framework.id, framework.competency_ids, *levels)


@dataclass
class _Sheet:
    """A sheet being read: where its columns stand and what was found wrong."""

    name: str
    columns: Mapping[str, int]
    problems: list[Problem] = field(default_factory=list)

    def text(self, row: Row, key: str) -> str:
        """The text of a cell; too long, or absent where it must not be, is a fault."""
        at = self.columns.get(key)
        value = "" if at is None or at >= len(row.cells) else row.cells[at]
        longest = _LONGEST.get(key, 300)
        if len(value) > longest:
            self.fault(row, key, "value-too-long", value[:40], str(longest))
        if not value and key not in _OPTIONAL and at is not None:
            self.fault(row, key, "value-missing", "", HEADERS[key])
        return value

    def number(self, row: Row, key: str, most: float, least: float = 0) -> Decimal:
        """The number of a cell, 0 after a fault; Thai digits and commas are read."""
        text = self.text(row, key)
        if not text:
            return Decimal(0)
        expected = f"{least:,.12g}–{most:,.12g}"
        try:
            value = Decimal(digits(text).replace(",", ""))
        except InvalidOperation:
            self.fault(row, key, "value-not-number", text, expected)
            return Decimal(0)
        if not value.is_finite() or not least <= value <= most:
            self.fault(row, key, "value-out-of-range", text, expected)
            return Decimal(0)
        return value

    def whole(self, row: Row, key: str, most: int, least: int = 0) -> int:
        """The whole number of a cell."""
        value = self.number(row, key, most, least)
        if value != value.to_integral_value():
            self.fault(row, key, "value-not-whole", str(value), f"{least:,}–{most:,}")
        return int(value)

    def satang(self, row: Row, key: str) -> int:
        """An amount in baht as whole satang."""
        value = self.number(row, key, _MOST_BAHT) * SATANG
        if value != value.to_integral_value():
            found = str(value / SATANG)
            self.fault(row, key, "value-not-money", found, "0.01")
        return int(value)

    def fault(
        self, row: Row, key: str, rule: str, value: str = "", expected: str = ""
    ) -> None:
        """Keep a fault of a cell with its place."""
        place = Place(self.name, row.number, HEADERS[key])
        self.problems.append(Problem(place, rule, value, expected))


def read(data: bytes, scope: Scope) -> tuple[tuple[Course, ...], Problems]:
    """The courses of a workbook and every fault in it; with faults, no course."""
    sheets, problems = reading.workbook(data)
    if problems:
        return (), problems
    if COURSES not in sheets:
        return (), (Problem(Place(COURSES), "sheet-missing", "", COURSES),)
    courses, first = _courses(sheets[COURSES], scope)
    if not courses or EFFECTS not in sheets:
        return (() if first else courses), first
    further, second = _effects(sheets[EFFECTS], scope, courses)
    if first or second:
        return (), (*first, *second)
    return tuple(_with(course, further[course.code]) for course in courses), ()


def _with(course: Course, effects: Sequence[Effect]) -> Course:
    return replace(course, effects=(*course.effects, *effects))


def _opened(
    rows: Rows, name: str, keys: Sequence[str]
) -> tuple[_Sheet | None, Problems]:
    """The sheet with its columns found; the framework's year may be left out."""
    if not rows:
        return None, (Problem(Place(name), "sheet-empty"),)
    head = tuple(map(_header, rows[0].cells))
    wanted = {key: HEADERS[key] for key in keys}
    required = [key for key in keys if key not in _OPTIONAL]
    named = (Row(rows[0].number, head), *rows[1:])
    columns, problems = reading.headed(named, name, wanted, required)
    return (None if problems else _Sheet(name, columns)), problems


def _header(text: str) -> str:
    return HEADERS["competency"] if text.startswith(PLAIN_COMPETENCY) else text


def _courses(rows: Rows, scope: Scope) -> tuple[tuple[Course, ...], Problems]:
    sheet, problems = _opened(rows, COURSES, tuple(HEADERS))
    if sheet is None:
        return (), problems
    if len(rows) == 1:
        return (), (Problem(Place(COURSES), "sheet-empty"),)
    courses = tuple(_course(sheet, row, scope) for row in rows[1:])
    _refuse_repeats(sheet, rows[1:], [(course.code,) for course in courses], "code")
    return courses, tuple(sheet.problems)


def _course(sheet: _Sheet, row: Row, scope: Scope) -> Course:
    least = sheet.whole(row, "min_seats", _MOST_PEOPLE, 1)
    most = sheet.whole(row, "max_seats", _MOST_PEOPLE, 1)
    if most < least:
        sheet.fault(row, "max_seats", "value-out-of-range", str(most), f"≥ {least}")
    return Course(
        code=sheet.text(row, "code"),
        name=sheet.text(row, "name"),
        provider=sheet.text(row, "provider"),
        hours=float(sheet.number(row, "hours", _MOST_HOURS)),
        delivery=sheet.text(row, "delivery"),
        run_cost_satang=sheet.satang(row, "run_cost"),
        seat_cost_satang=sheet.satang(row, "seat_cost"),
        min_seats=least,
        max_seats=max(most, 1),
        max_runs=sheet.whole(row, "max_runs", _MOST_PEOPLE),
        effects=(_effect(sheet, row, scope),),
        unit_code=sheet.text(row, "unit_code"),
        origin=sheet.text(row, "origin"),
    )


def _effect(sheet: _Sheet, row: Row, scope: Scope) -> Effect:
    competency = sheet.text(row, "competency")
    if competency and competency not in scope.competencies:
        known = ", ".join(scope.competencies)
        sheet.fault(row, "competency", "value-unknown", competency, known)
    before = sheet.number(row, "from_level", scope.highest, scope.lowest)
    after = sheet.number(row, "to_level", scope.highest, scope.lowest)
    if after <= before and not _is_faulty(sheet, row, ("from_level", "to_level")):
        sheet.fault(row, "to_level", "value-out-of-range", str(after), f"> {before}")
    return Effect(scope.framework, competency, float(before), float(after))


def _is_faulty(sheet: _Sheet, row: Row, keys: Sequence[str]) -> bool:
    places = {Place(sheet.name, row.number, HEADERS[key]) for key in keys}
    return any(problem.place in places for problem in sheet.problems)


def _effects(
    rows: Rows, scope: Scope, courses: Sequence[Course]
) -> tuple[Mapping[str, tuple[Effect, ...]], Problems]:
    """Further effects by the code of their course."""
    found: dict[str, tuple[Effect, ...]] = {course.code: () for course in courses}
    sheet, problems = _opened(rows, EFFECTS, EFFECT_KEYS)
    if sheet is None:
        return found, problems if rows else ()
    main = [(course.code, course.effects[0].competency) for course in courses]
    names = []
    for row in rows[1:]:
        code, effect = sheet.text(row, "code"), _effect(sheet, row, scope)
        names.append((code, effect.competency))
        if code and code not in found:
            sheet.fault(row, "code", "course-unknown", code, COURSES)
        if names[-1] in main:
            sheet.fault(row, "competency", "value-twice", effect.competency, COURSES)
        found[code] = (*found.get(code, ()), effect)
    _refuse_repeats(sheet, rows[1:], names, "competency")
    return found, tuple(sheet.problems)


def _refuse_repeats(
    sheet: _Sheet, rows: Sequence[Row], names: Sequence[tuple[str, ...]], key: str
) -> None:
    """Name every row that repeats an earlier one, and which."""
    counts: Counter[tuple[str, ...]] = Counter()
    first: dict[tuple[str, ...], int] = {}
    for row, name in zip(rows, names, strict=True):
        counts[name] += 1
        first.setdefault(name, row.number)
        if counts[name] > 1 and all(name):
            sheet.fault(row, key, "value-twice", name[-1], str(first[name]))
