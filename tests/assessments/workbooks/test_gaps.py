"""A gap report as a workbook and as CSV, read back."""

import csv
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path

import numpy as np
import pytest
from openpyxl import load_workbook

from assessments.workbooks import gaps
from assessments.workbooks.gaps import Content, Row
from competency.frameworks import parse
from competency.reports import Cell, Line, State
from tests.conftest import NOW

FRAMEWORK = parse(
    (Path(__file__).parents[2] / "data" / "three.yaml").read_text("utf-8")
)
SHOWN = Cell(State.SHOWN, 1.5, -0.5, 0.25, 8)
CONTENT = Content(
    alone=0.3,
    round_id=1,
    round_name="=รอบที่ 1",
    closed_at=NOW,
    framework=FRAMEWORK,
    digest="abc",
    k=5,
    rows=(
        Row(
            "00",
            "เมือง",
            "City",
            Line(1, 1, 12, 10, (SHOWN, Cell(State.UNKNOWN), Cell(State.FREE))),
        ),
        Row("01", "กองคลัง", "", Line(2, 2, 3, None, (Cell(State.WITHHELD),) * 3)),
    ),
)


def _plain(text: str) -> str:
    return text


def test_each_measure_has_its_sheet_and_words_where_there_is_no_number() -> None:
    book = load_workbook(BytesIO(gaps.write(CONTENT, _plain, language="en")))
    assert book.sheetnames == [
        "Mean gap",
        "Share below target",
        "Mean level",
        "Method and data",
    ]
    rows = list(book["Mean gap"].iter_rows(min_row=6, values_only=True))
    assert rows == [
        ("00", "City", 12, 10, -0.5, "unknown", "not required"),
        ("01", "\u2003กองคลัง", 3, "not shown", *["not shown"] * 3),
    ]
    assert book["Mean level"]["E6"].value == 1.5
    assert book["Share below target"]["E6"].number_format == "0.0%"


def test_codes_and_names_stay_text() -> None:
    book = load_workbook(BytesIO(gaps.write(CONTENT, _plain, language="th")))
    sheet = book["Mean gap"]
    assert (sheet["A6"].value, sheet["A6"].data_type) == ("00", "s")
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=รอบที่ 1", "s")


def test_the_csv_is_what_thai_excel_reads() -> None:
    data = gaps.as_csv(CONTENT, _plain, language="th")
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == 3
    head, first, second = csv.reader(StringIO(data.decode("utf-8-sig"), newline=""))
    assert head[4:7] == [
        "การอ่านข้อมูล: gap",
        "การอ่านข้อมูล: share below target",
        "การอ่านข้อมูล: level",
    ]
    assert first[:7] == ["00", "เมือง", "12", "10", "-0.5", "0.25", "1.5"]
    assert second[3:] == ["not shown"] * 10


@pytest.mark.parametrize("measure", ["gap", "short"])
def test_without_targets_a_gap_is_said_in_words(measure: str) -> None:
    cell = Cell(State.SHOWN, 2.0, np.nan, np.nan, 9)
    assert gaps.said(cell, measure, _plain) == "no target"


@pytest.mark.parametrize("name", ["=1+1", "+66", "-", "@SUM(A1)", "\tx", "\r=x"])
def test_no_name_of_a_unit_is_a_formula_in_csv(name: str) -> None:
    row = replace(CONTENT.rows[0], code=name, name_th=name)
    content = replace(CONTENT, rows=(row,))
    data = gaps.as_csv(content, _plain, language="th").decode("utf-8-sig")
    _heads, (code, unit, *_figures) = csv.reader(StringIO(data, newline=""))
    assert (code, unit) == (f"'{name}", f"'{name}")
