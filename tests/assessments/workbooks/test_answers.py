"""Files of answers: three forms, one content; nothing unpacks without an end."""

import gzip
from collections.abc import Mapping, Sequence
from io import BytesIO

import openpyxl
import pytest

from assessments.workbooks.answers import read, unpacked
from assessments.workbooks.reading import Limits
from competency.frameworks import parse
from competency.problems import Place, Problem
from competency.responses import Responses, Wanted
from tests.factories import THREE

WANTED = Wanted(parse(THREE), {"007", "008"}, "เลขประจำตัว")
HEADER = ("เลขประจำตัว", "data.read.1", "data.read.2", "หมายเหตุ")
ROWS = (HEADER, ("007", 3, 0, "ดี"), ("008", None, "does-not-know", None))
CODES = {
    "007": bytes([4, 1, 0, 0, 0, 0, 0, 0, 0, 0]),
    "008": bytes([0, 254, 0, 0, 0, 0, 0, 0, 0, 0]),
}
CSV = "".join(
    ",".join("" if cell is None else str(cell) for cell in row) + "\r\n" for row in ROWS
)
BOMB = gzip.compress(bytes(2**20))

Cells = Sequence[object]


def nothing(done: int, total: int) -> None:
    """Progress that nobody watches."""


def workbook(sheets: Mapping[str, Sequence[Cells]]) -> bytes:
    book = openpyxl.Workbook()
    del book[book.active.title]  # type: ignore[union-attr]
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        CSV.encode(),
        CSV.encode("utf-8-sig"),
        CSV.encode("cp874"),
        gzip.compress(CSV.encode()),
        gzip.compress(CSV[:40].encode()) + gzip.compress(CSV[40:].encode()),
        workbook({"คำตอบ": ROWS}),
        gzip.compress(workbook({"คำตอบ": ROWS})),
    ],
    ids=["utf-8", "mark", "thai", "packed", "two parts", "workbook", "packed workbook"],
)
def test_each_form_of_file_says_the_same(data: bytes) -> None:
    found = Responses(CODES, (), ("หมายเหตุ",))
    assert read(data, WANTED, nothing) == (found, ())


def test_the_sheet_with_the_people_is_found() -> None:
    data = workbook({"คำอธิบาย": [("อ่านก่อน",)], "Data": ROWS})
    found, _ = read(data, WANTED, nothing)
    assert found is not None
    assert found.packed == CODES


def test_a_fault_is_told_with_sheet_row_and_column() -> None:
    data = workbook({"Data": [HEADER, (), ("007", 3, 4, None)]})
    place = Place("Data", 3, "data.read.2")
    problem = Problem(place, "value-out-of-range", "4", "0–3")
    assert read(data, WANTED, nothing) == (None, (problem,))


def test_a_workbook_without_the_people_misses_them_on_its_first_sheet() -> None:
    data = workbook({"A": [("x", "data.read.1"), ("1", 1)], "B": [("y",)]})
    _, problems = read(data, WANTED, nothing)
    assert [(p.place.sheet, p.rule) for p in problems] == [("A", "column-missing")]


@pytest.mark.parametrize("data", [b"", gzip.compress(b"")], ids=["plain", "packed"])
def test_an_empty_file_holds_no_rows(data: bytes) -> None:
    assert read(data, WANTED, nothing) == (None, (Problem(Place(), "sheet-empty"),))


@pytest.mark.parametrize(
    "data",
    [BOMB, gzip.compress(b"") + BOMB, BOMB[: len(BOMB) // 2]],
    ids=["whole", "after another", "half"],
)
def test_a_packed_file_is_unpacked_up_to_the_limit_and_no_further(data: bytes) -> None:
    found, problems = unpacked(data, Limits(unpacked=1000))
    assert found == b""
    assert [p.rule for p in problems] == ["file-too-large"]


def test_a_packed_file_of_exactly_the_limit_is_read() -> None:
    assert unpacked(gzip.compress(bytes(1000)), Limits(unpacked=1000)) == (
        bytes(1000),
        (),
    )


def test_a_packed_file_that_is_itself_too_large_is_left_packed() -> None:
    _, problems = unpacked(BOMB, Limits(packed=100))
    place = Place()
    assert problems == (Problem(place, "file-too-large", str(len(BOMB)), "100"),)


@pytest.mark.parametrize(
    "data",
    [
        gzip.compress(CSV.encode())[:-4],
        gzip.compress(CSV.encode())[:-8] + bytes(8),
        gzip.compress(CSV.encode()) + b"more",
        b"\x1f\x8b",
    ],
    ids=["cut", "sum", "tail", "sign"],
)
def test_a_packed_file_that_is_not_whole_is_refused(data: bytes) -> None:
    found, problems = read(data, WANTED, nothing)
    assert found is None
    assert [p.rule for p in problems] == ["file-not-gzip"]


def test_progress_ends_where_it_said_it_would() -> None:
    seen: list[tuple[int, int]] = []
    read(CSV.encode(), WANTED, lambda done, total: seen.append((done, total)))
    assert seen == [(0, 3), (3, 3)]
