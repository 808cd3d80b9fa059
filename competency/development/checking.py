"""What may stand in a plan, and what has to before it is proposed or acknowledged."""

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from competency.development.values import LONGEST, METHODS, MOST_ROWS, Move, Row
from competency.frameworks import Framework
from competency.problems import Place, Problem, Problems

_SHOWN = 40

NEEDED: Final = ("goal", "methods", "starts_on", "ends_on", "measure")
"""What each row of a proposed plan says: all but levels, course and budget."""


def problems(
    rows: Sequence[Row], framework: Framework, courses: Collection[str]
) -> Problems:
    """Everything that cannot stand in a plan: row from 1, column a field of `Row`.

    `courses` are the codes that may be named.
    """
    found: list[Problem] = []
    if len(rows) > MOST_ROWS:
        found.append(Problem(Place(), "plan-too-long", str(len(rows)), str(MOST_ROWS)))
    for number, row in enumerate(rows, 1):
        found += _names(number, row, framework, courses)
        found += _texts(number, row)
        found += _numbers(number, row, framework)
    return tuple(found)


def _names(
    number: int, row: Row, framework: Framework, courses: Collection[str]
) -> Iterator[Problem]:
    """A row is about something; what it names is there."""
    if not row.competency and not row.topic:
        yield _problem(number, "topic", "topic-missing")
    if row.competency and row.competency not in framework.competency_ids:
        yield _problem(number, "competency", "choice-unknown", row.competency)
    for method in row.methods:
        if method not in METHODS:
            yield _problem(number, "methods", "choice-unknown", method)
    if row.course and row.course not in courses:
        yield _problem(number, "course", "choice-unknown", row.course)


def _texts(number: int, row: Row) -> Iterator[Problem]:
    for field, longest in LONGEST.items():
        text = getattr(row, field)
        if len(text) > longest:
            shown = text[:_SHOWN]
            yield _problem(number, field, "value-too-long", shown, str(longest))


def _numbers(number: int, row: Row, framework: Framework) -> Iterator[Problem]:
    scale = f"{framework.lowest}–{framework.highest}"
    for field in ("from_level", "to_level"):
        level = getattr(row, field)
        if level is not None and not framework.lowest <= level <= framework.highest:
            yield _problem(number, field, "value-out-of-range", f"{level:g}", scale)
    if _falls(row.from_level, row.to_level):
        levels = f"{row.to_level:g}", f"{row.from_level:g}"
        yield _problem(number, "to_level", "goal-below-level", *levels)
    if row.starts_on and row.ends_on and row.ends_on < row.starts_on:
        yield _problem(number, "ends_on", "ends-before-start")
    if row.budget_satang is not None and row.budget_satang < 0:
        value = f"{row.budget_satang / 100:g}"
        yield _problem(number, "budget_satang", "value-out-of-range", value, "≥ 0")


def _falls(before: float | None, after: float | None) -> bool:
    return before is not None and after is not None and after < before


def lacking(rows: Sequence[Row], move: Move) -> Problems:
    """What is still missing before this move; nothing for saving."""
    if move is Move.SAVE:
        return ()
    if not rows:
        return (Problem(Place(), "plan-empty"),)
    needed = (*NEEDED, "result") if move is Move.ACKNOWLEDGE else NEEDED
    return tuple(
        _problem(number, field, "field-missing")
        for number, row in enumerate(rows, 1)
        for field in needed
        if not getattr(row, field)
    )


def _problem(
    number: int, field: str, rule: str, value: str = "", expected: str = ""
) -> Problem:
    return Problem(Place(row=number, column=field), rule, value, expected)
