"""The roster of an agency: rows of a file → units and people, or all that is wrong.

`tables` finds the columns by their headers, `units` and `people` check the rows,
`changes` compares the roster with the one before. The groups and position levels
are those of the frameworks of the Office of the Civil Service Commission (2561,
2567) and of its personnel system.
"""

from competency.roster.changes import Changes, UnitChanges, changes, unit_changes
from competency.roster.people import RosterPerson, people
from competency.roster.tables import RosterRow, RosterTable, roster_table, unit_table
from competency.roster.units import RosterUnit, units

__all__ = [
    "Changes",
    "RosterPerson",
    "RosterRow",
    "RosterTable",
    "RosterUnit",
    "UnitChanges",
    "changes",
    "people",
    "roster_table",
    "unit_changes",
    "unit_table",
    "units",
]
