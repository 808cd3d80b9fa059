"""In which order the units of a heatmap stand, as its address asks for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan

from flask import request

from assessments import thai
from assessments.languages import current as language
from assessments.queries.results import GroupUnit
from competency.frameworks import Framework
from competency.ordering import by_value
from competency.reports import Line

UNIT, PEOPLE = "~unit", "~people"
"""Columns beside the competencies; no competency can be called so."""

Row = tuple[GroupUnit, Line]


@dataclass(frozen=True)
class Sort:
    """A column of the heatmap, and whether its highest values come first."""

    column: str
    descending: bool

    @property
    def name(self) -> str:
        """How an address asks for it."""
        return f"-{self.column}" if self.descending else self.column

    def turned(self, column: str) -> str:
        """What the head of a column asks for: the other way round, where it is this."""
        other = self.column == column and not self.descending
        return Sort(column, other).name

    def said(self, column: str) -> str | None:
        """How a column is sorted, as `aria-sort` says it; None where it is another."""
        if column != self.column:
            return None
        return "descending" if self.descending else "ascending"


def wished(framework: Framework) -> Sort:
    """What the address asks for; the order of the organisation for all else."""
    wish = request.args.get("sort", "")
    column = wish.removeprefix("-")
    known = {UNIT, PEOPLE, *framework.competency_ids}
    return Sort(column if column in known else "", wish.startswith("-"))


def ordered(rows: Sequence[Row], sort: Sort, framework: Framework) -> tuple[Row, ...]:
    """The rows as they are wished.

    Those without a number come last, in the order of the organisation: whoever sorts
    learns nothing of what is not shown.
    """
    if not sort.column:
        return tuple(rows)
    if sort.column == UNIT:
        names = [thai.sort_key(unit.name(language())) for unit, _line in rows]
        places = sorted(range(len(rows)), key=names.__getitem__)
        return tuple(rows[at] for at in (places[::-1] if sort.descending else places))
    values = [_value(line, sort.column, framework) for _unit, line in rows]
    return tuple(rows[at] for at in by_value(values, descending=sort.descending))


def _value(line: Line, column: str, framework: Framework) -> float:
    if column == PEOPLE:
        return nan if line.people is None else line.people
    return line.cells[framework.competency_ids.index(column)].gap
