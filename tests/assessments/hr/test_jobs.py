"""Whoever ordered a job sees how far it is; HR shares the work of its office."""

from datetime import datetime

import pytest
from flask import Flask

from assessments import files
from assessments.operations import jobs as operations
from assessments.operations.audit import SYSTEM, Actor
from assessments.queries.jobs import JobState
from tests import factories
from tests.visitor import Visitor


def _job(kind: str, account: int | None, now: datetime) -> JobState:
    actor = SYSTEM if account is None else Actor(account, "hr")
    return operations.order(kind, {"round": 1}, actor=actor, now=now)


@pytest.fixture
def hr(app: Flask) -> int:
    return factories.account(roles={"hr": None})


def test_a_running_job_shows_how_far_it_is(
    hr: int, visitor: Visitor, now: datetime
) -> None:
    job = _job("gaps", hr, now)
    operations.claim(job.id, now)
    operations.beat(job.id, 2, 5, now)
    page = visitor.as_(hr).get(f"/hr/jobs/{job.public_id}").text
    assert 'max="5" value="2"' in page
    state = visitor.get(f"/hr/jobs/{job.public_id}/state").json
    assert state == {"done": 2, "total": 5, "ended": False}


def test_a_finished_job_offers_its_file(
    hr: int, visitor: Visitor, now: datetime
) -> None:
    job = _job("gaps", hr, now)
    key = files.keep(b"content")
    operations.finish(job.id, {"file": key, "name": "gap-report.xlsx"}, now)
    visitor.as_(hr)
    assert "gap-report.xlsx" in visitor.get(f"/hr/jobs/{job.public_id}").text
    with visitor.get(f"/hr/jobs/{job.public_id}/file") as answer:
        assert answer.data == b"content"
        sent = answer.headers["Content-Disposition"]
    assert sent == "attachment; filename=gap-report.xlsx"


def test_a_failed_job_says_why_in_words(
    hr: int, visitor: Visitor, now: datetime
) -> None:
    job = _job("close", hr, now)
    operations.fail(job.id, "RoundStateError", now)
    page = visitor.as_(hr).in_("en").get(f"/hr/jobs/{job.public_id}").text
    assert "The state of the round does not allow this." in page


def test_an_unforeseen_failure_gives_a_number_and_no_traceback(
    hr: int, visitor: Visitor, now: datetime
) -> None:
    job = _job("close", hr, now)
    operations.fail(job.id, "ZeroDivisionError", now)
    page = visitor.as_(hr).in_("en").get(f"/hr/jobs/{job.public_id}").text
    assert f"the number {job.id}." in page
    assert "ZeroDivisionError" not in page


def test_hr_sees_the_closing_that_the_clock_ordered(
    hr: int, visitor: Visitor, now: datetime
) -> None:
    job = _job("close", None, now)
    assert visitor.as_(hr).get(f"/hr/jobs/{job.public_id}").status_code == 200


@pytest.mark.parametrize(("kind", "role"), [("gaps", "hr"), ("close", "manager")])
def test_a_foreign_job_is_not_there(
    hr: int, visitor: Visitor, now: datetime, kind: str, role: str
) -> None:
    job = _job(kind, hr, now)
    visitor.as_(factories.account(roles={role: None}))
    for path in ("", "/state", "/file"):
        assert visitor.get(f"/hr/jobs/{job.public_id}{path}").status_code == 404
