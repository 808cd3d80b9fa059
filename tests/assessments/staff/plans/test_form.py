"""What people write in the fields of a plan, read and shown without loss."""

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from flask_babel import force_locale
from werkzeug.datastructures import MultiDict

from assessments.staff.plans import form
from assessments.staff.plans.form import Typed
from competency.development import Row
from tests.competency.development.plans import row

NAMES = {"READ": "=อ่านข้อมูล"}


def _read(**texts: str) -> tuple[Row, list[tuple[str | None, str]]]:
    rows, problems = form.read([Typed("a", texts)], NAMES)
    return rows[0], [(each.place.column, each.rule) for each in problems]


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("starts_on", "1/12/2569", date(2026, 12, 1)),
        ("starts_on", "๒๙/๒/๒๕๗๑", date(2028, 2, 29)),
        ("ends_on", "2027-09-30", date(2027, 9, 30)),
        ("ends_on", "", None),
        ("budget_satang", "1,500.50 บาท", 150_050),
        ("budget_satang", "๐", 0),
        ("budget_satang", "", None),
        ("from_level", "1.666", 1.67),
        ("to_level", "๒", 2.0),
        ("goal", "=1+1", "=1+1"),
    ],
)
def test_a_field_is_read_as_people_write_it(
    app: Flask, field: str, text: str, value: object
) -> None:
    found, problems = _read(**{field: text})
    assert (getattr(found, field), problems) == (value, [])


@pytest.mark.parametrize(
    ("field", "text", "rule"),
    [
        ("starts_on", "29/2/2570", "day-wrong"),
        ("ends_on", "พรุ่งนี้", "day-wrong"),
        ("budget_satang", "-5", "baht-wrong"),
        ("budget_satang", "ห้าร้อย", "baht-wrong"),
        ("from_level", "-1", "level-wrong"),
        ("to_level", "สูง", "level-wrong"),
        ("to_level", "nan", "level-wrong"),
    ],
)
def test_what_cannot_be_read_is_told_and_left_open(
    app: Flask, field: str, text: str, rule: str
) -> None:
    found, problems = _read(**{field: text})
    assert (getattr(found, field), problems) == (None, [(field, rule)])


@pytest.mark.parametrize("language", ["th", "en"])
def test_a_row_comes_back_from_the_form_as_it_was(app: Flask, language: str) -> None:
    kept = row(course="READ", course_name=NAMES["READ"], budget_satang=123_456_789_05)
    with app.test_request_context(), force_locale(language):
        shown = form.typed(kept)
        assert form.read([shown], NAMES) == ((kept,), ())


def test_years_are_those_of_the_readers_era(app: Flask) -> None:
    with app.test_request_context(), force_locale("th"):
        assert form.typed(row()).texts["starts_on"] == "1/12/2569"
    with app.test_request_context(), force_locale("en"):
        assert form.typed(row()).texts["starts_on"] == "1/12/2026"


def test_rows_are_sent_in_their_order_and_blank_ones_are_left_out() -> None:
    sent = form.sent(
        MultiDict(
            [
                ("key", "b"),
                ("topic:b", " ภาษามือ \r\nขั้นต้น\0 "),
                ("key", "blank"),
                ("goal:blank", "  "),
                ("key", "<script>"),
                ("topic:<script>", "x"),
                ("key", "a"),
                ("key", "b"),
                ("methods:a", "coaching"),
                ("methods:a", "visit"),
            ]
        )
    )
    assert [each.key for each in sent] == ["b", "a"]
    assert sent[0].texts["topic"] == "ภาษามือ \nขั้นต้น"
    assert sent[1].methods == ("coaching", "visit")


def test_a_field_is_told_of_once_and_in_the_order_of_the_form(app: Flask) -> None:
    rows = [Typed("a", {"ends_on": "x"}), Typed("b", {"budget_satang": "x"})]
    _rows, unread = form.read(rows, NAMES)
    missing = [replace(unread[0], rule="field-missing")]
    first = [replace(unread[0], place=replace(unread[0].place, column="goal"))]
    found = form.told_once([*unread, *missing, *first])
    assert [(e.place.row, e.place.column, e.rule) for e in found] == [
        (1, "goal", "day-wrong"),
        (1, "ends_on", "day-wrong"),
        (2, "budget_satang", "baht-wrong"),
    ]


def test_two_new_rows_are_never_taken_for_one() -> None:
    assert len({form.new_key() for _each in range(100)}) == 100
