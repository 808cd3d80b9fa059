"""HR compares frameworks, and reads a closed round in another one."""

import pytest
from flask import Flask
from sqlalchemy import select

from assessments.database import db
from assessments.jobs import rounds as closing
from assessments.jobs.queue import work_of
from assessments.models import Job, Round
from competency.frameworks import parse, shipped
from tests import factories
from tests.assessments.clusterings import quiet
from tests.visitor import Visitor

DIGITAL = "ocsc-digital-2567"
ALL_MET = bytes([3] * 49 + [0] * 21)
"""Every item on my own: level 5 of 5 in each of the seven areas."""


@pytest.fixture
def hr(app: Flask, visitor: Visitor) -> Visitor:
    return visitor.as_(factories.account(roles={"hr": None})).in_("en")


def _closed() -> int:
    unit = factories.unit(code="00")
    people = [factories.person(unit) for _ in range(5)]
    number = factories.round_(factories.framework_version(shipped()[DIGITAL]))
    for person in people:
        factories.answered(number, person, ALL_MET)
    closing.close(number, quiet)
    return number


def test_two_frameworks_are_compared_in_sentences(hr: Visitor) -> None:
    version = parse(shipped()[DIGITAL]).version
    before, after = f"{DIGITAL}@{version}", "digcomp-3.0@1.0.0"
    page = hr.get(f"/hr/frameworks/compare?before={before}&after={after}").text
    assert "Competency DCyber removed" in page
    assert "Digital framework of 2567 to DigComp 3.0" in page
    assert "written by the makers of this program" in page


def test_a_framework_beside_itself_has_no_difference(hr: Visitor) -> None:
    name = "digcomp-2.2@1.0.0"
    page = hr.get(f"/hr/frameworks/compare?before={name}&after={name}").text
    assert "Nothing differs." in page


def test_before_anything_is_chosen_there_is_only_the_form(hr: Visitor) -> None:
    page = hr.get("/hr/frameworks/compare").text
    assert "What differs" not in page
    assert 'value="digcomp-3.0@1.0.0"' in page


def test_a_closed_round_is_shown_in_another_framework(hr: Visitor) -> None:
    _closed()
    page = hr.get("/hr/rescored?to=digcomp-3.0").text
    assert "These levels were not assessed" in page
    assert "Managing digital identity" in page
    # all five are at the highest level of 8, which is told as at least a step below it
    assert page.count("<td>7.68</td>") == 18


def test_the_workbook_of_all_units_is_a_job(hr: Visitor) -> None:
    _closed()
    name = db.session.execute(select(Round.public_id)).scalar_one()
    answer = hr.post("/hr/rescored/workbook", round=name, to="digcomp-3.0")
    assert answer.status_code == 302
    job = db.session.scalars(select(Job)).one()
    result = work_of("rescored")(job.arguments, quiet)
    assert str(result["name"]).endswith(".xlsx")


def test_without_a_closed_round_the_page_says_so(hr: Visitor) -> None:
    assert "No round is closed yet." in hr.get("/hr/rescored").text


def test_a_framework_that_nothing_leads_from_is_said(hr: Visitor) -> None:
    factories.person(factories.unit())
    number = factories.round_()
    closing.close(number, quiet)
    assert "No crosswalk leads" in hr.get("/hr/rescored").text


def test_an_unknown_round_is_not_there(hr: Visitor) -> None:
    _closed()
    assert hr.get("/hr/rescored?round=no-such").status_code == 404
