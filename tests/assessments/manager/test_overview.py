"""An executive reads figures of the whole agency, and nobody's name."""

from io import BytesIO

import openpyxl
import pytest
from flask import Flask
from sqlalchemy import select

from assessments import access, files
from assessments.database import db
from assessments.jobs import rounds as closing
from assessments.jobs.queue import work_of
from assessments.models import Job, Person, Round, Unit
from tests import factories
from tests.assessments import master_city
from tests.assessments.closed_city import POORLY, WELL, ClosedCity
from tests.assessments.clusterings import quiet
from tests.assessments.manager.test_gaps import _rows
from tests.security.test_exports import rows_of
from tests.test_routes import plain
from tests.visitor import Visitor

pytestmark = pytest.mark.parametrize("whole_app", ["sqlite"], indirect=True)


@pytest.fixture
def city(app: Flask) -> ClosedCity:
    return ClosedCity()


@pytest.fixture
def mayor(city: ClosedCity, visitor: Visitor) -> Visitor:
    """An executive who is no staff, reading English."""
    return visitor.as_(factories.account(roles={"executive": None})).in_("en")


def test_an_executive_begins_with_the_whole_agency(mayor: Visitor) -> None:
    start = mayor.get("/")
    assert start.location == "/manager/overview"
    page = mayor.get(start.location).text
    assert "Overview: Unit 00" in page
    assert "17 of 17 people" in page
    assert "−0.50" in page
    assert "You are staff as well" not in page
    assert page.count("/manager/gaps?") == 3


def test_an_executive_who_is_staff_finds_the_own_assessment_too(
    city: ClosedCity, visitor: Visitor
) -> None:
    person = city.people[city.works][0]
    visitor.as_(factories.account(person, {"executive": None})).in_("en")
    assert visitor.get("/").location == "/manager/overview"
    page = visitor.get("/manager/overview").text
    assert "You are staff as well" in page


def test_before_any_round_is_closed_the_start_says_so(
    app: Flask, visitor: Visitor
) -> None:
    visitor.as_(factories.account(roles={"executive": None})).in_("en")
    assert (
        "No round of the agency is closed yet" in visitor.get("/manager/overview").text
    )


def test_an_executive_sees_of_each_unit_what_its_manager_sees(
    city: ClosedCity, mayor: Visitor, app: Flask
) -> None:
    wanted = select(Unit.public_id).where(Unit.id == city.finance)
    name = db.session.scalar(wanted)
    account = factories.account(roles={"manager": city.finance})
    manager = Visitor(app).as_(account).in_("en")
    theirs = _rows(manager.get("/manager/gaps").text)
    assert _rows(mayor.get(f"/manager/gaps?unit={name}").text) == theirs
    assert theirs["Unit 0101"] == ["not shown"] * 4


def test_the_workbook_of_an_executive_names_nobody(
    city: ClosedCity, mayor: Visitor
) -> None:
    unit = db.session.scalar(select(Unit.public_id).where(Unit.id == city.agency))
    name = db.session.scalar(select(Round.public_id))
    answer = mayor.post("/manager/gaps/file", form="xlsx", round=name, unit=unit)
    assert answer.status_code == 302
    assert mayor.get(answer.location).status_code == 200
    job = db.session.scalars(select(Job)).one()
    made = files.path(str(work_of("gaps")(job.arguments, quiet)["file"]))
    assert made is not None
    sheets = openpyxl.load_workbook(BytesIO(made.read_bytes())).worksheets
    texts = {str(cell.value) for page in sheets for row in page for cell in row}
    families = set(db.session.scalars(select(Person.family_name)))
    assert [text for text in texts if any(each in text for each in families)] == []


def test_no_page_of_an_executive_holds_a_name_of_staff(
    app: Flask, city: ClosedCity, mayor: Visitor
) -> None:
    families = set(db.session.scalars(select(Person.family_name)))
    mine = [
        path
        for endpoint, path in plain(app)
        if "executive" in access.audience_of(endpoint)
    ]
    assert "/manager/overview" in mine
    pages = {path: mayor.get(path).text for path in mine}
    held = {path for path, page in pages.items() for each in families if each in page}
    assert held == set()


def test_the_page_says_what_is_uncertain(mayor: Visitor) -> None:
    page = mayor.get("/manager/overview").text
    assert "All levels rest on self-ratings alone" in page
    assert "There is no earlier round to compare with" in page
    assert "1 of 3 competencies show no figure" not in page
    assert "Progress of the master plan" not in page


def test_gaps_are_held_against_the_round_before(
    city: ClosedCity, mayor: Visitor
) -> None:
    """All who stood a step below in reading and keeping have come up to the target."""
    again = factories.round_(name="รอบที่สอง")
    for unit, people in city.people.items():
        for person in people:
            well = unit != city.works or person != people[0]
            factories.answered(again, person, WELL if well else POORLY)
    closing.close(again, quiet)
    page = mayor.get("/manager/overview").text
    assert "In the round before" in page
    assert "nearer to the target (was −0.50)" in page
    assert "A small change of a mean" in page


def test_goals_of_the_master_plan_are_counted_by_year(
    app: Flask, visitor: Visitor
) -> None:
    master_city.city()
    master_city.use()
    mayor = visitor.as_(factories.account(roles={"executive": None})).in_("en")
    page = mayor.get("/manager/overview").text
    table = page.partition('aria-labelledby="plan">\n<table')[2]
    rows = {row[0]: row[1:] for row in rows_of(table)[1:]}
    assert rows == {
        "Strategy people": ["50%", "no goal", "not measured", "0 of 1", "no goal"],
        "Strategy safety": ["50%", "no goal", "not measured", "0 of 1", "no goal"],
    }


@pytest.mark.parametrize("path", ["/hr/people", "/manager/team", "/hr/plans", "/staff"])
def test_pages_with_people_are_refused(mayor: Visitor, path: str) -> None:
    answer = mayor.get(path, follow_redirects=True)
    assert answer.status_code == 403
