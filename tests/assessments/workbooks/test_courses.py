from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from assessments.workbooks.courses import (
    COURSES,
    EFFECTS,
    HEADERS,
    Scope,
    read,
    template,
)
from competency.courses import Course, Effect
from competency.problems import Place, Problem

SCOPE = Scope("f", ("DLit", "DData"), 0, 5)
DLIT = Effect("f", "DLit", 0, 2)
DDATA = Effect("f", "DData", 1, 3)
FIRST = Course(
    "EX01", "=อบรม", "เมือง", 6, "Onsite", 900_050, 28_000, 20, 45, 14, (DLIT, DDATA)
)
SECOND = Course(
    "EX02", "เรียนรู้", "", 1.5, "", 0, 0, 1, 2_000, 1, (DDATA,), "DG-1", "สมมติ"
)
MONEY = "0–10,000,000,000"
REAL = Path("../shared/data/pattaya_like/courses.xlsx")


def changed(sheet: str, cells: Mapping[str, Any]) -> bytes:
    book = openpyxl.load_workbook(BytesIO(template((FIRST, SECOND))))
    for place, value in cells.items():
        book[sheet][place] = value
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def problem(row: int, key: str, rule: str, value: str, expected: str) -> Problem:
    return Problem(Place(COURSES, row, HEADERS[key]), rule, value, expected)


def test_what_is_written_is_read_again() -> None:
    assert read(template((FIRST, SECOND)), SCOPE) == ((FIRST, SECOND), ())


def test_an_empty_template_says_that_it_holds_no_rows() -> None:
    courses, problems = read(template(), SCOPE)
    assert courses == ()
    assert problems == (Problem(Place(COURSES), "sheet-empty"),)


def test_the_sheet_of_further_competencies_may_be_absent() -> None:
    book = openpyxl.load_workbook(BytesIO(template((SECOND,))))
    del book[EFFECTS]
    kept = BytesIO()
    book.save(kept)
    assert read(kept.getvalue(), SCOPE) == ((SECOND,), ())


def test_thai_digits_and_commas_are_read() -> None:
    courses, problems = read(changed(COURSES, {"I2": "๙,๐๐๐.๕"}), SCOPE)
    assert problems == ()
    assert courses[0].run_cost_satang == 900_050


def test_the_header_may_leave_out_the_year_of_the_framework() -> None:
    courses, problems = read(changed(COURSES, {"C1": "ด้านสมรรถนะ"}), SCOPE)
    assert (len(courses), problems) == (2, ())


@pytest.mark.parametrize(
    ("place", "value", "expected"),
    [
        ("A2", None, problem(2, "code", "value-missing", "", "รหัสหลักสูตร")),
        ("A3", "EX01", problem(3, "code", "value-twice", "EX01", "2")),
        ("C2", "DX", problem(2, "competency", "value-unknown", "DX", "DLit, DData")),
        ("E2", "ต่ำ", problem(2, "from_level", "value-not-number", "ต่ำ", "0–5")),
        ("F2", 0, problem(2, "to_level", "value-out-of-range", "0", "> 0")),
        ("F2", 6, problem(2, "to_level", "value-out-of-range", "6", "0–5")),
        ("G2", -1, problem(2, "hours", "value-out-of-range", "-1", "0–10,000")),
        ("I2", 0.005, problem(2, "run_cost", "value-not-money", "0.005", "0.01")),
        (
            "J2",
            "nan",
            problem(2, "seat_cost", "value-out-of-range", "nan", "0–10,000,000,000"),
        ),
        ("L2", 19, problem(2, "max_seats", "value-out-of-range", "19", "≥ 20")),
        ("M2", 1.5, problem(2, "max_runs", "value-not-whole", "1.5", "0–1,000,000")),
        ("B2", "ก" * 301, problem(2, "name", "value-too-long", "ก" * 40, "300")),
    ],
)
def test_a_fault_is_named_with_its_place_and_what_is_expected(
    place: str, value: object, expected: Problem
) -> None:
    courses, problems = read(changed(COURSES, {place: value}), SCOPE)
    assert courses == ()
    assert expected in problems


def test_every_fault_is_named_at_once() -> None:
    faults = {"C2": "DX", "E3": "ก", "L3": 0, "G2": "ข"}
    _, problems = read(changed(COURSES, faults), SCOPE)
    places = {(one.place.row, one.place.column) for one in problems}
    wanted = {(2, "competency"), (3, "from_level"), (3, "max_seats"), (2, "hours")}
    assert places == {(row, HEADERS[key]) for row, key in wanted}


@pytest.mark.parametrize(
    ("cells", "column", "rule"),
    [
        ({"A2": "EX99"}, "code", "course-unknown"),
        ({"B2": "DLit"}, "competency", "value-twice"),
        ({"B2": "DX"}, "competency", "value-unknown"),
    ],
)
def test_faults_of_further_competencies_are_named(
    cells: Mapping[str, Any], column: str, rule: str
) -> None:
    courses, problems = read(changed(EFFECTS, cells), SCOPE)
    assert courses == ()
    assert {(one.place, one.rule) for one in problems} == {
        (Place(EFFECTS, 2, HEADERS[column]), rule)
    }


def test_a_missing_column_is_named() -> None:
    _, problems = read(changed(COURSES, {"K1": "อื่น"}), SCOPE)
    assert problems == (
        Problem(
            Place(COURSES, 1, HEADERS["min_seats"]),
            "column-missing",
            "",
            HEADERS["min_seats"],
        ),
    )


def test_a_missing_sheet_is_named() -> None:
    kept = BytesIO()
    openpyxl.Workbook().save(kept)
    _, problems = read(kept.getvalue(), SCOPE)
    assert problems == (Problem(Place(COURSES), "sheet-missing", "", COURSES),)


@pytest.mark.skipif(not REAL.exists(), reason="the city's course file is not here")
def test_the_courses_of_the_city_are_read() -> None:
    areas = ("DLit", "DGov", "DLead", "DTech", "DServ", "DData", "DCyber")
    courses, problems = read(REAL.read_bytes(), Scope("f", areas, 0, 5))
    assert problems == ()
    assert (len(courses), sum(len(one.effects) for one in courses)) == (42, 52)
