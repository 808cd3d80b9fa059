"""A gap report on paper: tagged, as many tables as it needs, all text as text."""

from dataclasses import replace

import pytest

from assessments.documents import gaps
from assessments.documents.gaps import MOST_COLUMNS, Own, Report
from assessments.documents.typesetting import Page
from assessments.heatmaps import Heatmap, Row, Spot
from tests.assessments.documents import reading
from tests.conftest import NOW

SPOTS = (Spot(-2, "−0.89", "47% below"), Spot(None, "not shown"))
MAP = Heatmap(
    title="Mean gap",
    notes=("Gap = level − target.",),
    corner="Unit",
    count="Handed in",
    heads=("การอ่านข้อมูล", "Keeping"),
    rows=(Row("City", 0, "120", SPOTS), Row("กองช่าง", 1, "not shown", SPOTS[1:] * 2)),
    key=((-2, "far below"), (None, "hidden")),
)
REPORT = Report(
    title="รายงานช่องว่าง",
    about="เทศบาล",
    facts=(("k", "5"), ("Digest", "abc" * 20)),
    says=("Not shown: fewer than 5.",),
    own=(
        Own("Reading", ("1.5 of 3", "−0.89", "47%")),
        Own("Keeping", ("hidden",)),
    ),
    gaps=MAP,
    levels=replace(MAP, title="Mean level"),
)


def _same(text: str) -> str:
    return text


def _write(report: Report = REPORT, language: str = "th") -> bytes:
    page = Page("รายงานช่องว่าง", language, "รอบที่ 1", NOW)
    return gaps.write(report, page, _same)


def _wide(size: int, units: int = 1) -> Report:
    heads = tuple(f"C{n}" for n in range(size))
    rows = tuple(Row(f"U{n}", 1, "9", SPOTS[:1] * size) for n in range(units))
    found = replace(MAP, heads=heads, rows=rows)
    return replace(REPORT, gaps=found, levels=found)


def test_a_report_is_tagged_and_has_a_title_and_a_language() -> None:
    made = _write()
    assert reading.is_accessible(made)
    assert reading.language(made) == "th"
    assert reading.title(made) == "รายงานช่องว่าง"
    assert "Mean level" in reading.bookmarks(made)


def test_numbers_are_read_with_their_sign_and_without_their_mark() -> None:
    text = reading.text(_write(language="en"))
    assert "City120−0.8947%belownotshown" in text
    assert "Reading1.5of3−0.8947%Keepinghidden" in text
    assert "▼" not in text


def test_sheets_are_turned_only_for_wide_tables() -> None:
    assert b"841.8898 595.2756" not in _write()
    assert b"841.8898 595.2756" in _write(_wide(4))


def test_many_competencies_stand_in_several_tables() -> None:
    size = 2 * MOST_COLUMNS + 1
    text = reading.text(_write(_wide(size), "en"))
    assert text.count("UnitHandedin") == 2 * 3
    assert f"UnitHandedinC{size - 1}" in text


def test_a_long_table_runs_over_pages_and_loses_no_unit() -> None:
    made = _write(_wide(4, units=60))
    assert reading.pages(made) > 3
    text = reading.text(made)
    assert [n for n in range(60) if text.count(f"U{n}9−0.89") != 2] == []


@pytest.mark.parametrize(
    "text", ['#import "x" $y$ *b* @ref', "\u202eกลับ ป้ำ น้ำ", "ก" * 300]
)
def test_whatever_a_unit_is_called_stays_text(text: str) -> None:
    row = replace(MAP.rows[0], name=text)
    found = replace(MAP, rows=(row,), heads=(text, text))
    report = replace(REPORT, gaps=found, levels=found, about=text)
    assert reading.pages(_write(report)) >= 1


def test_the_same_report_makes_the_same_bytes() -> None:
    assert _write() == _write()
