"""A person asks about their data; HR answers once, with a reason, on a clock."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from assessments.database import db
from assessments.models import AuditLine, PrivacyRequest
from assessments.operations import requests as operations
from assessments.operations import transaction
from assessments.operations.audit import SYSTEM
from assessments.queries import requests
from competency.requests import RequestAnsweredError, RequestTextError
from tests import factories
from tests.conftest import NOW
from tests.visitor import Visitor

WORDS = "นามสกุลของดิฉันเปลี่ยนแล้ว"


class Office:
    """A city of two units; somebody of one asks, HR of that one answers."""

    def __init__(self, visitor: Visitor) -> None:
        city = factories.unit()
        self.here, self.there = factories.unit(parent=city), factories.unit(parent=city)
        self.person = factories.person(self.here, "0007", given_name="ขวัญ")
        self.account = factories.account(self.person)
        self.hr = factories.account(factories.person(self.here), {"hr": self.here})
        self.other = factories.account(factories.person(self.there), {"hr": self.there})
        self.visitor = visitor

    def ask(self, kind: str = "correction") -> str:
        """The outward name of a new request, asked through the page."""
        visitor = self.visitor.as_(self.account)
        answer = visitor.post("/account/requests", kind=kind, words=WORDS)
        assert answer.location == "/account/requests"
        return requests.of_person(self.person)[0].public_id


@pytest.fixture
def office(app: Flask, visitor: Visitor) -> Office:
    return Office(visitor)


def test_a_request_is_answered_and_its_person_reads_why(office: Office) -> None:
    name = office.ask()
    hr = office.visitor.as_(office.hr).in_("th")
    page = hr.get("/hr/requests").text
    assert "ขวัญ" in page
    assert "เหลือ 29 วัน" in page or "เหลือ 30 วัน" in page
    assert WORDS in hr.get(f"/hr/requests/{name}").text
    reason = "แก้ในบัญชีรายชื่อแล้วตามคำสั่ง 9/2570"
    answer = hr.post(f"/hr/requests/{name}", decision="granted", reason=reason)
    assert answer.location == "/hr/requests"
    own = office.visitor.as_(office.account).get("/account/requests").text
    assert reason in own
    assert "อนุมัติ" in own


def test_a_refusal_without_a_reason_is_not_taken(office: Office) -> None:
    name = office.ask("erasure")
    hr = office.visitor.as_(office.hr)
    answer = hr.post(f"/hr/requests/{name}", decision="refused", reason="  ")
    assert answer.status_code == 200
    assert requests.of_person(office.person)[0].is_open


def test_a_request_is_answered_once(office: Office) -> None:
    office.ask()
    (line,) = requests.register()
    answer = {"actor": SYSTEM, "now": NOW}
    operations.answer(line.id, "refused", "มาตรา 33 วรรคสอง", **answer)  # type: ignore[arg-type]
    with pytest.raises(RequestAnsweredError):
        operations.answer(line.id, "granted", "ตกลง", **answer)  # type: ignore[arg-type]
    (kept,) = requests.register()
    assert (kept.state, kept.reason) == ("refused", "มาตรา 33 วรรคสอง")


def test_a_late_request_says_by_how_much(office: Office) -> None:
    office.ask()
    with transaction():
        db.session.execute(
            update(PrivacyRequest).values(asked_at=PrivacyRequest.asked_at)
        )
    (line,) = requests.register()
    assert line.days_left(line.asked_at + timedelta(days=33)) == -3


def test_hr_of_another_unit_does_not_see_it(office: Office) -> None:
    name = office.ask()
    other = office.visitor.as_(office.other)
    assert "ขวัญ" not in other.get("/hr/requests").text
    assert other.get(f"/hr/requests/{name}").status_code == 404


def test_the_log_holds_the_kind_and_never_the_words(office: Office) -> None:
    office.ask()
    wanted = select(AuditLine).where(AuditLine.noun == "privacy_request")
    (line,) = db.session.scalars(wanted)
    assert (line.action, line.detail) == ("ask", {"kind": "correction"})


def test_empty_words_are_refused(office: Office) -> None:
    visitor = office.visitor.as_(office.account)
    answer = visitor.post("/account/requests", kind="access", words=" ")
    assert answer.status_code == 200
    with pytest.raises(RequestTextError):
        operations.ask(office.person, "access", " ", actor=SYSTEM, now=NOW)
    assert requests.of_person(office.person) == ()


def test_an_unknown_kind_is_refused(office: Office) -> None:
    visitor = office.visitor.as_(office.account).in_("en")
    answer = visitor.post("/account/requests", kind="gold", words="x")
    assert re.search(r'class="text-danger">[^<]+<', answer.text)
    assert requests.of_person(office.person) == ()
