"""Keeping a development plan, and taking it from draft to done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import CursorResult, update
from sqlalchemy.exc import IntegrityError

from assessments.database import db
from assessments.models import DevelopmentPlan
from assessments.operations import audit, transaction
from assessments.operations.answers import NoDraftError
from assessments.operations.audit import Actor
from assessments.queries import development
from assessments.queries.development import Plan
from competency.development import MOVES, Move, Row, State, moved
from competency.development.record import record
from competency.errors import CompetencyError

NOUN = "development_plan"


class StalePlanError(CompetencyError):
    """Somebody saved in between; the argument is the outward name of the plan."""


@dataclass(frozen=True)
class Wish:
    """What somebody who saw version `seen` wants kept, and the move they make."""

    seen: int
    rows: tuple[Row, ...]
    move: Move = Move.SAVE


def put(plan: Plan, wish: Wish, *, actor: Actor, now: datetime) -> Plan:
    """The plan after its reader wrote these rows and made a move.

    A repeat that changes nothing is a success, whatever it saw. Raises
    `StalePlanError`, or `PlanMoveError` for a move that is not the reader's now.
    """
    try:
        with transaction():
            kept = _found(plan)
            if _is_done(kept, wish):
                return kept
            if kept.version != wish.seen:
                raise StalePlanError(plan.answers)
            state = moved(kept.state, kept.rows, wish.rows, wish.move, kept.seat)
            number = _write(kept, wish, state, now)
            facts = {"version": wish.seen + 1, "rows": len(wish.rows)}
            audit.line(actor, wish.move.value, NOUN, number, now, **facts)
            return _found(plan)
    except IntegrityError as error:
        raise StalePlanError(plan.answers) from error


def _found(plan: Plan) -> Plan:
    found = development.plan(plan.answers, plan.reader_id)
    if found is None:
        raise NoDraftError(plan.answers)
    return found


def _is_done(kept: Plan, wish: Wish) -> bool:
    """Whether the plan is already as it is wished."""
    if kept.id is None or kept.rows != wish.rows:
        return False
    return wish.move is Move.SAVE or MOVES[wish.move].after is kept.state


def _write(kept: Plan, wish: Wish, state: State, now: datetime) -> int:
    """The number of the plan, written where nobody else has written meanwhile."""
    values: dict[str, object] = {
        "version": wish.seen + 1,
        "rows": record(wish.rows),
        "state": state.value,
        "saved_at": now,
        "saved_by": kept.reader_id,
        **_times(kept, state, now),
    }
    if kept.id is not None:
        return _replace(kept, values)
    row = DevelopmentPlan(round_id=kept.round_id, person_id=kept.person_id, **values)
    db.session.add(row)
    db.session.flush()
    return row.id


def _replace(kept: Plan, values: Mapping[str, object]) -> int:
    row = update(DevelopmentPlan).where(
        DevelopmentPlan.id == kept.id, DevelopmentPlan.version == kept.version
    )
    done = cast("CursorResult[object]", db.session.execute(row.values(**values)))
    if kept.id is None or not done.rowcount:
        raise StalePlanError(kept.answers)
    return kept.id


def _times(kept: Plan, state: State, now: datetime) -> dict[str, datetime | None]:
    """When a plan came to its state, and to those before; None for later ones."""
    order = list(State)
    known = {
        State.PROPOSED: kept.proposed_at,
        State.AGREED: kept.agreed_at,
        State.DONE: kept.done_at,
    }
    return {
        f"{each}_at": (time or now) if order.index(each) <= order.index(state) else None
        for each, time in known.items()
    }


def note_read(plan: Plan, *, actor: Actor, now: datetime) -> None:
    """Log that a supervisor looked at somebody's plan, which tells of their levels."""
    with transaction():
        audit.line(actor, "read", NOUN, plan.id, now, subject=plan.person_id)
