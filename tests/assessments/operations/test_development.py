"""Plans are kept once, told apart by their version, and taken from draft to done."""

from dataclasses import replace
from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy import func, select

from assessments.database import db
from assessments.models import AuditLine, DevelopmentPlan
from assessments.operations import development as operations
from assessments.operations.audit import SYSTEM
from assessments.operations.development import StalePlanError, Wish
from competency.development import Move, PlanMoveError, Row, State
from tests.assessments.plans import PLAN, Office
from tests.conftest import NOW

OTHER = (replace(PLAN[0], goal="สอนผู้อื่นได้"),)


@pytest.fixture
def office(app: Flask) -> Office:
    return Office()


def _lines() -> list[str]:
    wanted = select(AuditLine.action).where(AuditLine.noun == "development_plan")
    return list(db.session.scalars(wanted.order_by(AuditLine.id)))


def _count() -> int:
    return db.session.scalar(select(func.count()).select_from(DevelopmentPlan)) or 0


def test_a_plan_is_kept_as_it_was_written(office: Office) -> None:
    assert office.plan().id is None
    kept = office.put()
    assert (kept.rows, kept.version, kept.state) == (PLAN, 1, State.DRAFT)
    assert (kept.saved_by, kept.saved_at) == (office.person, NOW)
    assert office.plan() == kept


def test_saving_the_same_twice_is_saving_once(office: Office) -> None:
    first = office.put()
    assert office.put(seen=0) == first
    assert _lines() == ["save"]


def test_an_empty_plan_may_be_saved_too(office: Office) -> None:
    assert office.put(()).version == 1
    assert office.put((), seen=0).version == 1


def test_each_save_and_move_leaves_one_line_with_counts_and_no_words(
    office: Office,
) -> None:
    office.put()
    office.put(move=Move.PROPOSE)
    office.put(move=Move.APPROVE, reader=office.head)
    results = tuple(replace(row, result="ทำได้แล้ว") for row in PLAN)
    office.put(results)
    office.put(results, move=Move.ACKNOWLEDGE, reader=office.head)
    assert _lines() == ["save", "propose", "approve", "save", "acknowledge"]
    details = db.session.scalars(
        select(AuditLine.detail).where(AuditLine.noun == "development_plan")
    )
    assert [set(detail) for detail in details] == [{"version", "rows"}] * 5


def test_a_plan_goes_from_draft_to_done_with_the_time_of_each_step(
    office: Office,
) -> None:
    assert office.put(move=Move.PROPOSE).proposed_at == NOW
    agreed = office.put(move=Move.APPROVE, reader=office.head)
    assert (agreed.state, agreed.agreed_at) == (State.AGREED, NOW)
    done = office.put(move=Move.ACKNOWLEDGE, reader=office.head)
    assert (done.state, done.done_at) == (State.DONE, NOW)


@pytest.mark.parametrize("by_head", [False, True])
def test_a_change_after_approval_makes_it_a_draft_without_times(
    office: Office, by_head: bool
) -> None:
    office.put(move=Move.PROPOSE)
    office.put(move=Move.APPROVE, reader=office.head)
    plan = office.put(OTHER, reader=office.head if by_head else office.person)
    assert (plan.state, plan.proposed_at, plan.agreed_at) == (State.DRAFT, None, None)
    assert plan.saved_by == (office.head if by_head else office.person)


def test_results_leave_it_agreed_until_they_change_after_the_acknowledgement(
    office: Office,
) -> None:
    office.put(move=Move.PROPOSE)
    office.put(move=Move.APPROVE, reader=office.head)
    results = tuple(replace(row, result="ทำได้แล้ว") for row in PLAN)
    assert office.put(results).state is State.AGREED
    office.put(results, move=Move.ACKNOWLEDGE, reader=office.head)
    later = office.put((results[0], PLAN[1]))
    assert (later.state, later.done_at) == (State.AGREED, None)
    assert later.agreed_at == NOW


def test_whoever_saw_an_older_version_is_refused_and_nothing_changes(
    office: Office,
) -> None:
    office.put()
    with pytest.raises(StalePlanError):
        office.put(OTHER, seen=0)
    office.put(OTHER, reader=office.head)
    with pytest.raises(StalePlanError):
        office.put((), move=Move.PROPOSE, seen=1)
    assert office.plan().rows == OTHER
    assert _lines() == ["save", "save"]


def test_two_who_save_first_at_once_make_one_plan(app: Flask, office: Office) -> None:
    barrier, outcomes = Barrier(2), []

    def save(rows: tuple[Row, ...]) -> None:
        with app.app_context():
            plan = office.plan()
            barrier.wait()
            try:
                wish = Wish(0, rows)
                operations.put(plan, wish, actor=SYSTEM, now=NOW)
                outcomes.append("kept")
            except StalePlanError:
                outcomes.append("stale")

    threads = [Thread(target=save, args=(rows,)) for rows in (PLAN, OTHER)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["kept", "stale"]
    assert (_count(), office.plan().version) == (1, 1)


def test_nobody_makes_the_move_of_another(office: Office) -> None:
    office.put()
    with pytest.raises(PlanMoveError):
        office.put(move=Move.APPROVE)
    with pytest.raises(PlanMoveError):
        office.put(move=Move.PROPOSE, reader=office.head)
    assert office.plan().state is State.DRAFT


def test_a_look_by_the_supervisor_leaves_a_line(office: Office) -> None:
    office.put()
    operations.note_read(office.plan(office.head), actor=SYSTEM, now=NOW)
    assert _lines() == ["save", "read"]
