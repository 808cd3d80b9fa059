"""HR orders groups of needs and reads them in words."""

import pytest
from flask import Flask
from sqlalchemy import select

from assessments.database import db
from assessments.jobs import needs as jobs
from assessments.jobs import queue
from assessments.models import Job
from assessments.queries import needs
from tests import factories
from tests.assessments.clusterings import closed_round, quiet
from tests.visitor import Visitor


@pytest.fixture
def hr(app: Flask, visitor: Visitor) -> Visitor:
    """An HR officer who reads English."""
    return visitor.as_(factories.account(roles={"hr": None})).in_("en")


def test_before_any_round_is_closed_the_page_says_so(hr: Visitor) -> None:
    assert "No round is closed yet" in hr.get("/hr/needs").text


def test_ordering_leads_to_a_job_whose_result_is_the_page(
    app: Flask, hr: Visitor
) -> None:
    round_id = closed_round()
    answer = hr.post("/hr/needs", round_id=round_id, clusters="")
    assert answer.status_code == 302
    queue.run(db.session.scalars(select(Job.id)).one())
    page = hr.get(answer.location).text
    (kept,) = needs.of_round(round_id)
    assert f"/hr/needs/{kept.public_id}" in page


@pytest.mark.parametrize("wish", ["1", "11", "many"])
def test_a_number_of_groups_out_of_range_is_refused(hr: Visitor, wish: str) -> None:
    answer = hr.post("/hr/needs", round_id=closed_round(), clusters=wish)
    assert answer.status_code == 200
    assert "text-danger" in answer.text


def test_an_open_round_cannot_be_chosen(hr: Visitor) -> None:
    answer = hr.post("/hr/needs", round_id=closed_round("open"), clusters="")
    assert answer.status_code == 200


def test_groups_are_told_in_words_and_bars(hr: Visitor) -> None:
    kept = jobs.cluster_round(closed_round(), None, quiet)
    text = hr.get(f"/hr/needs/{kept}").text
    assert "3 clear groups were found." in text
    assert "Group 1: Reading data" in text
    assert (
        "The greatest need is in Reading data: 3.0 levels are missing on average, "
        "against 0.0 among the other people with needs."
    ) in text
    assert "It would come out the same in 100 of 100 resamples." in text
    assert 'class="w-20"' in text


def test_groups_are_told_in_thai(hr: Visitor) -> None:
    kept = jobs.cluster_round(closed_round(), None, quiet)
    text = hr.in_("th").get(f"/hr/needs/{kept}").text
    assert "กลุ่มที่ 1: การอ่านข้อมูล" in text


def test_units_of_a_group_are_shown_where_enough_people_are(hr: Visitor) -> None:
    kept = jobs.cluster_round(closed_round(), None, quiet)
    text = hr.get(f"/hr/needs/{kept}").text
    assert '<th scope="row">Unit 1</th><td class="number">20</td>' in text


def test_the_workbook_is_ordered_in_the_language_of_the_page(hr: Visitor) -> None:
    kept = jobs.cluster_round(closed_round(), None, quiet)
    answer = hr.post(f"/hr/needs/{kept}/workbook")
    assert answer.status_code == 302
    assert "/hr/jobs/" in answer.location


def test_a_clustering_that_is_not_there_is_a_404(hr: Visitor) -> None:
    missing = "00000000-0000-0000-0000-000000000000"
    assert hr.get(f"/hr/needs/{missing}").status_code == 404
    assert hr.post(f"/hr/needs/{missing}/workbook").status_code == 404


def test_a_manager_may_not_read_who_needs_what(app: Flask, visitor: Visitor) -> None:
    visitor.as_(factories.account(roles={"manager": None}))
    assert visitor.get("/hr/needs").status_code == 403
