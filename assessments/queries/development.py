"""Development plans, asked for as the person or as the supervisor of that round."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from assessments.database import db
from assessments.models import (
    DevelopmentPlan,
    FrameworkVersion,
    Invitation,
    Person,
    Response,
    Round,
    RoundUnit,
    Score,
)
from assessments.queries import frameworks
from assessments.queries.results import COMBINED
from competency.development import Row, Seat, State
from competency.development.record import recall
from competency.frameworks import Framework
from competency.rounds import WITH_RESULTS


@dataclass(frozen=True)
class Plan:
    """A person's plan of a round, as `reader_id` may see it.

    `answers` is its outward name: that of the person's own answers. Until somebody
    has saved it, `id` is None and `version` 0. `supervisor_id` is None where the
    round names nobody.
    """

    reader_id: int
    answers: str
    round_id: int
    round_name: str
    framework_version_id: int
    digest: str
    person_id: int
    person: str
    title: str
    unit_th: str
    unit_en: str
    supervisor_id: int | None
    supervisor: str | None
    supervisor_title: str | None
    id: int | None = None
    version: int = 0
    state: State = State.DRAFT
    rows: tuple[Row, ...] = ()
    saved_at: datetime | None = None
    saved_by: int | None = None
    proposed_at: datetime | None = None
    agreed_at: datetime | None = None
    done_at: datetime | None = None

    @property
    def seat(self) -> Seat:
        """As whom the reader works on it."""
        own = self.reader_id == self.person_id
        return Seat.PERSON if own else Seat.SUPERVISOR

    @property
    def framework(self) -> Framework:
        """The framework that the round has pinned."""
        return frameworks.pinned(self.framework_version_id, self.digest)

    @property
    def saver(self) -> str:
        """Who saved it last, by name; "" before anybody has."""
        if self.saved_by is None:
            return ""
        return self.person if self.saved_by == self.person_id else self.supervisor or ""

    def unit(self, language: str) -> str:
        """The unit's name in a language; the Thai one where there is no other."""
        return self.unit_en if language == "en" and self.unit_en else self.unit_th


def _name(person: Any) -> Any:  # noqa: ANN401 -- a table or its alias
    """Prefix, given and family name as they are written in Thai."""
    return func.trim(person.prefix + person.given_name + " " + person.family_name)


_HEAD = aliased(Person)
_KEPT = (
    DevelopmentPlan.id,
    DevelopmentPlan.version,
    DevelopmentPlan.state,
    DevelopmentPlan.rows,
    DevelopmentPlan.saved_at,
    DevelopmentPlan.saved_by,
    DevelopmentPlan.proposed_at,
    DevelopmentPlan.agreed_at,
    DevelopmentPlan.done_at,
)
_FACTS = (
    Response.public_id.label("answers"),
    Round.id.label("round_id"),
    Round.name.label("round_name"),
    Round.framework_version_id,
    FrameworkVersion.digest,
    Person.id.label("person_id"),
    _name(Person).label("person"),
    Person.title,
    RoundUnit.name_th.label("unit_th"),
    RoundUnit.name_en.label("unit_en"),
    Invitation.supervisor_id,
    _name(_HEAD).label("supervisor"),
    _HEAD.title.label("supervisor_title"),
)


def _theirs(table: type[Score | DevelopmentPlan]) -> ColumnElement[bool]:
    """The rows of a table that belong to the person of an invitation."""
    return and_(
        table.round_id == Invitation.round_id, table.person_id == Invitation.person_id
    )


def _planned(*fields: Any) -> Select[*tuple[Any, ...]]:  # noqa: ANN401 -- columns of any type
    """These columns of everybody with a result in a closed round, plan or no plan."""
    return (
        select(*fields)
        .select_from(Invitation)
        .join(Round, Round.id == Invitation.round_id)
        .join(FrameworkVersion, FrameworkVersion.id == Round.framework_version_id)
        .join(Person, Person.id == Invitation.person_id)
        .join(
            RoundUnit,
            and_(
                RoundUnit.round_id == Invitation.round_id,
                RoundUnit.unit_id == Invitation.unit_id,
            ),
        )
        .join(
            Response,
            and_(
                Response.round_id == Invitation.round_id,
                Response.subject_id == Invitation.person_id,
                Response.kind == "self",
            ),
        )
        .join(Score, and_(_theirs(Score), Score.kind == COMBINED))
        .outerjoin(_HEAD, _HEAD.id == Invitation.supervisor_id)
        .outerjoin(DevelopmentPlan, _theirs(DevelopmentPlan))
        .where(Round.state.in_(WITH_RESULTS))
    )


def plan(answers: str, reader_id: int) -> Plan | None:
    """The plan of this name, as its person or their supervisor of that round sees it.

    None for everybody else, and for the supervisor until the person has saved it.
    """
    mine = Invitation.person_id == reader_id
    led = and_(Invitation.supervisor_id == reader_id, DevelopmentPlan.id.is_not(None))
    wanted = _planned(*_FACTS, *_KEPT).where(
        Response.public_id == answers, or_(mine, led)
    )
    row = db.session.execute(wanted).one_or_none()
    if row is None:
        return None
    facts: dict[str, Any] = row._asdict()
    kept = {each.key: facts.pop(each.key) for each in _KEPT}
    return Plan(reader_id, **facts, **(_read(kept) if kept["id"] else {}))


def _read(kept: Mapping[str, Any]) -> dict[str, Any]:
    return {**kept, "state": State(kept["state"]), "rows": recall(kept["rows"])}


def rounds_of(person_id: int) -> frozenset[int]:
    """The closed rounds that hold a result of a person, so that a plan can follow."""
    wanted = _planned(Invitation.round_id).where(Invitation.person_id == person_id)
    return frozenset(db.session.scalars(wanted))


@dataclass(frozen=True)
class Line:
    """One of a supervisor's people in a closed round; `state` None without a plan."""

    round_id: int
    round_name: str
    answers: str
    person_id: int
    person: str
    title: str
    state: str | None
    saved_at: datetime | None


def of_team(supervisor_id: int) -> tuple[Line, ...]:
    """Whom closed rounds name as answering to this person: the latest round first."""
    wanted = (
        _planned(
            Round.id,
            Round.name,
            Response.public_id,
            Person.id,
            _name(Person),
            Person.title,
            DevelopmentPlan.state,
            DevelopmentPlan.saved_at,
        )
        .where(Invitation.supervisor_id == supervisor_id)
        .order_by(Round.closed_at.desc(), Round.id.desc())
        .order_by(Person.sort_key, Person.code)
    )
    return tuple(Line(*row) for row in db.session.execute(wanted))


def waiting(person_id: int) -> int:
    """How many plans wait for this person's approval."""
    wanted = _planned(func.count()).where(
        Invitation.supervisor_id == person_id,
        DevelopmentPlan.state == State.PROPOSED.value,
    )
    return db.session.scalar(wanted) or 0


def leads(person_id: int) -> bool:
    """Whether a closed round with a result names this person as a supervisor."""
    wanted = _planned(Invitation.id).where(Invitation.supervisor_id == person_id)
    return db.session.execute(wanted.limit(1)).first() is not None
