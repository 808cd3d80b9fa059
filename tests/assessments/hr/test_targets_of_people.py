"""HR sets targets for one person, sees whose they are, and takes them by workbook."""

from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import select

from assessments.database import db
from assessments.models import AuditLine, Person
from assessments.queries import targets
from assessments.workbooks import personal as workbook
from assessments.workbooks.personal import HEADERS, TARGETS
from competency.frameworks import parse
from tests import factories
from tests.visitor import Visitor

PAGE = "/hr/targets?framework=three"
MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class City:
    """Two units with one person each, and a framework of three competencies."""

    def __init__(self) -> None:
        top = factories.unit("00")
        self.north, self.south = factories.unit("01", top), factories.unit("02", top)
        self.mine = factories.person(self.north, "0001", given_name="ก้อง")
        self.other = factories.person(self.south, "0002", given_name="ขวัญ")
        factories.framework_version()


@pytest.fixture
def city(app: Flask) -> City:
    return City()


@pytest.fixture
def hr(city: City, visitor: Visitor) -> Visitor:
    """HR of the north, reading English."""
    return visitor.as_(factories.account(roles={"hr": city.north})).in_("en")


def page(person: int) -> str:
    """The page with one person's targets."""
    wanted = select(Person.public_id).where(Person.id == person)
    name = db.session.execute(wanted).scalar_one()
    return f"/hr/people/{name}/targets?framework=three"


def filled(*rows: tuple[str, ...]) -> bytes:
    """The workbook with these rows: number, competency, level, source."""
    book = load_workbook(BytesIO(workbook.workbook((), parse(factories.THREE))))
    keys = list(HEADERS)
    for at, row in enumerate(rows, 2):
        cells = zip(("person", "competency", "level", "source"), row, strict=True)
        for key, value in cells:
            book[TARGETS].cell(at, keys.index(key) + 1).value = value
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def send(hr: Visitor, data: bytes) -> str:
    """What the page says to a workbook."""
    return said(hr, PAGE, {"file": (BytesIO(data), "targets.xlsx", MEDIA)})


def said(hr: Visitor, path: str, form: dict[str, object]) -> str:
    """What the page says to a form, after it leads on where it was kept."""
    answer = hr.post(path, **form)
    return answer.text if answer.status_code != 302 else hr.get(path).text


def test_a_target_is_set_for_one_person_and_told_beside_the_profiles(
    hr: Visitor, city: City
) -> None:
    form: dict[str, object] = {
        "level:data.read": "3",
        "source:data.read": "คำสั่ง 9/2570",
    }
    text = said(hr, page(city.mine), form)
    assert "New targets: 1." in text
    assert "The profile of this person today: Caseworker." in text
    assert 'name="level:data.read" value="3"' in text
    assert "คำสั่ง 9/2570" in hr.get(PAGE).text
    assert targets.of_person(city.mine, "three")["data.read"].level == 3


def test_a_blank_cell_gives_the_profile_its_word_again(hr: Visitor, city: City) -> None:
    said(hr, page(city.mine), {"level:data.read": "3"})
    text = said(hr, page(city.mine), {"level:data.read": ""})
    assert "Taken away: 1." in text
    assert targets.of_person(city.mine, "three") == {}


def test_what_is_wrong_is_told_beside_the_cell_and_nothing_is_kept(
    hr: Visitor, city: City
) -> None:
    form = {"level:data.read": "สูง", "level:data.keep": "2", "source:data.keep": "x"}
    answer = hr.post(page(city.mine), **form)
    assert answer.status_code == 400
    assert "“สูง” is no target." in answer.text
    assert 'name="level:data.keep" value="2"' in answer.text
    assert targets.of_person(city.mine, "three") == {}


def test_a_person_of_another_part_is_not_there(hr: Visitor, city: City) -> None:
    assert hr.get(page(city.other)).status_code == 404
    form = {"level:data.read": "3"}
    assert hr.post(page(city.other), **form).status_code == 404
    assert targets.of_person(city.other, "three") == {}


def test_the_page_of_a_person_leads_to_their_targets(hr: Visitor, city: City) -> None:
    said(hr, page(city.mine), {"level:data.read": "3"})
    address = page(city.mine).partition("/targets")[0]
    text = hr.get(address).text
    assert "Targets of this person alone, over those of the profile: 1." in text
    assert f"{address}/targets" in text


def test_a_workbook_sets_changes_and_takes_away(hr: Visitor, city: City) -> None:
    text = send(
        hr, filled(("0001", "data.read", "3", "a"), ("0001", "safe.share", "-", ""))
    )
    assert "New targets: 2." in text
    text = send(
        hr, filled(("0001", "data.read", "", ""), ("0001", "safe.share", "1", ""))
    )
    assert "Changed: 1. Taken away: 1." in text
    assert set(targets.of_person(city.mine, "three")) == {"safe.share"}


def test_a_workbook_with_faults_changes_nothing_and_names_them_all(
    hr: Visitor, city: City
) -> None:
    rows = (("0001", "data.read", "3", ""), ("0002", "data.fly", "7", ""))
    text = send(hr, filled(*rows))
    assert "Problems found: 3. Nothing was changed." in text
    assert "number “0002”" in text
    assert "“data.fly” is not known" in text
    assert "“7” is no target" in text
    assert targets.of_staff("three") == {}


def test_a_formula_is_refused_where_it_would_be_read_as_blank(
    hr: Visitor, city: City
) -> None:
    text = send(hr, filled(("0001", "data.read", "=1+2", "")))
    assert "The cell holds a formula." in text
    assert targets.of_staff("three") == {}


def test_the_workbook_comes_back_as_it_went_out(hr: Visitor, city: City) -> None:
    send(hr, filled(("0001", "data.read", "3", "ข้อ 5"), ("0001", "data.keep", "-", "")))
    before = targets.of_staff("three")
    data = hr.get("/hr/targets/workbook?framework=three").data
    text = send(hr, data)
    assert "As they were: 2." in text
    assert targets.of_staff("three") == before


def test_taking_targets_away_is_logged_with_how_many_people(
    hr: Visitor, city: City
) -> None:
    taken = select(AuditLine.detail).where(AuditLine.action == "download")
    hr.get("/hr/targets/workbook?framework=three")
    assert list(db.session.scalars(taken)) == []
    send(hr, filled(("0001", "data.read", "3", ""), ("0001", "data.keep", "-", "")))
    hr.get("/hr/targets/workbook?framework=three")
    assert list(db.session.scalars(taken)) == [{"people": 1}]


def test_a_target_that_todays_version_lacks_is_said_not_to_count(
    hr: Visitor, city: City
) -> None:
    said(hr, page(city.mine), {"level:safe.share": "1"})
    less = factories.THREE.replace("safe.share", "safe.send").replace("1.0.0", "2.0.0")
    factories.framework_version(less)
    assert "does not count: version 2.0.0" in hr.get(PAGE).text


def test_an_unknown_framework_is_not_there(hr: Visitor) -> None:
    assert hr.get("/hr/targets?framework=none").status_code == 404
