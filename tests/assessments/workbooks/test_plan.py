"""The workbook of a plan, cell by cell: sums, names, money, and what is withheld."""

from dataclasses import replace
from io import BytesIO

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from assessments.workbooks.plan import book, words
from assessments.workbooks.plan.content import Content, Person
from assessments.workbooks.plan.units import apart
from competency.courses import Course, Effect
from competency.frameworks import parse
from competency.gaps import gaps
from competency.planning.making import make
from competency.planning.summary import UnitLine
from competency.planning.values import PlanSettings, Staff
from tests.assessments.clusterings import THREE
from tests.conftest import NOW

IDS = ["data.read", "data.keep", "safe.share"]
NAN = float("nan")
SHEETS = [
    "Summary",
    "Plan by course",
    "Course runs",
    "Plan by person",
    "Plan by unit",
    "Groups",
    "Gap matrix",
    "Method and data",
]


def same(text: str) -> str:
    """English is its own translation."""
    return text


def course(code: str, *effects: tuple[str, float, float], most: int = 6) -> Course:
    return Course(
        code=code,
        name=f"=หลักสูตร {code}",
        provider="+สำนัก",
        hours=6,
        delivery="Onsite",
        run_cost_satang=1_000_050,
        seat_cost_satang=10_025,
        min_seats=2,
        max_seats=most,
        max_runs=3,
        effects=tuple(Effect("three", name, *levels) for name, *levels in effects),
    )


COURSES = (
    course("READ", ("data.read", 0, 2)),
    course("BOTH", ("data.keep", 0, 2), ("safe.share", 0, 1), most=4),
)


def person(at: int) -> Person:
    """Three units: ten people, four, and one; the tree's order is theirs."""
    unit = 0 if at < 10 else 1 if at < 14 else 2
    return Person(
        person_id=at,
        code=f"{at:06d}",
        name="=นายสมชาย ใจดี" if at == 0 else f"นางสมศรี ทดสอบ{at}",
        title="-ผู้อำนวยการ",
        staff_type="",
        unit_id=unit,
        unit_code=f"00{unit}",
        unit_th=f"กอง {unit}",
        unit_en=f"Division {unit}",
    )


PEOPLE = tuple(person(at) for at in range(15))


def content(budget: int = 8_000_000) -> Content:
    index = pd.Index(range(15), name="person")
    rows = [[0, 0, 0]] * 7 + [[2, 0, 2]] * 3 + [[0, 2, 2]] * 4 + [[NAN, 0, 2]]
    levels = pd.DataFrame(rows, index, IDS, "float32")
    wanted = pd.DataFrame([[2, 2, 1]] * 14 + [[2, 2, -np.inf]], index, IDS, "float32")
    units = pd.Series([each.unit_id for each in PEOPLE], index, dtype="int64")
    staff = Staff("three", levels, wanted, units)
    return Content(
        number=7,
        round_id=1,
        round_name="=รอบที่ 1",
        closed_at=NOW,
        made_at=NOW,
        k=5,
        framework=parse(THREE.read_text("utf-8")),
        digest="d" * 64,
        input_digest="e" * 64,
        versions={"scipy": "1.0"},
        plan=make(staff, COURSES, PlanSettings(budget)),
        people=PEOPLE,
        gaps=gaps(levels, wanted),
        groups=None,
    )


CONTENT = content()


def opened(
    made: Content = CONTENT, language: str = "en", *, named: bool = True
) -> Workbook:
    data = book.write(made, same, language=language, named=named)
    return load_workbook(BytesIO(data))


BOOK = opened()


def rows(page: Worksheet) -> list[tuple[object, ...]]:
    """The values of a sheet, row by row."""
    return list(page.iter_rows(values_only=True))


def header(page: Worksheet, first: str) -> int:
    """The row whose first cell says so."""
    return next(row[0].row for row in page.iter_rows() if row[0].value == first)


def table(page: Worksheet, first: str) -> list[dict[str, object]]:
    """The rows under a header up to the end of the sheet, by column."""
    start = header(page, first)
    names = [str(cell.value) for cell in page[start]]
    rows = page.iter_rows(min_row=start + 1, values_only=True)
    return [dict(zip(names, row, strict=True)) for row in rows]


def listed(name: str, first: str) -> tuple[list[dict[str, object]], dict[str, object]]:
    """The lines of a sheet that ends in a total, and the total."""
    *lines, total = table(BOOK[name], first)
    assert "Total" in total.values()
    return lines, total


def total(lines: list[dict[str, object]], column: str) -> float:
    return sum(float(str(line[column])) for line in lines)


def test_the_sheets_follow_each_other_from_summary_to_method() -> None:
    assert BOOK.sheetnames == SHEETS


def test_the_plan_of_this_test_has_several_runs_and_keeps_the_budget() -> None:
    assert len(CONTENT.plan.runs) >= 3
    assert CONTENT.plan.cost_satang <= CONTENT.plan.settings.budget_satang


@pytest.mark.parametrize(
    ("sheet", "first"),
    [
        ("Plan by course", "Course code"),
        ("Course runs", "Course code"),
        ("Plan by unit", "Unit code"),
    ],
)
def test_totals_are_those_of_the_plan_and_the_sum_of_their_lines(
    sheet: str, first: str
) -> None:
    lines, sums = listed(sheet, first)
    plan = CONTENT.plan
    expected = {
        "Seats": sum(run.seats for run in plan.runs),
        "Levels closed": plan.closed,
        "Cost (baht)": plan.cost_satang / 100,
    }
    for column, value in expected.items():
        assert sums[column] == pytest.approx(value, abs=0.001)
        assert total(lines, column) == pytest.approx(value, abs=0.001)


@pytest.mark.parametrize("language", ["th", "en"])
def test_money_is_baht_with_two_decimals(language: str) -> None:
    page = opened(language=language)["Plan by course"]
    cells = [row[9] for row in page.iter_rows(min_row=header(page, "Course code") + 1)]
    assert {cell.number_format for cell in cells} == {"#,##0.00"}
    assert {cell.data_type for cell in cells} == {"n"}
    assert cells[-1].value == CONTENT.plan.cost_satang / 100


def test_every_seat_has_one_line_with_its_name() -> None:
    lines = table(BOOK["Plan by person"], "Staff number")
    found = [(e["Staff number"], e["Course code"], e["Run"]) for e in lines]
    plan = CONTENT.plan
    placed = zip(plan.placements["person"], plan.placements["run"], strict=True)
    seats = {
        (f"{person:06d}", plan.runs[run].course, plan.runs[run].number)
        for person, run in placed
    }
    assert len(found) == len(set(found)) == sum(run.seats for run in plan.runs)
    assert set(found) == seats


def test_a_line_says_what_the_seat_is_for() -> None:
    lines = table(BOOK["Plan by person"], "Staff number")
    both = next(e for e in lines if e["Course code"] == "BOTH" and e["Run"] == 1)
    assert both["What for"] == "Keeping data +2, Sharing safely +1"
    assert both["Levels closed"] == 3
    assert both["Unit"] == "Division 0"


def test_texts_that_look_like_formulas_stay_texts() -> None:
    signs = ("=", "+", "-")
    found = [
        cell
        for page in BOOK
        for row in page.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith(signs)
    ]
    texts = {str(cell.value) for cell in found}
    assert {"=นายสมชาย ใจดี", "-ผู้อำนวยการ", "=หลักสูตร READ", "+สำนัก"} <= texts
    assert {cell.data_type for cell in found} == {"s"}


def test_staff_numbers_keep_their_zeros() -> None:
    page = BOOK["Plan by person"]
    cell = page.cell(header(page, "Staff number") + 1, 1)
    assert (cell.data_type, len(str(cell.value))) == ("s", 6)


def test_unknown_and_not_required_are_told_in_words_and_never_as_zero() -> None:
    last = table(BOOK["Gap matrix"], "Staff number")[-1]
    assert (last["Reading data"], last["Keeping data"]) == ("unknown", -2)
    assert last["Sharing safely"] == "not required"


def test_the_summary_tells_money_proof_and_what_binds() -> None:
    texts = [row[0].value for row in BOOK["Summary"].iter_rows()]
    assert words.proof(CONTENT.plan, same) in texts
    for sentence in words.binding(CONTENT.plan, same):
        assert sentence in texts
    values = {row[0]: row[1] for row in rows(BOOK["Summary"])}
    assert values["Budget"] == "80,000.00 baht"
    left = 8_000_000 - CONTENT.plan.cost_satang
    assert values["Left over"] == f"{left / 100:,.2f} baht"
    assert values["People with a known gap"] == "15"


def test_the_method_names_all_that_makes_the_plan_again() -> None:
    values = {row[0]: row[1] for row in rows(BOOK["Method and data"])}
    assert values["Digest of the framework"] == "d" * 64
    assert values["Digest of the data"] == "e" * 64
    assert values["Version of scipy"] == "1.0"
    assert values["Plan"] == "7"


def test_units_are_named_in_the_language_of_the_workbook() -> None:
    names = [row[1] for row in rows(opened(language="th")["Plan by unit"])]
    assert {"กอง 0", "กอง 1", "กอง 2"} <= set(names)


def test_a_plan_without_runs_is_a_workbook_too() -> None:
    empty = opened(content(1))
    assert empty.sheetnames == SHEETS
    assert table(empty["Plan by person"], "Staff number") == []


def test_halves_of_levels_are_not_rounded_away() -> None:
    half = CONTENT.plan.placements.assign(closes=np.float32(0.5))
    made = replace(CONTENT, plan=replace(CONTENT.plan, placements=half))
    assert (CONTENT.levels_kind, made.levels_kind) == ("whole", "number")
    assert words.levels(1_234.5) == "1,234.5"
    assert words.levels(1_234) == "1,234"


def test_the_copy_without_names_holds_no_person() -> None:
    copy = opened(named=False)
    gone = {"Plan by person", "Gap matrix"}
    assert copy.sheetnames == [name for name in SHEETS if name not in gone]
    told = {str(cell) for page in copy for row in rows(page) for cell in row}
    for each in PEOPLE:
        assert not {each.code, each.name} & told


def test_the_copy_without_names_takes_small_units_together() -> None:
    *lines, total_ = table(opened(named=False)["Plan by unit"], "Unit code")
    assert [line["Unit"] for line in lines] == ["Division 0", "Other units together"]
    assert total(lines, "Seats") == total_["Seats"]
    assert "Levels closed" not in total_


def test_the_copy_without_names_counts_no_fewer_people_than_may_be_shown() -> None:
    made = replace(CONTENT, k=12)
    told = {row[0]: row[1:4] for row in rows(opened(made, named=False)["Summary"])}
    few = ("fewer than 12",) * 3
    assert told["Keeping data"] == few
    assert told["Sharing safely"] == few


def line(people: int) -> tuple[Person, UnitLine]:
    return PEOPLE[0], UnitLine(0, 50, people, people, 6.0, 1.0, 100)


def counts(lines: tuple[tuple[Person, UnitLine], ...]) -> list[int]:
    return [each.people for _unit, each in lines]


def test_what_would_be_too_few_together_takes_the_smallest_unit_along() -> None:
    large, small = apart([line(9), line(2), line(6), line(0)], 5)
    assert (counts(large), counts(small)) == ([9], [2, 6])


@settings(deadline=None)
@given(people=st.lists(st.integers(0, 12), max_size=8), k=st.integers(2, 10))
def test_no_line_is_fewer_than_k_people_unless_all_are(
    people: list[int], k: int
) -> None:
    large, small = apart([line(count) for count in people], k)
    assert all(count >= k for count in counts(large))
    together = sum(counts(small))
    assert together == 0 or together >= k or not large
    assert sum(counts(large)) + together == sum(people)
