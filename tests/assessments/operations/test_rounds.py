"""A round copies what it needs when it opens, and then stands on its own."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from assessments.database import db
from assessments.models import Invitation, Person, Response, RoundUnit
from assessments.operations import rounds as operations
from assessments.operations import transaction
from assessments.operations.audit import SYSTEM
from assessments.operations.rounds import (
    EmptyRoundError,
    NoAgencyError,
    RoundChangedError,
    RoundOverError,
    RoundWindowError,
    Wish,
)
from assessments.queries import rounds
from assessments.queries.rounds import NoSuchRoundError
from competency.rounds import RoundSettings, RoundStateError, State
from tests import factories


def wish(now: datetime, **settings: object) -> Wish:
    """A round of thirty days from now on."""
    return Wish(
        "รอบที่ 1",
        factories.framework_version(),
        now,
        now + timedelta(days=30),
        RoundSettings.model_validate(settings),
    )


def opened(now: datetime, **settings: object) -> int:
    """The number of an open round."""
    number = operations.create(wish(now, **settings), actor=SYSTEM, now=now)
    operations.open_(number, actor=SYSTEM, now=now)
    return number


def invited(number: int) -> set[int]:
    """Who was asked."""
    wanted = select(Invitation.person_id).where(Invitation.round_id == number)
    return set(db.session.scalars(wanted))


def test_a_new_round_is_a_draft_that_asks_nobody(app: Flask, now: datetime) -> None:
    factories.person(factories.unit())
    number = operations.create(wish(now), actor=SYSTEM, now=now)
    assert rounds.round_(number).state is State.DRAFT
    assert invited(number) == set()


def test_a_draft_takes_another_wish(app: Flask, now: datetime) -> None:
    factories.unit()
    number = operations.create(wish(now), actor=SYSTEM, now=now)
    later = wish(now + timedelta(days=1), staff_types=("ลูกจ้างประจำ",))
    operations.change(number, later, actor=SYSTEM, now=now)
    found = rounds.round_(number)
    assert found.opens_at == now + timedelta(days=1)
    assert found.settings.staff_types == ("ลูกจ้างประจำ",)


def test_an_open_round_is_not_changed(app: Flask, now: datetime) -> None:
    factories.person(factories.unit())
    number = opened(now)
    with pytest.raises(RoundChangedError):
        operations.change(number, wish(now), actor=SYSTEM, now=now)


def test_a_round_closes_after_it_opens(app: Flask, now: datetime) -> None:
    factories.unit()
    version = factories.framework_version()
    backwards = Wish("x", version, now, now, RoundSettings.model_validate({}))
    with pytest.raises(RoundWindowError):
        operations.create(backwards, actor=SYSTEM, now=now)
    assert rounds.newest() == ()


def test_without_units_there_is_no_round(app: Flask, now: datetime) -> None:
    with pytest.raises(NoAgencyError):
        operations.create(wish(now), actor=SYSTEM, now=now)


def test_opening_copies_the_tree_depth_first(app: Flask, now: datetime) -> None:
    city = factories.unit("1")
    south = factories.unit("12", city)
    north = factories.unit("11", city)
    desk = factories.unit("111", north)
    factories.person(desk)
    number = opened(now)
    fields = RoundUnit.unit_id, RoundUnit.position, RoundUnit.end, RoundUnit.depth
    rows = db.session.execute(select(*fields).order_by(RoundUnit.position)).all()
    assert [tuple(row) for row in rows] == [
        (city, 0, 4, 0),
        (north, 1, 3, 1),
        (desk, 2, 3, 2),
        (south, 3, 4, 1),
    ]
    assert rounds.round_(number).state is State.OPEN


def test_everybody_is_asked_with_a_blank_sheet(app: Flask, now: datetime) -> None:
    unit = factories.unit()
    people = {factories.person(unit) for _ in range(3)}
    factories.person(unit, left_at=now)
    number = operations.create(wish(now), actor=SYSTEM, now=now)
    assert operations.open_(number, actor=SYSTEM, now=now) == 3
    assert invited(number) == people
    rows = db.session.scalars(select(Response)).all()
    assert {row.subject_id for row in rows} == people
    assert {(r.kind, r.status, r.version, r.codes) for r in rows} == {
        ("self", "asked", 0, bytes(10))
    }
    assert len({row.public_id for row in rows}) == 3


def test_an_invitation_keeps_the_facts_of_its_day(app: Flask, now: datetime) -> None:
    unit = factories.unit()
    head = factories.person(unit, placings={"work-2567": "NONIT", "role-2567": "SUP"})
    clerk = factories.person(unit, supervisor=head)
    guest = factories.person(unit, placings={})
    opened(now)
    elsewhere = factories.unit(parent=unit)
    with transaction():
        moved = update(Person).values(unit_id=elsewhere, placings={})
        db.session.execute(moved)
    rows = {row.person_id: row for row in db.session.scalars(select(Invitation))}
    assert {row.unit_id for row in rows.values()} == {unit}
    assert rows[clerk].supervisor_id == head
    assert (rows[head].profile, rows[clerk].profile, rows[guest].profile) == (
        "head",
        "caseworker",
        None,
    )


def test_a_target_group_is_units_with_all_below_and_kinds_of_staff(
    app: Flask, now: datetime
) -> None:
    city = factories.unit("1")
    north, south = factories.unit("11", city), factories.unit("12", city)
    desk = factories.unit("111", north)
    wanted = factories.person(desk, staff_type="พนักงานเมืองพัทยา")
    factories.person(desk, staff_type="ลูกจ้างประจำ")
    factories.person(south, staff_type="พนักงานเมืองพัทยา")
    number = opened(now, units=("11",), staff_types=("พนักงานเมืองพัทยา",))
    assert invited(number) == {wanted}


def test_a_round_that_asks_nobody_stays_a_draft(app: Flask, now: datetime) -> None:
    factories.person(factories.unit("1"))
    empty = factories.unit("2")
    assert empty
    number = operations.create(wish(now, units=("2",)), actor=SYSTEM, now=now)
    with pytest.raises(EmptyRoundError):
        operations.open_(number, actor=SYSTEM, now=now)
    assert rounds.round_(number).state is State.DRAFT
    assert db.session.scalar(select(func.count(RoundUnit.id))) == 0


def test_a_round_whose_time_is_up_is_not_opened(app: Flask, now: datetime) -> None:
    factories.person(factories.unit())
    number = operations.create(wish(now), actor=SYSTEM, now=now)
    with pytest.raises(RoundOverError):
        operations.open_(number, actor=SYSTEM, now=now + timedelta(days=30))


def test_a_round_is_opened_once(app: Flask, now: datetime) -> None:
    factories.person(factories.unit())
    number = opened(now)
    with pytest.raises(RoundStateError):
        operations.open_(number, actor=SYSTEM, now=now)


@pytest.mark.parametrize("state", ["draft", "open", "closing", "archived"])
def test_only_a_closed_round_goes_into_the_archive(
    app: Flask, now: datetime, state: str
) -> None:
    factories.person(factories.unit())
    number = factories.round_()
    factories.round_state(number, state)
    with pytest.raises(RoundStateError):
        operations.archive(number, actor=SYSTEM, now=now)
    factories.round_state(number, "closed")
    operations.archive(number, actor=SYSTEM, now=now)
    assert rounds.round_(number).state is State.ARCHIVED


def test_a_number_that_is_no_round_is_refused(app: Flask, now: datetime) -> None:
    with pytest.raises(NoSuchRoundError):
        operations.open_(999, actor=SYSTEM, now=now)
