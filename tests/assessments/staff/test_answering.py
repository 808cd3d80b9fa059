"""Answering as staff do it: a page at a time, with and without JavaScript."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from assessments import clock
from assessments.database import db
from assessments.models import Account, Round
from assessments.operations import transaction
from assessments.queries import answers
from assessments.queries.answers import Draft
from tests import factories
from tests.visitor import Visitor

ALL = dict.fromkeys(range(10), 3)


class Desk:
    """A member of staff at work: account, round and answers."""

    def __init__(self, visitor: Visitor) -> None:
        unit = factories.unit()
        self.person = factories.person(unit)
        other = factories.person(unit)
        self.account = factories.account(self.person)
        day = timedelta(days=1)
        window = {"opens_at": clock.now() - day, "closes_at": clock.now() + day}
        self.round = factories.round_(**window)  # type: ignore[arg-type]
        self.name = factories.response(self.round, self.person)
        self.foreign = factories.response(self.round, other)
        self.visitor = visitor.as_(self.account)
        self.url = f"/staff/answers/{self.name}"

    def draft(self) -> Draft:
        """What is kept now."""
        found = answers.draft(self.name, self.person)
        assert found is not None
        return found

    def page(self, path: str) -> str:
        """A page's text."""
        response = self.visitor.get(path)
        assert response.status_code == 200, response.status
        return response.text


@pytest.fixture
def desk(visitor: Visitor) -> Desk:
    return Desk(visitor)


def test_the_first_page_leads_to_the_first_item(desk: Desk) -> None:
    page = desk.page("/staff/")
    assert "รอบทดสอบ" in page
    assert f'href="{desk.url}/data.read"' in page


def test_whoever_is_not_asked_is_told_so(visitor: Visitor) -> None:
    account = factories.account(factories.person(factories.unit()))
    assert visitor.as_(account).get("/staff/").status_code == 200


def test_a_page_shows_the_items_of_one_competency(desk: Desk) -> None:
    page = desk.page(f"{desk.url}/data.read")
    assert page.count("<fieldset") == page.count("<legend") == 4
    assert "ฉันบอกได้ว่าแผนภูมิแสดงอะไร" in page
    assert page.count('type="radio"') == 4 * 6
    assert "checked" not in page
    assert "บอกได้ว่าตารางหรือแผนภูมิแสดงอะไร" in page


def test_kept_answers_are_chosen_again(desk: Desk) -> None:
    factories.answered(desk.round, desk.person, {1: 255}, status="draft")
    page = desk.page(f"{desk.url}/data.read")
    assert re.findall(r'name="(\d+)" value="(\d+)" checked', page) == [("1", "255")]


def test_without_javascript_a_form_saves_and_goes_on(desk: Desk) -> None:
    fields = {"0": "4", "2": "254", "version": "0", "competency": "data.read"}
    answer = desk.visitor.post(desk.url, **fields, go="next")
    assert answer.status_code == 302
    assert answer.location == f"{desk.url}/data.keep"
    assert desk.draft().codes[:4] == bytes([4, 0, 254, 0])


@pytest.mark.parametrize(
    ("competency", "go", "onward"),
    [
        ("data.keep", "back", "/data.read"),
        ("data.read", "back", "/data.read"),
        ("safe.share", "next", "/submit"),
    ],
)
def test_buttons_lead_on(desk: Desk, competency: str, go: str, onward: str) -> None:
    fields = {"version": "0", "competency": competency, "go": go}
    assert desk.visitor.post(desk.url, **fields).location == desk.url + onward


def test_one_may_leave_and_resume_where_one_stopped(desk: Desk) -> None:
    fields = {str(place): "3" for place in range(5)}
    gone = desk.visitor.post(
        desk.url, **fields, version="0", competency="data.keep", go="leave"
    )
    assert gone.location == "/staff/"
    assert f'href="{desk.url}/data.keep"' in desk.page("/staff/")


def test_a_delta_is_kept_and_told_with_its_new_version(desk: Desk) -> None:
    answer = desk.visitor.post_json(desk.url, {"version": 0, "codes": {"3": 2}})
    assert answer.status_code == 200
    assert answer.json is not None
    assert answer.json["version"] == 1
    assert re.fullmatch(r"\d\d:\d\d น\.", answer.json["saved"])
    assert desk.draft().codes[3] == 2


def test_a_delta_sent_twice_is_a_success(desk: Desk) -> None:
    for _attempt in range(2):
        answer = desk.visitor.post_json(desk.url, {"version": 0, "codes": {"3": 2}})
        assert (answer.status_code, answer.json and answer.json["version"]) == (200, 1)


def test_a_stale_delta_gets_what_is_kept(desk: Desk) -> None:
    desk.visitor.post_json(desk.url, {"version": 0, "codes": {"3": 2}})
    answer = desk.visitor.post_json(desk.url, {"version": 0, "codes": {"3": 4, "0": 1}})
    assert answer.status_code == 409
    assert answer.json == {"version": 1, "codes": {"3": 2, "0": 0}}
    assert desk.draft().codes[3] == 2


def test_a_stale_form_shows_both_values_and_changes_nothing(desk: Desk) -> None:
    desk.visitor.post_json(desk.url, {"version": 0, "codes": {"3": 2}})
    fields = {"3": "4", "version": "0", "competency": "data.read"}
    answer = desk.visitor.post(desk.url, **fields)
    assert answer.status_code == 409
    assert "<td>สอนผู้อื่นได้</td><td>ทำได้เมื่อมีคนช่วย</td>" in answer.text
    assert f'href="{desk.url}/data.read"' in answer.text
    assert desk.draft().codes[3] == 2


@pytest.mark.parametrize(
    "content",
    [
        {"version": 0, "codes": {"10": 1}},
        {"version": 0, "codes": {"0": 5}},
        {"version": 0, "codes": {"0": 1.5}},
        {"version": 0, "codes": {"0": True}},
        {"version": 0, "codes": {"x": 1}},
        {"version": "0", "codes": {"0": 1}},
        {"version": 0, "codes": [1]},
        [],
    ],
)
def test_a_delta_that_makes_no_sense_is_refused_in_words(
    desk: Desk, content: object
) -> None:
    answer = desk.visitor.post_json(desk.url, content)
    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["message"]
    assert desk.draft().codes == bytes(10)


def test_foreign_and_missing_drafts_answer_alike(desk: Desk) -> None:
    body = {"version": 0, "codes": {"0": 1}}
    for name in (desk.foreign, "nobody"):
        url = f"/staff/answers/{name}"
        assert desk.visitor.get(f"{url}/data.read").status_code == 404
        assert desk.visitor.get(f"{url}/submit").status_code == 404
        assert desk.visitor.post(f"{url}/take-back").status_code == 404
        assert desk.visitor.post_json(url, body).status_code == 404


def test_a_competency_that_is_not_there_is_missing(desk: Desk) -> None:
    assert desk.visitor.get(f"{desk.url}/data.none").status_code == 404


def test_a_guest_saves_nothing(app: Flask, desk: Desk) -> None:
    guest = Visitor(app)
    body = {"version": 0, "codes": {"0": 1}}
    assert guest.post_json(desk.url, body).status_code == 401
    assert guest.get(f"{desk.url}/data.read").status_code == 302
    assert desk.draft().codes == bytes(10)


def test_a_session_that_ended_is_asked_to_sign_in(desk: Desk) -> None:
    with transaction():
        db.session.execute(update(Account).values(active=False))
    body = {"version": 0, "codes": {"0": 1}}
    assert desk.visitor.post_json(desk.url, body).status_code == 401


def test_a_save_without_the_token_is_refused(desk: Desk) -> None:
    body = {"version": 0, "codes": {"0": 1}}
    answer = desk.visitor.client.post(desk.url, json=body)
    assert answer.status_code == 400
    assert desk.draft().codes == bytes(10)


def test_at_closing_time_nothing_is_saved(desk: Desk) -> None:
    with transaction():
        db.session.execute(update(Round).values(closes_at=clock.now()))
    answer = desk.visitor.post_json(desk.url, {"version": 0, "codes": {"0": 1}})
    assert answer.status_code == 409
    assert answer.json is not None
    assert "message" in answer.json
    assert desk.visitor.post(desk.url, **{"0": "1", "version": "0"}).status_code == 409
    page = desk.page(f"{desk.url}/data.read")
    assert page.count("disabled>") == 4
    assert "autosave.js" not in page


def test_handing_in_lists_what_waits(desk: Desk) -> None:
    factories.answered(desk.round, desk.person, {0: 1}, status="draft")
    answer = desk.visitor.post(f"{desk.url}/submit")
    assert answer.status_code == 200
    assert f'href="{desk.url}/data.keep"' in answer.text
    assert desk.draft().status == "draft"


def test_answers_are_handed_in_and_taken_back(desk: Desk) -> None:
    factories.answered(desk.round, desk.person, ALL, status="draft")
    assert desk.visitor.post(f"{desk.url}/submit").status_code == 302
    assert desk.draft().status == "submitted"
    assert "disabled>" in desk.page(f"{desk.url}/data.read")
    refused = desk.visitor.post_json(desk.url, {"version": 2, "codes": {"0": 1}})
    assert refused.status_code == 409
    assert desk.visitor.post(f"{desk.url}/take-back").status_code == 302
    assert desk.draft().status == "draft"


def test_the_pages_speak_english_too(desk: Desk) -> None:
    desk.visitor.in_("en")
    page = desk.page(f"{desk.url}/data.read")
    assert 'lang="en"' in page
    assert "I can say what a chart shows" in page
    assert "Save and go on" in page
