"""What erasing a person would take away, and who has left and may be erased."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select

from assessments.database import db
from assessments.models import (
    Account,
    DevelopmentPlan,
    Evidence,
    Invitation,
    Person,
    PersonalTarget,
    PrivacyRequest,
    Reminder,
    Response,
    Round,
    Scope,
    Score,
)
from assessments.queries.accounts import other_administrators, scope_ids


@dataclass(frozen=True)
class Erasure:
    """What is kept of a person: what would go, what stays without a name, what hinders.

    `left_at` and `open_rounds` warn: whoever is still staff comes back with the next
    roster.
    """

    person_id: int
    number: str
    left_at: datetime | None
    erased_at: datetime | None
    account: bool
    roles: int
    evidence: int
    targets: int
    plans: int
    requests: int
    reminders: int
    answers: int
    levels: int
    led: int
    open_rounds: int
    last_administrator: bool


def erasure(person_id: int) -> Erasure | None:
    """The dry run of erasing a person; None where there is nobody."""
    fields = Person.code, Person.left_at, Person.erased_at
    row = db.session.execute(select(*fields).where(Person.id == person_id)).first()
    if row is None:
        return None
    account_id = account_of(person_id)
    return Erasure(
        person_id,
        *row,
        account=account_id is not None,
        roles=_count(Scope.account_id == account_id),
        evidence=_count(Evidence.response_id.in_(_responses(person_id))),
        targets=_count(PersonalTarget.person_id == person_id),
        plans=_count(DevelopmentPlan.person_id == person_id),
        requests=_count(PrivacyRequest.person_id == person_id),
        reminders=_count(Reminder.person_id == person_id),
        answers=_count(Response.rater_id == person_id),
        levels=_count(Score.person_id == person_id),
        led=_count(Person.supervisor_id == person_id),
        open_rounds=_open_rounds(person_id),
        last_administrator=is_last_administrator(account_id),
    )


def _count(which: ColumnElement[bool]) -> int:
    return db.session.scalar(select(func.count()).where(which)) or 0


def _responses(person_id: int) -> Collection[int]:
    wanted = select(Response.id).where(Response.rater_id == person_id)
    return tuple(db.session.scalars(wanted))


def _open_rounds(person_id: int) -> int:
    wanted = (
        select(func.count())
        .select_from(Invitation)
        .join(Round, Round.id == Invitation.round_id)
        .where(Invitation.person_id == person_id, Round.state.in_(("open", "closing")))
    )
    return db.session.scalar(wanted) or 0


def account_of(person_id: int) -> int | None:
    """The account of a person."""
    return db.session.scalar(select(Account.id).where(Account.person_id == person_id))


def is_last_administrator(account_id: int | None) -> bool:
    """Whether nobody else would be left who may administer all accounts."""
    mine = {} if account_id is None else scope_ids(account_id, "admin")
    return None in mine.values() and not other_administrators(list(mine))


def own_responses(person_id: int) -> tuple[int, ...]:
    """The ratings that a person gives, of themselves and others."""
    return tuple(_responses(person_id))


@dataclass(frozen=True)
class Leaver:
    """Somebody who has left and is still kept by name."""

    id: int
    public_id: str
    number: str
    name: str
    left_at: datetime


def leavers(
    text: str = "", within: Collection[int] | None = None, most: int = 50
) -> tuple[Leaver, ...]:
    """Those who left, the longest ago first, whose number or name holds the text."""
    name = func.trim(Person.prefix + Person.given_name + " " + Person.family_name)
    wanted = (
        select(Person.id, Person.public_id, Person.code, name, Person.left_at)
        .where(Person.left_at.is_not(None), Person.erased_at.is_(None))
        .order_by(Person.left_at, Person.id)
        .limit(most)
    )
    for word in text.split():
        places = (Person.code, Person.given_name, Person.family_name)
        holds = (place.icontains(word, autoescape=True) for place in places)
        wanted = wanted.where(or_(*holds))
    if within is not None:
        wanted = wanted.where(Person.unit_id.in_(tuple(within)))
    return tuple(Leaver(*row) for row in db.session.execute(wanted))


def erased_since(moment: datetime) -> int:
    """How many people were erased since a moment."""
    return _count(Person.erased_at >= moment)
