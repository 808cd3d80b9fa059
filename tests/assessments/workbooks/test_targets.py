"""Targets of a draft by workbook: out and in again without loss, every fault named."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from assessments.workbooks import targets as workbook
from assessments.workbooks.targets import ORIGINS, TARGETS
from competency.frameworks import shipped
from competency.frameworks.editing import opened
from competency.frameworks.targets import (
    Origin,
    Wanted,
    cell,
    grid,
    keys,
    stated,
)
from tests.factories import THREE

CONTENT = opened(THREE)
GRID = grid(CONTENT)
NEW = Origin("agency", "order 9/2570")
READ = ("caseworker", "data.read")


def edited(data: bytes, edit: Callable[[Any], None]) -> bytes:
    """The workbook after somebody worked in it."""
    book = load_workbook(BytesIO(data))
    edit(book)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def emptied(content: Any) -> Any:  # noqa: ANN401 -- plain values
    """The content without any target."""
    nothing = {key: (Wanted(), Origin("agency")) for key in keys(content)}
    return stated(content, nothing)


@pytest.mark.parametrize("name", [*sorted(shipped()), "three"])
def test_targets_go_out_and_come_in_as_they_were(name: str) -> None:
    content = opened(shipped().get(name, THREE))
    cells, problems = workbook.read(workbook.write(content), content, NEW)
    assert problems == ()
    for start in (content, emptied(content)):
        after = stated(start, cells)
        assert {k: cell(after, k) for k in keys(content)} == {
            k: cell(content, k) for k in keys(content)
        }
        assert set(keys(after)) == set(keys(content))


found = st.sampled_from(
    [Wanted(), Wanted(0.0), Wanted(1.5), Wanted(3.0), Wanted(required=False)]
)
by = st.builds(
    Origin,
    st.sampled_from(["official", "ours", "agency", "assumed"]),
    st.sampled_from(["", "=1+1", "0012", "คำสั่งที่ ๑๒/๒๕๖๙", "a\nb", "-5", "yes"]),
)
places = st.tuples(st.sampled_from(GRID.profiles), st.sampled_from(GRID.competencies))


@settings(max_examples=25, deadline=None)
@given(st.dictionaries(places, st.tuples(found, by), max_size=6))
def test_any_targets_survive_the_workbook(
    cells: dict[tuple[str, str], tuple[Wanted, Origin]],
) -> None:
    content = stated(CONTENT, cells)
    read, problems = workbook.read(workbook.write(content), content, NEW)
    assert problems == ()
    assert stated(content, read) == content
    after = stated(emptied(CONTENT), read)
    assert {k: cell(after, k) for k in keys(after)} == {
        k: cell(content, k) for k in keys(content)
    }


def test_a_level_changed_in_the_workbook_is_of_the_new_origin() -> None:
    def edit(book: Any) -> None:  # noqa: ANN401 -- openpyxl
        book[TARGETS]["C2"] = 3
        book[TARGETS]["D2"] = None

    data = edited(workbook.write(CONTENT), edit)
    cells, problems = workbook.read(data, CONTENT, NEW)
    assert problems == ()
    after = stated(CONTENT, cells)
    assert cell(after, READ) == {
        "level": 3,
        "source": "order 9/2570",
        "status": "agency",
    }
    assert cell(after, ("caseworker", "data.keep")) == {}
    assert cell(after, ("head", "data.read")) == cell(CONTENT, ("head", "data.read"))


def test_a_source_changed_in_the_workbook_is_taken_as_it_stands() -> None:
    def edit(book: Any) -> None:  # noqa: ANN401 -- openpyxl
        book[ORIGINS]["D2"], book[ORIGINS]["E2"] = "official", "a circular"

    data = edited(workbook.write(CONTENT), edit)
    cells, _problems = workbook.read(data, CONTENT, NEW)
    assert cells[READ] == (Wanted(2.0), Origin("official", "a circular"))


def test_every_fault_is_named_with_sheet_row_and_column() -> None:
    def edit(book: Any) -> None:  # noqa: ANN401 -- openpyxl
        book[TARGETS]["C2"] = "high"
        book[TARGETS]["E3"] = 9
        book[TARGETS]["A4"] = "nobody"
        book[ORIGINS]["B2"] = "data.oops"
        book[ORIGINS]["D3"] = "sure"
        book[ORIGINS]["C4"] = "x"

    cells, problems = workbook.read(edited(workbook.write(CONTENT), edit), CONTENT, NEW)
    assert cells == {}
    told = [(p.place.sheet, p.place.row, p.place.column, p.value) for p in problems]
    assert told == [
        (TARGETS, 4, "รหัสโปรไฟล์", "nobody"),
        (TARGETS, 2, "data.read", "high"),
        (TARGETS, 3, "safe.share", "9"),
        (ORIGINS, 2, "รหัสสมรรถนะ", "data.oops"),
        (ORIGINS, 3, "สถานะ", "sure"),
        (ORIGINS, 4, "ระดับของที่มานี้", "x"),
    ]


def test_the_workbook_of_another_framework_is_refused() -> None:
    other = opened(shipped()["ocsc-digital-2567"])
    cells, problems = workbook.read(workbook.write(other), CONTENT, NEW)
    assert cells == {}
    assert {p.rule for p in problems} >= {"value-unknown"}


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", THREE.encode()])
def test_what_is_no_workbook_is_told(data: bytes) -> None:
    cells, problems = workbook.read(data, CONTENT, NEW)
    assert (cells, [p.rule for p in problems]) == ({}, ["file-not-a-workbook"])


def test_a_workbook_without_the_sheet_is_told() -> None:
    def edit(book: Any) -> None:  # noqa: ANN401 -- openpyxl
        book[TARGETS].title = "other"

    data = edited(workbook.write(CONTENT), edit)
    (problem,) = workbook.read(data, CONTENT, NEW)[1]
    assert (problem.rule, problem.place.sheet) == ("sheet-missing", TARGETS)


def test_a_workbook_with_levels_alone_gives_all_the_new_origin() -> None:
    def edit(book: Any) -> None:  # noqa: ANN401 -- openpyxl
        del book[ORIGINS]

    cells, problems = workbook.read(edited(workbook.write(CONTENT), edit), CONTENT, NEW)
    assert problems == ()
    assert cells[READ] == (Wanted(2.0), NEW)


def test_a_formula_is_refused_where_it_would_be_read_as_unknown() -> None:
    def typed(book: Any) -> None:  # noqa: ANN401 -- openpyxl's own
        book[TARGETS]["C2"] = "=1+1"

    data = edited(workbook.write(CONTENT), typed)
    cells, problems = workbook.read(data, CONTENT, NEW)
    assert cells == {}
    assert [(p.place.row, p.rule) for p in problems] == [(2, "cell-is-formula")]
