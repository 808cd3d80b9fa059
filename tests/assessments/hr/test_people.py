"""HR sees units and people of its part, and finds them."""

import re

import pytest
from flask import Flask
from sqlalchemy import select

from assessments.database import db
from assessments.models import Person
from tests import factories
from tests.conftest import NOW
from tests.visitor import Visitor


class City:
    """A city with two units and three people; HR looks after all of it."""

    def __init__(self) -> None:
        self.city = factories.unit("00", name="เมือง")
        self.north = factories.unit("01", self.city, name="กองคลัง")
        self.south = factories.unit("02", self.city, name="กองช่าง")
        self.head = factories.person(self.north, "0001", given_name="ก้อง")
        self.clerk = factories.person(
            self.north, "0002", self.head, given_name="ขวัญ", title="นักวิชาการเงิน"
        )
        self.gone = factories.person(self.north, "0003", left_at=NOW)
        self.other = factories.person(self.south, "0004", given_name="แดง")


@pytest.fixture
def city(app: Flask) -> City:
    return City()


@pytest.fixture
def hr(city: City, visitor: Visitor) -> Visitor:
    """HR of the whole city, reading English."""
    return visitor.as_(factories.account(roles={"hr": None})).in_("en")


@pytest.fixture
def hr_of_north(city: City, visitor: Visitor) -> Visitor:
    """HR of one unit."""
    return visitor.as_(factories.account(roles={"hr": city.north})).in_("en")


def listed(page: str) -> list[str]:
    """The staff numbers on a page, in its order."""
    return re.findall(r'<span class="quiet">(\d{4})\b', page)


def address(person: int) -> str:
    """The page of a person."""
    wanted = select(Person.public_id).where(Person.id == person)
    return f"/hr/people/{db.session.execute(wanted).scalar_one()}"


def test_current_staff_are_listed_in_thai_order(hr: Visitor) -> None:
    assert listed(hr.get("/hr/people").text) == ["0001", "0002", "0004"]


def test_units_stand_in_their_tree_with_people_counted(hr: Visitor) -> None:
    page = hr.get("/hr/people").text
    units = re.findall(
        r'depth-(\d)"><a [^>]*>([^<]*)</a> <span class="quiet">(\w+) · (\d+)', page
    )
    assert units == [
        ("0", "Unit 00", "00", "3"),
        ("1", "Unit 01", "01", "2"),
        ("1", "Unit 02", "02", "1"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ขวัญ", ["0002"]),
        ("0004", ["0004"]),
        ("วิชาการ", ["0002"]),
        ("ขวัญ แดง", []),
        ("%", []),
        ("  ", ["0001", "0002", "0004"]),
    ],
)
def test_a_search_looks_into_number_name_and_title(
    hr: Visitor, text: str, found: list[str]
) -> None:
    answer = hr.get("/hr/people", query_string={"text": text})
    assert listed(answer.text) == found


def test_a_unit_is_chosen_with_all_below_it(hr: Visitor) -> None:
    page = hr.get("/hr/people").text
    links = dict(re.findall(r'<option value="([^"]+)">\s*(Unit \d\d)', page))
    names = {name: public_id for public_id, name in links.items()}
    chosen = hr.get("/hr/people", query_string={"unit": names["Unit 01"]}).text
    assert listed(chosen) == ["0001", "0002"]
    assert "2 people – Unit 01" in chosen


def test_a_long_list_has_pages_that_keep_the_search(city: City, hr: Visitor) -> None:
    for _person in range(55):
        factories.person(city.south, given_name="มาลี")
    first = hr.get("/hr/people", query_string={"text": "มาลี"}).text
    assert len(re.findall(r'href="/hr/people/[0-9a-f-]{36}"', first)) == 50
    (link,) = re.findall(r'rel="next" href="([^"]+)"', first)
    second = hr.get(link.replace("&amp;", "&")).text
    assert len(re.findall(r'href="/hr/people/[0-9a-f-]{36}"', second)) == 5
    assert 'value="มาลี"' in second


@pytest.mark.parametrize("page", ["0", "-1", "999", "x"])
def test_a_page_that_is_not_there_is_the_nearest_one(hr: Visitor, page: str) -> None:
    answer = hr.get("/hr/people", query_string={"page": page})
    assert listed(answer.text) == ["0001", "0002", "0004"]


def test_hr_of_a_part_sees_that_part_only(city: City, hr_of_north: Visitor) -> None:
    page = hr_of_north.get("/hr/people").text
    assert listed(page) == ["0001", "0002"]
    assert "Unit 02" not in page
    assert "/hr/roster" not in page
    assert hr_of_north.get(address(city.clerk)).status_code == 200
    assert hr_of_north.get(address(city.other)).status_code == 404


def test_hr_of_all_may_bring_a_new_roster(hr: Visitor) -> None:
    assert 'href="/hr/roster"' in hr.get("/hr/people").text


def test_one_person_is_shown_with_who_is_above_and_below(
    city: City, hr: Visitor
) -> None:
    clerk, head = hr.get(address(city.clerk)).text, hr.get(address(city.head)).text
    assert re.search(r"Supervisor</dt><dd>นางก้อง", clerk)
    assert "นักวิชาการเงิน" in clerk
    assert "Hired on</dt><dd>October 1, 2015" in clerk.replace(
        "1 October 2015", "October 1, 2015"
    )
    assert "People who report to them</dt><dd>1</dd>" in head
    assert "Work group (framework of 2567)</dt><dd>NONIT" in head


def test_who_has_left_is_still_found_by_address_and_marked(
    city: City, hr: Visitor
) -> None:
    assert "Left on" in hr.get(address(city.gone)).text


def test_before_the_first_roster_the_page_says_how_to_begin(
    app: Flask, visitor: Visitor
) -> None:
    visitor.as_(factories.account(roles={"hr": None})).in_("en")
    page = visitor.get("/hr/people").text
    assert "Begin with a roster." in page
    assert 'href="/hr/roster"' in page


def test_a_name_that_looks_like_markup_is_shown_as_it_is(
    city: City, hr: Visitor
) -> None:
    person = factories.person(city.north, "0009", given_name="<b>=1+1</b>")
    page = hr.get(address(person)).text
    assert "&lt;b&gt;=1+1&lt;/b&gt;" in page
    assert "<b>=1+1</b>" not in page
