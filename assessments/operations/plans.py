"""Keeping training plans and the files made of them."""

from datetime import datetime

from sqlalchemy import insert, update

from assessments.database import JsonObject, db
from assessments.models import CourseRun, Placement, Plan
from assessments.operations import audit, transaction
from assessments.operations.audit import Actor
from assessments.queries import courses, masterplans, plans
from competency.errors import CompetencyError
from competency.planning.record import record
from competency.planning.summary import seats
from competency.planning.values import TrainingPlan

SEED = 0
"""Nothing in a plan is left to chance; the column says so."""


class NoCoursesError(CompetencyError):
    """The catalogue has no course for the framework of the round."""


def keep(  # noqa: PLR0913 -- the plan, and everything needed to make it again
    round_id: int,
    plan: TrainingPlan,
    *,
    settings: JsonObject,
    input_digest: str,
    versions: JsonObject,
    actor: Actor,
    now: datetime,
) -> str:
    """The outward name of a new plan; those before it stay as they are."""
    row = Plan(
        round_id=round_id,
        settings=settings,
        seed=SEED,
        method=plan.method,
        budget_satang=plan.settings.budget_satang,
        cost_satang=plan.cost_satang,
        closed=plan.closed,
        bound=plan.bound,
        summary=record(plan),
        input_digest=input_digest,
        versions=versions,
        made_at=now,
    )
    with transaction():
        db.session.add(row)
        db.session.flush()
        _keep_placements(_keep_runs(row.id, plan), plan)
        audit.line(actor, "make", "plan", row.id, now, round=round_id)
        return row.public_id


def _keep_runs(plan_id: int, plan: TrainingPlan) -> list[int]:
    """The ids of the plan's runs, in its order."""
    known = courses.ids(run.course for run in plan.runs)
    rows = [
        CourseRun(
            plan_id=plan_id,
            course_id=known[run.course],
            number=run.number,
            seats=run.seats,
            cost_satang=run.cost_satang,
            closes=run.closes,
        )
        for run in plan.runs
    ]
    ids = []
    for row in rows:
        db.session.add(row)
        db.session.flush()
        ids.append(row.id)
    return ids


def _keep_placements(run_ids: list[int], plan: TrainingPlan) -> None:
    """One row a seat, with the levels it closes in each competency."""
    reasons: dict[tuple[int, int], dict[str, float]] = {}
    columns = (plan.placements[name].tolist() for name in plan.placements)
    for person, run, competency, closes in zip(*columns, strict=True):
        reasons.setdefault((person, run), {})[competency] = closes
    rows = [
        {
            "course_run_id": run_ids[run],
            "person_id": person,
            "closes": sum(reasons[person, run].values()),
            "reason": reasons[person, run],
        }
        for person, run in seats(plan)[["person", "run"]].itertuples(index=False)
    ]
    if rows:
        db.session.execute(insert(Placement), rows)


def file_name(language: str, *, named: bool) -> str:
    """Under which name the key of a workbook is kept: by language and copy.

    A workbook tells the plan by strategy too, so another master plan, another file.
    """
    master = masterplans.in_use()
    by = f"-{master.digest[:12]}" if master else ""
    return f"{language}-{'named' if named else 'nameless'}{by}"


def keep_file(plan_id: int, name: str, key: str) -> None:
    """Keep under which key a workbook of a plan lies.

    A file can be made again from the plan at any time, so it leaves no audit line.
    """
    with transaction():
        summary = plans.summary(plan_id)
        kept = {**summary, "files": {**plans.files(summary), name: key}}
        db.session.execute(update(Plan).where(Plan.id == plan_id).values(summary=kept))


def note_reading(
    plan_id: int, copy: str, people: int, *, actor: Actor, now: datetime
) -> None:
    """Note that somebody took away a plan, which tells people and their gaps."""
    with transaction():
        detail = {"copy": copy, "people": people}
        audit.line(actor, "download", "plan", plan_id, now, **detail)
