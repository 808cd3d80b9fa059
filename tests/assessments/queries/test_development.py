"""A plan is found by its person and by the supervisor of its round, and nobody else."""

import pytest
from flask import Flask
from sqlalchemy import update

from assessments.database import db
from assessments.models import Person
from assessments.operations import transaction
from assessments.queries import development
from competency.development import Move, Seat
from tests import factories
from tests.assessments.plans import MET, PLAN, Office


@pytest.fixture
def office(app: Flask) -> Office:
    return Office()


def test_the_person_finds_it_before_it_is_saved_and_the_supervisor_after(
    office: Office,
) -> None:
    assert office.plan().seat is Seat.PERSON
    assert development.plan(office.name, office.head) is None
    office.put()
    found = office.plan(office.head)
    assert (found.seat, found.rows) == (Seat.SUPERVISOR, PLAN)
    assert found.unit("th") == "งานทะเบียน"
    assert found.saver.startswith("นางน้ำผึ้ง")
    assert (found.supervisor or "").startswith("นางหัวหน้า")


def test_nobody_else_finds_it(office: Office) -> None:
    office.put()
    boss = factories.person(office.unit)
    with transaction():
        above = update(Person).where(Person.id == office.head)
        db.session.execute(above.values(supervisor_id=boss))
    for reader in (office.other, boss, 987654):
        assert development.plan(office.name, reader) is None


def test_the_supervisor_is_the_one_of_the_round_and_not_of_today(
    office: Office,
) -> None:
    office.put()
    new = factories.person(office.unit)
    with transaction():
        moved = update(Person).where(Person.id == office.person)
        db.session.execute(moved.values(supervisor_id=new))
    assert development.plan(office.name, new) is None
    assert office.plan(office.head).supervisor_id == office.head


def test_an_open_round_and_one_without_a_result_have_no_plan(office: Office) -> None:
    later = factories.round_()
    name = factories.answered(later, office.person, MET)
    assert development.plan(name, office.person) is None
    lone = factories.response(office.round, office.head)
    assert development.plan(lone, office.head) is None
    assert development.rounds_of(office.person) == {office.round}
    assert development.rounds_of(office.head) == frozenset()


def test_a_team_is_listed_with_how_far_each_plan_is(office: Office) -> None:
    office.put()
    found = development.of_team(office.head)
    assert sorted((each.answers, each.state) for each in found) == sorted(
        [(office.name, "draft"), (office.others, None)],
    )
    assert development.of_team(office.person) == ()
    assert development.leads(office.head)
    assert not development.leads(office.person)


def test_plans_wait_from_the_proposal_to_the_approval(office: Office) -> None:
    counts = []
    for move, reader in (
        (Move.SAVE, office.person),
        (Move.PROPOSE, office.person),
        (Move.APPROVE, office.head),
    ):
        office.put(move=move, reader=reader)
        counts.append(development.waiting(office.head))
    assert counts == [0, 1, 0]


def test_the_row_of_an_archived_round_stays(office: Office) -> None:
    office.put()
    factories.round_state(office.round, "archived")
    assert office.plan().rows == PLAN
