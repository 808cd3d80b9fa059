from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import BytesIO

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from assessments.workbooks.cells import Value
from assessments.workbooks.writer import Column, Sheet, Table, write

NAN = float("nan")
COLUMNS = (Column("รหัส", "code"), Column("ชื่อ"), Column("ระดับ", "level"))
ROWS: list[Sequence[Value]] = [("000001", "ก้อง ใจดี", 1.5), ("000002", "น้ำ", None)]


def opened(*sheets: Sheet, language: str = "th") -> list[Worksheet]:
    book = openpyxl.load_workbook(BytesIO(write(sheets, language=language)))
    return [book[name] for name in book.sheetnames]


def only(*tables: Table, language: str = "th") -> Worksheet:
    return opened(Sheet("แผน", "", tables), language=language)[0]


def test_rows_stand_under_their_headers() -> None:
    page = only(Table(COLUMNS, ROWS))
    assert [[cell.value for cell in row] for row in page.iter_rows()] == [
        ["รหัส", "ชื่อ", "ระดับ"],
        ["000001", "ก้อง ใจดี", 1.5],
        ["000002", "น้ำ", None],
    ]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_a_text_that_looks_like_a_formula_stays_a_text(sign: str) -> None:
    cell = only(Table((Column("ชื่อ"),), [(f"{sign}1+1",)]))["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (f"{sign}1+1", "s", True)


def test_an_ordinary_text_is_not_marked_as_quoted() -> None:
    cell = only(Table((Column("ชื่อ"),), [("1=1",)]))["A2"]
    assert (cell.data_type, cell.quotePrefix) == ("s", False)


def test_a_number_as_text_keeps_its_zeros() -> None:
    cell = only(Table(COLUMNS, ROWS))["A2"]
    assert (cell.value, cell.data_type, cell.number_format) == ("000001", "s", "@")


@pytest.mark.parametrize("value", [NAN, float("inf"), None])
def test_what_is_unknown_is_left_empty(value: Value) -> None:
    assert only(Table((Column("ระดับ", "level"),), [(value,)]))["A2"].value is None


def test_what_no_xml_may_hold_is_left_out() -> None:
    page = only(Table((Column("ชื่อ\x00"),), [("ก\x0bข\ufffe",)]))
    assert (page["A1"].value, page["A2"].value) == ("ชื่อ", "กข")


def test_dates_have_thai_years_in_thai_and_ours_in_english() -> None:
    table = Table((Column("วันที่", "date"),), [(date(2024, 2, 29),)])
    assert only(table)["A2"].number_format == "[$-107041E]d mmm yyyy"
    assert only(table, language="en")["A2"].number_format == "d mmm yyyy"
    assert only(table)["A2"].value == datetime(2024, 2, 29)  # noqa: DTZ001 -- Excel knows no zone


def test_moments_are_bangkoks() -> None:
    moment = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
    cell = only(Table((Column("เวลา", "moment"),), [(moment,)]))["A2"]
    assert cell.value == datetime(2026, 11, 25, 3, 0)  # noqa: DTZ001 -- Excel knows no zone


def test_the_header_stays_in_sight_and_filters_the_rows() -> None:
    page = opened(
        Sheet("แผน", "เรื่อง", (Table(COLUMNS, ROWS),), notes=("บันทึก",), fixed=2)
    )[0]
    assert page.freeze_panes == "C5"
    assert page.auto_filter.ref == "A4:C6"
    assert page.print_title_rows == "$4:$4"
    assert page["A4"].value == "รหัส"


def test_a_total_is_printed_but_not_filtered() -> None:
    page = only(Table(COLUMNS, ROWS, total=("รวม", None, 3.0)))
    assert page.auto_filter.ref == "A1:C3"
    assert page.print_area == "'แผน'!$A$1:$C$4"
    assert page["A4"].font.b


def test_pages_are_wide_and_fit_the_paper() -> None:
    page = only(Table(COLUMNS, ROWS))
    assert page.page_setup.orientation == "landscape"
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert page.sheet_properties.pageSetUpPr is not None
    assert page.sheet_properties.pageSetUpPr.fitToPage


def test_thai_text_is_set_in_its_font_with_room_for_tone_marks() -> None:
    page = only(Table(COLUMNS, ROWS))
    assert (page["B2"].font.name, page["B2"].font.sz) == ("TH Sarabun New", 16)
    assert page.sheet_format.defaultRowHeight == 24


def test_columns_are_as_wide_as_their_text_without_marks() -> None:
    wide = "ก" + "้" * 30 + "ข" * 20
    page = only(Table((Column("ชื่อ"), Column("สั้น")), [(wide, "ก")]))
    assert page.column_dimensions["A"].width == pytest.approx(23.5)
    assert page.column_dimensions["B"].width == pytest.approx(8)


def test_long_texts_get_the_rows_they_need() -> None:
    page = only(Table((Column("ชื่อ", width=20),), [("การอบรม " * 12,), ("สั้น",)]))
    assert page.row_dimensions[2].height >= 5 * 24
    assert page.row_dimensions[3].height is None


def test_gaps_are_coloured_and_choices_offered() -> None:
    columns = (Column("ช่องว่าง", "gap"), Column("สถานะ", choices=("ใช่", "ไม่")))
    page = only(Table(columns, [(-1.0, "ใช่"), (0.0, "ไม่")]))
    assert [str(area.sqref) for area in page.conditional_formatting] == ["A2:A3"]
    offer = page.data_validations.dataValidation[0]
    assert (offer.formula1, str(offer.sqref)) == ('"ใช่,ไม่"', "B2:B3")


def test_a_text_in_a_column_of_numbers_stays_a_text() -> None:
    cell = only(Table((Column("ช่องว่าง", "gap"),), [("ไม่ทราบ",)]))["A2"]
    assert (cell.value, cell.data_type) == ("ไม่ทราบ", "s")


def test_several_tables_stand_one_below_the_other() -> None:
    first = Table(COLUMNS, ROWS, heading="หนึ่ง")
    second = Table(COLUMNS[:1], [("000003",)], heading="สอง")
    page = only(first, second)
    column = [row[0].value for row in page.iter_rows()]
    assert column == ["หนึ่ง", "รหัส", "000001", "000002", None, "สอง", "รหัส", "000003"]
    assert page.freeze_panes is None


def test_names_of_sheets_are_made_fit() -> None:
    book = opened(Sheet("ก/ข:ค" + "ง" * 40, "", (Table(COLUMNS, ROWS),)))
    assert book[0].title == "ก ข ค" + "ง" * 26


def test_the_same_values_and_time_give_the_same_properties() -> None:
    moment = datetime(2026, 11, 24, tzinfo=UTC)
    sheet = Sheet("แผน", "", (Table(COLUMNS, ROWS),))
    book = openpyxl.load_workbook(BytesIO(write([sheet], now=moment)))
    assert book.properties.created == datetime(2026, 11, 24, 7)  # noqa: DTZ001 -- Excel knows no zone


def test_lines_below_stand_under_the_table_and_are_printed() -> None:
    page = opened(Sheet("แผน", "", (Table(COLUMNS, ROWS),), below=("ลงชื่อ",)))[0]
    assert [page[f"A{row}"].value for row in (3, 4, 5)] == ["000002", None, "ลงชื่อ"]
    assert page.print_area == "'แผน'!$A$1:$C$5"
    assert page.auto_filter.ref == "A1:C3"
