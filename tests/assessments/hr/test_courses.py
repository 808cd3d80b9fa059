"""HR reads the catalogue and brings courses in by workbook."""

from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook

from assessments.queries import courses
from assessments.workbooks.courses import COURSES as SHEET
from assessments.workbooks.courses import HEADERS, template
from tests import factories
from tests.assessments.catalogue import COURSES, KEEP, READ, put
from tests.visitor import Visitor

PAGE = "/hr/courses"
MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def hr(app: Flask, visitor: Visitor) -> Visitor:
    """An HR officer who reads English, and a framework of three competencies."""
    factories.framework_version()
    return visitor.as_(factories.account(roles={"hr": None})).in_("en")


def upload(data: bytes) -> tuple[BytesIO, str, str]:
    return BytesIO(data), "courses.xlsx", MEDIA


def spoilt(cells: dict[str, str]) -> bytes:
    book = load_workbook(BytesIO(template(COURSES)))
    for place, value in cells.items():
        book[SHEET][place] = value
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_before_any_framework_is_known_the_page_says_so(
    app: Flask, visitor: Visitor
) -> None:
    visitor.as_(factories.account(roles={"hr": None})).in_("en")
    assert "No framework is known yet" in visitor.get(PAGE).text
    assert visitor.get(f"{PAGE}/workbook").status_code == 404


def test_a_course_is_shown_with_what_it_lifts_and_costs(hr: Visitor) -> None:
    put((READ,))
    text = hr.get(PAGE).text
    assert "=อ่านข้อมูล" in text
    assert "READ · สำนักปลัด · Onsite" in text
    assert "Reading data" in text
    assert "0 → 3" in text
    assert "10–20" in text
    assert "20,000" in text


def test_a_workbook_brings_courses_in_and_the_counts_are_told(hr: Visitor) -> None:
    put((KEEP,))
    answer = hr.post(PAGE, file=upload(template((READ,))), whole="y")
    assert answer.status_code == 302
    assert courses.catalogue() == (READ,)
    told = "New courses: 1. Changed: 0. As they were: 0. Offered no longer: 1."
    assert told in hr.get(answer.location).text


def test_without_the_mark_other_courses_stay(hr: Visitor) -> None:
    put((KEEP,))
    hr.post(PAGE, file=upload(template((READ,))))
    assert courses.catalogue() == (KEEP, READ)


def test_all_faults_are_told_and_nothing_is_half_imported(hr: Visitor) -> None:
    answer = hr.post(PAGE, file=upload(spoilt({"C2": "none", "G3": "six"})))
    assert answer.status_code == 200
    assert "Problems found: 2. Nothing was changed." in answer.text
    assert HEADERS["competency"] in answer.text
    assert HEADERS["hours"] in answer.text
    assert courses.catalogue() == ()


def test_what_is_no_workbook_is_told_so(hr: Visitor) -> None:
    answer = hr.post(PAGE, file=upload(b"courses"))
    assert "This is not an Excel workbook" in answer.text


def test_without_a_file_the_form_asks_for_one(hr: Visitor) -> None:
    assert "Choose a file." in hr.post(PAGE).text


def test_the_downloaded_workbook_changes_nothing_when_sent_back(hr: Visitor) -> None:
    put()
    book = hr.get(f"{PAGE}/workbook?framework=three").data
    hr.post(PAGE, file=upload(book), whole="y")
    assert "New courses: 0. Changed: 0. As they were: 3." in hr.get(PAGE).text
    assert courses.catalogue() == COURSES


def test_an_empty_catalogue_downloads_as_a_template_with_the_known_codes(
    hr: Visitor,
) -> None:
    book = load_workbook(BytesIO(hr.get(f"{PAGE}/workbook").data))
    assert [cell.value for cell in book[SHEET][1]] == list(HEADERS.values())
    notes = {row[:2] for row in book.worksheets[2].iter_rows(values_only=True)}
    assert ("data.read", "Reading data") in notes


def test_a_framework_that_is_not_there_is_a_404(hr: Visitor) -> None:
    assert hr.get(f"{PAGE}?framework=none").status_code == 404


def test_who_looks_after_a_part_reads_but_does_not_import(
    app: Flask, visitor: Visitor
) -> None:
    factories.framework_version()
    agency = factories.unit()
    part = factories.unit(parent=agency)
    visitor.as_(factories.account(roles={"hr": part})).in_("en")
    assert "The catalogue belongs to the whole agency." in visitor.get(PAGE).text
    answer = visitor.post(PAGE, file=upload(template((READ,))))
    assert answer.status_code == 403
    assert courses.catalogue() == ()


def test_a_manager_may_not_see_the_catalogue(app: Flask, visitor: Visitor) -> None:
    visitor.as_(factories.account(roles={"manager": None}))
    assert visitor.get(PAGE).status_code == 403
