"""A supervisor reminds the own people, and nobody else's."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from assessments import clock
from assessments.database import db
from assessments.jobs import queue
from assessments.models import AuditLine, Job, Round
from tests import factories
from tests.post_office import Office
from tests.visitor import Visitor

DAY = timedelta(days=1)


class Team:
    """A head with three people, one without an address, and another head's person."""

    def __init__(self, visitor: Visitor) -> None:
        unit = factories.unit()
        self.head = factories.person(unit, "H1", email="h1@city.example")
        self.people = [
            factories.person(unit, f"P{n}", self.head, email=f"p{n}@city.example")
            for n in range(2)
        ]
        factories.person(unit, "S1", self.head, given_name="ไร้เมล")
        self.other = factories.person(unit, "H2", email="h2@city.example")
        factories.person(unit, "X1", self.other, email="x1@city.example")
        self.round = factories.round_(
            opens_at=clock.now() - DAY,
            closes_at=clock.now() + DAY,
            settings={"raters": ["peer"]},
        )
        self.account = factories.account(self.head)
        self.visitor = visitor.as_(self.account).in_("en")

    def page(self) -> str:
        return self.visitor.get("/manager/team").text

    @property
    def address(self) -> str:
        """Where the button sends."""
        wanted = select(Round.public_id).where(Round.id == self.round)
        return f"/manager/team/{db.session.execute(wanted).scalar_one()}/remind"

    def remind(self) -> str:
        """The page of the job that the button has ordered, after it was done."""
        answer = self.visitor.post(self.address)
        assert answer.status_code == 302
        for number in db.session.scalars(select(Job.id).where(Job.state == "waiting")):
            queue.run(number)
        return self.visitor.get(answer.location).text


@pytest.fixture
def team(visitor: Visitor) -> Team:
    return Team(visitor)


def test_one_button_reminds_ones_own_people_alone(team: Team, mailing: Office) -> None:
    assert "Remind by e-mail: 2" in team.page()
    page = team.remind()
    assert "mails sent: 2" in page
    assert 'href="/manager/team"' in page
    assert sorted(mailing.to) == ["p0@city.example", "p1@city.example"]


def test_whoever_has_handed_in_is_not_reminded(team: Team, mailing: Office) -> None:
    factories.answered(team.round, team.people[0], {0: 1})
    team.remind()
    assert mailing.to == ["p1@city.example"]


def test_a_second_press_writes_to_nobody(team: Team, mailing: Office) -> None:
    team.remind()
    assert "mails sent: 0" in team.remind()
    assert "written to within the last 24 hours" in team.page()
    assert team.address not in team.page()
    assert len(mailing.to) == 2


def test_people_without_an_address_are_named_to_their_supervisor(
    app: Flask, team: Team, mailing: Office
) -> None:
    page = team.page()
    assert "Tell these people of your team yourself." in page
    assert "No e-mail address" in page
    other = Visitor(app).as_(factories.account(team.other)).in_("en")
    assert "No e-mail address" not in other.get("/manager/team").text


def test_without_a_mail_server_the_page_says_so_and_names_them_all_the_same(
    team: Team,
) -> None:
    page = team.page()
    assert "This installation has no mail server" in page
    assert team.address not in page
    assert "Tell these people of your team yourself." in page
    assert team.visitor.post(team.address).status_code == 409


def test_the_order_names_the_supervisor_and_the_reminding_counts(
    team: Team, mailing: Office
) -> None:
    team.remind()
    lines = {
        line.action: line
        for line in db.session.scalars(select(AuditLine))
        if line.action in {"order", "remind"}
    }
    ordered, done = lines["order"], lines["remind"]
    assert (ordered.account_id, ordered.role) == (team.account, "supervisor")
    assert done.detail["sent"] == 2
    assert done.detail["supervisor"] == team.head


def test_whoever_leads_nobody_may_not_remind(
    app: Flask, team: Team, mailing: Office
) -> None:
    visitor = Visitor(app).as_(factories.account(team.people[0]))
    assert visitor.post(team.address).status_code == 403


def test_the_job_of_another_supervisor_is_not_there(
    app: Flask, team: Team, mailing: Office
) -> None:
    place = team.visitor.post(team.address).location
    other = Visitor(app).as_(factories.account(team.other))
    assert other.get(place).status_code == 404
    assert other.get(f"{place}/state").status_code == 404
