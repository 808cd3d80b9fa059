"""The framework of sheets, with every fault at its sheet, row and column."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from competency.frameworks.importing import nearest
from competency.frameworks.layout import Content
from competency.frameworks.mending import ELSEWHERE, INSIDE
from competency.frameworks.reading import checked
from competency.frameworks.sheets.columns import SHEETS
from competency.frameworks.sheets.gathering import Draft, gathered
from competency.frameworks.sheets.opening import (
    Given,
    Line,
    Opened,
    headers,
    opened,
)
from competency.frameworks.values import Framework
from competency.problems import Problem, Problems

__all__ = ["Given", "Line", "headers", "read"]

BETWEEN = frozenset(ELSEWHERE) | frozenset(INSIDE) | {"items-missing"}
"""Rules between parts: where a whole sheet is unreadable, they find echoes of that."""


def read(given: Sequence[Given]) -> tuple[Framework | None, Problems]:
    """The framework of the sheets of a workbook, or all its problems."""
    sheets, faults = opened(given)
    draft = gathered(sheets)
    framework, problems = checked(Content(value=draft.content, written=draft.written))
    told = _beside(draft.problems, _placed(draft, problems))
    if faults:
        told = tuple(_intact(told, faults, sheets))
    found = _sorted((*faults, *told), [each.name for each in given])
    return (None if found else framework), found


def _placed(draft: Draft, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Problems at their cells, without those of parts that only stand in."""
    for problem in problems:
        column = problem.place.column or ""
        if column not in draft.places and draft.stands_in(column):
            continue
        yield replace(problem, place=nearest(draft.places, column))


def _beside(own: Iterable[Problem], others: Iterable[Problem]) -> Problems:
    """What rows themselves show, and what the checks find in other cells."""
    own = tuple(own)
    places = {problem.place for problem in own}
    return (*own, *(other for other in others if other.place not in places))


def _intact(
    problems: Iterable[Problem], faults: Problems, sheets: Mapping[str, Opened]
) -> Iterator[Problem]:
    """What is wrong with the cells of sheets that are there as a whole."""
    broken = {fault.place.sheet for fault in faults}
    names = {sheet.name for sheet in sheets.values()} - broken
    for problem in problems:
        if problem.place.sheet in names and problem.rule not in BETWEEN:
            yield problem


def _sorted(problems: Iterable[Problem], names: Sequence[str]) -> Problems:
    """The problems in the order of the workbook, each once."""
    order = {name: at for at, name in enumerate(names)}
    last = len(order) + len(SHEETS)
    return tuple(
        sorted(
            dict.fromkeys(problems),
            key=lambda p: (order.get(p.place.sheet or "", last), p.place.row or 0),
        )
    )
