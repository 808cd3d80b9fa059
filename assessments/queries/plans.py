"""The training plans there are, and whom a round's plan is made for."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd
from sqlalchemy import Row, Select, select

from assessments.database import JsonObject, db
from assessments.models import (
    Course,
    CourseRun,
    Invitation,
    Person,
    Placement,
    Plan,
    Round,
    RoundUnit,
)
from competency.planning.record import recall
from competency.planning.values import Run, TrainingPlan


@dataclass(frozen=True)
class PlanLine:
    """A plan in a list."""

    id: int
    public_id: str
    round_id: int
    round_name: str
    method: str
    budget_satang: int
    cost_satang: int
    closed: float
    bound: float
    settings: JsonObject
    summary: JsonObject
    input_digest: str
    versions: JsonObject
    made_at: datetime

    def file(self, name: str) -> str:
        """The key of a workbook by its name; empty where it was never made."""
        return files(self.summary).get(name, "")


@dataclass(frozen=True)
class PersonLine:
    """A person of a round, with the unit as it stood."""

    person_id: int
    code: str
    name: str
    title: str
    staff_type: str
    unit_id: int
    unit_code: str
    unit_th: str
    unit_en: str


def files(summary: JsonObject) -> dict[str, str]:
    """The keys of a plan's workbooks by their names."""
    kept = summary.get("files")
    return dict(kept) if isinstance(kept, dict) else {}


_LINE = (
    Plan.id,
    Plan.public_id,
    Plan.round_id,
    Round.name.label("round_name"),
    Plan.method,
    Plan.budget_satang,
    Plan.cost_satang,
    Plan.closed,
    Plan.bound,
    Plan.settings,
    Plan.summary,
    Plan.input_digest,
    Plan.versions,
    Plan.made_at,
)


def _plans() -> Select[*tuple[Any, ...]]:
    return select(*_LINE).join(Round, Round.id == Plan.round_id)


def newest() -> tuple[PlanLine, ...]:
    """All plans, the newest first."""
    rows = db.session.execute(_plans().order_by(Plan.id.desc())).mappings()
    return tuple(PlanLine(**row) for row in rows)


def line(public_id: str) -> PlanLine | None:
    """A plan by its outward name, without its runs and seats."""
    wanted = _plans().where(Plan.public_id == public_id)
    row = db.session.execute(wanted).mappings().one_or_none()
    return PlanLine(**row) if row else None


def made_of(round_id: int, input_digest: str) -> PlanLine | None:
    """The newest plan of a round that was made of this very data, if there is one."""
    wanted = (
        _plans()
        .where(Plan.round_id == round_id, Plan.input_digest == input_digest)
        .order_by(Plan.id.desc())
        .limit(1)
    )
    row = db.session.execute(wanted).mappings().one_or_none()
    return PlanLine(**row) if row else None


def summary(plan_id: int) -> JsonObject:
    """What is kept of a plan beside its runs and seats."""
    kept: JsonObject = db.session.execute(
        select(Plan.summary).where(Plan.id == plan_id)
    ).scalar_one()
    return kept


def plan(kept: PlanLine) -> TrainingPlan:
    """A plan as it was made, with all its runs and seats."""
    wanted = (
        select(CourseRun, Course.code)
        .join(Course, Course.id == CourseRun.course_id)
        .where(CourseRun.plan_id == kept.id)
        .order_by(CourseRun.id)
    )
    rows = db.session.execute(wanted).all()
    positions = {row.CourseRun.id: at for at, row in enumerate(rows)}
    return recall(
        kept.summary,
        runs=tuple(_run(row) for row in rows),
        placements=_placements(kept.id, positions),
        cost_satang=kept.cost_satang,
        closed=kept.closed,
        bound=kept.bound,
        method=kept.method,
    )


def _run(row: Row[CourseRun, str]) -> Run:
    run = row.CourseRun
    return Run(row.code, run.number, run.seats, run.cost_satang, run.closes)


def _placements(plan_id: int, positions: dict[int, int]) -> pd.DataFrame:
    """A PLACEMENTS frame: run by run, person by person, a row a competency."""
    wanted = (
        select(Placement.course_run_id, Placement.person_id, Placement.reason)
        .join(CourseRun, CourseRun.id == Placement.course_run_id)
        .where(CourseRun.plan_id == plan_id)
        .order_by(Placement.course_run_id, Placement.person_id)
    )
    rows = [
        (person, positions[run], competency, closes)
        for run, person, reason in db.session.execute(wanted)
        for competency, closes in sorted(reason.items())
    ]
    frame = pd.DataFrame(rows, columns=["person", "run", "competency", "closes"])
    types = {"person": "int64", "run": "int64", "closes": "float32"}
    return frame.astype(types)


def people(round_id: int) -> tuple[PersonLine, ...]:
    """Everybody asked in a round: by unit in the tree's order, then by name."""
    stood = (RoundUnit.round_id == Invitation.round_id) & (
        RoundUnit.unit_id == Invitation.unit_id
    )
    wanted = (
        select(
            Person.id,
            Person.code,
            Person.prefix,
            Person.given_name,
            Person.family_name,
            Person.title,
            Invitation.staff_type,
            RoundUnit.unit_id,
            RoundUnit.code.label("unit_code"),
            RoundUnit.name_th,
            RoundUnit.name_en,
        )
        .join(Invitation, Invitation.person_id == Person.id)
        .join(RoundUnit, stood)
        .where(Invitation.round_id == round_id)
        .order_by(RoundUnit.position, Person.sort_key, Person.id)
    )
    return tuple(_person(row) for row in db.session.execute(wanted))


def _person(row: Row[*tuple[Any, ...]]) -> PersonLine:
    return PersonLine(
        person_id=row.id,
        code=row.code,
        name=f"{row.prefix}{row.given_name} {row.family_name}".strip(),
        title=row.title,
        staff_type=row.staff_type,
        unit_id=row.unit_id,
        unit_code=row.unit_code,
        unit_th=row.name_th,
        unit_en=row.name_en,
    )
