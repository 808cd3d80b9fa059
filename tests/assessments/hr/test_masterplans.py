"""HR takes in the master plan, reads it, and puts it aside."""

from io import BytesIO

import pytest
from flask import Flask

from assessments.queries import masterplans
from competency.masterplans import shipped
from tests import factories
from tests.assessments import master_city
from tests.competency.masterplans.plans import both, goal, link, strategy, text
from tests.visitor import Visitor

PAGE = "/hr/masterplan"


@pytest.fixture
def hr(app: Flask, visitor: Visitor) -> Visitor:
    """An HR officer who reads English; the framework of the plans is there."""
    factories.framework_version()
    return visitor.as_(factories.account(roles={"hr": None})).in_("en")


def send(hr: Visitor, content: str | bytes) -> str:
    data = content.encode() if isinstance(content, str) else content
    answer = hr.post(PAGE, file=(BytesIO(data), "plan.yaml"))
    return hr.get(answer.location).text if answer.status_code == 302 else answer.text


def test_before_a_plan_is_there_the_page_says_so(hr: Visitor) -> None:
    assert "No master plan is in use." in hr.get(PAGE).text


def test_the_menu_leads_to_the_page(hr: Visitor) -> None:
    assert f'href="{PAGE}"' in hr.get("/hr/rounds").text


def test_a_file_becomes_the_plan_in_use(hr: Visitor) -> None:
    page = send(hr, text())
    assert "Master plan is in use now." in page
    assert masterplans.in_use() is not None
    flat = " ".join(page.split())
    assert "1. Strategy people" in flat
    assert "Reading data" in flat
    assert "<td>–</td><td>50%</td><td>75%</td><td>–</td>" in flat


def test_the_shipped_example_can_be_taken_away_and_sent(hr: Visitor) -> None:
    answer = hr.get(f"{PAGE}/example")
    assert answer.data.decode() == shipped()["demo-city-2566-2570"]
    page = send(hr, answer.data)
    answer.close()
    assert "Digital master plan of the demo city 2566–2570 (invented)" in page
    assert "High-performance digital organisation" in page
    assert "measured: 12.4" in page


def test_a_file_with_faults_changes_nothing_and_all_are_told(hr: Visitor) -> None:
    master_city.use()
    wrong = strategy("a", link("nothing"), goals=[goal("g", values=[])])
    page = send(hr, text(agency={"en": "City"}, strategies=[wrong]))
    assert "Problems found: 3. Nothing was changed." in page
    assert "There is no competency “nothing”" in page
    assert "The goal “g” has no value to reach in any year." in page
    assert "agency.th" in page
    assert len(masterplans.newest()) == 1


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"", b"[]", b"a: &b 1"])
def test_what_is_no_plan_is_refused(hr: Visitor, content: bytes) -> None:
    assert "Nothing was changed." in send(hr, content)
    assert masterplans.newest() == ()


def test_without_a_file_the_form_says_so(hr: Visitor) -> None:
    assert "Choose a file." in hr.post(PAGE).text


def test_a_plan_is_taken_away_as_it_was_sent(hr: Visitor) -> None:
    kept = master_city.use()
    answer = hr.get(f"{PAGE}/{kept.public_id}/file")
    assert answer.data.decode() == text()
    assert "city.yaml" in answer.headers["Content-Disposition"]
    answer.close()


def test_a_plan_is_put_aside_and_used_again(hr: Visitor) -> None:
    kept = master_city.use()
    assert hr.post(f"{PAGE}/{kept.public_id}/aside").status_code == 302
    assert masterplans.in_use() is None
    page = hr.get(PAGE).text
    assert "No master plan is in use." in page
    assert f"{PAGE}/{kept.public_id}/use" in page
    assert hr.post(f"{PAGE}/{kept.public_id}/use").status_code == 302
    assert masterplans.in_use() == kept


def test_a_strategy_may_have_no_goals(hr: Visitor) -> None:
    bare = strategy("a", link("data.read"), goals=[])
    master_city.use(name=both("Bare"), strategies=[bare])
    assert "This strategy has no goals." in hr.get(PAGE).text


def test_a_plan_that_is_not_there_is_a_404(hr: Visitor) -> None:
    missing = "00000000-0000-0000-0000-000000000000"
    assert hr.get(f"{PAGE}/{missing}/file").status_code == 404
    assert hr.post(f"{PAGE}/{missing}/use").status_code == 404
    assert hr.post(f"{PAGE}/{missing}/other").status_code == 404


def test_a_manager_may_not_change_the_plan(app: Flask, visitor: Visitor) -> None:
    visitor.as_(factories.account(roles={"manager": None}))
    assert visitor.get(PAGE).status_code == 403
