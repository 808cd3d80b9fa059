"""Rows and frameworks: nothing is lost, and every fault is told at its cell."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from competency.frameworks import Framework, digest, dump, parse, shipped
from competency.frameworks.sheets import (
    NOTES,
    SHEETS,
    Given,
    Line,
    in_language,
    read,
    tables,
)
from competency.frameworks.sheets.cells import plain, text
from competency.frameworks.sheets.columns import Kind
from tests.competency.frameworks.contents import text as as_yaml
from tests.competency.frameworks.contents import three
from tests.competency.frameworks.generated import frameworks

THREE = parse(as_yaml(three()))


def sheets(framework: Framework | None, language: str = "th") -> list[Given]:
    """The sheets of a framework as a workbook would give them back."""
    found = []
    for table in tables(framework, language):
        header = tuple(in_language(column, language) for column in table.columns)
        lines = (Line(n, row) for n, row in enumerate((header, *table.rows), 1))
        found.append(Given(in_language(table.sheet, language), tuple(lines)))
    return found


def changed(*changes: tuple[str, int, str, str]) -> list[Given]:
    """The English sheets of three competencies with other texts in some cells."""
    found = sheets(THREE, "en")
    for name, row, header, value in changes:
        at = [each.name for each in found].index(name)
        lines = list(found[at].lines)
        cells = list(lines[row - 1].cells)
        cells[lines[0].cells.index(header)] = value
        lines[row - 1] = replace(lines[row - 1], cells=tuple(cells))
        found[at] = replace(found[at], lines=tuple(lines))
    return found


def places(
    given: Sequence[Given],
) -> set[tuple[str | None, int | None, str | None, str]]:
    """Sheet, row, column and rule of each problem."""
    framework, problems = read(given)
    assert framework is None
    return {(p.place.sheet, p.place.row, p.place.column, p.rule) for p in problems}


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("name", list(shipped()))
def test_a_shipped_framework_comes_back_whole(name: str, language: str) -> None:
    framework = parse(shipped()[name])
    found, problems = read(sheets(framework, language))
    assert problems == ()
    assert found is not None
    assert digest(found) == digest(framework)


LAW = settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))


@LAW
@given(frameworks())
def test_any_framework_comes_back_whole_from_yaml(framework: Framework) -> None:
    assert digest(parse(dump(framework))) == digest(framework)


@LAW
@given(frameworks())
def test_any_framework_comes_back_whole(framework: Framework) -> None:
    found, problems = read(sheets(framework))
    assert problems == ()
    assert found == framework
    assert digest(found) == digest(framework)


@pytest.mark.parametrize(
    ("value", "kind", "cell"),
    [
        ("", "text", '""'),
        ('""', "text", '"""'),
        (" a ", "text", " a "),
        ("=1", "text", "=1"),
        (None, "text", ""),
        (True, "flag", "yes"),
        (False, "flag", "no"),
        (3, "key", "3"),
        ([3], "key", "[3]"),
        ([], "key", "[]"),
        ([0, -2], "key", "[0, -2]"),
        (2.0, "number", "2"),
        (0.1, "number", "0.1"),
        (1e300, "number", "1e+300"),
    ],
)
def test_a_value_is_a_text_in_its_cell(value: object, kind: Kind, cell: str) -> None:
    assert text(value) == cell
    assert plain(cell, kind) == value


@pytest.mark.parametrize(
    ("cell", "kind", "value"),
    [
        (" 1.1 ", "code", "1.1"),
        (" ", "code", None),
        ("๓", "whole", "๓"),
        ("1.5", "whole", "1.5"),
        ("1_0", "whole", "1_0"),
        ("nan", "number", "nan"),
        ("TRUE", "flag", True),
        ("ไม่", "flag", False),
        ("maybe", "flag", "maybe"),
        ("0, 2", "key", [0, 2]),
        ("0, b", "key", [0, "b"]),
    ],
)
def test_cells_are_read_as_people_type_them(
    cell: str, kind: Kind, value: object
) -> None:
    assert plain(cell, kind) == value


def test_all_faults_are_told_at_once_each_at_its_cell() -> None:
    given = changed(
        ("Framework", 3, "Value", "1.0"),
        ("Framework", 2, "Thai", "สาม"),
        ("Levels", 3, "Status", "sure"),
        ("Answer scales", 3, "Name (English)", " "),
        ("Areas", 3, "Id", "data"),
        ("Competencies", 2, "Name (Thai)", ""),
        ("Competencies", 4, "Area", "sfe"),
        ("Official units", 2, "Status", "sure"),
        ("Items", 2, "Competency", "data.red"),
        ("Items", 2, "Weight", "0"),
        ("Items", 3, "Answer scale", "cn"),
        ("Items", 4, "Id", "data.read.2"),
        ("Profiles", 3, "axis:role-2567", "OPR"),
        ("Targets", 2, "Profile", "nobody"),
        ("Targets", 3, "Level", "9"),
        ("Targets", 4, "Required", "maybe"),
        ("Targets", 6, "Competency", "data.read"),
    )
    assert places(given) == {
        ("Framework", 3, "Value", "version-form"),
        ("Framework", 2, "Thai", "cell-not-read"),
        ("Levels", 3, "Status", "not-one-of"),
        ("Answer scales", 3, "Name (English)", "text-empty"),
        ("Areas", 3, "Id", "id-twice"),
        ("Competencies", 2, "Name (Thai)", "field-missing"),
        ("Competencies", 4, "Area", "area-unknown"),
        ("Official units", 2, "Status", "not-one-of"),
        ("Items", 2, "Competency", "competency-unknown"),
        ("Competencies", 2, None, "level-without-item"),
        ("Items", 2, "Weight", "number-small"),
        ("Items", 3, "Answer scale", "answers-unknown"),
        ("Items", 4, "Id", "id-twice"),
        ("Profiles", 2, "axis:work-2567", "profile-twice"),
        ("Profiles", 3, "axis:work-2567", "profile-twice"),
        ("Targets", 2, "Profile", "profile-unknown"),
        ("Targets", 3, "Level", "level-off-scale"),
        ("Targets", 4, "Required", "not-yes-or-no"),
        ("Targets", 6, "Competency", "value-twice"),
    }


def test_a_problem_says_what_stands_there_and_what_could() -> None:
    framework, problems = read(changed(("Items", 2, "Competency", "data.red")))
    assert framework is None
    told = {(p.rule, p.value, p.expected) for p in problems}
    known = "data.read, data.keep, safe.share"
    assert ("competency-unknown", "data.red", known) in told


def test_a_rule_about_a_whole_part_is_told_at_its_row() -> None:
    given = changed(("Items", 6, "Level", "2"))
    assert places(given) == {
        ("Competencies", 3, None, "level-without-item"),
    }


def test_a_field_without_a_row_is_told_by_its_name() -> None:
    found = sheets(THREE, "en")
    lines = tuple(each for each in found[0].lines if each.cells[0] != "rule.met")
    found[0] = replace(found[0], lines=lines)
    assert places(found) == {("Framework", None, "rule.met", "field-missing")}


def test_a_sheet_that_is_missing_is_told_without_its_echoes() -> None:
    found = [each for each in sheets(THREE, "en") if each.name != "Areas"]
    assert {(place[0], place[3]) for place in places(found)} == {
        ("ด้าน", "sheet-missing")
    }


def test_sheets_and_columns_that_are_not_known_are_refused() -> None:
    found = sheets(THREE, "en")
    first = found[1].lines[0]
    header = replace(first, cells=(*first.cells[:-1], "Statuss", "Level", "", "x"))
    more = replace(found[1].lines[1], cells=(*found[1].lines[1].cells, "", "stray"))
    found[1] = replace(found[1], lines=(header, more, *found[1].lines[2:]))
    found += [Given("Itens", (Line(1, ("Id",)),)), Given(NOTES[0], (Line(1, ("ก",)),))]
    found.append(sheets(THREE, "th")[2])
    assert places(found) == {
        ("Levels", 1, "Statuss", "column-unknown"),
        ("Levels", 1, "Level", "column-twice"),
        ("Levels", 1, "x", "column-unknown"),
        ("Levels", 2, None, "cell-without-header"),
        ("Itens", None, None, "sheet-unknown"),
        ("ชุดคำตอบ", None, None, "sheet-twice"),
    }


def test_sheets_to_fill_in_have_every_header_and_no_row_but_the_fields() -> None:
    found = tables(None)
    assert [table.sheet for table in found] == list(SHEETS)
    assert [len(table.rows) for table in found[1:]] == [0] * 8
    assert "rule.name" in [row[0] for row in found[0].rows]


def test_blank_rows_between_rows_are_left_out() -> None:
    found = sheets(THREE)
    at = next(i for i, each in enumerate(found) if each.name == "ข้อคำถาม")
    lines = found[at].lines
    blank = Line(99, ("", " "))
    found[at] = replace(found[at], lines=(lines[0], blank, *lines[1:], blank))
    assert read(found)[1] == ()


def test_problems_stand_in_the_order_of_the_workbook() -> None:
    given = changed(
        ("Targets", 3, "Level", "9"),
        ("Items", 3, "Id", "data.read.1"),
        ("Items", 2, "Weight", "0"),
    )
    problems = read(given)[1]
    assert [(p.place.sheet, p.place.row) for p in problems] == [
        ("Items", 2),
        ("Items", 3),
        ("Targets", 3),
    ]
