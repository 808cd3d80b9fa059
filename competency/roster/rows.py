"""Checks that roster and unit rows share."""

from collections.abc import Iterator
from dataclasses import replace

from competency.problems import Problem
from competency.roster import cells
from competency.roster.tables import RosterTable


def missing(table: RosterTable, required: tuple[str, ...]) -> Iterator[Problem]:
    """A problem for each blank cell that must not be blank."""
    for row in table.rows:
        for column in required:
            if column not in row.cells:
                yield table.problem(row, column, "value-missing")


def too_long(table: RosterTable) -> Iterator[Problem]:
    """A problem for each text that no column of ours can hold."""
    for row in table.rows:
        for column, text in row.cells.items():
            if len(text) > cells.longest(column):
                most = str(cells.longest(column))
                fault = table.problem(row, column, "value-too-long", most)
                yield replace(fault, value=text[:40])


def duplicates(table: RosterTable, column: str) -> Iterator[Problem]:
    """A problem for each value that an earlier row has, whatever its case."""
    first: dict[str, int] = {}
    for row in table.rows:
        if column not in row.cells:
            continue
        earlier = first.setdefault(row.cells[column].casefold(), row.number)
        if earlier != row.number:
            yield table.problem(row, column, "value-duplicate", str(earlier))


def chain(codes: tuple[str, ...]) -> str:
    """A loop as a person reads it."""
    return " → ".join((*codes, codes[0]))
