"""Thai dates, order, line breaks and digits."""

from datetime import UTC, date, datetime

import pytest

from assessments import thai


def test_a_date_is_written_in_the_buddhist_era() -> None:
    assert thai.date_(date(2026, 11, 22)) == "22 พฤศจิกายน 2569"


def test_a_leap_day_stays_a_leap_day() -> None:
    assert thai.date_(date(2012, 2, 29)) == "29 กุมภาพันธ์ 2555"


def test_english_keeps_the_christian_era() -> None:
    assert thai.date_(date(2026, 11, 22), "en") == "22 November 2026"


def test_a_moment_is_shown_in_bangkok_whatever_the_host_believes() -> None:
    midnight = datetime(2026, 11, 22, 17, 30, tzinfo=UTC)
    assert thai.moment(midnight) == "23 พ.ย. 2569 00:30 น."


@pytest.mark.parametrize(
    ("given", "ordered"),
    [
        (["ไทย", "แดง", "ขวัญ", "เก่ง", "กานดา"], ["กานดา", "เก่ง", "ขวัญ", "แดง", "ไทย"]),
        (["นิ่ม", "น้ำ"], ["น้ำ", "นิ่ม"]),
        (["ก", "Anna"], ["Anna", "ก"]),
    ],
)
def test_names_sort_as_in_a_thai_dictionary(
    given: list[str], ordered: list[str]
) -> None:
    assert sorted(given, key=thai.sort_key) == ordered


def test_lines_break_between_words_and_lose_nothing() -> None:
    text = "ความเข้าใจและใช้เทคโนโลยีดิจิทัล"
    lines = thai.wrap(text, 14)
    assert "".join(lines) == text
    assert lines[0] == "ความเข้าใจและ"


def test_thai_digits_become_arabic_ones() -> None:
    assert thai.digits("๒๕๖๙") == "2569"


@pytest.mark.parametrize(
    ("text", "satang"),
    [
        ("1500000", 150_000_000),
        ("1,500,000", 150_000_000),
        (" ๑,๕๐๐,๐๐๐.๕ บาท ", 150_000_050),
        ("0.25", 25),
        ("12", 1_200),
    ],
)
def test_amounts_in_baht_are_read_as_satang(text: str, satang: int) -> None:
    assert thai.read_baht(text) == satang


@pytest.mark.parametrize(
    "text", ["", "much", "-1", "1e6", "1,50", "15,00,000", "1.005", "1 000", "9" * 13]
)
def test_what_is_no_amount_in_baht_is_none(text: str) -> None:
    assert thai.read_baht(text) is None


@pytest.mark.parametrize(
    ("moment", "year"),
    [
        (datetime(2026, 9, 30, 16, 59, tzinfo=UTC), 2569),
        (datetime(2026, 9, 30, 17, 0, tzinfo=UTC), 2570),
        (datetime(2026, 12, 31, 17, 0, tzinfo=UTC), 2570),
        (datetime(2024, 2, 29, 3, 0, tzinfo=UTC), 2567),
    ],
)
def test_a_fiscal_year_begins_in_october_in_bangkok(
    moment: datetime, year: int
) -> None:
    assert thai.fiscal_year(moment) == year


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1/12/2569", date(2026, 12, 1)),
        (" ๒๙/๐๒/๒๕๗๑ ", date(2028, 2, 29)),
        ("1/12/2026", date(2026, 12, 1)),
        ("2026-12-01", date(2026, 12, 1)),
        ("2569-12-01", date(2026, 12, 1)),
    ],
)
def test_days_are_read_in_either_era(text: str, day: date) -> None:
    assert thai.read_day(text) == day


@pytest.mark.parametrize(
    "text", ["", "29/2/2570", "31/4/2569", "1/12", "1/12/69", "1/12/2569 8:30", "x"]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert thai.read_day(text) is None


@pytest.mark.parametrize("language", ["th", "en"])
def test_a_day_is_read_as_it_was_written(language: str) -> None:
    day = date(2028, 2, 29)
    assert thai.read_day(thai.written_day(day, language)) == day
