"""Answering step by step: only what settles a level, with the full form at hand."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from assessments import clock
from assessments.jobs import rounds as jobs
from assessments.queries import answers, results
from tests import factories
from tests.visitor import Visitor

DAY = timedelta(days=1)
ROWS = re.compile(r'<fieldset class="question" id="q(\d+)"')


class Staff:
    """A caseworker (reading 2, keeping 1, sharing not required) who is asked."""

    def __init__(self, visitor: Visitor) -> None:
        self.person = factories.person(factories.unit())
        now = clock.now()
        self.round = factories.round_(
            settings={"adaptive": True}, opens_at=now - DAY, closes_at=now + DAY
        )
        self.name = factories.response(self.round, self.person)
        self.visitor = visitor.as_(factories.account(self.person)).in_("en")

    def page(self, competency: str = "data.read", query: str = "") -> str:
        """The page of a competency."""
        return self.visitor.get(f"/staff/answers/{self.name}/{competency}{query}").text

    def shown(self, competency: str = "data.read", query: str = "") -> list[int]:
        """The places of the items on a page."""
        return [int(place) for place in ROWS.findall(self.page(competency, query))]

    def post(self, competency: str, **codes: str) -> str:
        """Where the form of a page leads with these answers."""
        draft = self.draft
        form = {
            "version": str(draft.version),
            "competency": competency,
            "shown": " ".join(map(str, self.shown(competency))),
        }
        path = f"/staff/answers/{self.name}"
        answer = self.visitor.post(path, **form, **{k[1:]: v for k, v in codes.items()})
        return answer.location.partition(self.name)[2]

    @property
    def draft(self) -> answers.Draft:
        """The answers as they are."""
        found = answers.draft(self.name, self.person)
        assert found is not None
        return found


@pytest.fixture
def staff(app: Flask, visitor: Visitor) -> Staff:
    return Staff(visitor)


def test_asking_begins_at_the_target_and_goes_up_while_it_is_met(
    staff: Staff,
) -> None:
    assert staff.shown() == [2]
    assert staff.post("data.read", q2="3") == "/data.read#q3"
    assert staff.shown() == [2, 3]
    assert staff.post("data.read", q3="1") == "/data.read#q0"
    assert staff.shown() == [0, 1, 2, 3]
    assert staff.post("data.read", q0="3", q1="3") == "/data.keep"
    assert "settled" in staff.page()


def test_it_goes_down_where_the_target_is_not_met(staff: Staff) -> None:
    assert staff.post("data.read", q2="1") == "/data.read#q0"
    assert staff.post("data.read", q0="3", q1="3") == "/data.keep"
    assert staff.shown() == [0, 1, 2]


def test_the_full_form_stays_at_hand(staff: Staff) -> None:
    assert "Show all items" in staff.page()
    assert staff.shown(query="?all=1") == [0, 1, 2, 3]


def test_what_is_not_required_is_shown_whole_and_may_stay_empty(staff: Staff) -> None:
    assert staff.shown("safe.share") == [7, 8, 9]
    assert "does not ask for this competency" in staff.page("safe.share")


def test_an_item_that_is_left_out_does_not_hold_anybody_back(staff: Staff) -> None:
    assert staff.post("data.read") == "/data.keep"


def test_whatever_is_not_settled_waits_before_handing_in(staff: Staff) -> None:
    staff.post("data.read", q2="1")
    path = f"/staff/answers/{staff.name}/submit"
    assert "not settled yet" in staff.visitor.get(path).text
    staff.visitor.post(path)
    assert staff.draft.status == "draft"
    staff.post("data.read", q0="1", q1="1")
    staff.post("data.keep", q4="3")
    staff.post("data.keep", q5="1")
    assert staff.draft.missing == ()
    assert "2 of 2 competencies settled" in staff.visitor.get("/staff/").text
    staff.visitor.post(path)
    assert staff.draft.status == "submitted"


def test_levels_below_one_that_is_met_count_as_met(staff: Staff) -> None:
    three = factories.answered(staff.round, staff.person, {2: 3, 3: 3, 4: 3, 5: 1})
    result = staff.visitor.get(f"/staff/answers/{three}/result").text
    assert re.search(r"Reading data</th><td>3</td>", result)
    jobs.close(staff.round, lambda _done, _total: None)
    levels = results.own(staff.round, staff.person)
    assert levels is not None
    assert levels[:2] == (3.0, 1.0)


def test_an_ordinary_round_asks_for_the_whole_form(
    app: Flask, visitor: Visitor
) -> None:
    person = factories.person(factories.unit())
    number = factories.round_()
    found = answers.draft(factories.response(number, person), person)
    assert found is not None
    assert not found.adaptive
    assert len(found.asked) == 7
