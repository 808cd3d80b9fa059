"""A framework as a workbook: nothing lost, nothing guessed, every fault in its cell."""

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl.worksheet.worksheet import Worksheet

from assessments.workbooks.framework import read, template, write
from assessments.workbooks.framework.writing import escaped
from competency.frameworks import Framework, digest, parse, shipped
from competency.frameworks.sheets import TextTooLongError
from competency.problems import Place, Problem
from tests.competency.frameworks.contents import changed as with_change
from tests.competency.frameworks.contents import text as as_yaml
from tests.competency.frameworks.contents import three
from tests.competency.frameworks.generated import frameworks

THREE = parse(as_yaml(three()))


def changed(cells: Mapping[tuple[str, str], Any]) -> bytes:
    """The English workbook of three competencies with other values in some cells."""
    book = openpyxl.load_workbook(BytesIO(write(THREE, language="en")))
    for (sheet, place), value in cells.items():
        book[sheet][place] = value
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def sheet(data: bytes, name: str) -> Worksheet:
    """A sheet of a workbook as openpyxl sees it."""
    found: Worksheet = openpyxl.load_workbook(BytesIO(data))[name]
    return found


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("name", list(shipped()))
def test_a_shipped_framework_comes_back_to_the_same_digest(
    name: str, language: str
) -> None:
    framework = parse(shipped()[name])
    found, problems = read(write(framework, language=language))
    assert problems == ()
    assert found is not None
    assert digest(found) == digest(framework)


@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
@given(frameworks())
def test_any_framework_comes_back_to_the_same_digest(framework: Framework) -> None:
    found, problems = read(write(framework))
    assert problems == ()
    assert found is not None
    assert digest(found) == digest(framework)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+66", "@a", "007", "1.10", " a ", "ก\nข", "a\r\nb", "\x07", "_x0041_"],
)
def test_a_text_stays_the_text_that_it_is(text: str) -> None:
    content = with_change(three(), ("name", "en"), f"{text}x")
    content["source"]["title"] = text
    framework = Framework.model_validate_json(as_yaml(content))
    found, problems = read(write(framework))
    assert problems == ()
    assert found is not None
    assert (found.name.en, found.source.title) == (f"{text}x", text)


def test_cells_of_ids_are_texts_for_the_spreadsheet_too() -> None:
    cell = sheet(write(parse(shipped()["digcomp-2.2"])), "สมรรถนะ")["A2"]
    assert (cell.value, cell.data_type, cell.number_format) == ("1.1", "s", "@")


def test_what_a_workbook_would_lose_is_escaped_as_spreadsheets_do() -> None:
    assert escaped("a\rb") == "a_x000D_b"
    assert escaped("_x0041_") == "_x005F_x0041_"
    assert escaped("  ") == "_x0020__x0020_"
    assert escaped("a b\nc\t") == "a b\nc\t"


def test_a_text_longer_than_a_cell_is_refused_and_never_cut() -> None:
    content = with_change(three(), ("name", "en"), "x" * 32_768)
    framework = Framework.model_validate_json(as_yaml(content))
    with pytest.raises(TextTooLongError):
        write(framework)


def test_every_fault_is_told_at_once_and_nothing_is_read() -> None:
    data = changed(
        {
            ("Framework", "B3"): "=1&CHAR(46)&0",
            ("Levels", "A3"): 1,
            ("Areas", "A2"): date(2026, 1, 1),
            ("Competencies", "A3"): 1.1,
            ("Items", "A3"): "data.red",
            ("Items", "C4"): 9,
            ("Items", "G5"): 2.5,
            ("Targets", "C2"): 7,
            ("Targets", "F2"): '=HYPERLINK("x")',
        }
    )
    found, problems = read(data)
    assert found is None
    told = {(p.place.sheet, p.place.row, p.place.column, p.rule) for p in problems}
    assert told >= {
        ("Framework", 3, "Value", "cell-is-formula"),
        ("Areas", 2, "Id", "cell-is-date"),
        ("Competencies", 3, "Id", "cell-is-number"),
        ("Items", 3, "Competency", "competency-unknown"),
        ("Items", 4, "Level", "level-unknown"),
        ("Targets", 2, "Level", "level-off-scale"),
        ("Targets", 2, "Source", "cell-is-formula"),
    }
    order = ["Framework", "Areas", "Competencies", "Items", "Targets"]
    sheets = [order.index(problem.place.sheet or "") for problem in problems]
    assert sheets == sorted(sheets)


def test_an_error_of_a_cell_is_told() -> None:
    book = openpyxl.load_workbook(BytesIO(write(THREE, language="en")))
    book["Areas"]["B2"] = "#REF!"
    book["Areas"]["B2"].data_type = "e"
    kept = BytesIO()
    book.save(kept)
    place = Place("Areas", 2, "Name (Thai)")
    assert read(kept.getvalue()) == (None, (Problem(place, "cell-is-error"),))


def test_numbers_and_truth_values_that_people_type_are_read() -> None:
    data = changed(
        {
            ("Levels", "A3"): 1,
            ("Items", "G2"): 2,
            ("Items", "H2"): True,
            ("Framework", "B11"): 1,
        }
    )
    found, problems = read(data)
    assert problems == ()
    assert found is not None
    assert digest(found) == digest(THREE)


def test_a_sheet_may_be_written_in_the_other_language() -> None:
    book = openpyxl.load_workbook(BytesIO(write(THREE, language="en")))
    book["Areas"].title = "ด้าน"
    book["ด้าน"]["A1"] = "รหัส"
    kept = BytesIO()
    book.save(kept)
    assert read(kept.getvalue())[1] == ()


@pytest.mark.parametrize("data", [b"", b"id: three", b"PK\x03\x04", write(THREE)[:900]])
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    found, problems = read(data)
    assert found is None
    assert [problem.rule for problem in problems] == ["file-not-a-workbook"]


def test_a_file_too_large_is_refused_before_it_is_unpacked() -> None:
    assert [p.rule for p in read(b"PK" + bytes(9 * 2**20))[1]] == ["file-too-large"]


def test_a_workbook_to_fill_in_offers_what_may_stand_in_a_cell() -> None:
    items = sheet(template("en"), "Items")
    offered = {str(v.sqref): v.formula1 for v in items.data_validations.dataValidation}
    assert offered["A2:A301"] == "'Competencies'!$A$2:$A$5000"
    assert offered["H2:H301"] == '"yes,no"'
    assert items["B300"].number_format == "@"


def test_a_workbook_to_fill_in_explains_itself_in_both_languages() -> None:
    book = openpyxl.load_workbook(BytesIO(template("th")))
    assert book.sheetnames[0] == "กรอบ"
    notes = [cell.value for row in book["คำชี้แจง"].iter_rows() for cell in row]
    assert "ห้ามใช้สูตรและวันที่ ให้พิมพ์ค่าเป็นข้อความ" in notes
    assert "No formulas and no dates: type the value as a text." in notes


def test_a_workbook_to_fill_in_says_what_is_missing() -> None:
    rules = {problem.rule for problem in read(template())[1]}
    assert rules == {"field-missing", "list-short"}


def test_a_filled_in_template_is_a_framework() -> None:
    book = openpyxl.load_workbook(BytesIO(template("en")))
    for source in openpyxl.load_workbook(BytesIO(write(THREE, language="en"))):
        for row in source.iter_rows():
            for cell in row:
                book[source.title][cell.coordinate] = cell.value
    kept = BytesIO()
    book.save(kept)
    found, problems = read(kept.getvalue())
    assert problems == ()
    assert found is not None
    assert digest(found) == digest(THREE)
