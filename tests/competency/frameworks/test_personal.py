"""Targets of one person alone, as rows are read and cells are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competency.frameworks import Target, parse
from competency.frameworks.personal import (
    LONGEST_SOURCE,
    Line,
    cell,
    fits,
    grid,
    read,
    word,
)
from competency.problems import Place
from tests.factories import THREE as TEXT

THREE = parse(TEXT)
KNOWN = {"0001": 1, "0002": 2}


def line(
    level: str, row: int = 2, person: str = "0001", competency: str = "data.read"
) -> Line:
    """A row of a sheet."""
    return Line(Place("s", row), person, competency, level, "คำสั่ง 9/2570")


def target(level: float | None, *, required: bool = True) -> Target:
    """A cell by the order that the rows name."""
    return Target(level=level, required=required, source="คำสั่ง 9/2570", status="agency")


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("3", target(3)),
        ("2,5", target(2.5)),
        ("0", target(0)),
        ("-", target(None, required=False)),
        ("ไม่กำหนด", target(None, required=False)),
        ("", None),
        ("?", None),
    ],
)
def test_a_row_is_a_level_or_not_required_or_nothing(
    written: str, found: Target | None
) -> None:
    cells, problems = read([line(written)], THREE, KNOWN)
    assert problems == ()
    assert cells == {("0001", "data.read"): found}


def test_competencies_are_found_by_their_names_too() -> None:
    lines = [line("1", competency="การอ่านข้อมูล"), line("1", 3, "0002", "Keeping  data")]
    cells, _problems = read(lines, THREE, KNOWN)
    assert set(cells) == {("0001", "data.read"), ("0002", "data.keep")}


def test_every_fault_of_every_row_is_told_and_no_cell_is_read() -> None:
    lines = [
        line("9"),
        line("1", 3, person="9999", competency="data.fly"),
        line("1", 4, competency="data.keep"),
        line("2", 5, competency="data.keep"),
        line("1", 6, person=""),
        Line(Place("s", 7), "0002", "data.read", "1", "x" * (LONGEST_SOURCE + 1)),
    ]
    cells, problems = read(lines, THREE, KNOWN)
    assert cells == {}
    assert [(p.place.row, p.place.column, p.rule) for p in problems] == [
        (2, "level", "own-target-wrong"),
        (3, "person", "staff-unknown"),
        (3, "competency", "value-unknown"),
        (5, "competency", "value-duplicate"),
        (6, "person", "value-missing"),
        (7, "source", "value-too-long"),
    ]


@given(st.sampled_from(["0", "1", "2", "3", "2.5", "-", ""]))
def test_a_cell_is_written_as_it_was_read(written: str) -> None:
    wanted = grid(THREE).wanted(written)
    assert wanted is not None
    assert word(cell(wanted, "x")) == written


def test_a_cell_fits_where_the_version_has_its_competency_and_level() -> None:
    assert fits(THREE, "data.read", target(3))
    assert fits(THREE, "data.read", target(None, required=False))
    assert not fits(THREE, "data.read", target(4))
    assert not fits(THREE, "data.gone", target(1))
