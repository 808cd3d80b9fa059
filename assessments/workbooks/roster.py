"""Rosters and units from spreadsheets, and the template to fill in."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from assessments.workbooks import reading
from assessments.workbooks.writer import Column, Sheet, Table, write
from competency.problems import Problems
from competency.roster import (
    RosterPerson,
    RosterTable,
    RosterUnit,
    people,
    roster_table,
    unit_table,
    units,
)
from competency.roster.cells import CODES
from competency.roster.tables import ROSTER, UNITS

ROSTER_SHEETS = ("บุคลากร", "Roster", "People", "Staff")
UNIT_SHEETS = ("หน่วยงาน", "Units")
_WORKBOOK_SIGNS = (b"PK", b"\xd0\xcf\x11\xe0")
"""How .xlsx and the old .xls begin; everything else is read as CSV."""

Sheets = Mapping[str | None, reading.Rows]


@dataclass(frozen=True)
class Roster:
    """A checked roster; `units` is None where the file names no tree.

    `unused` are headers that nothing was read from.
    """

    people: tuple[RosterPerson, ...]
    units: tuple[RosterUnit, ...] | None
    unused: tuple[str, ...] = ()


def read(
    data: bytes, known_units: Collection[str], units_data: bytes | None = None
) -> tuple[Roster | None, Problems]:
    """The roster of a workbook or CSV file, or every problem of it.

    Units come from their own file, else from a sheet of the same workbook, else the
    roster may name the known ones.
    """
    sheets, problems = _sheets(data)
    more, more_problems = _sheets(units_data) if units_data else ({}, ())
    if problems or more_problems:
        return None, (*problems, *more_problems)
    tree, tree_problems = _unit_table(sheets, more)
    table, table_problems = _roster_table(sheets)
    found_units, unit_problems = units(tree) if tree else ((), ())
    faults = (*tree_problems, *table_problems, *unit_problems)
    if table is None:
        return None, faults
    codes = _codes(tree) if tree else known_units
    if tree_problems:
        codes = _named_units(table)
    found, person_problems = people(table, codes)
    if faults or person_problems:
        return None, (*faults, *person_problems)
    unused = table.unused + (tree.unused if tree else ())
    return Roster(found, found_units if tree else None, unused), ()


def _sheets(data: bytes) -> tuple[Sheets, Problems]:
    """The sheets of a workbook by name; a CSV file is one sheet without a name."""
    if data.startswith(_WORKBOOK_SIGNS):
        found, problems = reading.workbook(data)
        return dict(found.items()), problems
    rows, problems = reading.comma_separated(data)
    return {None: rows}, problems


def _roster_table(sheets: Sheets) -> tuple[RosterTable | None, Problems]:
    rest = [name for name in sheets if name not in UNIT_SHEETS]
    named = [name for name in rest if name in ROSTER_SHEETS]
    name = next(iter(named or rest), ROSTER_SHEETS[0])
    return roster_table(name, _lines(sheets.get(name, ())))


def _unit_table(sheets: Sheets, more: Sheets) -> tuple[RosterTable | None, Problems]:
    if more:
        name = next((n for n in more if n in UNIT_SHEETS), next(iter(more)))
        return unit_table(name or UNIT_SHEETS[0], _lines(more[name]))
    name = next((n for n in sheets if n in UNIT_SHEETS), None)
    if name is None or len(sheets[name]) == 0:
        return None, ()
    return unit_table(name, _lines(sheets[name]))


def _lines(rows: reading.Rows) -> list[tuple[int, tuple[str, ...]]]:
    return [(row.number, row.cells) for row in rows]


def _codes(tree: RosterTable) -> Collection[str]:
    """Codes of the tree as it stands, so that its faults are not told twice."""
    return {row.cells["code"] for row in tree.rows if "code" in row.cells}


def _named_units(table: RosterTable) -> Collection[str]:
    """Codes that the roster names: where the tree is unreadable, any may be right."""
    return {row.cells.get("unit", "") for row in table.rows} or {""}


def template(_: Callable[[str], str], language: str) -> bytes:
    """An empty roster workbook: people and units, with lists to choose codes from."""
    at = 0 if language == "th" else 1
    texts = [_("Dates are written day/month/year of the Buddhist era (31/12/2560).")]
    texts += [_("Staff numbers and unit codes are texts: leading zeros count.")]
    texts += [_("The agency's own staff number, never a citizen's number.")]
    texts += [_("Write the whole of the staff: who is missing counts as having left.")]
    person = tuple(
        Column(names[at], "text", 20.0, CODES.get(key, ()))
        for key, names in ROSTER.items()
    )
    unit = tuple(Column(names[at], "text", 26.0) for names in UNITS.values())
    blank = Table(person, [("",) * len(person)])
    blank_units = Table(unit, [("",) * len(unit)])
    only_one = _("One unit has no parent: the agency itself.")
    return write(
        (
            Sheet(ROSTER_SHEETS[at], _("People"), (blank,), tuple(texts)),
            Sheet(UNIT_SHEETS[at], _("Units"), (blank_units,), (only_one,)),
        ),
        language=language,
    )
