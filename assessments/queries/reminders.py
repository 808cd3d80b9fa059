"""Whom an open round waits for, and what came of the last mail to them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select

from assessments.database import db
from assessments.models import Invitation, Person, Reminder, Response, Round

BETWEEN = timedelta(hours=24)
"""One mail a day at most, whoever asks for it: HR, a supervisor and a timer may all
do so on the same day, and a mail that comes more often is read less."""

PAUSE = timedelta(minutes=15)
"""How long a mail that the server did not take yet waits: servers that turn unknown
senders away at first take the second try from some minutes on."""

MOST_ATTEMPTS = 5


@dataclass(frozen=True)
class Waiting:
    """Somebody who has something to hand in: a self-rating, ratings of others or both.

    `own` is the self-rating's status, None where it is handed in or not asked for;
    `ratings` counts the others who wait for theirs. `outcome` tells of the last mail,
    None before the first.
    """

    person_id: int
    number: str
    name: str
    title: str
    email: str | None
    own: str | None
    ratings: int
    outcome: str | None
    tried_at: datetime | None
    sent_at: datetime | None

    @property
    def unreached(self) -> str:
        """Why no mail reaches them: no "address", or what the last one came to."""
        return "address" if self.email is None else str(self.outcome)


@dataclass(frozen=True)
class Standing:
    """How many a round waits for, and how they stand with mail.

    `without` have no address; `due` would get a mail now; `refused`, `later` and
    `unclear` are those whose last mail came to that. `sent` were reached at least
    once, the last of them at `last`.
    """

    waiting: int
    without: int
    due: int
    sent: int
    refused: int
    later: int
    unclear: int
    last: datetime | None

    @property
    def reachable(self) -> int:
        """How many of them have an address."""
        return self.waiting - self.without


_NAME = func.trim(Person.prefix + Person.given_name + " " + Person.family_name)
_OWN = Response.kind == "self"
_WAITING: Select[*tuple[Any, ...]] = (
    select(
        Person.id.label("person_id"),
        Person.code.label("number"),
        _NAME.label("name"),
        Person.title,
        Person.email,
        func.max(case((_OWN, Response.status))).label("own"),
        func.count(case((~_OWN, 1))).label("ratings"),
        Reminder.outcome,
        Reminder.tried_at,
        Reminder.sent_at,
    )
    .select_from(Response)
    .join(Person, Person.id == Response.rater_id)
    .outerjoin(
        Reminder,
        and_(Reminder.round_id == Response.round_id, Reminder.person_id == Person.id),
    )
    .where(Response.status != "submitted", Person.left_at.is_(None))
    .group_by(Person.id, Reminder.id)
)


def _of(round_id: int, supervisor_id: int | None) -> Select[*tuple[Any, ...]]:
    """Whom a round waits for; of a supervisor's people those with a self-rating.

    Whom else they rate is not the supervisor's to know, nor whether they have.
    """
    wanted = _WAITING.where(Response.round_id == round_id)
    if supervisor_id is None:
        return wanted
    mine = select(Invitation.person_id).where(
        Invitation.round_id == round_id, Invitation.supervisor_id == supervisor_id
    )
    return wanted.where(Person.id.in_(mine)).having(func.count(case((_OWN, 1))) > 0)


def is_free(now: datetime) -> ColumnElement[bool]:
    """Whether somebody who was written to before may be written to now."""
    nothing_came = Reminder.outcome.in_(("refused", "later"))
    return or_(nothing_came, Reminder.tried_at <= now - BETWEEN)


def _is_due(now: datetime) -> ColumnElement[bool]:
    free = or_(Reminder.id.is_(None), is_free(now))
    return and_(Person.email.is_not(None), free)


def due(
    round_id: int,
    now: datetime,
    *,
    supervisor_id: int | None = None,
    again: bool = False,
) -> tuple[int, ...]:
    """People to write to now; `again` are only those whose last mail was not taken."""
    wanted = _of(round_id, supervisor_id).where(_is_due(now))
    if again:
        wanted = wanted.where(_is_put_off(now))
    rows = db.session.execute(wanted.order_by(Person.sort_key, Person.code))
    return tuple(row.person_id for row in rows)


def _is_put_off(now: datetime) -> ColumnElement[bool]:
    return and_(
        Reminder.outcome == "later",
        Reminder.tried_at <= now - PAUSE,
        Reminder.attempts < MOST_ATTEMPTS,
    )


def put_off(now: datetime) -> tuple[int, ...]:
    """Open rounds with mails that were not taken and are to be tried again now."""
    wanted = (
        select(Reminder.round_id)
        .join(Round, Round.id == Reminder.round_id)
        .where(_is_put_off(now), Round.state == "open")
        .where(Round.opens_at <= now, Round.closes_at > now)
        .distinct()
    )
    return tuple(db.session.scalars(wanted.order_by(Reminder.round_id)))


def to_remind(round_id: int, person_id: int, now: datetime) -> Waiting | None:
    """The person, if there is something to hand in and a mail may go to them now."""
    wanted = _of(round_id, None).where(Person.id == person_id, _is_due(now))
    row = db.session.execute(wanted).mappings().one_or_none()
    return None if row is None else Waiting(**row)


def standing(
    round_id: int, now: datetime, *, supervisor_id: int | None = None
) -> Standing:
    """How many a round waits for now; of a supervisor's people alone where named."""
    free = case((_is_due(now), 1), else_=0).label("free")
    people = _of(round_id, supervisor_id).add_columns(free).subquery()
    outcome = people.c.outcome
    row = db.session.execute(
        select(
            func.count(),
            func.count(case((people.c.email.is_(None), 1))),
            func.coalesce(func.sum(people.c.free), 0),
            func.count(people.c.sent_at),
            *(func.count(case((outcome == o, 1))) for o in _FAILED),
            func.max(people.c.sent_at),
        )
    ).one()
    return Standing(*row)


_FAILED = ("refused", "later", "unclear")


def unreached(
    round_id: int,
    most: int | None = None,
    *,
    within: Collection[int] | None = None,
    supervisor_id: int | None = None,
) -> tuple[Waiting, ...]:
    """People who wait and whom no mail reaches: no address, or the last one failed.

    At most so many where a number is given; `within` are the units to look in, all
    where None.
    """
    wanted = (
        _of(round_id, supervisor_id)
        .where(or_(Person.email.is_(None), Reminder.outcome.in_(_FAILED)))
        .order_by(Person.sort_key, Person.code)
        .limit(most)
    )
    if within is not None:
        wanted = wanted.where(Person.unit_id.in_(tuple(within)))
    rows = db.session.execute(wanted).mappings()
    return tuple(Waiting(**row) for row in rows)
