"""Targets of one person alone: written by HR, over those of the profile.

A cell of one's own is a level, or that the competency is not required; it is always
the agency's decision. Where there is none the profile's cell holds, cell by cell.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from competency.frameworks.targets import Grid, Wanted
from competency.frameworks.values import Framework, Target
from competency.problems import Place, Problem, Problems

STATUS: Final = "agency"
LONGEST_SOURCE = 500
"""Characters of the word by which a target is set."""

_SHOWN = 40


@dataclass(frozen=True)
class Line:
    """A row as it was written: whom it is for, of what, which level, by which word."""

    place: Place
    person: str
    competency: str
    level: str
    source: str = ""


Key = tuple[str, str]
"""A staff number and a competency's id."""


def grid(framework: Framework) -> Grid:
    """The competencies of a framework by id and by either name, and its levels."""
    named: dict[str, str] = {}
    for each in framework.competencies:
        for name in (each.name.th, each.name.en, each.id):
            named[f"competencies {' '.join(name.split()).casefold()}"] = each.id
    levels = framework.lowest, framework.highest
    return Grid((), framework.competency_ids, named, *levels)


def cell(wanted: Wanted, source: str) -> Target | None:
    """The cell of a person; None where it says nothing, so that the profile's holds."""
    if wanted == Wanted():
        return None
    return Target(
        level=wanted.level, required=wanted.required, source=source, status=STATUS
    )


def word(target: Target | None) -> str:
    """A cell as people write it."""
    if target is None:
        return ""
    return Wanted(target.level, target.required).word


def read(
    lines: Iterable[Line], framework: Framework, known: Mapping[str, object]
) -> tuple[Mapping[Key, Target | None], Problems]:
    """The cells of rows, None where a person has none; or every problem in them.

    `known` are the staff numbers that may be written of.
    """
    names = grid(framework)
    found: dict[Key, Target | None] = {}
    seen: dict[Key, int | None] = {}
    problems: list[Problem] = []
    for line in lines:
        faults = tuple(_faults(line, names, known, seen))
        problems.extend(faults)
        if not faults:
            key = line.person, names.found("competencies", line.competency) or ""
            seen[key] = line.place.row
            wanted = names.wanted(line.level) or Wanted()
            found[key] = cell(wanted, line.source)
    return ({} if problems else found), tuple(problems)


def _faults(
    line: Line,
    names: Grid,
    known: Mapping[str, object],
    seen: Mapping[Key, int | None],
) -> Iterator[Problem]:
    """What is wrong with a row; the column of each place is the field of `Line`."""
    sheet, row = line.place.sheet, line.place.row
    if line.person not in known:
        rule = "staff-unknown" if line.person else "value-missing"
        yield Problem(Place(sheet, row, "person"), rule, line.person)
    competency = names.found("competencies", line.competency)
    if competency is None:
        listed = ", ".join(names.competencies)
        place = Place(sheet, row, "competency")
        yield Problem(place, "value-unknown", line.competency, listed)
    elif (line.person, competency) in seen:
        before = str(seen[line.person, competency] or "")
        yield Problem(
            Place(sheet, row, "competency"), "value-duplicate", line.competency, before
        )
    if names.wanted(line.level) is None:
        place = Place(sheet, row, "level")
        yield Problem(place, "own-target-wrong", line.level, names.expected)
    if len(line.source) > LONGEST_SOURCE:
        place = Place(sheet, row, "source")
        yield Problem(
            place, "value-too-long", line.source[:_SHOWN], str(LONGEST_SOURCE)
        )


def fits(framework: Framework, competency: str, target: Target) -> bool:
    """Whether a version of the framework has this competency and this level."""
    if competency not in framework.competency_ids:
        return False
    if target.level is None:
        return True
    return framework.lowest <= target.level <= framework.highest
