"""The auditor reads the log, and nothing but the log."""

from datetime import datetime, timedelta
from html import unescape
from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import select

from assessments.database import db
from assessments.jobs import queue
from assessments.models import Job
from assessments.operations import accounts, audit, transaction
from assessments.operations.accounts import WholeAgencyError
from assessments.operations.audit import Actor, Deed
from assessments.queries import audit as queries
from assessments.workbooks import audit as workbooks
from tests import factories
from tests.visitor import Visitor

PAGE = "/admin/audit"
DAY = timedelta(days=1)


class Log:
    """An auditor, and what two others did."""

    def __init__(self, visitor: Visitor, now: datetime) -> None:
        unit = factories.unit()
        self.auditor = factories.account(roles={"auditor": None}, username="checker")
        self.hr = Actor(_account(unit, "0007"), "hr", "10.0.0.7", "0af3")
        self.other = Actor(_account(unit, "0008"), "manager", "10.0.0.8")
        self.visitor = visitor.as_(self.auditor).in_("en")
        with transaction():
            audit.line(self.hr, "open", "round", 3, now, people=12)
        with transaction():
            audit.line(self.hr, "close", "round", 3, now + DAY)
        audit.note_failure(
            Deed(self.other, "visit", "page", "hr.person", audit.REFUSED), now + 2 * DAY
        )

    def lines(self, **asked: object) -> list[str]:
        """The numbers of the lines that the page shows."""
        page = self.visitor.get(PAGE, query_string=asked).text
        rows = page.partition("<tbody>")[2].partition("</tbody>")[0].split("<tr>")[1:]
        return [row.partition("<td>")[2].partition("<")[0] for row in rows]


def _account(unit: int, code: str) -> int:
    return factories.account(
        factories.person(unit, code, given_name="ความลับ"), username=code
    )


@pytest.fixture
def log(app: Flask, visitor: Visitor, now: datetime) -> Log:
    return Log(visitor, now)


def test_the_newest_line_stands_first_with_all_its_words(log: Log) -> None:
    assert log.lines() == ["3", "2", "1"]
    page = unescape(log.visitor.get(PAGE).text)
    for words in ("0007", "opened", "round 3", "people: 12", "10.0.0.7", "0af3"):
        assert words in page
    assert "ความลับ" not in page


def test_the_page_speaks_thai_with_years_of_the_buddhist_era(log: Log) -> None:
    page = log.visitor.in_("th").get(PAGE).text
    for words in ("เปิด", "รอบประเมิน 3", "บุคลากร: 12", "24 พ.ย. 2569"):
        assert words in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"actor": "0007"}, ["2", "1"]),
        ({"actor": "0009"}, []),
        ({"action": "close"}, ["2"]),
        ({"noun": "round", "noun_id": "3"}, ["2", "1"]),
        ({"result": "refused"}, ["3"]),
        ({"since": "25/11/2569"}, ["3", "2"]),
        ({"until": "๒๕/๑๑/๒๕๖๙"}, ["2", "1"]),
        ({"since": "2026-11-25", "until": "2026-11-25"}, ["2"]),
    ],
)
def test_lines_are_found_by_what_they_say(
    log: Log, asked: dict[str, str], found: list[str]
) -> None:
    assert log.lines(**asked) == found


def test_what_is_no_day_is_said_beside_the_field(log: Log) -> None:
    page = log.visitor.get(PAGE, query_string={"since": "วันนี้"}).text
    assert "Write a day, such as" in page
    assert "<tbody>" not in page


def test_pages_hold_a_hundred_lines(log: Log, now: datetime) -> None:
    with transaction():
        for number in range(110):
            audit.line(log.hr, "change", "round", number, now)
    assert len(log.lines()) == 100
    assert log.lines(page=2)[-1] == "1"
    assert len(log.lines(page=2, action="change")) == 10


def test_a_foreign_word_in_the_address_leads_nowhere(log: Log) -> None:
    page = log.visitor.get(f"{PAGE}?_external=1&_anchor=x&actor=0007").text
    form = page.partition('<form method="post" action="/admin/')[2]
    assert form.startswith('audit/workbook?actor=0007"')


def work() -> Job:
    """The job that was ordered, done."""
    row = db.session.scalars(select(Job).order_by(Job.id.desc())).first()
    assert row is not None
    queue.run(row.id)
    db.session.refresh(row)
    return row


def test_the_lines_found_are_written_by_a_job_and_that_is_logged(log: Log) -> None:
    answer = log.visitor.post(f"{PAGE}/workbook?actor=0007")
    assert "/hr/jobs/" in answer.location
    job = work()
    assert job.state == "done", job.error
    with log.visitor.get(f"{answer.location}/file") as file:
        data = file.data
    rows = list(load_workbook(BytesIO(data)).active.iter_rows(values_only=True))  # type: ignore[union-attr]
    assert [row[0] for row in rows if isinstance(row[0], int)] == [1, 2]
    ends = [(line.action, line.noun, line.detail) for line in queries.lines()][-2:]
    assert ends[0] == ("export", "audit", '{"lines": 2, "kind": "xlsx"}')
    assert ends[1] == ("download", "job", '{"kind": "audit", "people": 0}')


def test_more_lines_than_a_workbook_holds_are_refused(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbooks, "MOST", 2)
    answer = log.visitor.post(f"{PAGE}/workbook")
    assert answer.status_code == 409
    assert "100,000 lines" in answer.text


@pytest.mark.parametrize(
    "path", ["/hr/people", "/hr/rounds", "/admin/accounts", "/manager/gaps"]
)
def test_an_auditor_sees_nothing_but_the_log(log: Log, path: str) -> None:
    assert log.visitor.get(path).status_code == 403


def test_an_auditor_lands_on_the_log(log: Log) -> None:
    assert log.visitor.get("/").location.endswith(PAGE)
    assert log.visitor.get("/account/password").status_code == 200


def test_the_role_is_granted_for_the_whole_agency_alone(
    app: Flask, now: datetime
) -> None:
    unit = factories.unit()
    person = factories.person(unit)
    with pytest.raises(WholeAgencyError):
        accounts.grant(person, "auditor", unit, actor=audit.SYSTEM, now=now)
    assert accounts.grant(person, "auditor", None, actor=audit.SYSTEM, now=now)
