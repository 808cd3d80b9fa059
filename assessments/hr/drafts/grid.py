"""The targets of a draft as rows of form fields."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask_babel import gettext as _

from assessments import errors
from assessments.hr.drafts import places
from assessments.hr.frameworks.words import STATUSES
from competency.frameworks.editing import Content, at, ids
from competency.frameworks.targets import SUGGESTED as ASSUMED
from competency.frameworks.targets import Key, Wanted, cell, grid, keys, origin, said
from competency.problems import Problem


@dataclass(frozen=True)
class Cell:
    """A cell as the grid shows it; `source` is the number of its source, or 0."""

    name: str
    competency: str
    value: str
    label: str
    status: str
    suggested: bool
    ticked: bool
    source: int
    fault: str


@dataclass(frozen=True)
class Line:
    """A profile with its cells."""

    id: str
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Matrix:
    """Profiles × competencies, and the sources that cells refer to by number."""

    heads: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Typed:
    """What was just sent and could not be kept: texts, ticks, and what is wrong."""

    texts: Mapping[str, str] = field(default_factory=dict)
    ticked: frozenset[str] = frozenset()
    faults: Mapping[Key, Problem] = field(default_factory=dict)


NOTHING = Typed()


def name(key: Key) -> str:
    """What the field of a cell is called in the form; ids hold no slash."""
    return "/".join(key)


def matrix(content: Content, language: str, typed: Typed = NOTHING) -> Matrix:
    """The targets of a draft, with what was just typed where something was."""
    several = (origin(cell(content, key)).source for key in keys(content))
    sources = tuple(dict.fromkeys(each for each in several if each))
    numbers = {source: number for number, source in enumerate(sources, 1)}
    heads = _names(content, "competencies", language)
    lines = tuple(
        Line(
            profile,
            called,
            tuple(
                _cell(content, (profile, id_), f"{called}: {head}", numbers, typed)
                for id_, head in heads
            ),
        )
        for profile, called in _names(content, "profiles", language)
    )
    return Matrix(heads, lines, sources)


def _names(content: Content, part: str, language: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (id_, places.called(at(content, (part, index)), language))
        for index, id_ in enumerate(ids(content, (part,)))
    )


def _cell(
    content: Content,
    key: Key,
    label: str,
    numbers: Mapping[str, int],
    typed: Typed,
) -> Cell:
    found = cell(content, key)
    by = origin(found)
    status = str(STATUSES[by.status][0]) if by.status in STATUSES else ""
    return Cell(
        name=name(key),
        competency=key[1],
        value=typed.texts.get(name(key), said(found).word),
        label=label,
        status=status,
        suggested=by.status == ASSUMED and said(found) != Wanted(),
        ticked=name(key) in typed.ticked,
        source=numbers.get(by.source, 0),
        fault=errors.words(typed.faults[key], _) if key in typed.faults else "",
    )


def texts(content: Content, form: Mapping[str, str]) -> Mapping[Key, str]:
    """What a form holds of each cell of the grid."""
    known = grid(content)
    several = ((p, c) for p in known.profiles for c in known.competencies)
    return {key: form[name(key)] for key in several if name(key) in form}
