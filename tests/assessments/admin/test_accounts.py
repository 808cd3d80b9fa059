"""Administrators invite people and grant roles, in their part and no further."""

import re

import pytest
from flask import Flask
from sqlalchemy import select

from assessments import clock
from assessments.database import db
from assessments.models import Account, Person, Unit
from assessments.operations import accounts as operations
from assessments.queries import accounts
from tests import factories
from tests.visitor import Visitor

PASSWORD = "a password of one's own"  # noqa: S105 -- guards nothing


class Office:
    """A city of two units; the visitor administers one of them, or all."""

    def __init__(self, visitor: Visitor, *, everywhere: bool = False) -> None:
        self.city = factories.unit("00", name="เมือง")
        self.mine = factories.unit("01", self.city, name="กองคลัง")
        self.other = factories.unit("02", self.city, name="กองช่าง")
        self.desk = factories.unit("011", self.mine, name="งานการเงิน")
        self.clerk = factories.person(self.desk, "0007", given_name="ขวัญ")
        self.stranger = factories.person(self.other, "0008", given_name="แดง")
        self.admin = factories.person(self.mine, "0001")
        where = None if everywhere else self.mine
        self.account = factories.account(self.admin, {"admin": where}, "0001")
        self.visitor = visitor.as_(self.account).in_("en")

    def address(self, person: int, action: str = "") -> str:
        """Where the account of a person is looked after."""
        wanted = select(Person.public_id).where(Person.id == person)
        name = db.session.execute(wanted).scalar_one()
        return f"/admin/accounts/{name}{action}"

    def grants(self, person: int) -> list[tuple[str, str | None]]:
        """Role and unit of each grant of a person."""
        db.session.expire_all()
        facts = accounts.of_people([person]).get(person)
        return [(g.role, g.unit_code) for g in facts.grants] if facts else []


def unit_name(unit: int) -> str:
    """The outward name of a unit."""
    wanted = select(Unit.public_id).where(Unit.id == unit)
    return db.session.execute(wanted).scalar_one()


@pytest.fixture
def part(app: Flask, visitor: Visitor) -> Office:
    return Office(visitor)


@pytest.fixture
def whole(app: Flask, visitor: Visitor) -> Office:
    return Office(visitor, everywhere=True)


def test_the_list_holds_people_with_an_account(whole: Office) -> None:
    page = whole.visitor.get("/admin/accounts").text
    assert "0001" in page
    assert "0007" not in page
    assert "1 people have an account." in page


def test_a_search_finds_people_without_an_account_too(whole: Office) -> None:
    page = whole.visitor.get("/admin/accounts?text=ขวัญ").text
    assert "0007" in page
    assert "No account" in page


def test_a_search_looks_into_my_part_only(part: Office) -> None:
    assert "0007" in part.visitor.get("/admin/accounts?text=0007").text
    assert "0008 ·" not in part.visitor.get("/admin/accounts?text=0008").text


def code_on(page: str) -> str:
    """The code that a page shows."""
    (code,) = re.findall(r'class="code">([^<]*)<', page)
    return str(code)


def test_an_invitation_shows_its_code_once_and_the_code_works(part: Office) -> None:
    page = part.visitor.post(part.address(part.clerk, "/invite")).text
    code = code_on(page)
    assert "/account/first" in page
    assert 'class="code"' not in part.visitor.get(part.address(part.clerk)).text
    account = operations.redeem("0007", code, PASSWORD, now=clock.now())
    assert operations.signed("0007", PASSWORD) == account
    page = part.visitor.get(part.address(part.clerk)).text
    assert "Signs in with a password" in page


def test_a_second_code_ends_the_first(part: Office) -> None:
    address = part.address(part.clerk, "/invite")
    first = code_on(part.visitor.post(address).text)
    second = code_on(part.visitor.post(address).text)
    with pytest.raises(operations.CodeError):
        operations.redeem("0007", first, PASSWORD, now=clock.now())
    assert operations.redeem("0007", second, PASSWORD, now=clock.now())


def test_who_may_act_beyond_my_part_gets_no_code_from_me(part: Office) -> None:
    chief = factories.person(part.mine, "0009")
    account = factories.account(chief, {"hr": None})
    assert "beyond your units" in part.visitor.get(part.address(chief)).text
    answer = part.visitor.post(part.address(chief, "/invite"))
    assert answer.status_code == 403
    wanted = select(Account.code_hash).where(Account.id == account)
    assert db.session.scalar(wanted) is None


def test_a_role_is_granted_in_a_unit_and_revoked_again(part: Office) -> None:
    here = unit_name(part.desk)
    address = part.address(part.clerk)
    answer = part.visitor.post(f"{address}/grant", role="manager", unit=here)
    assert answer.location == address
    assert part.grants(part.clerk) == [("manager", "011")]
    assert "Manager – Unit 011" in part.visitor.get(address).text

    part.visitor.post(f"{address}/revoke", role="manager", unit=here)
    assert part.grants(part.clerk) == []


def test_whoever_administers_all_grants_for_all(whole: Office) -> None:
    address = whole.address(whole.stranger, "/grant")
    whole.visitor.post(address, role="hr", unit="")
    assert whole.grants(whole.stranger) == [("hr", None)]


def test_a_grant_that_is_there_already_is_said_and_not_doubled(whole: Office) -> None:
    address = whole.address(whole.clerk, "/grant")
    for _time in range(2):
        whole.visitor.post(address, role="hr", unit="")
    assert "It was granted before." in whole.visitor.get("/admin/accounts").text
    assert whole.grants(whole.clerk) == [("hr", None)]


def test_nobody_grants_beyond_their_part(part: Office) -> None:
    address = part.address(part.clerk, "/grant")
    for unit in ("", unit_name(part.city), unit_name(part.other)):
        answer = part.visitor.post(address, role="manager", unit=unit)
        assert answer.status_code == 400
    assert part.grants(part.clerk) == []


def test_only_roles_that_people_grant_can_be_granted(whole: Office) -> None:
    address = whole.address(whole.clerk, "/grant")
    for role in ("staff", "supervisor", "boss", ""):
        assert whole.visitor.post(address, role=role, unit="").status_code == 400


def test_nobody_revokes_beyond_their_part(part: Office) -> None:
    factories.account(part.clerk, {"manager": part.other, "hr": None})
    address = part.address(part.clerk, "/revoke")
    for role, unit in (("manager", unit_name(part.other)), ("hr", "")):
        assert part.visitor.post(address, role=role, unit=unit).status_code == 404
    assert part.grants(part.clerk) == [("hr", None), ("manager", "02")]
    page = part.visitor.get(part.address(part.clerk)).text
    assert page.count("/revoke") == 0


@pytest.mark.parametrize("action", ["/invite", "/grant", "/revoke"])
def test_people_outside_my_part_are_not_mine_to_change(
    part: Office, action: str
) -> None:
    address = part.address(part.stranger, action)
    assert part.visitor.post(address, role="hr").status_code == 404
    assert part.grants(part.stranger) == []


def test_the_last_administrator_of_all_stays(whole: Office) -> None:
    address = whole.address(whole.admin, "/revoke")
    answer = whole.visitor.post(address, role="admin", unit="")
    assert answer.status_code == 409
    assert "Nobody else may administer all accounts." in answer.text
    assert whole.grants(whole.admin) == [("admin", None)]


def test_what_is_granted_ends_sign_ins_and_holds_from_the_next_one_on(
    whole: Office,
) -> None:
    app_visitor = Visitor(whole.visitor.client.application)
    account = factories.account(whole.clerk)
    app_visitor.as_(account)
    assert app_visitor.get("/hr/people").status_code == 403
    whole.visitor.post(whole.address(whole.clerk, "/grant"), role="hr", unit="")
    assert "/account/sign-in" in app_visitor.get("/hr/people").location
    app_visitor.as_(account)
    assert app_visitor.get("/hr/people").status_code == 200
    whole.visitor.post(whole.address(whole.clerk, "/revoke"), role="hr", unit="")
    app_visitor.as_(account)
    assert app_visitor.get("/hr/people").status_code == 403
