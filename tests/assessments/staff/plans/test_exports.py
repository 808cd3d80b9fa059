"""A saved plan as a file, in the language of the page."""

from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import select

from assessments.database import db
from assessments.models import AuditLine
from tests.assessments.staff.plans.test_pages import Desk


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


@pytest.mark.parametrize("part", ["workbook", "document"])
def test_before_it_is_saved_there_is_no_file(desk: Desk, part: str) -> None:
    assert desk.visitor("person").get(f"{desk.url}/{part}").status_code == 404
    assert f"{desk.url}/{part}" not in desk.page()


def test_the_workbook_speaks_the_language_of_the_page(desk: Desk) -> None:
    desk.office.put()
    answer = desk.visitor("person", "th").get(f"{desk.url}/workbook")
    assert answer.status_code == 200
    assert "UTF-8''IDP%20%E0%B8%99" in answer.headers["Content-Disposition"]
    page = load_workbook(BytesIO(answer.data)).active
    assert page is not None
    assert page["B6"].value == "การอ่านข้อมูล"
    assert page["C6"].value == ("จากระดับ 1 เป็นระดับ 2\nเปรียบเทียบข้อมูลจากหลายแหล่งได้")
    assert page["B7"].value == "=ภาษามือ"
    assert page["B7"].data_type == "s"


def test_the_document_is_a_pdf_that_says_its_language(desk: Desk) -> None:
    desk.office.put()
    answer = desk.visitor("person", "th").get(f"{desk.url}/document")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.data.startswith(b"%PDF-1.7")
    assert b"/Lang(th)" in answer.data


def test_a_file_that_the_supervisor_takes_is_logged(desk: Desk) -> None:
    office = desk.office
    office.put()
    for page in ("workbook", "document"):
        assert desk.visitor("head").get(f"{desk.url}/{page}").status_code == 200
        assert desk.visitor("person").get(f"{desk.url}/{page}").status_code == 200
    wanted = select(AuditLine.detail).where(AuditLine.action == "read")
    assert list(db.session.scalars(wanted)) == [{"subject": office.person}] * 2
