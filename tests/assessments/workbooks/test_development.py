"""A plan as the form to sign: columns in their order, texts as texts, lines below."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from assessments.workbooks import development as workbook
from competency.development.printed import Line, Printed, Signature

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
LINE = Line(
    1,
    "การอ่านข้อมูล",
    "จากระดับ 1 เป็นระดับ 2\nเปรียบเทียบข้อมูลได้",
    "สอนงาน",
    date(2026, 12, 1),
    date(2028, 2, 29),
    150_050,
    "รายงานสองฉบับ",
    "",
)
BARE = Line(2, "=cmd|' /C calc'!A0", "", "", None, None, None, "", "")


def plan(*lines: Line) -> Printed:
    """A plan of somebody who has proposed it to a head."""
    head = "นายก้อง ใจดี", "หัวหน้าฝ่าย"
    return Printed(
        person="นางน้ำผึ้ง ป้ำเป๋อ",
        title="เจ้าพนักงานธุรการ",
        unit="งานทะเบียน",
        round_name="รอบที่ 1",
        framework="สามสมรรถนะ 1.0.0",
        state="เสนอแล้ว",
        lines=lines,
        signatures=(
            Signature("รับทราบ", "นางน้ำผึ้ง ป้ำเป๋อ", "เจ้าพนักงานธุรการ", NOW),
            Signature("เห็นชอบ", *head, None),
            Signature("รับทราบผล", "", "", None),
        ),
        made_at=NOW,
    )


def _same(text: str) -> str:
    return text


def _page(*lines: Line, language: str = "th") -> Worksheet:
    made = workbook.write(plan(*lines), _same, language=language)
    page = load_workbook(BytesIO(made)).active
    assert isinstance(page, Worksheet)
    return page


def test_the_columns_stand_in_the_order_of_the_form() -> None:
    assert [cell.value for cell in _page(LINE)[5]] == [
        "No.",
        "Knowledge, skill or competency to develop",
        "Goal of the development",
        "How to develop",
        "Starts on",
        "Ends on",
        "Budget in baht",
        "How success is measured",
        "Result",
    ]


def test_a_row_holds_texts_days_and_money_as_what_they_are() -> None:
    values = [cell.value for cell in _page(LINE)[6]]
    row = [v.date() if isinstance(v, datetime) else v for v in values]
    assert row == [
        "1",
        LINE.topic,
        LINE.goal,
        "สอนงาน",
        date(2026, 12, 1),
        date(2028, 2, 29),
        1500.5,
        "รายงานสองฉบับ",
        None,
    ]


@pytest.mark.parametrize(
    ("language", "form"),
    [("th", "[$-107041E]d mmm yyyy"), ("en", "d mmm yyyy")],
)
def test_days_are_of_the_readers_era(language: str, form: str) -> None:
    assert _page(LINE, language=language)["E6"].number_format == form


def test_what_looks_like_a_formula_is_a_text() -> None:
    cell = _page(BARE)["B6"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (BARE.topic, "s", True)


def test_budgets_are_summed_as_far_as_they_are_said() -> None:
    total = [cell.value for cell in _page(LINE, BARE)[8]]
    assert (total[1], total[6]) == ("Budget in all", 1500.5)
    assert _page(BARE)["G7"].value is None


def test_who_signs_stands_below_the_rows() -> None:
    page = _page(BARE)
    lines = [str(row[0].value) for row in page.iter_rows(min_row=7) if row[0].value]
    assert [line.split("  ")[0] for line in lines] == [
        "รับทราบ",
        "เห็นชอบ",
        "รับทราบผล",
    ]
    assert "(นางน้ำผึ้ง ป้ำเป๋อ, เจ้าพนักงานธุรการ)" in lines[0]
    assert "noted in the system on 24 พฤศจิกายน 2569" in lines[0]
    assert "noted" not in lines[1]


def test_it_prints_on_pages_as_wide_as_it_is_with_its_header_on_each() -> None:
    page = _page(LINE)
    assert page.page_setup.orientation == "landscape"
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert (page.freeze_panes, page.print_title_rows) == ("C6", "$5:$5")
    assert page.row_dimensions[6].height >= 2 * 24


def test_whose_plan_it_is_stands_above() -> None:
    page = _page(LINE)
    assert page["A1"].value == "Individual development plan"
    assert "นางน้ำผึ้ง ป้ำเป๋อ" in page["A2"].value
    assert "รอบที่ 1" in page["A3"].value
