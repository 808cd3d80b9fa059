"""HR orders a plan, reads what it comes to and takes the workbook away."""

from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import select

from assessments.database import db
from assessments.jobs import plans as jobs
from assessments.jobs import queue
from assessments.models import AuditLine, Job
from assessments.queries import plans
from tests import factories
from tests.assessments import master_city
from tests.assessments.catalogue import plan, put
from tests.assessments.clusterings import closed_round
from tests.visitor import Visitor

PAGE = "/hr/plans"


@pytest.fixture
def hr(app: Flask, visitor: Visitor) -> Visitor:
    """An HR officer who reads English."""
    return visitor.as_(factories.account(roles={"hr": None})).in_("en")


def downloads() -> int:
    wanted = select(AuditLine).where(AuditLine.action == "download")
    return len(list(db.session.scalars(wanted)))


def test_before_any_round_is_closed_the_page_says_so(hr: Visitor) -> None:
    assert "No round is closed yet" in hr.get(PAGE).text


@pytest.mark.parametrize("budget", ["100,000", "๑๐๐,๐๐๐ บาท", "100000.00"])
def test_ordering_leads_to_a_job_whose_result_is_the_page(
    hr: Visitor, budget: str
) -> None:
    put()
    round_id = closed_round()
    answer = hr.post(PAGE, round_id=round_id, budget=budget)
    assert answer.status_code == 302
    queue.run(db.session.scalars(select(Job.id)).one())
    (line,) = plans.newest()
    assert line.budget_satang == 10_000_000
    assert f"{PAGE}/{line.public_id}" in hr.get(answer.location).text


@pytest.mark.parametrize("budget", ["", "0", "-5", "1,00", "1e6", "much"])
def test_what_is_no_amount_is_refused(hr: Visitor, budget: str) -> None:
    answer = hr.post(PAGE, round_id=closed_round(), budget=budget)
    assert answer.status_code == 200
    assert "Write an amount in baht, such as 1,500,000." in answer.text


def test_an_open_round_cannot_be_chosen(hr: Visitor) -> None:
    answer = hr.post(PAGE, round_id=closed_round("open"), budget="1")
    assert answer.status_code == 200


def test_the_list_holds_the_newest_plan_first(hr: Visitor) -> None:
    put()
    round_id = closed_round()
    first, second = plan(round_id), plan(round_id, 5_000_000)
    text = hr.get(PAGE).text
    assert text.index(second.public_id) < text.index(first.public_id)


def test_the_page_tells_figures_proof_and_what_binds(hr: Visitor) -> None:
    put()
    text = hr.get(f"{PAGE}/{plan(closed_round()).public_id}").text
    assert "<dt>Cost of the plan</dt><dd>90,000.00 baht</dd>" in text
    assert "it is proven that no plan within this budget" in text
    assert "Missing levels that no course of the catalogue closes: 46." in text
    assert "all seats are taken" in text


def test_the_page_tells_the_plan_by_course_competency_and_unit(hr: Visitor) -> None:
    put()
    text = "".join(hr.get(f"{PAGE}/{plan(closed_round()).public_id}").text.split())
    row = '<tdclass="number">2</td><tdclass="number">40</td><tdclass="number">120</td>'
    assert f'{row}<tdclass="numbertext-nowrap">60,000</td>' in text
    assert '<thscope="row">Readingdata</th><tdclass="number">40</td>' in text
    assert '<thscope="row">Unit1</th><tdclass="number">49</td>' in text


def test_the_page_tells_the_plan_by_strategy_where_a_master_plan_is(
    hr: Visitor,
) -> None:
    put()
    line = plan(closed_round())
    assert "By strategy" not in hr.get(f"{PAGE}/{line.public_id}").text
    master_city.use()
    text = "".join(hr.get(f"{PAGE}/{line.public_id}").text.split())
    table = text[text.index("<h2>Bystrategy</h2>") :]
    assert '<thscope="row">Strategypeople</th>' in table
    assert '<thscope="row">Nostrategy</th><tdclass="number">0</td>' in table
    seats = sum(run.seats for run in plans.plan(line).runs)
    total = f'<thscope="row">Total</th><tdclass="number">{seats}</td>'
    assert total in table
    assert '<tdclass="numbertext-nowrap">90,000</td></tr></tfoot>' in table


def test_another_master_plan_makes_another_workbook(hr: Visitor) -> None:
    put()
    line = plan(closed_round())
    jobs.keep_workbook(line.public_id, "en", named=True)
    master_city.use()
    address = f"{PAGE}/{line.public_id}/workbook/named"
    assert hr.post(address).status_code == 302
    jobs.keep_workbook(line.public_id, "en", named=True)
    answer = hr.post(address)
    book = load_workbook(BytesIO(answer.data))
    answer.close()
    assert "Plan by strategy" in book.sheetnames


def test_a_plan_that_can_buy_nothing_says_so(hr: Visitor) -> None:
    put()
    text = hr.get(f"{PAGE}/{plan(closed_round(), 1).public_id}").text
    assert "Money binds" in text
    assert "alert-warning" in text


def test_a_kept_workbook_is_sent_and_noted(hr: Visitor) -> None:
    put()
    line = plan(closed_round())
    jobs.keep_workbook(line.public_id, "en", named=True)
    answer = hr.post(f"{PAGE}/{line.public_id}/workbook/named")
    assert answer.status_code == 200
    assert "training-plan.xlsx" in answer.headers["Content-Disposition"]
    assert "Plan by person" in load_workbook(BytesIO(answer.data)).sheetnames
    answer.close()
    assert downloads() == 1


def test_a_missing_workbook_is_ordered_and_not_noted(hr: Visitor) -> None:
    put()
    line = plan(closed_round())
    answer = hr.post(f"{PAGE}/{line.public_id}/workbook/nameless")
    assert answer.status_code == 302
    assert "/hr/jobs/" in answer.location
    assert downloads() == 0


def test_there_are_two_copies_and_no_other(hr: Visitor) -> None:
    put()
    line = plan(closed_round())
    assert hr.post(f"{PAGE}/{line.public_id}/workbook/all").status_code == 404


def test_a_plan_that_is_not_there_is_a_404(hr: Visitor) -> None:
    missing = "00000000-0000-0000-0000-000000000000"
    assert hr.get(f"{PAGE}/{missing}").status_code == 404
    assert hr.post(f"{PAGE}/{missing}/workbook/named").status_code == 404


def test_who_looks_after_a_part_does_not_read_the_plan_of_the_whole(
    app: Flask, visitor: Visitor
) -> None:
    put()
    line = plan(closed_round())
    part = factories.unit(parent=factories.unit())
    visitor.as_(factories.account(roles={"hr": part}))
    assert visitor.get(f"{PAGE}/{line.public_id}").status_code == 404
    assert line.public_id not in visitor.get(PAGE).text


def test_a_manager_may_not_read_who_is_trained(app: Flask, visitor: Visitor) -> None:
    visitor.as_(factories.account(roles={"manager": None}))
    assert visitor.get(PAGE).status_code == 403
