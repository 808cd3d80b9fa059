"""What of a gap report is printed, and in which words."""

from dataclasses import replace

from flask import Flask
from flask_babel import force_locale

from assessments.jobs import reports
from assessments.workbooks.gaps import Row
from competency.reports import Line
from tests.assessments.workbooks.test_gaps import CONTENT, SHOWN

TREE = replace(
    CONTENT,
    rows=tuple(
        Row(code, f"หน่วย {code}", f"Unit {code}", Line(at, depth, 9, 9, (SHOWN,) * 3))
        for at, (code, depth) in enumerate(
            [("00", 0), ("01", 1), ("0101", 2), ("0102", 2), ("02", 1)]
        )
    ),
)


def _codes(most: int) -> list[str]:
    return [row.code for row in reports.printed(TREE, most)]


def test_a_report_that_is_not_too_large_holds_every_unit() -> None:
    assert _codes(5 * 3) == ["00", "01", "0101", "0102", "02"]


def test_a_large_one_holds_whole_steps_of_the_organisation() -> None:
    assert _codes(5 * 3 - 1) == ["00", "01", "02"]
    assert _codes(1) == ["00"]


def test_numbers_are_written_as_the_page_writes_them(app: Flask) -> None:
    with app.test_request_context(), force_locale("en"):
        report = reports.written(CONTENT)
    top, hidden = report.gaps.rows
    assert [(s.band, s.text, s.more) for s in top.spots] == [
        (-1, "−0.50", "25% below"),
        (None, "unknown", ""),
        (None, "not required", ""),
    ]
    assert (hidden.people, {s.text for s in hidden.spots}) == (
        "not shown",
        {"not shown"},
    )
    assert report.own[0].cells == ("1.5 of 3", "−0.50", "25%")
    assert len(report.says) == 3


def test_the_picture_shows_the_unit_and_those_one_step_below(app: Flask) -> None:
    with app.test_request_context(), force_locale("th"):
        found, told = reports.picture(TREE), reports.told(TREE)
    assert [row.name for row in found.rows] == ["หน่วย 00", "หน่วย 01", "หน่วย 02"]
    assert "หน่วย 00" in told
    assert "−0.50" in told
