"""Thirty days to answer, and words that say something."""

from datetime import UTC, datetime, timedelta

import pytest

from competency.requests import (
    LONGEST,
    RequestTextError,
    checked,
    days_left,
    due,
)

ASKED = datetime(2028, 2, 10, 3, 0, tzinfo=UTC)


def test_a_request_is_due_thirty_days_later_over_a_leap_day() -> None:
    assert due(ASKED) == datetime(2028, 3, 11, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "left"),
    [(0, 30), (1, 29), (24, 29), (30 * 24 - 1, 0), (30 * 24, 0), (30 * 24 + 1, -1)],
)
def test_days_are_counted_down_and_beyond(hours: int, left: int) -> None:
    assert days_left(ASKED, ASKED + timedelta(hours=hours)) == left


def test_words_are_kept_without_the_blanks_around() -> None:
    assert checked("  ขอแก้ชื่อ\r\nเป็น ก้านแก้ว ") == "ขอแก้ชื่อ\nเป็น ก้านแก้ว"
    assert checked("ก" * LONGEST) == "ก" * LONGEST


@pytest.mark.parametrize("words", ["", " \n ", "ก" * (LONGEST + 1)])
def test_no_words_and_too_many_are_refused(words: str) -> None:
    with pytest.raises(RequestTextError):
        checked(words)
