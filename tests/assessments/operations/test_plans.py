"""A plan is kept whole, and whoever takes it away leaves a line."""

from flask import Flask
from sqlalchemy import func, select

from assessments.database import db
from assessments.models import AuditLine, CourseRun, Placement, Plan
from assessments.operations import plans as operations
from assessments.operations.audit import SYSTEM
from assessments.queries import plans
from competency.planning import making
from competency.planning.values import PlanSettings, TrainingPlan
from tests.assessments.catalogue import BUDGET, COURSES, plan, put
from tests.assessments.clusterings import closed_round
from tests.competency.planning.instances import staff
from tests.conftest import NOW


def keep(round_id: int, made: TrainingPlan) -> str:
    return operations.keep(
        round_id,
        made,
        settings={},
        input_digest="d" * 64,
        versions={},
        actor=SYSTEM,
        now=NOW,
    )


def lines(action: str) -> list[AuditLine]:
    wanted = select(AuditLine).where(AuditLine.action == action)
    return list(db.session.scalars(wanted))


def test_runs_and_seats_are_kept_one_row_each(app: Flask) -> None:
    put()
    plan(closed_round())
    assert db.session.scalar(select(func.count()).select_from(CourseRun)) == 3
    assert db.session.scalar(select(func.count()).select_from(Placement)) == 60


def test_a_seat_keeps_what_it_closes_and_in_what(app: Flask) -> None:
    put()
    plan(closed_round())
    kept = {
        (row.closes, tuple(row.reason.items()))
        for row in db.session.scalars(select(Placement))
    }
    assert kept == {(3.0, (("data.read", 3.0),)), (2.0, (("data.keep", 2.0),))}


def test_a_plan_without_any_run_is_kept_too(app: Flask) -> None:
    put()
    line = plan(closed_round(), 1)
    assert (line.cost_satang, line.closed) == (0, 0.0)
    assert plans.plan(line).runs == ()


def test_budgets_of_more_than_twenty_million_baht_are_kept(app: Flask) -> None:
    put()
    line = plan(closed_round(), 5_000_000_000_00)
    assert line.budget_satang == 5_000_000_000_00


def test_plans_stand_beside_each_other(app: Flask) -> None:
    round_id = closed_round()
    empty = staff([[0.0]], [[1.0]])
    made = making.make(empty, COURSES, PlanSettings(BUDGET))
    assert keep(round_id, made) != keep(round_id, made)
    assert db.session.scalar(select(func.count()).select_from(Plan)) == 2


def test_making_leaves_one_line_with_ids_alone(app: Flask) -> None:
    put()
    round_id = closed_round()
    line = plan(round_id)
    (noted,) = lines("make")
    assert (noted.noun, noted.noun_id) == ("plan", str(line.id))
    assert noted.detail == {"round": round_id}


def test_files_are_kept_by_name_and_replaced(app: Flask) -> None:
    put()
    line = plan(closed_round())
    for name, key in (("th-named", "a"), ("en-named", "b"), ("th-named", "c")):
        operations.keep_file(line.id, name, key)
    found = plans.line(line.public_id)
    assert found is not None
    assert (found.file("th-named"), found.file("en-named")) == ("c", "b")
    assert found.file("th-nameless") == ""
    assert plans.plan(found).shortfall == 232


def test_taking_a_plan_away_leaves_a_line(app: Flask) -> None:
    put()
    line = plan(closed_round())
    operations.note_reading(line.id, "named", 90, actor=SYSTEM, now=NOW)
    (found,) = lines("download")
    assert found.noun_id == str(line.id)
    assert found.detail == {"copy": "named", "people": 90}
