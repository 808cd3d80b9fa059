"""A round's states, the moves between them, its window and its settings."""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from competency.errors import CompetencyError


class State(StrEnum):
    """Where a round stands; `closing` is between the last answer and the results."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSING = "closing"
    CLOSED = "closed"
    ARCHIVED = "archived"


MOVES: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.OPEN}),
    State.OPEN: frozenset({State.CLOSING}),
    State.CLOSING: frozenset({State.CLOSED}),
    State.CLOSED: frozenset({State.ARCHIVED}),
    State.ARCHIVED: frozenset(),
}
"""A closed round never opens again: its figures have been read."""


WITH_RESULTS = frozenset({State.CLOSED, State.ARCHIVED})
"""States of a round whose results are kept and stay."""


class RoundStateError(CompetencyError):
    """A move that a round in its state cannot make: (state, wanted state)."""


class RoundClosedError(CompetencyError):
    """An answer outside the round's window: (state, opens, closes)."""


class RoundSettings(BaseModel):
    """What a round was set up with; frozen when it opens.

    `k` is the smallest group that is shown, `units` and `staff_types` the target
    group (codes; empty means everybody). `raters` are the kinds that rate beside
    oneself; of peers and subordinates at most so many are asked, and theirs counts
    from `least_raters` on. `sees_self`: a supervisor sees the self-rating beforehand.
    `by_items`: others answer the items too, instead of one level a competency.
    `weights`: how kinds of rater count, by a preset or by one's own `percent` for each
    of `KINDS` (see `scoring.combining`).
    `adaptive`: levelled items are asked step by step, until the level is settled.
    `knowledge`: the framework's questions of knowledge are asked beside the items.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    k: int = Field(5, ge=5)
    k_wide: int = Field(10, ge=10)
    units: tuple[str, ...] = ()
    staff_types: tuple[str, ...] = ()
    may_take_back: bool = True
    raters: tuple[Literal["supervisor", "peer", "subordinate"], ...] = ()
    most_peers: int = Field(5, ge=3, le=20)
    most_subordinates: int = Field(10, ge=3, le=50)
    least_raters: int = Field(3, ge=3, le=10)
    sees_self: bool = False
    by_items: bool = False
    weights: Literal["civil-service", "equal", "own"] = "civil-service"
    percent: tuple[int, int, int, int] = (10, 70, 10, 10)
    adaptive: bool = False
    knowledge: bool = False


def require_move(state: str, to: State) -> None:
    """Raise `RoundStateError` unless a round may go from a state to another."""
    if to not in MOVES[State(state)]:
        raise RoundStateError(state, to.value)


def is_open(
    state: str, opens_at: datetime | None, closes_at: datetime | None, now: datetime
) -> bool:
    """Whether answers are taken: state open, and now in [opens, closes)."""
    if state != State.OPEN or opens_at is None or closes_at is None:
        return False
    return opens_at <= now < closes_at


def require_open(
    state: str, opens_at: datetime | None, closes_at: datetime | None, now: datetime
) -> None:
    """Raise `RoundClosedError` unless answers are taken now."""
    if not is_open(state, opens_at, closes_at, now):
        raise RoundClosedError(state, opens_at, closes_at)
