"""A roster becomes the staff of today: all of it, or nothing."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from assessments.database import db
from assessments.models import AuditLine, Person, Scope
from assessments.operations import people
from assessments.operations.audit import SYSTEM
from assessments.queries import people as queries
from assessments.queries import roster
from assessments.queries.roster import RosterChanges
from assessments.thai import sort_key
from competency.roster import RosterPerson, RosterUnit
from tests import factories

ROOT = RosterUnit("00", None, "เมือง", "City")
UNITS = (RosterUnit("01", "00", "กองคลัง"), ROOT, RosterUnit("02", "00", "กองช่าง"))
HEAD = RosterPerson("0001", "ก้อง", "00")
CLERK = RosterPerson(
    "0002", "ขวัญ", "01", "ณ อยุธยา", supervisor="0001", placings={"work-2567": "IT"}
)


def apply(
    now: datetime, *staff: RosterPerson, units: tuple[RosterUnit, ...] | None = UNITS
) -> RosterChanges:
    return people.apply(staff, units, sort_key=sort_key, actor=SYSTEM, now=now)


def staff() -> list[RosterPerson]:
    return sorted(roster.people(), key=lambda person: person.number)


def test_what_was_applied_reads_back_and_leaves_one_audit_line(
    app: Flask, now: datetime
) -> None:
    apply(now, CLERK, HEAD)

    assert staff() == [HEAD, CLERK]
    assert set(roster.units()) == set(UNITS)
    (line,) = db.session.scalars(select(AuditLine))
    assert (line.noun, line.action) == ("roster", "apply")
    assert line.detail["joiners"] == 2
    assert line.detail["units_new"] == 3


def test_the_same_roster_again_changes_nothing(app: Flask, now: datetime) -> None:
    apply(now, HEAD, CLERK)
    ids = roster.ids_of_people()

    assert apply(now, CLERK, HEAD).nothing
    assert roster.ids_of_people() == ids


def test_who_is_missing_leaves_and_keeps_the_id_on_coming_back(
    app: Flask, now: datetime
) -> None:
    apply(now, HEAD, CLERK)
    ids = roster.ids_of_people()
    later = now + timedelta(days=1)
    found = apply(later, HEAD)

    assert found.people.leavers == ("0002",)
    row = db.session.get(Person, ids["0002"])
    assert row is not None
    assert row.left_at == later
    assert roster.people() == (HEAD,)

    assert apply(later, HEAD, CLERK).people.joiners == ("0002",)
    assert roster.ids_of_people() == ids
    assert staff() == [HEAD, CLERK]


def test_a_mover_keeps_the_id_and_a_unit_that_is_not_named_goes_out_of_use(
    app: Flask, now: datetime
) -> None:
    apply(now, HEAD, CLERK)
    ids = roster.ids_of_people()
    moved = RosterPerson("0002", "ขวัญ", "03", supervisor="0001")
    found = apply(now, HEAD, moved, units=(ROOT, RosterUnit("03", "00", "กองใหม่")))

    assert found.people.movers == ("0002",)
    assert found.units.dropped == ("01", "02")
    assert queries.unit_codes() == {"00", "03"}
    assert roster.ids_of_people() == ids
    assert staff() == [HEAD, moved]


def test_a_unit_comes_back_into_use_with_its_id(app: Flask, now: datetime) -> None:
    apply(now, HEAD)
    before = roster.ids_of_units()
    apply(now, HEAD, units=(ROOT,))
    apply(now, HEAD)

    assert roster.ids_of_units() == before
    assert set(roster.units()) == set(UNITS)


def test_a_roster_without_units_leaves_them_alone(app: Flask, now: datetime) -> None:
    apply(now, HEAD)
    apply(now, HEAD, CLERK, units=None)

    assert set(roster.units()) == set(UNITS)


def test_a_fault_half_way_changes_nothing(app: Flask, now: datetime) -> None:
    apply(now, HEAD)
    lines = db.session.scalar(select(func.count()).select_from(AuditLine))
    stranger = RosterPerson("0003", "แดง", "99")
    with pytest.raises(KeyError):
        apply(now, CLERK, stranger)

    assert roster.people() == (HEAD,)
    assert db.session.scalar(select(func.count()).select_from(AuditLine)) == lines


def test_a_constraint_of_the_database_stops_the_whole_roster(
    app: Flask, now: datetime
) -> None:
    selfish = RosterPerson("0004", "ดำ", "00", supervisor="0004")
    with pytest.raises(IntegrityError):
        apply(now, HEAD, selfish)

    assert roster.people() == ()
    assert queries.unit_codes() == frozenset()


def test_rights_never_come_from_a_roster(app: Flask, now: datetime) -> None:
    apply(now, HEAD, CLERK)
    account = factories.account(roster.ids_of_people()["0002"], {"hr": None})
    apply(now, HEAD, CLERK, RosterPerson("0003", "แดง", "01"))

    assert db.session.scalars(select(Scope.account_id)).all() == [account]
