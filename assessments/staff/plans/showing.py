"""A plan as its page shows it: rows with their choices and faults, and what differs."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from assessments import errors, languages
from assessments.queries import courses
from assessments.queries.development import Plan
from assessments.staff.plans import words
from assessments.staff.plans.form import Typed, written
from competency.courses import Course
from competency.development import NEEDED, Difference, Row, State
from competency.frameworks import Framework
from competency.problems import Problems

Choices = tuple[tuple[str, str], ...]

WITH_RESULTS = frozenset({State.AGREED, State.DONE})
"""States in which results are asked for."""


@dataclass(frozen=True)
class Shown:
    """A row on the page: what stands in it, what is wrong, what it is called."""

    number: int
    typed: Typed
    title: str
    brief: str
    faults: Mapping[str, str]
    courses: Choices
    open: bool
    new: bool


@dataclass(frozen=True)
class Fault:
    """A problem in words, and the field that it leads to; "" where there is none."""

    place: str
    words: str
    anchor: str


@dataclass(frozen=True)
class Differing:
    """A field as it stands on the page and as it is kept."""

    what: str
    here: str
    kept: str


@dataclass(frozen=True)
class Lists:
    """What rows may name: competencies by id, and the courses on offer."""

    competencies: Mapping[str, str]
    courses: tuple[Course, ...]
    kept: Mapping[str, str]

    @property
    def names(self) -> Mapping[str, str]:
        """Course code → name: those on offer, and those that the plan named before."""
        return {**self.kept, **{each.code: each.name for each in self.courses}}


def lists(plan: Plan) -> Lists:
    """What the rows of a plan may name."""
    framework, language = plan.framework, languages.current()
    named = {each.id: each.name.of(language) for each in framework.competencies}
    kept = {row.course: row.course_name for row in plan.rows if row.course}
    return Lists(named, courses.catalogue(framework.id), kept)


def levels(framework: Framework) -> Choices:
    """The steps of the scale to choose a goal from."""
    language = languages.current()
    return tuple(
        (str(each.level), f"{each.level} {each.name.of(language)}")
        for each in framework.scale
    )


def shown(
    rows: Sequence[Typed],
    found: Lists,
    problems: Problems,
    opened: Collection[str] = (),
    new: str = "",
) -> list[Shown]:
    """The rows of the page; those that need something, or are named, are open."""
    return [
        Shown(
            number,
            row,
            title(row.texts, found.competencies),
            brief(row),
            faults := _faults(number, problems),
            _courses(row, found),
            bool(faults) or needs(row) or row.key in {*opened, new},
            row.key == new,
        )
        for number, row in enumerate(rows, 1)
    ]


def needs(row: Typed) -> bool:
    """Whether something is open that a proposed plan says."""
    return not row.methods or not all(
        row.texts.get(name) for name in NEEDED if name != "methods"
    )


def title(texts: Mapping[str, str], competencies: Mapping[str, str]) -> str:
    """What a row is about; a word for a row about nothing yet."""
    id_, topic = texts.get("competency", ""), texts.get("topic", "")
    parts = [part for part in (competencies.get(id_, id_), topic) if part]
    return " – ".join(parts) or _("New row")


def brief(row: Typed) -> str:
    """A row in short: between which levels, how, and from when to when."""
    steps = [row.texts.get(name, "") for name in ("from_level", "to_level")]
    ways = ", ".join(str(words.METHODS[m]) for m in row.methods if m in words.METHODS)
    days = [row.texts.get(name, "") for name in ("starts_on", "ends_on")]
    level = _("Level %(level)s", level="→".join(filter(None, steps)))
    parts = (level if any(steps) else "", ways, "–".join(filter(None, days)))
    return " · ".join(part for part in parts if part)


def _courses(row: Typed, found: Lists) -> Choices:
    """Courses for the competency of a row, all where it has none; and the one named."""
    about, named = row.texts.get("competency", ""), row.texts.get("course", "")
    fitting = {
        each.code: each.name
        for each in found.courses
        if not about or about in {effect.competency for effect in each.effects}
    }
    if named:
        fitting.setdefault(named, found.names.get(named, named))
    return tuple(fitting.items())


def _faults(number: int, problems: Problems) -> Mapping[str, str]:
    mine = [each for each in problems if each.place.row == number]
    return {str(each.place.column): errors.words(each, _) for each in mine}


def told(problems: Problems, rows: Sequence[Typed]) -> list[Fault]:
    """Every problem with the row and the field that it stands in."""
    found = []
    for each in problems:
        number, name = each.place.row, str(each.place.column)
        place, anchor = "", ""
        if number is not None:
            place = _place(number, name)
            anchor = f"{name}:{rows[number - 1].key}"
        found.append(Fault(place, errors.words(each, _), anchor))
    return found


def _place(number: int, field: str = "") -> str:
    words_ = {"number": number, "field": str(words.FIELDS.get(field, field))}
    if not field:
        return str(_("Row %(number)s") % words_)
    return str(_("Row %(number)s, %(field)s") % words_)


def differing(found: Iterable[Difference], names: Lists) -> list[Differing]:
    """Both values of each field in which the page and what is kept differ."""
    return [_differing(each, names) for each in found]


def _differing(each: Difference, names: Lists) -> Differing:
    if not each.field:
        whole = each.mine or each.kept
        there, gone = _called(whole, names), str(_("no such row"))
        sides = (there, gone) if each.mine else (gone, there)
        return Differing(_place(each.number) if each.number else there, *sides)
    sides = (_said(each.mine, each.field, names), _said(each.kept, each.field, names))
    return Differing(_place(each.number, each.field), *sides)


def _called(row: Row | None, names: Lists) -> str:
    texts = {} if row is None else {"competency": row.competency, "topic": row.topic}
    return title(texts, names.competencies)


def _said(row: Row | None, field: str, names: Lists) -> str:
    """A field in words; a dash where nothing stands there."""
    if row is None:
        return "–"
    if field == "methods":
        return ", ".join(str(words.METHODS.get(m, m)) for m in row.methods) or "–"
    text = written(row, field)
    if field == "competency":
        return names.competencies.get(text, text) or "–"
    return (names.names.get(text, text) if field == "course" else text) or "–"


def joined(mine: Sequence[Typed], kept: Sequence[Typed]) -> list[Typed]:
    """The rows of a page, and after them those that only the kept plan has."""
    known = {row.key for row in mine}
    return [*mine, *(row for row in kept if row.key not in known)]


def without(rows: Sequence[Typed], key: str) -> list[Typed]:
    """Rows without one of them."""
    return [row for row in rows if row.key != key]
