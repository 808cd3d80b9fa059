"""HR reminds everybody of a round, and reads whom no mail reaches."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from assessments import clock
from assessments.database import db
from assessments.jobs import queue
from assessments.models import Job, Round
from tests import factories, post_office
from tests.post_office import Office
from tests.visitor import Visitor

DAY = timedelta(days=1)


class City:
    """Two units: one person with an address in each, one without in each."""

    def __init__(self) -> None:
        top = factories.unit("00")
        self.north, self.south = factories.unit("01", top), factories.unit("02", top)
        for place in (self.north, self.south):
            code = f"{place}"
            factories.person(place, f"M{code}", email=f"m{code}@city.example")
            factories.person(place, f"N{code}", given_name=f"ไร้เมล{code}")
        self.round = factories.round_(
            opens_at=clock.now() - DAY, closes_at=clock.now() + DAY
        )

    @property
    def page(self) -> str:
        """The page of the round."""
        wanted = select(Round.public_id).where(Round.id == self.round)
        return f"/hr/rounds/{db.session.execute(wanted).scalar_one()}"


@pytest.fixture
def city(app: Flask) -> City:
    return City()


@pytest.fixture
def hr(city: City, visitor: Visitor) -> Visitor:
    return visitor.as_(factories.account(roles={"hr": None})).in_("en")


def run() -> None:
    """Do the jobs that wait."""
    for number in db.session.scalars(select(Job.id).where(Job.state == "waiting")):
        queue.run(number)


def test_without_a_mail_server_the_page_says_so_and_has_no_button(
    hr: Visitor, city: City
) -> None:
    page = hr.get(city.page).text
    assert "This installation has no mail server" in page
    assert "Still to hand in: 4 people." in page
    assert "With an e-mail address in the roster: 2, without one: 2." in page
    assert f'{city.page}/remind"' not in page


def test_an_order_without_a_mail_server_is_refused_in_words(
    hr: Visitor, city: City
) -> None:
    answer = hr.post(f"{city.page}/remind")
    assert answer.status_code == 409
    assert "No mail server is set up" in answer.text
    assert db.session.scalars(select(Job)).all() == []


def test_the_button_says_how_many_and_the_page_afterwards_what_came_of_it(
    hr: Visitor, city: City, mailing: Office
) -> None:
    assert "Remind by e-mail: 2" in hr.get(city.page).text
    answer = hr.post(f"{city.page}/remind")
    assert re.fullmatch(r"/hr/jobs/[0-9a-f-]{36}", answer.location)
    assert "Mails are being sent now." in hr.get(city.page).text
    run()
    page = hr.get(answer.location).text
    assert "mails sent: 2" in page
    assert f'href="{city.page}#reminders"' in page
    page = hr.get(city.page).text
    assert "written to within the last 24 hours" in page
    assert "mails sent: 2" in page
    assert "Last mail sent:" in page
    assert f'action="{city.page}/remind"' not in page
    assert len(mailing.to) == 2


def test_a_double_click_is_one_job(hr: Visitor, city: City, mailing: Office) -> None:
    first, second = (hr.post(f"{city.page}/remind").location for _ in range(2))
    assert first == second
    run()
    hr.post(f"{city.page}/remind")
    run()
    assert len(mailing.to) == len(set(mailing.to)) == 2


def test_another_of_hr_sees_the_job_that_is_under_way(
    app: Flask, hr: Visitor, city: City, mailing: Office
) -> None:
    first = hr.post(f"{city.page}/remind").location
    other = Visitor(app).as_(factories.account(roles={"hr": None}))
    assert other.post(f"{city.page}/remind").location == first
    assert other.get(first).status_code == 200


def test_a_server_that_is_down_is_told_and_all_are_still_to_be_reminded(
    app: Flask, hr: Visitor, city: City
) -> None:
    with post_office.named(app, 1):
        job = hr.post(f"{city.page}/remind").location
        run()
        assert "The mail server could not be used." in hr.get(job).text
        page = hr.get(city.page).text
    assert "The last reminding broke off." in page
    assert job in page
    assert "Remind by e-mail: 2" in page


def test_refused_addresses_are_counted_and_named_to_hr(
    hr: Visitor, city: City, mailing: Office
) -> None:
    mailing.of_address[f"m{city.north}@city.example"] = "550 5.1.1 unknown"
    hr.post(f"{city.page}/remind")
    run()
    page = hr.get(city.page).text
    assert "Addresses that the mail server refused: 1." in page
    assert f"{city.page}/reminders" in page
    listed = hr.get(f"{city.page}/reminders").text
    assert re.findall(r"</span></td><td>([^<]+)</td>", listed).count(
        "The mail server refuses the address"
    )
    assert f"M{city.north}" in listed
    assert f"M{city.south}" not in listed


def test_people_without_an_address_are_named_to_hr_of_their_part_alone(
    app: Flask, city: City
) -> None:
    account = factories.account(roles={"hr": city.north})
    page = Visitor(app).as_(account).in_("en").get(f"{city.page}/reminders").text
    assert f"ไร้เมล{city.north}" in page
    assert f"ไร้เมล{city.south}" not in page
    assert "No e-mail address" in page


def test_a_round_that_takes_no_answers_has_no_reminders(
    hr: Visitor, city: City, mailing: Office
) -> None:
    factories.round_state(city.round, "closed")
    assert "Reminders" not in hr.get(city.page).text
    assert hr.post(f"{city.page}/remind").status_code == 409
    assert hr.get(f"{city.page}/reminders").status_code == 409


def test_when_everybody_has_handed_in_nothing_is_offered(
    app: Flask, visitor: Visitor, mailing: Office
) -> None:
    person = factories.person(factories.unit("00"), email="a@city.example")
    number = factories.round_(opens_at=clock.now() - DAY, closes_at=clock.now() + DAY)
    factories.answered(number, person, {0: 1})
    wanted = select(Round.public_id).where(Round.id == number)
    name = db.session.execute(wanted).scalar_one()
    visitor.as_(factories.account(roles={"hr": None})).in_("en")
    page = visitor.get(f"/hr/rounds/{name}").text
    assert "Nothing is left to hand in." in page
    assert "/remind" not in page


def test_the_list_is_thai_in_thai(hr: Visitor, city: City) -> None:
    page = hr.in_("th").get(f"{city.page}/reminders").text
    assert "ผู้ที่อีเมลส่งไม่ถึง" in page
    assert "ไม่มีที่อยู่อีเมล" in page


@pytest.mark.parametrize("role", ["manager", "admin"])
def test_nobody_but_hr_reminds_a_whole_round(
    app: Flask, city: City, mailing: Office, role: str
) -> None:
    visitor = Visitor(app).as_(factories.account(roles={role: None}))
    assert visitor.post(f"{city.page}/remind").status_code == 403
    assert visitor.get(f"{city.page}/reminders").status_code == 403
