"""A plan as a tagged PDF: every text is a text, whatever it looks like."""

from dataclasses import replace

import pytest

from assessments.documents import development as document
from competency.development.printed import Line
from tests.assessments.documents import reading
from tests.assessments.workbooks.test_development import BARE, LINE, plan

HOSTILE = (
    '#import "x" $y$ <script>alert(1)</script> *b* \\ @ref',
    "\u202eกลับด้าน ป้ำ น้ำ ฝ้าย",
    "ก" * 300,
    "บรรทัดหนึ่ง\nบรรทัดสอง\n\n\n",
)


def _same(text: str) -> str:
    return text


def _write(*lines: Line, notice: str = "") -> bytes:
    return document.write(plan(*lines), _same, language="th", notice=notice)


def test_a_plan_is_tagged_and_has_a_title_and_a_language() -> None:
    made = _write(LINE)
    assert reading.is_accessible(made)
    assert reading.language(made) == "th"
    assert reading.title(made) == ("Individual development plan of นางน้ำผึ้ง ป้ำเป๋อ")


def test_a_short_plan_and_its_signatures_fit_on_one_page() -> None:
    assert reading.pages(_write(LINE, BARE)) == 1
    assert reading.pages(_write()) == 1


def test_a_long_plan_runs_over_pages() -> None:
    rows = [replace(LINE, number=n) for n in range(1, 31)]
    assert reading.pages(_write(*rows)) > 2


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_people_type_stays_text(text: str) -> None:
    row = replace(LINE, topic=text, goal=text, measure=text, result=text)
    assert reading.pages(_write(row)) >= 1


def test_rows_longer_than_a_page_are_printed_too() -> None:
    novel = replace(LINE, goal="เปรียบเทียบข้อมูลจากหลายแหล่งได้ " * 300)
    assert reading.pages(_write(novel)) > 1


def test_the_same_plan_makes_the_same_bytes() -> None:
    assert _write(LINE, notice="ระบบสาธิต") == _write(LINE, notice="ระบบสาธิต")
