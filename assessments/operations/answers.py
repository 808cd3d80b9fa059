"""Keeping answers, handing them in, taking them back.

A draft is its own record, so saving one leaves no audit line; handing in and
taking back do.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import bindparam, update

from assessments.database import UtcDateTime, db
from assessments.models import Response
from assessments.operations import audit, transaction
from assessments.operations.audit import Actor
from assessments.queries import answers, rounds
from assessments.queries.answers import Draft
from competency.answers import change
from competency.errors import CompetencyError
from competency.rounds import require_open


class StaleAnswerError(CompetencyError):
    """Somebody saved in between; the arguments are version and codes kept now."""


class HandedInError(CompetencyError):
    """The answers were handed in: they are taken back before they change."""


class IncompleteError(CompetencyError):
    """Items wait for an answer; the argument is their positions."""


class NotTakenBackError(CompetencyError):
    """What was handed in stays so in this round."""


_NOW = bindparam("moment", type_=UtcDateTime)
_AS_SEEN = (Response.id == bindparam("row")) & (Response.version == bindparam("seen"))
_NEXT = {"version": Response.version + 1}

_SAVE = (
    update(Response)
    .where(_AS_SEEN, Response.status != "submitted")
    .where(Response.round_id.in_(rounds.OPEN_ROUNDS))
    .values(_NEXT | {"codes": bindparam("packed"), "saved_at": _NOW, "status": "draft"})
    .execution_options(synchronize_session=False)
)
_SUBMIT = (
    update(Response)
    .where(_AS_SEEN, Response.status != "submitted")
    .values(_NEXT | {"submitted_at": _NOW, "status": "submitted"})
    .execution_options(synchronize_session=False)
)
_TAKE_BACK = (
    update(Response)
    .where(_AS_SEEN, Response.status == "submitted")
    .values(_NEXT | {"submitted_at": None, "status": "draft"})
    .execution_options(synchronize_session=False)
)


def save(draft: Draft, seen: int, codes: Mapping[int, int], now: datetime) -> int:
    """The draft's version after keeping some answers that saw version `seen`.

    A repeat that changes nothing is a success, whatever it saw. Raises
    `RoundClosedError`, `HandedInError`, `AnswerError` or `StaleAnswerError`.
    """
    _require_changeable(draft, now)
    packed = change(draft.codes, codes, draft.framework)
    if packed == draft.codes:
        return draft.version
    if seen != draft.version:
        raise StaleAnswerError(draft.version, draft.codes)
    with transaction():
        kept = _write(_SAVE, draft, now, packed=packed)
    return seen + 1 if kept else _overtaken(draft, codes, now)


def submit(draft: Draft, *, actor: Actor, now: datetime) -> None:
    """Hand answers in; those that are in already stay as they are.

    Raises `IncompleteError` with the positions that wait for an answer.
    """
    if draft.status == "submitted":
        return
    if missing := draft.missing:
        raise IncompleteError(missing)
    with transaction():
        rounds.hold(draft.round_id).require_open(now)
        if _write(_SUBMIT, draft, now):
            audit.line(actor, "submit", "response", draft.id, now)
        else:
            _require_status(draft, "submitted")


def take_back(draft: Draft, *, actor: Actor, now: datetime) -> None:
    """Make a draft of answers that were handed in, while the round is open."""
    if draft.status != "submitted":
        return
    with transaction():
        round_ = rounds.hold(draft.round_id)
        round_.require_open(now)
        if not round_.settings.may_take_back:
            raise NotTakenBackError(draft.id)
        if _write(_TAKE_BACK, draft, now):
            audit.line(actor, "take_back", "response", draft.id, now)
        else:
            _require_status(draft, "draft")


def _require_changeable(draft: Draft, now: datetime) -> None:
    require_open(draft.state, draft.opens_at, draft.closes_at, now)
    if draft.status == "submitted":
        raise HandedInError(draft.id)


def _write(statement: object, draft: Draft, now: datetime, **values: object) -> bool:
    """Whether the row was still as the draft saw it, and is now changed."""
    given = {"row": draft.id, "seen": draft.version, "moment": now, **values}
    result = db.session.execute(statement, given)  # type: ignore[call-overload]
    return bool(result.rowcount)


def _require_status(draft: Draft, status: str) -> None:
    """Let a twin of this request, which was faster, count as this one."""
    found = answers.draft(draft.public_id, draft.rater_id)
    if found is None or found.status != status:
        raise StaleAnswerError(draft.version, draft.codes)


def _overtaken(draft: Draft, codes: Mapping[int, int], now: datetime) -> int:
    """Judge a save again by what another one has left in between."""
    found = answers.draft(draft.public_id, draft.rater_id)
    if found is None:
        raise StaleAnswerError(draft.version, draft.codes)
    _require_changeable(found, now)
    if change(found.codes, codes, found.framework) == found.codes:
        return found.version
    raise StaleAnswerError(found.version, found.codes)
