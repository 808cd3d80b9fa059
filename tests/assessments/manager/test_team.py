"""A supervisor sees who has handed in, and nothing of what was answered."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from assessments import clock
from assessments.database import db
from assessments.models import Person
from assessments.operations import transaction
from tests import factories
from tests.visitor import Visitor

DAY = timedelta(days=1)


class Team:
    """A supervisor with three people, and somebody who answers to nobody."""

    def __init__(self, visitor: Visitor) -> None:
        unit = factories.unit()
        self.head = factories.person(unit, given_name="หัวหน้า")
        names = ("กนก", "ขวัญ", "คำแก้ว")
        self.people = [
            factories.person(unit, f"M{n}", self.head, given_name=name)
            for n, name in enumerate(names)
        ]
        self.other = factories.person(unit, given_name="ผู้อื่น")
        self.visitor = visitor.as_(factories.account(self.head)).in_("en")

    def open_(self, **facts: object) -> int:
        """A round that takes answers now."""
        window = {"opens_at": clock.now() - DAY, "closes_at": clock.now() + DAY}
        return factories.round_(**(window | facts))  # type: ignore[arg-type]

    def page(self) -> str:
        """The text of the page."""
        answer = self.visitor.get("/manager/team")
        assert answer.status_code == 200, answer.status
        return answer.text

    def rows(self) -> list[tuple[str, str]]:
        """Name and status of each row."""
        row = r'<th scope="row">\S*?(กนก|ขวัญ|คำแก้ว|ผู้อื่น)[^<]*<.*?tag[^>]*>([^<]+)<'
        return re.findall(row, self.page(), re.DOTALL)


@pytest.fixture
def team(visitor: Visitor) -> Team:
    return Team(visitor)


def test_only_whether_they_have_handed_in_is_shown(team: Team) -> None:
    number = team.open_()
    factories.answered(number, team.people[0], {0: 4}, "submitted")
    factories.answered(number, team.people[1], {0: 1}, "draft")
    assert team.rows() == [
        ("กนก", "Handed in"),
        ("ขวัญ", "Begun, not handed in"),
        ("คำแก้ว", "Not begun"),
    ]
    page = team.page()
    assert "1 of 3 people have handed in." in page
    assert "/staff/answers/" not in page
    assert "Reading data" not in page


def test_the_team_is_the_one_that_the_round_knows(team: Team) -> None:
    team.open_()
    with transaction():
        moved = update(Person).where(Person.id == team.people[0])
        db.session.execute(moved.values(supervisor_id=team.other))
        joined = update(Person).where(Person.id == team.other)
        db.session.execute(joined.values(supervisor_id=team.head))
    assert [name for name, _status in team.rows()] == ["กนก", "ขวัญ", "คำแก้ว"]


def test_an_open_round_goes_before_a_newer_one_that_is_closed(team: Team) -> None:
    team.open_(name="เปิดอยู่")
    factories.round_(state="closed", name="ปิดแล้ว")
    factories.round_(state="draft", name="ร่าง")
    page = team.page()
    assert "เปิดอยู่" in page
    assert "ปิดแล้ว" not in page


def test_without_an_open_round_the_newest_is_shown(team: Team) -> None:
    factories.round_(state="closed", name="รอบเก่า")
    factories.round_(state="closed", name="รอบใหม่")
    page = team.page()
    assert "รอบใหม่" in page
    assert "รอบเก่า" not in page
    assert "This round takes no answers now." in page


def test_before_any_round_the_page_says_so(team: Team) -> None:
    factories.round_(state="draft")
    assert "No round has been opened yet." in team.page()


def test_a_round_without_ones_people_says_so(app: Flask, team: Team) -> None:
    team.open_()
    with transaction():
        joined = update(Person).where(Person.id == team.people[2])
        db.session.execute(joined.values(supervisor_id=team.other))
    visitor = Visitor(app).as_(factories.account(team.other)).in_("en")
    assert "names nobody who answers to you" in visitor.get("/manager/team").text


def test_whoever_leads_nobody_is_refused(app: Flask, team: Team) -> None:
    account = factories.account(team.people[0])
    assert Visitor(app).as_(account).get("/manager/team").status_code == 403


def test_a_guest_is_asked_to_sign_in(app: Flask, team: Team) -> None:
    assert Visitor(app).get("/manager/team").status_code == 302
