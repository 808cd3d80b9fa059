"""HR confirms heads of units as managers: none without it, and in its part only."""

import re

import pytest
from flask import Flask
from sqlalchemy import select, update

from assessments.database import db
from assessments.models import AuditLine, Person
from assessments.operations import accounts as operations
from assessments.operations import transaction
from assessments.operations.audit import SYSTEM
from assessments.queries import accounts
from tests import factories
from tests.conftest import NOW
from tests.visitor import Visitor

PAGE = "/hr/heads"


class City:
    """Two divisions with a head and two people each; the clerk of all leads them."""

    def __init__(self) -> None:
        self.city = factories.unit("00", name="เมือง")
        self.north = factories.unit("01", self.city, name="กองคลัง")
        self.south = factories.unit("02", self.city, name="กองช่าง")
        clerk = factories.person(self.city, "0000", title="ปลัดเมือง")
        self.heads = [
            factories.person(unit, code, clerk, given_name=name, title="ผู้อำนวยการกอง")
            for unit, code, name in (
                (self.north, "0001", "ก้อง"),
                (self.south, "0002", "น้ำทิพย์"),
            )
        ]
        for head, unit in zip(self.heads, (self.north, self.south), strict=True):
            for _each in range(2):
                factories.person(unit, supervisor=head)


@pytest.fixture
def city(app: Flask) -> City:
    return City()


def hr_of(visitor: Visitor, unit: int | None) -> Visitor:
    return visitor.as_(factories.account(roles={"hr": unit})).in_("en")


def keys(page: str) -> list[str]:
    """What the form offers, in the page's order."""
    return re.findall(r'name="head" [^>]*value="([^"]*)"', page)


def grants(person: int) -> list[tuple[str, str | None]]:
    db.session.expire_all()
    facts = accounts.of_people([person]).get(person)
    return [(g.role, g.unit_code) for g in facts.grants] if facts else []


def test_heads_are_proposed_with_the_reason_and_none_is_granted(
    city: City, visitor: Visitor
) -> None:
    page = hr_of(visitor, None).get(PAGE).text
    assert len(keys(page)) == 3
    assert "ก้อง" in page
    assert "2 of 2 people of the unit answer to this person." in page
    assert " checked" not in page
    assert [grants(head) for head in city.heads] == [[], []]


def test_those_ticked_become_managers_of_their_unit_and_the_log_says_so(
    city: City, visitor: Visitor
) -> None:
    hr = hr_of(visitor, None)
    page = hr.get(f"{PAGE}?all=1").text
    assert page.count(" checked") == 3
    for _time in range(2):
        answer = hr.post(PAGE, head=keys(page)[1:])
        assert answer.location == PAGE
    assert [grants(head) for head in city.heads] == [
        [("manager", "01")],
        [("manager", "02")],
    ]
    lines = db.session.scalars(select(AuditLine).where(AuditLine.action == "grant"))
    assert [(line.role, line.detail) for line in lines] == [
        ("hr", {"role": "manager", "unit": city.north}),
        ("hr", {"role": "manager", "unit": city.south}),
    ]
    page = hr.get(PAGE).text
    assert len(keys(page)) == 1
    assert "Heads who manage their unit already" in page


def test_hr_of_a_part_sees_and_confirms_its_own_units_only(
    city: City, visitor: Visitor, app: Flask
) -> None:
    foreign = keys(hr_of(Visitor(app), None).get(PAGE).text)
    part = hr_of(visitor, city.north)
    page = part.get(PAGE).text
    assert "น้ำทิพย์" not in page
    (mine,) = keys(page)
    assert part.post(PAGE, head=foreign).status_code == 302
    assert "nothing was done" in part.get(PAGE).text
    assert [grants(head) for head in city.heads] == [[], []]
    part.post(PAGE, head=mine)
    assert [grants(head) for head in city.heads] == [[("manager", "01")], []]


def test_what_the_roster_says_no_more_is_not_granted(
    city: City, visitor: Visitor
) -> None:
    hr = hr_of(visitor, None)
    offered = keys(hr.get(PAGE).text)
    with transaction():
        north = Person.supervisor_id == city.heads[0]
        db.session.execute(update(Person).where(north).values(supervisor_id=None))
    hr.post(PAGE, head=offered)
    assert [grants(head) for head in city.heads] == [[], []]


def test_managers_who_left_or_head_no_more_are_shown_to_be_withdrawn(
    city: City, visitor: Visitor
) -> None:
    first, second = city.heads
    for head, unit in ((first, city.north), (second, city.north)):
        operations.grant(head, "manager", unit, actor=SYSTEM, now=NOW)
    hr = hr_of(visitor, None)
    page = hr.get(PAGE).text
    assert page.count('name="manager"') == 1
    assert "The roster shows somebody else as head: " in page
    with transaction():
        gone = update(Person).where(Person.id == first).values(left_at=NOW)
        db.session.execute(gone)
    found = re.findall(r'name="manager" value="([^"]*)"', hr.get(PAGE).text)
    assert len(found) == 2
    for each in found:
        hr.post(f"{PAGE}/withdraw", manager=each)
    assert (grants(first), grants(second)) == ([], [])


def test_a_head_who_manages_is_not_withdrawn_by_a_planted_form(
    city: City, visitor: Visitor
) -> None:
    head = city.heads[0]
    operations.grant(head, "manager", city.north, actor=SYSTEM, now=NOW)
    hr = hr_of(visitor, None)
    names = re.findall(r"[0-9a-f-]{36}", "".join(keys(hr.get(PAGE).text)))
    hr.post(f"{PAGE}/withdraw", manager=f"{names[0]}:{names[1]}")
    assert grants(head) == [("manager", "01")]


def test_nothing_ticked_grants_nothing(city: City, visitor: Visitor) -> None:
    hr = hr_of(visitor, None)
    hr.post(PAGE)
    assert "Nobody was ticked" in hr.get(PAGE).text
