"""Slips for the first sign-in: eight on a sheet, and no code in what is sent."""

from urllib.parse import urlsplit

import pytest

from assessments.documents.slips import Slip, drawn, link, write
from assessments.documents.typesetting import Page
from tests.assessments.documents import reading
from tests.conftest import NOW

ADDRESS = "https://skills.city.example/account/first"
SLIP = Slip("นางสาวน้ำทิพย์ ปั๊มดี", "00/42 ก", "กองคลัง", "ABCDE-FGHJK")
HOSTILE = Slip('#import "x" $x^2$ <b>', "*1*", "_u_ [e] {f} // g", "ABCDE-FGHJK")
PAGE = Page("บัตรเข้าใช้ครั้งแรก", "th", "บัตรเข้าใช้ครั้งแรก", NOW)


def test_what_is_scanned_sends_neither_number_nor_code_to_the_server() -> None:
    parts = urlsplit(link(ADDRESS, SLIP))
    assert parts._replace(fragment="").geturl() == ADDRESS
    assert parts.fragment == "name=00%2F42%20%E0%B8%81&code=ABCDE-FGHJK"


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (8, 1), (9, 2), (200, 25)])
def test_slips_fill_sheets_and_can_be_read_aloud(count: int, pages: int) -> None:
    made = write([SLIP] * count, ADDRESS, "28 พ.ย. 2569", PAGE, str)
    assert reading.pages(made) == pages
    assert reading.is_accessible(made)
    assert len(reading.instead_of_pictures(made)) == count


def test_what_people_are_called_is_printed_as_text() -> None:
    assert reading.pages(write([HOSTILE], ADDRESS, "28 พ.ย. 2569", PAGE, str)) == 1


def test_the_picture_is_a_path_without_text() -> None:
    picture = drawn(link(ADDRESS, SLIP)).decode()
    assert "<path" in picture
    assert "<text" not in picture
