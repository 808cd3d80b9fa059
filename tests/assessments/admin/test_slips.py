"""HR and administrators print codes for newcomers of their units, and for no others."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from sqlalchemy import select

from assessments import clock
from assessments.database import db
from assessments.models import Account, AuditLine, Unit
from assessments.operations import accounts as operations
from assessments.operations.audit import SYSTEM
from tests import factories
from tests.assessments.documents import reading
from tests.visitor import Visitor

if TYPE_CHECKING:
    from assessments.config import Settings

PASSWORD = "ฝนตกขี้หมูไหลคนจัญไรมาพบกัน"  # noqa: S105 -- guards nothing


@pytest.fixture
def addressed(app: Flask) -> Iterator[Flask]:
    """The application that knows where people find it."""
    before: Settings = app.config["SETTINGS"]
    address = "https://skills.city.example"
    app.config["SETTINGS"] = before.model_copy(update={"address": address})
    yield app
    app.config["SETTINGS"] = before


class City:
    """Two units with newcomers; HR looks after the first."""

    def __init__(self) -> None:
        self.top = factories.unit("00")
        self.mine = factories.unit("01", self.top)
        self.other = factories.unit("02", self.top)
        self.new = factories.person(self.mine, "0001", given_name="กนก")
        self.mailed = factories.person(self.mine, "0002", email="b@city.example")
        self.settled = factories.person(self.mine, "0003")
        code = operations.invite(self.settled, actor=SYSTEM, now=clock.now())
        operations.redeem("0003", code, PASSWORD, now=clock.now())
        self.chief = factories.person(self.mine, "0004")
        factories.account(self.chief, {"admin": None}, "0004")
        self.foreign = factories.person(self.other, "0005")
        self.hr = factories.person(self.mine, "0006")
        self.account = factories.account(self.hr, {"hr": self.mine}, "0006")

    def unit(self, unit: int) -> str:
        wanted = select(Unit.public_id).where(Unit.id == unit)
        return str(db.session.scalar(wanted))


@pytest.fixture
def city(addressed: Flask) -> City:
    return City()


def numbers(units: set[int], *, without_mail: bool = False, most: int = 9) -> list[str]:
    found = operations.invite_newcomers(
        units, most, without_mail=without_mail, actor=SYSTEM, now=clock.now()
    )
    return [newcomer.number for newcomer, _code in found]


def test_newcomers_are_those_without_password_and_role(city: City) -> None:
    assert numbers({city.mine}) == ["0001", "0002"]
    assert numbers({city.mine}, without_mail=True) == ["0001"]
    assert numbers({city.mine, city.other}, most=2) == ["0001", "0002"]


def test_a_printed_code_works_once_and_ends_the_one_before(city: City) -> None:
    before = operations.invite(city.new, actor=SYSTEM, now=clock.now())
    ((_newcomer, code),) = operations.invite_newcomers(
        {city.mine}, 1, without_mail=True, actor=SYSTEM, now=clock.now()
    )
    with pytest.raises(operations.CodeError):
        operations.redeem("0001", before, PASSWORD, now=clock.now())
    assert operations.redeem("0001", code, PASSWORD, now=clock.now())
    line = db.session.scalars(
        select(AuditLine).where(AuditLine.noun == "newcomers")
    ).one()
    assert line.detail == {"people": 1}


def test_hr_gets_a_pdf_of_the_newcomers_of_a_unit(city: City, visitor: Visitor) -> None:
    visitor.as_(city.account).in_("en")
    page = visitor.get("/admin/slips").text
    assert "have not signed in yet: 2, of whom 1 have no e-mail" in page
    answer = visitor.post("/admin/slips", unit=city.unit(city.mine))
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    assert len(reading.instead_of_pictures(answer.data)) == 2
    coded = select(Account.username).where(Account.code_hash.is_not(None))
    assert set(db.session.scalars(coded)) == {"0001", "0002"}


def test_a_unit_that_is_not_mine_is_no_choice(city: City, visitor: Visitor) -> None:
    visitor.as_(city.account)
    answer = visitor.post("/admin/slips", unit=city.unit(city.other))
    assert answer.mimetype == "text/html"
    coded = select(Account.username).where(Account.code_hash.is_not(None))
    assert set(db.session.scalars(coded)) == set()


def test_without_an_address_nobody_is_given_a_slip(
    app: Flask, visitor: Visitor
) -> None:
    city = City()
    visitor.as_(city.account).in_("en")
    assert "SAMATTHANA_ADDRESS" in visitor.get("/admin/slips").text
    answer = visitor.post("/admin/slips", unit=city.unit(city.mine))
    assert answer.mimetype == "text/html"
