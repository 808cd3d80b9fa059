"""Rows of a file of units → the tree, or all that is wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from competency.problems import Place, Problem, Problems
from competency.roster import rows
from competency.roster.chains import loops
from competency.roster.tables import RosterRow, RosterTable


@dataclass(frozen=True)
class RosterUnit:
    """A unit by its code, under its parent; the root has none."""

    code: str
    parent: str | None
    name_th: str
    name_en: str = ""


def units(table: RosterTable) -> tuple[tuple[RosterUnit, ...], Problems]:
    """The units in the order of the file, or every problem of the file."""
    problems = (
        *rows.missing(table, ("code", "name_th")),
        *rows.too_long(table),
        *rows.duplicates(table, "code"),
        *_parents(table),
        *_roots(table),
    )
    if problems:
        return (), tuple(problems)
    return tuple(_unit(row) for row in table.rows), ()


def _unit(row: RosterRow) -> RosterUnit:
    cells = row.cells
    parent, english = cells.get("parent"), cells.get("name_en", "")
    return RosterUnit(cells["code"], parent, cells["name_th"], english)


def _parents(table: RosterTable) -> Iterator[Problem]:
    """Units under themselves, under units that are not there, and loops of units."""
    row_of = {row.cells["code"]: row for row in table.rows if "code" in row.cells}
    above = {}
    for row in table.rows:
        code, parent = row.cells.get("code"), row.cells.get("parent")
        if parent is None:
            continue
        if parent not in row_of:
            yield table.problem(row, "parent", "unit-orphan")
        elif parent == code:
            yield table.problem(row, "parent", "unit-under-itself")
        elif code is not None and row_of[code] is row:
            above[code] = parent
    for loop in loops(above):
        fault = table.problem(row_of[loop[0]], "parent", "unit-loop")
        yield replace(fault, value=rows.chain(loop))


def _roots(table: RosterTable) -> Iterator[Problem]:
    """Exactly one unit stands above all others: the agency itself."""
    roots = [row for row in table.rows if "parent" not in row.cells]
    if not roots:
        place = Place(table.sheet, None, table.headers.get("parent"))
        yield Problem(place, "unit-no-root")
    for row in roots[1:]:
        fault = table.problem(row, "parent", "unit-second-root", _code(roots[0]))
        yield replace(fault, value=_code(row))


def _code(row: RosterRow) -> str:
    return row.cells.get("code", "")
