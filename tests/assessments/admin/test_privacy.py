"""The page of personal data: for HR what waits and goes, for administrators erasing."""

from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import select

from assessments.database import db
from assessments.models import AuditLine, Person
from assessments.operations import requests
from assessments.operations.audit import SYSTEM
from tests import factories
from tests.conftest import NOW
from tests.visitor import Visitor


class Office:
    """A city of two units; one person of each has left."""

    def __init__(self, visitor: Visitor) -> None:
        city = factories.unit()
        self.here, self.there = factories.unit(parent=city), factories.unit(parent=city)
        self.gone = factories.person(self.here, "0007", given_name="ขวัญ", left_at=NOW)
        self.stranger = factories.person(
            self.there, "0008", given_name="แดง", left_at=NOW
        )
        admin = factories.person(self.here, "0001")
        self.admin = factories.account(admin, {"admin": self.here})
        self.hr = factories.account(factories.person(self.here), {"hr": None})
        self.visitor = visitor.in_("th")

    def address(self, person: int) -> str:
        """The page that erases a person."""
        wanted = select(Person.public_id).where(Person.id == person)
        return f"/admin/people/{db.session.execute(wanted).scalar_one()}/erasure"


@pytest.fixture
def office(app: Flask, visitor: Visitor) -> Office:
    return Office(visitor)


def test_an_administrator_finds_who_has_left_in_their_part(office: Office) -> None:
    page = office.visitor.as_(office.admin).get("/admin/privacy?text=0007").text
    assert "ขวัญ" in page
    assert "แดง" not in office.visitor.get("/admin/privacy").text


def test_hr_sees_what_waits_and_erases_nobody(office: Office) -> None:
    requests.ask(office.gone, "erasure", "ขอลบ", actor=SYSTEM, now=NOW)
    hr = office.visitor.as_(office.hr)
    page = hr.get("/admin/privacy").text
    assert "คำขอที่รอคำตอบ: 1" in page
    assert "ขวัญ" not in page
    assert hr.get(office.address(office.gone)).status_code == 403


def test_the_dry_run_comes_first_and_the_number_confirms(office: Office) -> None:
    admin, address = office.visitor.as_(office.admin), office.address(office.gone)
    assert "สิ่งที่จะถูกลบ" in admin.get(address).text
    slip = admin.post(address, number="0008")
    assert "ไม่ใช่ของบุคคลนี้" in slip.text
    done = admin.post(address, number="0007")
    assert done.location == "/admin/privacy"
    assert admin.get(address).status_code == 404
    assert "ขวัญ" not in admin.get("/admin/privacy").text


def test_a_person_of_another_part_is_not_there(office: Office) -> None:
    admin = office.visitor.as_(office.admin)
    assert admin.get(office.address(office.stranger)).status_code == 404
    answer = admin.post(office.address(office.stranger), number="0008")
    assert answer.status_code == 404


def test_the_record_is_a_workbook_and_leaves_a_line(office: Office) -> None:
    answer = office.visitor.as_(office.hr).post("/admin/privacy/record")
    assert "กิจกรรม" in load_workbook(BytesIO(answer.data)).sheetnames
    wanted = select(AuditLine.noun).where(AuditLine.action == "export")
    assert list(db.session.scalars(wanted)) == ["record_of_processing"]


def test_without_a_contact_the_page_asks_for_one(office: Office) -> None:
    page = office.visitor.as_(office.hr).get("/admin/privacy").text
    assert "SAMATTHANA_PRIVACY_CONTACT" in page
