"""A roster by browser: all faults, or a preview; applied only as it was shown."""

import re
from io import BytesIO

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from assessments import clock, files, thai
from assessments.operations import people as operations
from assessments.operations.audit import SYSTEM
from assessments.queries import people, roster
from assessments.workbooks import reading
from tests import factories
from tests.assessments import rosters
from tests.visitor import Visitor

ALL = ["000001", "000002", "000003"]


@pytest.fixture
def hr(app: Flask, visitor: Visitor) -> Visitor:
    """HR of all, in an agency that is still empty."""
    return visitor.as_(factories.account(roles={"hr": None})).in_("en")


def upload(
    visitor: Visitor, data: bytes, units: bytes | None = rosters.UNITS_FILE
) -> TestResponse:
    """The answer to a roster, and maybe units, that were sent to be checked."""
    sent: dict[str, object] = {"roster": (BytesIO(data), "roster.csv")}
    if units is not None:
        sent["units"] = (BytesIO(units), "units.csv")
    return visitor.post("/hr/roster", **sent)


def shown(page: str) -> dict[str, str]:
    """The hidden fields of a preview."""
    fields = re.findall(r"<input[^>]*>", page)
    pairs = (
        (re.search(r'name="(\w+)"', f), re.search(r'value="([^"]*)"', f))
        for f in fields
    )
    found = {n[1]: v[1] for n, v in pairs if n and v}
    return {name: found[name] for name in ("roster", "units", "seen")}


def apply(visitor: Visitor, fields: dict[str, str]) -> TestResponse:
    """The answer to applying what was shown."""
    return visitor.post("/hr/roster/apply", **fields)


def numbers() -> list[str]:
    """Staff numbers of today."""
    return sorted(person.number for person in roster.people())


def test_a_faulty_roster_shows_every_fault_and_changes_nothing(hr: Visitor) -> None:
    page = upload(hr, rosters.FAULTY_FILE).text
    assert "Problems found: 3. Nothing was changed." in page
    rows = re.findall(r"<tr><td>.*?</td><td>(\d+)</td><td>.*?</td><td>(.*?)</td>", page)
    assert set(rows) == {("3", "999999"), ("4", "77"), ("4", "31/02/2560")}
    assert 'action="/hr/roster/apply"' not in page
    assert numbers() == []
    assert people.unit_codes() == frozenset()


def test_a_good_roster_is_shown_first_and_applied_then(hr: Visitor) -> None:
    page = upload(hr, rosters.ROSTER_FILE).text
    assert "names 3 people. Nothing is changed yet." in page
    assert re.search(r"People who join: <strong>3</strong>", page)
    assert re.search(r"New units: <strong>3</strong>", page)
    assert "000002 นางขวัญ ใจดี" in page
    assert numbers() == []

    assert apply(hr, shown(page)).location == "/hr/people"
    assert numbers() == ALL
    assert people.unit_codes() == {"00", "01", "02"}
    assert "The roster was applied." in hr.get("/hr/people").text


def test_the_same_roster_again_has_nothing_to_apply(hr: Visitor) -> None:
    apply(hr, shown(upload(hr, rosters.ROSTER_FILE).text))
    page = upload(hr, rosters.ROSTER_FILE).text
    assert "there is nothing to apply" in page
    assert 'action="/hr/roster/apply"' not in page


def test_who_is_missing_is_shown_as_leaving(hr: Visitor) -> None:
    apply(hr, shown(upload(hr, rosters.ROSTER_FILE).text))
    fewer = rosters.csv(rosters.HEADER, *rosters.PEOPLE[:2])
    page = upload(hr, fewer, None).text
    assert re.search(r"People who leave: <strong>1</strong>", page)
    assert "000003 นางสาวเกศ ใจดี" in page
    apply(hr, shown(page))
    assert numbers() == ALL[:2]


def test_a_preview_of_staff_that_changed_meanwhile_is_not_applied(hr: Visitor) -> None:
    apply(hr, shown(upload(hr, rosters.ROSTER_FILE).text))
    fewer = rosters.csv(rosters.HEADER, *rosters.PEOPLE[:2])
    seen = shown(upload(hr, fewer, None).text)
    first = next(each for each in roster.people() if each.number == "000001")
    operations.apply(
        (first,), None, sort_key=thai.sort_key, actor=SYSTEM, now=clock.now()
    )

    assert apply(hr, seen).location == "/hr/roster"
    assert "The staff changed meanwhile." in hr.get("/hr/roster").text
    assert numbers() == ["000001"]


def test_a_preview_is_applied_once(hr: Visitor) -> None:
    seen = shown(upload(hr, rosters.ROSTER_FILE).text)
    assert apply(hr, seen).status_code == 302
    assert apply(hr, seen).status_code == 404
    assert numbers() == ALL


@pytest.mark.parametrize(
    ("field", "value"),
    [("seen", "0" * 64), ("units", ""), ("seen", "")],
)
def test_what_was_not_shown_is_not_applied(hr: Visitor, field: str, value: str) -> None:
    seen = shown(upload(hr, rosters.ROSTER_FILE).text)
    assert apply(hr, seen | {field: value}).location == "/hr/roster"
    assert numbers() == []


@pytest.mark.parametrize("key", ["", "0" * 64, "../secret", "..%2fsecret", "x"])
def test_a_file_that_was_never_checked_is_not_applied(hr: Visitor, key: str) -> None:
    seen = shown(upload(hr, rosters.ROSTER_FILE).text)
    assert apply(hr, seen | {"roster": key}).status_code in {302, 400, 404}
    assert numbers() == []


def test_the_files_are_deleted_when_they_are_applied(hr: Visitor) -> None:
    seen = shown(upload(hr, rosters.ROSTER_FILE).text)
    assert files.path(seen["roster"])
    apply(hr, seen)
    assert files.path(seen["roster"]) is None
    assert files.path(seen["units"]) is None


def test_no_file_at_all_is_said_in_words(hr: Visitor) -> None:
    page = hr.post("/hr/roster").text
    assert "Choose a file." in page
    assert 'action="/hr/roster/apply"' not in page


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 not a workbook", b"\xff\xfe\x00"])
def test_what_is_no_roster_is_said_in_words(hr: Visitor, data: bytes) -> None:
    answer = upload(hr, data, None)
    assert answer.status_code == 200
    assert "Problems found:" in answer.text
    assert numbers() == []


def test_the_template_is_a_workbook_that_names_the_columns(hr: Visitor) -> None:
    answer = hr.get("/hr/roster/template")
    assert "attachment" in answer.headers["Content-Disposition"]
    sheets, problems = reading.workbook(answer.data)
    assert problems == ()
    assert set(sheets) == {"Roster", "Units"}


def test_hr_of_a_part_may_not_bring_a_roster_of_all(
    app: Flask, visitor: Visitor
) -> None:
    city = factories.unit("00")
    part = factories.unit("01", city)
    visitor.as_(factories.account(roles={"hr": part}))
    assert visitor.get("/hr/roster").status_code == 403
    assert upload(visitor, rosters.ROSTER_FILE).status_code == 403
    assert apply(visitor, {"roster": "x", "units": "", "seen": ""}).status_code == 403
