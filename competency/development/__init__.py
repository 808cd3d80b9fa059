"""Individual development plans: their rows, what may stand in them, who moves them.

A plan has a row for each thing to be developed: what, to which goal, how, when, for
how much, and how success is measured. These are the columns of the form that the
civil service's personnel system (DPIS) prints, and of the longer one of universities:
number, goal, start and end, and budget.
"""

from competency.development.checking import NEEDED, lacking, problems
from competency.development.moving import (
    MOVES,
    Difference,
    PlanMoveError,
    differences,
    moved,
    moves,
)
from competency.development.proposing import Period, further, period, proposal
from competency.development.values import (
    FIELDS,
    LONGEST,
    METHODS,
    MOST_ROWS,
    Move,
    Row,
    Seat,
    State,
)

__all__ = [
    "FIELDS",
    "LONGEST",
    "METHODS",
    "MOST_ROWS",
    "MOVES",
    "NEEDED",
    "Difference",
    "Move",
    "Period",
    "PlanMoveError",
    "Row",
    "Seat",
    "State",
    "differences",
    "further",
    "lacking",
    "moved",
    "moves",
    "period",
    "problems",
    "proposal",
]
