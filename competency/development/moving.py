"""From draft to done: who may take a plan a step further, and what a change undoes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from competency.development.values import FIELDS, Move, Row, Seat, State
from competency.errors import CompetencyError

Rows = Sequence[Row]


class PlanMoveError(CompetencyError):
    """A move that this plan, or whoever makes it, cannot make: (state, move, seat)."""


@dataclass(frozen=True)
class Step:
    """A move: whose it is, and between which states."""

    by: Seat
    before: State
    after: State


MOVES: Mapping[Move, Step] = {
    Move.PROPOSE: Step(Seat.PERSON, State.DRAFT, State.PROPOSED),
    Move.APPROVE: Step(Seat.SUPERVISOR, State.PROPOSED, State.AGREED),
    Move.ACKNOWLEDGE: Step(Seat.SUPERVISOR, State.AGREED, State.DONE),
}
"""The signatures of the printed form: the employee's, the supervisor's approval, and
the supervisor's word that the result is known."""

_KEPT_BY_RESULTS = frozenset({State.AGREED, State.DONE})


def moves(state: State, seat: Seat) -> tuple[Move, ...]:
    """What somebody may do with a plan in this state besides saving."""
    return tuple(
        move for move, step in MOVES.items() if (step.by, step.before) == (seat, state)
    )


def saved(state: State, before: Rows, after: Rows) -> State:
    """The state of a plan whose rows have become others.

    Whatever is changed makes it a draft again, since nobody has agreed to that;
    results that are added to an agreed plan leave it agreed, and not acknowledged.
    """
    if tuple(before) == tuple(after):
        return state
    planned = [[row.without_result for row in rows] for rows in (before, after)]
    if state in _KEPT_BY_RESULTS and planned[0] == planned[1]:
        return State.AGREED
    return State.DRAFT


def moved(state: State, before: Rows, after: Rows, move: Move, seat: Seat) -> State:
    """The state of a plan after somebody wrote these rows and made a move.

    A supervisor may change a proposed plan and approve it at once. Raises
    `PlanMoveError` for a move that is somebody else's, or of another state.
    """
    now = saved(state, before, after)
    if move is Move.SAVE:
        return now
    step = MOVES[move]
    start = state if move is Move.APPROVE else now
    if (seat, start) != (step.by, step.before):
        raise PlanMoveError(state, move, seat)
    return step.after


@dataclass(frozen=True)
class Difference:
    """A field in which two versions of a row differ; None where one has no such row.

    `number` is the place among the rows that were shown, from 1; 0 for a row that
    only the kept version has. `field` is "" where the whole row is on one side.
    """

    number: int
    field: str
    mine: Row | None
    kept: Row | None


def differences(mine: Rows, kept: Rows) -> tuple[Difference, ...]:
    """What differs between the rows on a page and those that are kept."""
    theirs = {row.key: row for row in kept}
    known = {row.key for row in mine}
    found: list[Difference] = []
    for number, row in enumerate(mine, 1):
        found += _between(number, row, theirs.get(row.key))
    found += [Difference(0, "", None, row) for row in kept if row.key not in known]
    return tuple(found)


def _between(number: int, mine: Row, kept: Row | None) -> Iterator[Difference]:
    if kept is None:
        yield Difference(number, "", mine, None)
        return
    for field in FIELDS:
        if getattr(mine, field) != getattr(kept, field):
            yield Difference(number, field, mine, kept)
