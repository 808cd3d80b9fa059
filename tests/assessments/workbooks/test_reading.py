import zipfile
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from assessments.workbooks.reading import (
    Limits,
    Row,
    comma_separated,
    headed,
    text_of,
    workbook,
)
from competency.problems import Place, Problem


def filled(cells: Mapping[str, Any], title: str = "บุคลากร") -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = title
    for place, value in cells.items():
        page[place] = value
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def packed(**parts: bytes) -> bytes:
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        for name, content in parts.items():
            archive.writestr(f"xl/{name}.xml", content)
    return kept.getvalue()


def rule(data: bytes, limits: Limits | None = None) -> str:
    sheets, problems = workbook(data, limits or Limits())
    assert sheets == {}
    return problems[0].rule


def test_rows_carry_the_number_that_the_spreadsheet_shows() -> None:
    sheets, problems = workbook(filled({"A3": "รหัส", "B5": "ก"}))
    assert problems == ()
    assert sheets["บุคลากร"] == (Row(3, ("รหัส", "")), Row(5, ("", "ก")))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0012", "0012"),
        (12, "12"),
        (12.0, "12"),
        (1.5, "1.5"),
        (True, "TRUE"),
        (datetime(2000, 2, 29), "2000-02-29"),  # noqa: DTZ001 -- Excel knows no zone
        (datetime(2000, 2, 29, 8, 30), "2000-02-29 08:30:00"),  # noqa: DTZ001 -- the same
        ("  ก ข  ", "ก ข"),
        ("+66812345678", "+66812345678"),
    ],
)
def test_every_cell_is_the_text_that_a_person_reads(value: object, text: str) -> None:
    sheets, _ = workbook(filled({"A1": value}))
    assert sheets["บุคลากร"] == (Row(1, (text,)),)


def test_large_whole_numbers_are_written_out() -> None:
    assert text_of(1e15) == "1000000000000000"


def test_merged_cells_hold_their_text_once() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page["A1"], page["A2"], page["C2"] = "หัวเรื่อง", "1", "3"
    page.merge_cells("A1:C1")
    kept = BytesIO()
    book.save(kept)
    sheets, _ = workbook(kept.getvalue())
    assert sheets["Sheet"] == (Row(1, ("หัวเรื่อง", "", "")), Row(2, ("1", "", "3")))


@pytest.mark.parametrize(
    "data",
    [b"", b"name,code\n", b"PK\x03\x04broken", packed(), filled({"A1": 1})[:-60]],
    ids=["empty", "text", "stump", "hollow", "cut off"],
)
def test_what_is_not_a_workbook_is_refused(data: bytes) -> None:
    assert rule(data) == "file-not-a-workbook"


def test_another_packed_file_is_refused() -> None:
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert rule(kept.getvalue()) == "file-not-a-workbook"


def test_a_file_that_swells_is_refused_before_it_is_read() -> None:
    bomb = packed(sheet=b"0" * 3_000_000)
    assert len(bomb) < 10_000
    assert rule(bomb, Limits(unpacked=1_000_000)) == "file-too-large"


def test_a_file_that_is_large_as_it_comes_is_refused() -> None:
    assert rule(filled({"A1": 1}), Limits(packed=100)) == "file-too-large"


def test_a_single_cell_far_down_is_refused() -> None:
    assert rule(filled({"A1": 1, "A1048576": 1})) == "file-rows"


def test_a_single_cell_far_right_is_refused() -> None:
    assert rule(filled({"A1": 1, "XFD1": 1})) == "file-columns"


def test_too_many_parts_and_sheets_are_refused() -> None:
    assert rule(filled({"A1": 1}), Limits(parts=2)) == "file-parts"
    assert rule(filled({"A1": 1}), Limits(sheets=0)) == "file-sheets"


def test_a_comma_separated_file_is_read_as_thai_excel_writes_it() -> None:
    data = '\ufeffรหัส,ชื่อ\r\n0001,"ก, ข"\r\n\r\n0002,ค\r\n'.encode()
    rows, problems = comma_separated(data)
    assert problems == ()
    assert rows == (
        Row(1, ("รหัส", "ชื่อ")),
        Row(2, ("0001", "ก, ข")),
        Row(4, ("0002", "ค")),
    )


def test_a_comma_separated_file_in_the_old_thai_code_is_read() -> None:
    rows, _ = comma_separated("รหัส,ชื่อ\n1,น้ำ\n".encode("cp874"))
    assert rows[1].cells == ("1", "น้ำ")


def test_bytes_that_are_no_text_are_refused() -> None:
    _, problems = comma_separated(b"\x00\x01\x02")
    assert problems == (Problem(Place(), "file-not-text", "", "UTF-8"),)


def test_missing_and_repeated_headers_are_named_with_their_row() -> None:
    rows = (Row(2, ("รหัส", "ชื่อ", "ชื่อ")),)
    wanted = {"code": "รหัส", "name": "ชื่อ", "unit": "หน่วยงาน"}
    found, problems = headed(rows, "คน", wanted, wanted)
    assert found == {"code": 0, "name": 1}
    assert problems == (
        Problem(Place("คน", 2, "หน่วยงาน"), "column-missing", "", "หน่วยงาน"),
        Problem(Place("คน", 2, "ชื่อ"), "column-twice", "", "ชื่อ"),
    )
