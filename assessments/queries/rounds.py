"""Rounds: their window and framework, and how many have answered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, bindparam, case, func, select
from sqlalchemy.orm import aliased

from assessments.database import UtcDateTime, db
from assessments.models import (
    FrameworkVersion,
    Invitation,
    Person,
    Response,
    Round,
    RoundUnit,
    Unit,
)
from assessments.queries import frameworks
from competency import rounds as rules
from competency.errors import CompetencyError
from competency.frameworks import Framework
from competency.rounds import RoundSettings, State


class NoSuchRoundError(CompetencyError):
    """There is no round of this number."""


@dataclass(frozen=True)
class RoundFacts:
    """One round as its row tells it."""

    id: int
    public_id: str
    name: str
    unit_id: int
    state: State
    opens_at: datetime
    closes_at: datetime
    opened_at: datetime | None
    closed_at: datetime | None
    settings: RoundSettings
    framework_version_id: int
    framework_id: str
    framework_version: str
    digest: str

    @property
    def framework(self) -> Framework:
        """The framework that the round has pinned."""
        return frameworks.pinned(self.framework_version_id, self.digest)

    def is_open(self, now: datetime) -> bool:
        """Whether answers are taken now."""
        return rules.is_open(self.state, self.opens_at, self.closes_at, now)

    def require_open(self, now: datetime) -> None:
        """Raise `RoundClosedError` unless answers are taken now."""
        rules.require_open(self.state, self.opens_at, self.closes_at, now)

    def is_over(self, now: datetime) -> bool:
        """Whether the time is up although nobody has closed the round."""
        return self.state is State.OPEN and self.closes_at <= now


@dataclass(frozen=True)
class Rate:
    """How many of a group were asked, have begun, have handed in."""

    code: str
    name_th: str
    name_en: str
    asked: int
    begun: int
    submitted: int

    def name(self, language: str) -> str:
        """The name in a language; the Thai one where there is no other."""
        return self.name_en if language == "en" and self.name_en else self.name_th

    @property
    def share(self) -> float:
        """The share that has handed in, 0 to 1; NaN where nobody was asked."""
        return self.submitted / self.asked if self.asked else float("nan")

    @property
    def step(self) -> float:
        """The share in whole tenths, rounded down: all that is shown of a unit."""
        return self.submitted * 10 // self.asked / 10 if self.asked else float("nan")


@dataclass(frozen=True)
class Invited:
    """A person of the target group, with the facts that an invitation keeps."""

    person_id: int
    unit_id: int
    supervisor_id: int | None
    staff_type: str
    placings: dict[str, str]


_FIELDS = (
    Round.id,
    Round.public_id,
    Round.name,
    Round.unit_id,
    Round.state,
    Round.opens_at,
    Round.closes_at,
    Round.opened_at,
    Round.closed_at,
    Round.settings,
    Round.framework_version_id,
    FrameworkVersion.framework.label("framework_id"),
    FrameworkVersion.version.label("framework_version"),
    FrameworkVersion.digest,
)
_ROUNDS: Select[*tuple[Any, ...]] = select(*_FIELDS).join(
    FrameworkVersion, FrameworkVersion.id == Round.framework_version_id
)
_MOMENT = bindparam("moment", type_=UtcDateTime)
OPEN_ROUNDS = select(Round.id).where(
    Round.state == "open", Round.opens_at <= _MOMENT, Round.closes_at > _MOMENT
)
"""Rounds that take answers at `moment`, for the statement that saves one."""


def _facts(row: Row[Any]) -> RoundFacts:
    values = row._asdict()
    settings = RoundSettings.model_validate(values["settings"])
    return RoundFacts(
        **values | {"state": State(values["state"]), "settings": settings}
    )


def round_(round_id: int) -> RoundFacts:
    """The round of this number; raises `NoSuchRoundError`."""
    row = db.session.execute(_ROUNDS.where(Round.id == round_id)).one_or_none()
    if row is None:
        raise NoSuchRoundError(round_id)
    return _facts(row)


def named(public_id: str) -> RoundFacts | None:
    """The round of this outward name."""
    wanted = _ROUNDS.where(Round.public_id == public_id)
    row = db.session.execute(wanted).one_or_none()
    return _facts(row) if row else None


def hold(round_id: int) -> RoundFacts:
    """The round, kept from closing until the running transaction ends."""
    wanted = _ROUNDS.where(Round.id == round_id).with_for_update(read=True, of=Round)
    return _facts(db.session.execute(wanted).one())


def lock(round_id: int) -> RoundFacts:
    """The round, for this transaction alone; raises `NoSuchRoundError`."""
    wanted = _ROUNDS.where(Round.id == round_id).with_for_update(of=Round)
    row = db.session.execute(wanted).one_or_none()
    if row is None:
        raise NoSuchRoundError(round_id)
    return _facts(row)


def newest() -> tuple[RoundFacts, ...]:
    """All rounds, the newest first."""
    rows = db.session.execute(_ROUNDS.order_by(Round.id.desc()))
    return tuple(_facts(row) for row in rows)


def over(now: datetime) -> tuple[int, ...]:
    """Open rounds whose time is up."""
    wanted = select(Round.id).where(Round.state == "open", Round.closes_at <= now)
    return tuple(db.session.scalars(wanted.order_by(Round.id)))


_COUNTS = (
    func.count(Response.id).label("asked"),
    func.sum(case((Response.status != "asked", 1), else_=0)).label("begun"),
    func.sum(case((Response.status == "submitted", 1), else_=0)).label("submitted"),
)


def rate(round_id: int) -> Rate:
    """How many self-ratings a whole round has."""
    wanted = select(*_COUNTS).where(
        Response.round_id == round_id, Response.kind == "self"
    )
    row = db.session.execute(wanted).one()
    return Rate("", "", "", row.asked, row.begun or 0, row.submitted or 0)


def rates(round_id: int) -> tuple[Rate, ...]:
    """How many self-ratings each top unit of a round has, in the tree's order.

    Tops stand one below a root and count all below; a root counts its own staff.
    """
    own, top = aliased(RoundUnit), aliased(RoundUnit)
    below = (top.depth == 1) & own.position.between(top.position, top.end - 1)
    itself = (top.depth == 0) & (own.id == top.id)
    subject = (Invitation.round_id == Response.round_id) & (
        Invitation.person_id == Response.subject_id
    )
    wanted = (
        select(top.code, top.name_th, top.name_en, *_COUNTS)
        .select_from(Response)
        .join(Invitation, subject)
        .join(
            own,
            (own.round_id == Response.round_id) & (own.unit_id == Invitation.unit_id),
        )
        .join(top, (top.round_id == own.round_id) & (below | itself))
        .where(Response.round_id == round_id, Response.kind == "self")
        .group_by(top.id, top.code, top.name_th, top.name_en, top.position)
        .order_by(top.position)
    )
    return tuple(Rate(**row) for row in db.session.execute(wanted).mappings())


@dataclass(frozen=True)
class UnitFacts:
    """A unit in use, as a round copies it."""

    id: int
    parent_id: int | None
    code: str
    name_th: str
    name_en: str
    sort_key: bytes


def units() -> tuple[UnitFacts, ...]:
    """All units in use."""
    fields = (Unit.id, Unit.parent_id, Unit.code, Unit.name_th, Unit.name_en)
    wanted = select(*fields, Unit.sort_key).where(Unit.active).order_by(Unit.id)
    return tuple(UnitFacts(**row) for row in db.session.execute(wanted).mappings())


def agency() -> int | None:
    """The unit that rounds belong to: the first in use without one above."""
    wanted = select(Unit.id).where(Unit.parent_id.is_(None), Unit.active)
    return db.session.scalar(wanted.order_by(Unit.sort_key, Unit.code).limit(1))


def staff() -> tuple[Invited, ...]:
    """Everybody who may be asked: current staff of units in use."""
    fields = (Person.id.label("person_id"), Person.unit_id, Person.supervisor_id)
    wanted = (
        select(*fields, Person.staff_type, Person.placings)
        .join(Unit, Unit.id == Person.unit_id)
        .where(Person.left_at.is_(None), Unit.active)
        .order_by(Person.id)
    )
    return tuple(Invited(**row) for row in db.session.execute(wanted).mappings())


def staff_types() -> tuple[str, ...]:
    """The kinds of staff that the roster knows."""
    wanted = select(Person.staff_type).where(Person.left_at.is_(None)).distinct()
    return tuple(db.session.scalars(wanted.order_by(Person.staff_type)))
