from datetime import date

import pytest

from competency.roster import cells


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("29/02/2543", date(2000, 2, 29)),
        ("29/02/2555", date(2012, 2, 29)),
        ("๒๙/๐๒/๒๕๔๓", date(2000, 2, 29)),
        ("1/4/2563", date(2020, 4, 1)),
        ("01-04-2563", date(2020, 4, 1)),
        ("2000-02-29", date(2000, 2, 29)),
        ("2563-04-01", date(2020, 4, 1)),
    ],
)
def test_dates_of_the_buddhist_era(text: str, day: date) -> None:
    assert cells.thai_date(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "29/02/2544",
        "31/04/2560",
        "01/13/2560",
        "01/10/2015",
        "01/10/60",
        "2563",
        "๑ ตุลาคม ๒๕๖๐",
        "01/10/25600",
        "",
    ],
)
def test_what_is_no_date_of_the_buddhist_era(text: str) -> None:
    assert cells.thai_date(text) is None


@pytest.mark.parametrize("text", ["a@b.th", "สมชาย@ตัวอย่าง.ไทย", "a.b+c@d-e.go.th"])
def test_addresses(text: str) -> None:
    assert cells.is_email(text)


@pytest.mark.parametrize(
    "text", ["a", "a@b", "a@@b.th", "a b@c.th", "a@b..th", "a@c.th,d@e.th"]
)
def test_what_is_no_address(text: str) -> None:
    assert not cells.is_email(text)


@pytest.mark.parametrize(
    "text", ["1234567890123", "1-2345-67890-12-3", "๑๒๓๔๕๖๗๘๙๐๑๒๓"]
)
def test_citizen_numbers_are_seen(text: str) -> None:
    assert cells.is_citizen_number(text)


@pytest.mark.parametrize("text", ["000001", "12345678901234", "A234567890123", ""])
def test_staff_numbers_are_no_citizen_numbers(text: str) -> None:
    assert not cells.is_citizen_number(text)
