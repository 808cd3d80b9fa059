"""Ratings of other people: asked for as whoever gives them, or as HR of a round."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, func, select
from sqlalchemy.orm import aliased

from assessments.database import db
from assessments.models import FrameworkVersion, Invitation, Person, Response, Round
from assessments.queries import frameworks, targets
from competency import ratings
from competency.frameworks import Framework
from competency.gaps import NO_CELLS, Cells
from competency.rounds import RoundSettings, State, is_open


@dataclass(frozen=True)
class Rating:
    """What somebody was asked to say of somebody else in a round."""

    id: int
    public_id: str
    kind: str
    rater_id: int
    subject_id: int
    subject: str
    title: str
    status: str
    version: int
    codes: bytes
    saved_at: datetime | None
    submitted_at: datetime | None
    round_id: int
    round_name: str
    state: State
    opens_at: datetime
    closes_at: datetime
    settings: RoundSettings
    framework_version_id: int
    digest: str
    profile: str | None
    own: Cells

    @property
    def framework(self) -> Framework:
        """The framework that the round has pinned."""
        return frameworks.pinned(self.framework_version_id, self.digest)

    @property
    def asked(self) -> tuple[int, ...]:
        """Places that this person's targets ask for: competencies or items."""
        by_items = self.settings.by_items
        return ratings.asked(self.framework, self.profile, self.own, by_items=by_items)

    @property
    def missing(self) -> tuple[int, ...]:
        """Places that are asked for and wait for a rating."""
        return ratings.missing(self.codes, self.asked)

    def changed(self, codes: Mapping[int, int]) -> bytes:
        """The packed codes with some replaced; raises `AnswerError` for strays."""
        by_items = self.settings.by_items
        return ratings.change(self.codes, codes, self.framework, by_items=by_items)

    def is_open(self, now: datetime) -> bool:
        """Whether ratings are taken now."""
        return is_open(self.state, self.opens_at, self.closes_at, now)


_NAME = func.trim(Person.prefix + Person.given_name + " " + Person.family_name)
_FIELDS = (
    Response.id,
    Response.public_id,
    Response.kind,
    Response.rater_id,
    Response.subject_id,
    _NAME.label("subject"),
    Person.title,
    Response.status,
    Response.version,
    Response.codes,
    Response.saved_at,
    Response.submitted_at,
    Response.round_id,
    Round.name.label("round_name"),
    Round.state,
    Round.opens_at,
    Round.closes_at,
    Round.settings,
    Round.framework_version_id,
    FrameworkVersion.digest,
    Invitation.profile,
)
_OTHERS: Select[*tuple[Any, ...]] = (
    select(*_FIELDS)
    .join(Round, Round.id == Response.round_id)
    .join(FrameworkVersion, FrameworkVersion.id == Round.framework_version_id)
    .join(Person, Person.id == Response.subject_id)
    .join(
        Invitation,
        and_(
            Invitation.round_id == Response.round_id,
            Invitation.person_id == Response.subject_id,
        ),
    )
    .where(Response.kind != "self")
    .order_by(Round.closes_at.desc(), Round.id.desc(), Person.sort_key, Person.code)
)


def mine(person_id: int) -> tuple[Rating, ...]:
    """All others whom this person was asked to rate: the latest round first."""
    rows = db.session.execute(_OTHERS.where(Response.rater_id == person_id)).all()
    own = {number: targets.in_round(number) for number in {r.round_id for r in rows}}
    return tuple(_rating(row, own[row.round_id]) for row in rows)


def rating(public_id: str, person_id: int) -> Rating | None:
    """The rating of this name that this person gives; None for anybody else's."""
    wanted = _OTHERS.where(
        Response.public_id == public_id, Response.rater_id == person_id
    )
    row = db.session.execute(wanted).one_or_none()
    return None if row is None else _rating(row, targets.in_round(row.round_id))


def _rating(row: Row[Any], own: Mapping[int, Cells]) -> Rating:
    values: dict[str, Any] = row._asdict()
    return Rating(
        **values
        | {
            "state": State(values["state"]),
            "settings": RoundSettings.model_validate(values["settings"]),
            "own": own.get(values["subject_id"], NO_CELLS),
        }
    )


def self_rating(round_id: int, person_id: int) -> bytes | None:
    """The packed answers that somebody has handed in of themselves; None before."""
    return db.session.scalar(
        select(Response.codes).where(
            Response.round_id == round_id,
            Response.subject_id == person_id,
            Response.kind == "self",
            Response.status == "submitted",
        )
    )


@dataclass(frozen=True)
class Rater:
    """Somebody who was asked to rate a person, and how far they are."""

    public_id: str
    kind: str
    number: str
    name: str
    title: str
    status: str


def raters(round_id: int, subject_id: int) -> tuple[Rater, ...]:
    """Who rates a person in a round beside themselves, by kind and name."""
    wanted = (
        select(
            Response.public_id,
            Response.kind,
            Person.code,
            _NAME.label("name"),
            Person.title,
            Response.status,
        )
        .join(Person, Person.id == Response.rater_id)
        .where(Response.round_id == round_id, Response.subject_id == subject_id)
        .where(Response.kind != "self")
        .order_by(Response.kind.desc(), Person.sort_key, Person.code)
    )
    return tuple(Rater(*row) for row in db.session.execute(wanted))


def number_of(round_id: int, public_id: str) -> int | None:
    """The rating of somebody else that has this outward name in a round."""
    return db.session.scalar(
        select(Response.id).where(
            Response.round_id == round_id,
            Response.public_id == public_id,
            Response.kind != "self",
        )
    )


@dataclass(frozen=True)
class Progress:
    """How many ratings of a kind were asked for and are handed in, in a round."""

    kind: str
    asked: int
    submitted: int


def progress(round_id: int) -> tuple[Progress, ...]:
    """How far the ratings of each kind beside oneself are."""
    done = func.count().filter(Response.status == "submitted")
    wanted = (
        select(Response.kind, func.count(), done)
        .where(Response.round_id == round_id, Response.kind != "self")
        .group_by(Response.kind)
        .order_by(Response.kind.desc())
    )
    return tuple(Progress(*row) for row in db.session.execute(wanted))


@dataclass(frozen=True)
class Subject:
    """Somebody whom a round asks: how many rate them, how many have handed in."""

    public_id: str
    number: str
    name: str
    asked: int
    submitted: int


def subjects(
    round_id: int, within: Collection[int], text: str, most: int
) -> tuple[Subject, ...]:
    """People of some units in a round whose name or number holds a text, in order."""
    others = aliased(Response)
    done = func.count(others.id).filter(others.status == "submitted")
    joined = and_(
        others.round_id == Invitation.round_id,
        others.subject_id == Invitation.person_id,
        others.kind != "self",
    )
    wanted = (
        select(
            Person.public_id,
            Person.code,
            _NAME.label("name"),
            func.count(others.id),
            done,
        )
        .join(Invitation, Invitation.person_id == Person.id)
        .outerjoin(others, joined)
        .where(Invitation.round_id == round_id)
        .where(Person.unit_id.in_(tuple(within)))
        .group_by(Person.id)
        .order_by(Person.sort_key, Person.code)
        .limit(most)
    )
    for word in text.split():
        wanted = wanted.where(
            (
                Person.given_name + " " + Person.family_name + " " + Person.code
            ).icontains(word, autoescape=True)
        )
    return tuple(Subject(*row) for row in db.session.execute(wanted))


def numbers(wanted: Collection[str]) -> Mapping[str, int]:
    """Staff number → person, of today's staff with these numbers."""
    rows = db.session.execute(
        select(Person.code, Person.id).where(
            Person.code.in_(tuple(wanted)), Person.left_at.is_(None)
        )
    )
    return dict(rows.all())


def waiting(person_id: int, now: datetime) -> int:
    """How many people wait for this person's rating, in rounds that are open now."""
    wanted = (
        select(func.count())
        .select_from(Response)
        .join(Round, Round.id == Response.round_id)
        .where(Response.rater_id == person_id, Response.kind != "self")
        .where(Response.status != "submitted", Round.state == "open")
        .where(Round.opens_at <= now, Round.closes_at > now)
    )
    return db.session.scalar(wanted) or 0


def rates(person_id: int) -> bool:
    """Whether this person was ever asked to rate somebody else."""
    others = Response.rater_id == person_id, Response.kind != "self"
    return bool(db.session.scalar(select(Response.id).where(*others).limit(1)))


def invited(round_id: int, public_id: str) -> int | None:
    """The person of this outward name, if the round asks them."""
    wanted = (
        select(Person.id)
        .join(Invitation, Invitation.person_id == Person.id)
        .where(Invitation.round_id == round_id, Person.public_id == public_id)
    )
    return db.session.scalar(wanted)
