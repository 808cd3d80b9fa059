"""HR sees who rates whom in a round, asks one more, and asks one no longer."""

import pytest
from flask import Flask
from sqlalchemy import select

from assessments import clock
from assessments.database import db
from assessments.models import Person, Round
from assessments.queries import ratings
from tests import factories
from tests.visitor import Visitor


class City:
    """Two units with a head and two people each, in an open round."""

    def __init__(self) -> None:
        top = factories.unit("00")
        self.north, self.south = factories.unit("01", top), factories.unit("02", top)
        self.head = factories.person(self.north, "0001", given_name="ก้อง")
        self.one = factories.person(self.north, "0002", self.head, given_name="ขวัญ")
        self.two = factories.person(self.north, "0003", self.head, given_name="แดง")
        self.far = factories.person(self.south, "0004", given_name="ดำ")
        now = clock.now()
        self.round = factories.round_(
            settings={"raters": ["supervisor"]},
            opens_at=now.replace(year=now.year - 1),
            closes_at=now.replace(year=now.year + 1),
        )

    @property
    def page(self) -> str:
        """The page of raters."""
        wanted = select(Round.public_id).where(Round.id == self.round)
        return f"/hr/rounds/{db.session.execute(wanted).scalar_one()}/raters"

    def of(self, person: int) -> str:
        """The page of one person's raters."""
        wanted = select(Person.public_id).where(Person.id == person)
        return f"{self.page}/{db.session.execute(wanted).scalar_one()}"

    def kinds(self, person: int) -> list[tuple[str, str]]:
        """Who rates somebody."""
        return [(e.number, e.kind) for e in ratings.raters(self.round, person)]


@pytest.fixture
def city(app: Flask) -> City:
    return City()


@pytest.fixture
def hr(city: City, visitor: Visitor) -> Visitor:
    """HR of the north, reading English."""
    return visitor.as_(factories.account(roles={"hr": city.north})).in_("en")


def test_people_of_my_part_are_listed_with_how_far_their_raters_are(
    hr: Visitor, city: City
) -> None:
    text = hr.get(city.page).text
    assert "ขวัญ" in text
    assert "0 of 1" in text
    assert "ดำ" not in text
    assert "แดง" not in hr.get(f"{city.page}?text=ขวัญ").text


def test_who_rates_a_person_is_shown(hr: Visitor, city: City) -> None:
    text = hr.get(city.of(city.one)).text
    assert "Who rates นางขวัญ" in text
    assert "ก้อง" in text
    assert "Supervisor" in text


def test_one_more_is_asked_by_staff_number(hr: Visitor, city: City) -> None:
    hr.post(city.of(city.one), number=" 0003 ", kind="peer")
    assert city.kinds(city.one) == [("0001", "supervisor"), ("0003", "peer")]


@pytest.mark.parametrize(
    ("number", "kind", "words"),
    [
        ("9999", "peer", "Nobody of today&#39;s staff has this number."),
        ("0001", "peer", "rates that one already"),
        ("0003", "supervisor", "rates that one already"),
        ("0002", "peer", "Nobody rates themselves"),
        ("", "peer", "Fill in this field."),
    ],
)
def test_why_somebody_cannot_be_asked_is_said_beside_the_field(
    hr: Visitor, city: City, number: str, kind: str, words: str
) -> None:
    answer = hr.post(city.of(city.one), number=number, kind=kind)
    assert words in answer.text
    assert city.kinds(city.one) == [("0001", "supervisor")]


def test_whoever_has_not_begun_is_asked_no_longer(hr: Visitor, city: City) -> None:
    (rater,) = ratings.raters(city.round, city.one)
    hr.post(f"{city.of(city.one)}/{rater.public_id}/release")
    assert city.kinds(city.one) == []


def test_people_of_another_part_are_not_there(hr: Visitor, city: City) -> None:
    assert hr.get(city.of(city.far)).status_code == 404
    answer = hr.post(city.of(city.far), number="0002", kind="peer")
    assert answer.status_code == 404
    (rater,) = ratings.raters(city.round, city.one)
    foreign = f"{city.of(city.far)}/{rater.public_id}/release"
    assert hr.post(foreign).status_code == 404
    assert city.kinds(city.one) == [("0001", "supervisor")]


def test_a_round_says_who_rates_beside_oneself(hr: Visitor, city: City) -> None:
    text = hr.get("/hr/rounds/new").text
    assert text.count('name="raters"') == 3
    wanted = select(Round.public_id).where(Round.id == city.round)
    page = hr.get(f"/hr/rounds/{db.session.execute(wanted).scalar_one()}").text
    assert city.page in page
