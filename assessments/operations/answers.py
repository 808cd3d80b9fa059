"""Keeping answers, handing them in, taking them back.

A draft is its own record, so saving one leaves no audit line; handing in and
taking back do.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import bindparam, update

from assessments.database import Prepared, UtcDateTime, db
from assessments.models import Response
from assessments.operations import audit, lean_transaction, transaction
from assessments.operations.audit import Actor
from assessments.queries import answers, rounds
from assessments.queries.answers import Draft, Kept
from competency.answers import change
from competency.errors import CompetencyError


class NoDraftError(CompetencyError):
    """There is no such draft for this session, whoever else has it."""


class StaleAnswerError(CompetencyError):
    """Somebody saved in between; the arguments are version and codes kept now."""


class HandedInError(CompetencyError):
    """The answers were handed in: they are taken back before they change."""


class IncompleteError(CompetencyError):
    """Items wait for an answer; the argument is their positions."""


class NotInvitedError(CompetencyError):
    """The round does not ask these people; the arguments are their ids."""


class NotTakenBackError(CompetencyError):
    """What was handed in stays so in this round."""


_NOW = bindparam("moment", type_=UtcDateTime)
_AS_SEEN = (Response.id == bindparam("row")) & (Response.version == bindparam("seen"))
_NEXT = {"version": Response.version + 1}

_SAVE = Prepared(
    update(Response)
    .where(_AS_SEEN, Response.status != "submitted")
    .where(Response.round_id.in_(rounds.OPEN_ROUNDS))
    .values(_NEXT | {"codes": bindparam("packed"), "saved_at": _NOW, "status": "draft"})
)
_SUBMIT = (
    update(Response)
    .where(_AS_SEEN, Response.status != "submitted")
    .values(_NEXT | {"submitted_at": _NOW, "status": "submitted"})
    .execution_options(synchronize_session=False)
)
_PUT = (
    update(Response)
    .where(
        Response.round_id == bindparam("asked_in"),
        Response.subject_id == bindparam("person"),
        Response.kind == "self",
    )
    .values(
        _NEXT
        | {
            "codes": bindparam("packed"),
            "saved_at": _NOW,
            "submitted_at": bindparam("handed_in", type_=UtcDateTime),
            "status": bindparam("standing"),
        }
    )
    .execution_options(synchronize_session=False)
)
_TAKE_BACK = (
    update(Response)
    .where(_AS_SEEN, Response.status == "submitted")
    .values(_NEXT | {"submitted_at": None, "status": "draft"})
    .execution_options(synchronize_session=False)
)


def save(
    public_id: str, session: str, seen: int, codes: Mapping[int, int], now: datetime
) -> int:
    """The version of a draft after keeping some answers that saw version `seen`.

    The draft is that of whoever the session belongs to, else `NoDraftError`. A
    repeat that changes nothing is a success, whatever it saw. Raises
    `RoundClosedError`, `HandedInError`, `AnswerError` or `StaleAnswerError`.
    """
    with lean_transaction() as cursor:
        kept = answers.kept(cursor, public_id, session)
        if kept is None:
            raise NoDraftError(public_id)
        packed = change(kept.codes, codes, kept.framework)
        given = {"row": kept.id, "seen": seen, "packed": packed, "moment": now}
        if packed == kept.codes or not _SAVE.run(cursor, given).rowcount:
            return _unchanged(kept, packed, now)
    return seen + 1


def _unchanged(kept: Kept, packed: bytes, now: datetime) -> int:
    """The version of a draft that a save left alone, if it had nothing to do."""
    rounds.round_(kept.round_id).require_open(now)
    if kept.status == "submitted":
        raise HandedInError(kept.id)
    if packed != kept.codes:
        raise StaleAnswerError(kept.version, kept.codes)
    return kept.version


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


def hand_in(
    round_id: int,
    packed: Mapping[int, bytes],
    *,
    drafts: bool = False,
    actor: Actor,
    now: datetime,
) -> int:
    """How many self-ratings were handed in at once: person id → packed answers.

    They replace whatever these people have saved; as `drafts` they are kept without
    being handed in. Raises `NotInvitedError` with everybody whom the round does not
    ask, and then nothing has changed.
    """
    same = {
        "asked_in": round_id,
        "moment": now,
        "handed_in": None if drafts else now,
        "standing": "draft" if drafts else "submitted",
    }
    rows = [same | {"person": who, "packed": codes} for who, codes in packed.items()]
    with transaction():
        rounds.hold(round_id).require_open(now)
        if strangers := set(packed) - set(answers.invited(round_id).values()):
            raise NotInvitedError(*sorted(strangers))
        if rows:
            db.session.connection().execute(_PUT, rows)
        action = "put_drafts" if drafts else "hand_in"
        audit.line(actor, action, "round", round_id, now, people=len(rows))
    return len(rows)


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
