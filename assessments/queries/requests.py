"""Requests about personal data: those of a person, and the register."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from assessments.database import db
from assessments.models import Person, PrivacyRequest
from competency import requests


@dataclass(frozen=True)
class RequestLine:
    """A request with whose it is, and what was answered."""

    id: int
    public_id: str
    person_id: int
    person: str
    number: str
    kind: str
    words: str
    asked_at: datetime
    state: str
    reason: str
    answered_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether it still waits for an answer."""
        return self.state == "open"

    @property
    def due(self) -> datetime:
        """The moment by which it has to be answered."""
        return requests.due(self.asked_at)

    def days_left(self, now: datetime) -> int:
        """Whole days that are left to answer; negative when it is late."""
        return requests.days_left(self.asked_at, now)


_NAME = func.trim(Person.prefix + Person.given_name + " " + Person.family_name)
_LINES: Select[*tuple[Any, ...]] = select(
    PrivacyRequest.id,
    PrivacyRequest.public_id,
    PrivacyRequest.person_id,
    _NAME.label("person"),
    Person.code.label("number"),
    PrivacyRequest.kind,
    PrivacyRequest.words,
    PrivacyRequest.asked_at,
    PrivacyRequest.state,
    PrivacyRequest.reason,
    PrivacyRequest.answered_at,
).join(Person, Person.id == PrivacyRequest.person_id)


def of_person(person_id: int) -> tuple[RequestLine, ...]:
    """What a person has asked, the newest first."""
    wanted = _LINES.where(PrivacyRequest.person_id == person_id)
    rows = db.session.execute(wanted.order_by(PrivacyRequest.id.desc())).mappings()
    return tuple(RequestLine(**row) for row in rows)


def register(within: Collection[int] | None = None) -> tuple[RequestLine, ...]:
    """All requests of people of these units, or of everybody, the oldest first."""
    wanted = _LINES.order_by(PrivacyRequest.id)
    if within is not None:
        wanted = wanted.where(Person.unit_id.in_(tuple(within)))
    rows = db.session.execute(wanted).mappings()
    return tuple(RequestLine(**row) for row in rows)


def request(public_id: str, within: Collection[int]) -> RequestLine | None:
    """One request of somebody of these units; None for any other."""
    wanted = _LINES.where(PrivacyRequest.public_id == public_id)
    wanted = wanted.where(Person.unit_id.in_(tuple(within)))
    row = db.session.execute(wanted).mappings().one_or_none()
    return RequestLine(**row) if row else None
