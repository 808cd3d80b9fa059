import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.workbooks.cells import lines, measure, safe, sheet_name


@pytest.mark.parametrize(
    ("text", "columns"),
    [("abc", 3), ("ก้", 1), ("น้ำ", 2), ("ผู้ใหญ่", 4), ("ที่", 1), ("", 0)],
)
def test_marks_above_and_below_take_no_room(text: str, columns: int) -> None:
    assert measure(text) == columns


@given(st.text())
def test_a_text_never_takes_more_room_than_it_has_signs(text: str) -> None:
    assert measure(text) <= len(text)


def test_lines_are_broken_between_thai_words() -> None:
    assert lines("การบริหารความเสี่ยงดิจิทัล", 40) == 1
    assert lines("การบริหารความเสี่ยงดิจิทัล", 12) == 2


def test_lines_that_are_there_are_kept() -> None:
    assert lines("ก\nข\nค", 10) == 3


def test_a_text_is_cut_to_what_a_cell_holds() -> None:
    assert len(safe("ก" * 40_000)) == 32_767


def test_apostrophes_and_signs_are_taken_from_names_of_sheets() -> None:
    assert sheet_name("'แผน [1]'") == "แผน  1"
