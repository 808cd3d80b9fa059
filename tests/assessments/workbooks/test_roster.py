"""Rosters as people send them: which sheet, which encoding, which units."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from assessments.workbooks import roster
from competency.problems import Place, Problem
from tests.assessments import rosters


def book(**sheets: bytes) -> bytes:
    """A workbook whose sheets hold the lines of CSV files."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, lines in sheets.items():
        sheet = made.create_sheet(name)
        for line in lines.decode("utf-8-sig").splitlines():
            sheet.append(line.split(","))
    kept = BytesIO()
    made.save(kept)
    return kept.getvalue()


def test_a_csv_of_thai_excel_and_its_units_file() -> None:
    found, problems = roster.read(rosters.ROSTER_FILE, (), rosters.UNITS_FILE)

    assert problems == ()
    assert found is not None
    assert [person.number for person in found.people] == ["000001", "000002", "000003"]
    assert found.people[0].family == "ณ อยุธยา"
    assert found.units is not None
    assert [unit.code for unit in found.units] == ["00", "01", "02"]


def test_thai_windows_encoding_reads_the_same() -> None:
    old = rosters.ROSTER_FILE.decode("utf-8-sig").encode("cp874")

    assert roster.read(old, ("00", "01")) == roster.read(
        rosters.ROSTER_FILE, ("00", "01")
    )


def test_units_come_from_a_sheet_of_the_same_workbook_wherever_it_stands() -> None:
    sheets = {"หน่วยงาน": rosters.UNITS_FILE, "บุคลากร": rosters.ROSTER_FILE}
    found, problems = roster.read(book(**sheets), ())

    assert problems == ()
    assert found == roster.read(rosters.ROSTER_FILE, (), rosters.UNITS_FILE)[0]


def test_problems_name_their_sheet_and_those_of_both_sheets_come_together() -> None:
    units = rosters.csv(*rosters.UNITS, "03,99,กองหลง,")
    sheets = {"บุคลากร": rosters.FAULTY_FILE, "หน่วยงาน": units}
    found, problems = roster.read(book(**sheets), ())

    assert found is None
    assert [(p.place.sheet, p.place.row, p.rule) for p in problems] == [
        ("หน่วยงาน", 5, "unit-orphan"),
        ("บุคลากร", 3, "supervisor-unknown"),
        ("บุคลากร", 4, "unit-unknown"),
        ("บุคลากร", 4, "date-wrong"),
    ]


def test_unreadable_units_do_not_make_every_unit_of_the_roster_unknown() -> None:
    _, problems = roster.read(rosters.ROSTER_FILE, (), rosters.csv("ชื่อ", "กอง"))

    assert {problem.rule for problem in problems} == {"column-missing"}


def test_without_a_tree_the_known_units_count() -> None:
    assert roster.read(rosters.ROSTER_FILE, ("00", "01"))[1] == ()
    assert roster.read(rosters.ROSTER_FILE, ())[1] == (
        Problem(Place(None), "units-unknown"),
    )


def test_a_file_that_is_no_table_is_one_problem() -> None:
    for data in (b"PK nonsense", b"\xd0\xcf\x11\xe0old", b"a\x00b", b""):
        found, problems = roster.read(data, ("00",))
        assert found is None
        assert len(problems) == 1


def test_columns_that_are_not_read_are_named() -> None:
    lines = [
        f"{line},{extra}"
        for line, extra in zip(
            (rosters.HEADER, *rosters.PEOPLE), ("หมายเหตุ", "ก", "", ""), strict=True
        )
    ]
    found, _ = roster.read(rosters.csv(*lines), ("00", "01"))

    assert found is not None
    assert found.unused == ("หมายเหตุ",)


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_template_filled_in_is_a_roster(language: str) -> None:
    made = openpyxl.load_workbook(BytesIO(roster.template(str, language)))
    people, units = made.worksheets
    for sheet, cells in (
        (people, ("0001", "นาย", "ก้อง", "ใจดี", "00")),
        (units, ("00", "", "เมือง", "City")),
    ):
        for column, text in enumerate(cells, 1):
            sheet.cell(sheet.max_row, column).value = text or None
    kept = BytesIO()
    made.save(kept)
    found, problems = roster.read(kept.getvalue(), ())

    assert problems == ()
    assert found is not None
    assert found.unused == ()
    assert found.units is not None
    assert found.people[0].number == "0001"


def test_a_large_real_roster_reads_the_same_from_both_its_files(shared: Path) -> None:
    folder = shared / "pattaya_like"
    units = (folder / "units.csv").read_bytes()
    from_csv, no_problems = roster.read((folder / "roster.csv").read_bytes(), (), units)
    from_xlsx, _ = roster.read((folder / "roster.xlsx").read_bytes(), (), units)

    assert no_problems == ()
    assert from_csv == from_xlsx
    assert from_csv is not None
    assert len(from_csv.people) == 1596
    assert sum(person.email is None for person in from_csv.people) == 145
    assert sum(person.supervisor is None for person in from_csv.people) == 1
    blank = [p for p in from_csv.people if "position-local" not in p.placings]
    assert len(blank) == 1048
