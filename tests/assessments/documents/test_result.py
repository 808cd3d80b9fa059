"""The paper of a result opens, is tagged, and prints whatever people are called."""

from dataclasses import replace
from math import nan

import pytest

from assessments.documents.result import Entry, Paper, Whose, write
from assessments.documents.typesetting import Page
from assessments.pictures import Radar, Spoke, radar
from tests.assessments.documents import reading
from tests.conftest import NOW

HOSTILE = '#import "x" $x^2$ <script>alert(1)</script> \\ *a* _b_ `c` @d [e] {f} // g'
STACKS = "น้ำใจ ปั๊ม กี่ กี้ กึ๊ กู้ ฎุ ญี่ ฐู่ ป้ำ ฟ้า ำำำ ่่่่ ็็็"
PAGE = Page("ผลการประเมินสมรรถนะ", "th", "รอบที่ 1/2569", NOW)
WHOSE = Whose("000042", "นางสาวน้ำทิพย์ ปั๊มดี", "นักวิชาการ", "กองคลัง")
READ = Entry(
    "การอ่านข้อมูล",
    "1",
    "2",
    "ต่ำกว่าเป้าหมาย 1 ระดับ",
    short=True,
    strong=False,
    level_share=0.2,
    target_share=0.4,
    sentences=("ระดับ 1 หมายถึง อ่านตาราง",),
    answered="ตอบแล้ว 4 จาก 4 ข้อ",
    said=("ประเมินตนเอง: ระดับ 1",),
    courses=("หลักสูตร:", "ก", "ข"),
)
KEEP = replace(READ, name="การเก็บข้อมูล", short=False, strong=True)
FOREIGN = replace(READ, name="ไม่ทราบ", short=False, level_share=nan, target_share=nan)
PICTURE = radar(Radar((Spoke("ก", 1, 2),) * 3, 0, 5, "ระดับ", "เป้าหมาย", "ไม่ทราบ"))


def _paper(**changes: object) -> Paper:
    entries = READ, KEEP, FOREIGN
    facts = False, "คำนวณเมื่อปิดรอบ", False, entries, (0, 1, 2), PICTURE, "เรดาร์: ก ข ค"
    return replace(Paper(WHOSE, "กรอบ 1.0.0", *facts), **changes)  # type: ignore[arg-type]


def _same(text: str) -> str:
    return text


def _write(*papers: Paper, page: Page = PAGE) -> bytes:
    return write(papers, page, _same)


def test_a_paper_is_tagged_and_has_a_title_and_a_language() -> None:
    pdf = _write(_paper())
    assert pdf.startswith(b"%PDF-1.7")
    assert reading.is_accessible(pdf)
    assert reading.title(pdf) == "ผลการประเมินสมรรถนะ"
    assert reading.language(pdf) == "th"
    assert reading.language(_write(_paper(), page=replace(PAGE, language="en"))) == "en"


def test_three_competencies_fit_on_two_pages() -> None:
    assert reading.pages(_write(_paper())) == 2


def test_the_same_values_make_the_same_bytes() -> None:
    assert _write(_paper()) == _write(_paper())


def test_the_picture_is_told_to_those_who_do_not_see_it() -> None:
    assert reading.instead_of_pictures(_write(_paper())) == ["เรดาร์: ก ข ค"]
    assert reading.instead_of_pictures(_write(_paper(picture=None))) == []


def test_each_person_has_a_bookmark_and_begins_on_the_front_of_a_sheet() -> None:
    others = [_paper(whose=replace(WHOSE, name=name)) for name in ("ข", "ค")]
    pdf = _write(_paper(), *others)
    assert reading.pages(pdf) == 6
    assert reading.bookmarks(pdf) == [
        f"Competency assessment result: {name}" for name in (WHOSE.name, "ข", "ค")
    ]


def test_a_person_whose_last_page_is_a_front_is_followed_by_an_empty_back() -> None:
    short = _paper(entries=(READ,), order=(0,), picture=None)
    assert reading.pages(_write(short)) == 1
    assert reading.pages(_write(short, short)) == 3


@pytest.mark.parametrize("text", [HOSTILE, STACKS, "ก" * 300, "A" * 300, "\\", '"'])
def test_whatever_people_type_stays_text(text: str) -> None:
    entry = replace(READ, name=text, sentences=(text,) * 3, said=(text,), gap=text)
    whose = Whose(text, text, text, text)
    paper = _paper(whose=whose, entries=(entry, KEEP), order=(0, 1), told=text)
    pdf = _write(paper, page=replace(PAGE, title=text, about=text, notice=text))
    assert reading.is_accessible(pdf)
    assert reading.title(pdf) == text
    assert reading.instead_of_pictures(pdf) == [text]
    assert f"Competency assessment result: {text}" in reading.bookmarks(pdf)


def test_a_direction_that_is_turned_around_is_turned_back() -> None:
    pdf = _write(_paper(), page=replace(PAGE, title="\u202eabc\u202c"))
    assert reading.title(pdf) == "abc"


def test_a_novel_runs_over_pages_and_loses_nothing() -> None:
    novel = replace(READ, sentences=("วิเคราะห์ข้อมูลจากหลายแหล่งเพื่อการตัดสินใจ " * 400,))
    assert reading.pages(_write(_paper(entries=(novel,), order=(0,)))) > 4


@pytest.mark.parametrize("aimless", [False, True])
def test_a_person_without_anything_known_has_a_paper_too(aimless: bool) -> None:
    paper = _paper(
        entries=(FOREIGN,), order=(0,), picture=None, aimless=aimless, provisional=True
    )
    assert reading.pages(_write(paper)) == 1
