"""Ratings of other people: who is asked, what they say, handing it in."""

from collections.abc import Mapping
from datetime import datetime
from typing import cast

from sqlalchemy import CursorResult, Executable, delete, update
from sqlalchemy.exc import IntegrityError

from assessments.database import db
from assessments.models import Response
from assessments.operations import audit, transaction
from assessments.operations.answers import (
    HandedInError,
    IncompleteError,
    NotTakenBackError,
    StaleAnswerError,
)
from assessments.operations.audit import Actor
from assessments.queries import ratings as queries
from assessments.queries import rounds
from assessments.queries.ratings import Rating
from competency import ratings
from competency.errors import CompetencyError


class RaterTakenError(CompetencyError):
    """Somebody rates this person already, or another one as the supervisor."""


class RatingBegunError(CompetencyError):
    """A rating that was begun is not taken away: its rater would lose it."""


class OwnRaterError(CompetencyError):
    """Nobody is asked to rate themselves as somebody else."""


def ask(
    round_id: int, subject: int, rater: int, kind: str, *, actor: Actor, now: datetime
) -> None:
    """Ask somebody to rate a person of a round, which has not closed.

    Raises `RaterTakenError`, `OwnRaterError` or `RoundClosedError`.
    """
    if subject == rater:
        raise OwnRaterError(subject)
    try:
        with transaction():
            found = rounds.hold(round_id)
            found.require_open(now)
            row = Response(
                round_id=round_id,
                subject_id=subject,
                rater_id=rater,
                kind=kind,
                codes=ratings.blank(found.framework, by_items=found.settings.by_items),
            )
            db.session.add(row)
            db.session.flush()
            audit.line(actor, "ask", "response", row.id, now, kind=kind)
    except IntegrityError as error:
        raise RaterTakenError(subject, rater) from error


def release(round_id: int, public_id: str, *, actor: Actor, now: datetime) -> None:
    """Ask somebody no longer; raises `RatingBegunError` once they have begun."""
    with transaction():
        rounds.hold(round_id).require_open(now)
        number = queries.number_of(round_id, public_id)
        waiting = Response.id == number, Response.status == "asked"
        if number is None or not _rows(delete(Response).where(*waiting)):
            raise RatingBegunError(public_id)
        audit.line(actor, "release", "response", number, now)


def save(rating: Rating, seen: int, codes: Mapping[int, int], now: datetime) -> int:
    """The version of a rating after keeping some of its levels.

    A repeat that changes nothing is a success, whatever it saw. Raises
    `RoundClosedError`, `HandedInError`, `AnswerError` or `StaleAnswerError`.
    """
    packed = rating.changed(codes)
    with transaction():
        rounds.hold(rating.round_id).require_open(now)
        if rating.status == "submitted":
            raise HandedInError(rating.id)
        if packed == rating.codes:
            return rating.version
        values = {"codes": packed, "saved_at": now, "status": "draft"}
        if not _write(rating, seen, values, "submitted"):
            raise StaleAnswerError(rating.version, rating.codes)
    return seen + 1


def submit(rating: Rating, *, actor: Actor, now: datetime) -> None:
    """Hand a rating in; one that is in already stays as it is.

    Raises `IncompleteError` with the places that wait.
    """
    if rating.status == "submitted":
        return
    if missing := rating.missing:
        raise IncompleteError(missing)
    with transaction():
        rounds.hold(rating.round_id).require_open(now)
        values = {"submitted_at": now, "status": "submitted"}
        if not _write(rating, rating.version, values, "submitted"):
            _require_status(rating, "submitted")
            return
        audit.line(actor, "submit", "response", rating.id, now)


def take_back(rating: Rating, *, actor: Actor, now: datetime) -> None:
    """Make a draft of a rating that was handed in, while the round is open."""
    if rating.status != "submitted":
        return
    with transaction():
        found = rounds.hold(rating.round_id)
        found.require_open(now)
        if not found.settings.may_take_back:
            raise NotTakenBackError(rating.id)
        values = {"submitted_at": None, "status": "draft"}
        if not _write(rating, rating.version, values, "draft"):
            _require_status(rating, "draft")
            return
        audit.line(actor, "take_back", "response", rating.id, now)


def _write(rating: Rating, seen: int, values: Mapping[str, object], but: str) -> bool:
    """Whether the row was as it was seen and not of a status; then it has these."""
    row = update(Response).where(
        Response.id == rating.id, Response.version == seen, Response.status != but
    )
    return bool(_rows(row.values(**values, version=Response.version + 1)))


def _rows(change: Executable) -> int:
    done = cast("CursorResult[object]", db.session.execute(change))
    return done.rowcount


def _require_status(rating: Rating, status: str) -> None:
    """Let a twin of this request, which was faster, count as this one."""
    found = queries.rating(rating.public_id, rating.rater_id)
    if found is None or found.status != status:
        raise StaleAnswerError(rating.version, rating.codes)


def note_seen(rating: Rating, *, actor: Actor, now: datetime) -> None:
    """Log that a rater looked at the self-rating of whom they rate."""
    with transaction():
        audit.line(actor, "read", "response", rating.id, now, subject=rating.subject_id)
