"""Keeping the results of a round, once and for all."""

import logging
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from sqlalchemy import delete, insert, update

from assessments.database import db
from assessments.models import Figure, Round, Score
from assessments.operations import audit, transaction
from assessments.operations.audit import Actor
from assessments.queries import rounds
from assessments.queries.results import ALL
from competency.errors import CompetencyError
from competency.figures import Figures, pack
from competency.orgtree import OrgTree
from competency.rounds import State, require_move
from competency.scoring import KeptLevels

logger = logging.getLogger(__name__)


class ResultsNotReadyError(CompetencyError):
    """A round that is not closed has no results; the argument is its number."""


def begin(round_id: int, *, actor: Actor, now: datetime) -> None:
    """Take no more answers: from here on no save finds its row.

    A round that is closing already stays so, for a job that was killed begins again.
    Raises `RoundStateError` for a round that is neither open nor closing.
    """
    with transaction():
        state = rounds.lock(round_id).state
        if state is State.CLOSING:
            return
        require_move(state, State.CLOSING)
        _set(round_id, state=State.CLOSING.value)
        audit.line(actor, "begin_closing", "round", round_id, now)


def keep(
    round_id: int,
    levels: Mapping[str, Collection[KeptLevels]],
    tree: OrgTree,
    figures: Figures,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Keep levels by kind of rater and the figures of all units; the round is closed.

    Numbers of a withheld unit are not written anywhere. Whatever an attempt before
    has left is replaced.
    """
    with transaction():
        require_move(rounds.lock(round_id).state, State.CLOSED)
        for table in (Score, Figure):
            db.session.execute(delete(table).where(table.round_id == round_id))
        for kind, kept in levels.items():
            _insert(Score, _scores(round_id, kind, kept))
        _insert(Figure, _figures(round_id, tree, figures))
        _set(round_id, state=State.CLOSED.value, closed_at=now)
        counts = {kind: len(kept) for kind, kept in levels.items()}
        audit.line(actor, "close", "round", round_id, now, levels=counts)
    logger.info("round %s closed", round_id)


def note_export(
    round_id: int, people: Collection[int], copy: str, *, actor: Actor, now: datetime
) -> None:
    """Log whose results somebody had put into a file, and into which kind of file."""
    with transaction():
        told = {"people": list(people), "copy": copy}
        audit.line(actor, "export", "round", round_id, now, **told)


def _set(round_id: int, **values: object) -> None:
    db.session.execute(update(Round).where(Round.id == round_id).values(**values))


def _insert(table: type[Score | Figure], rows: list[dict[str, object]]) -> None:
    if rows:
        db.session.execute(insert(table), rows)


def _scores(
    round_id: int, kind: str, kept: Iterable[KeptLevels]
) -> list[dict[str, object]]:
    same = {"round_id": round_id, "kind": kind}
    return [
        same | {"person_id": one.person, "raters": one.raters, "levels": one.levels}
        for one in kept
    ]


def _figures(round_id: int, tree: OrgTree, figures: Figures) -> list[dict[str, object]]:
    columns = zip(
        tree.units.tolist(),
        figures.people.tolist(),
        figures.shown.tolist(),
        figures.numbers,
        strict=True,
    )
    return [
        {
            "round_id": round_id,
            "unit_id": unit,
            "cut": ALL,
            "value": "",
            "status": "shown" if shown else "withheld",
            "people": people if shown else None,
            "figures": pack(values) if shown else None,
        }
        for unit, people, shown, values in columns
    ]
