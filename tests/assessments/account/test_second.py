"""The second factor: required of who acts for others, one-use, and never a dead end."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from assessments import clock
from assessments.database import db
from assessments.models import AuditLine, Person, SecondFactor
from assessments.operations import accounts as operations
from assessments.operations import second
from assessments.operations.audit import SYSTEM
from assessments.queries import second as queries
from competency import onetime
from tests import factories
from tests.visitor import Visitor

PASSWORD = "ฝนตกขี้หมูไหลคนจัญไรมาพบกัน"  # noqa: S105 -- guards nothing
MINE = "/account/password"


class Phone:
    """Somebody's app, whose clock runs ahead of ours as the test wants it."""

    def __init__(self, typed: str) -> None:
        self.secret = onetime.secret_of(typed)

    def code(self, steps: int = 0) -> str:
        here = onetime.step_of(clock.now().timestamp())
        return onetime.code(self.secret, here + steps)


def settled(code: str, role: str = "") -> int:
    """The account of a new person with a password, and maybe a role."""
    person = factories.person(factories.unit(), code)
    first = operations.invite(person, actor=SYSTEM, now=clock.now())
    account = operations.redeem(code, first, PASSWORD, now=clock.now())
    if role:
        operations.grant(person, role, None, actor=SYSTEM, now=clock.now())
    return account


def enter(visitor: Visitor, code: str, where: str = "") -> str:
    path = f"/account/sign-in{where}"
    return str(visitor.post(path, name=code, password=PASSWORD).location)


def signed_in(visitor: Visitor) -> bool:
    return visitor.get(MINE).status_code == 200


def set_up(visitor: Visitor, where: str = "") -> tuple[Phone, list[str]]:
    """The app and the recovery codes after setting up."""
    path = f"/account/second/set-up{where}"
    page = visitor.get(path).text
    typed = re.findall(r'class="key">([^<]+)<', page)
    phone = Phone(typed[0])
    answer = visitor.post(path, code=phone.code(-1))
    codes = re.findall(r'class="key">([^<]+)<', answer.text)
    return phone, codes


def answer(visitor: Visitor, code: str) -> TestResponse:
    return visitor.post("/account/second", code=code)


@pytest.mark.parametrize("role", ["hr", "admin"])
def test_who_acts_for_others_sets_it_up_before_anything_else(
    app: Flask, visitor: Visitor, role: str
) -> None:
    settled("0001", role)
    location = enter(visitor.in_("en"), "0001", f"?next={MINE}")
    assert location == f"/account/second/set-up?next={MINE}"
    assert not signed_in(visitor)
    assert "a password alone is not enough" in visitor.get(location).text
    _phone, codes = set_up(visitor, f"?next={MINE}")
    assert len(set(codes)) == 10
    assert signed_in(visitor)


def test_others_may_do_without_and_switch_it_on(app: Flask, visitor: Visitor) -> None:
    settled("0001")
    assert enter(visitor.in_("en"), "0001") == "/"
    assert "Switch on the second factor" in visitor.get(MINE).text
    phone, _codes = set_up(visitor)
    assert "Recovery codes left: 10" in visitor.get(MINE).text
    later = Visitor(app)
    assert enter(later, "0001", f"?next={MINE}") == f"/account/second?next={MINE}"
    assert not signed_in(later)
    assert answer(later, phone.code()).location == "/"
    assert signed_in(later)


def test_a_wrong_first_code_switches_nothing_on(app: Flask, visitor: Visitor) -> None:
    account = settled("0001")
    enter(visitor.in_("en"), "0001")
    page = visitor.post("/account/second/set-up", code="000000").text
    assert "not the one of this moment" in page
    assert queries.kept(account) is None


def test_a_code_is_good_once_and_so_is_a_recovery_code(
    app: Flask, visitor: Visitor
) -> None:
    settled("0001", "hr")
    enter(visitor, "0001")
    phone, codes = set_up(visitor)
    code = phone.code()
    for given, right in (
        (phone.code(-1), False),
        (code, True),
        (code, False),
        (codes[0], True),
        (codes[0], False),
        (codes[1].lower().replace("-", " "), True),
    ):
        other = Visitor(app)
        enter(other, "0001")
        answer(other, given)
        assert signed_in(other) is right, given


def test_the_password_alone_opens_no_page(app: Flask, visitor: Visitor) -> None:
    settled("0001", "hr")
    enter(visitor, "0001")
    set_up(visitor)
    other = Visitor(app)
    enter(other, "0001")
    for path in (MINE, "/hr/people", "/account/second/take-away"):
        assert "/account/sign-in" in other.get(path).location
    assert other.get("/account/second/set-up").location == "/account/sign-in"
    guest = Visitor(app)
    assert guest.get("/account/second").location == "/account/sign-in"


def test_five_wrong_codes_have_to_wait_and_so_does_the_right_one(
    app: Flask, visitor: Visitor
) -> None:
    settled("0001", "hr")
    enter(visitor, "0001")
    phone, _codes = set_up(visitor)
    other = Visitor(app)
    enter(other, "0001")
    statuses = [answer(other, "000000").status_code for _turn in range(6)]
    assert statuses == [200] * 5 + [429]
    assert answer(other, phone.code()).status_code == 429
    assert not signed_in(other)


def test_the_password_counts_for_ten_minutes_only(app: Flask, visitor: Visitor) -> None:
    settled("0001", "hr")
    enter(visitor, "0001")
    with visitor.client.session_transaction() as session:
        account, at = session["pending"]
        session["pending"] = [account, at - 601]
    assert visitor.get("/account/second/set-up").location == "/account/sign-in"


def test_a_new_password_by_code_does_not_go_round_it(
    app: Flask, visitor: Visitor
) -> None:
    account = settled("0001", "hr")
    enter(visitor, "0001")
    set_up(visitor)
    wanted = select(Person.id).where(Person.code == "0001")
    person = db.session.scalars(wanted).one()
    code = operations.invite(person, actor=SYSTEM, now=clock.now())
    other = Visitor(app)
    fields = {"name": "0001", "code": code, "password": PASSWORD, "again": PASSWORD}
    assert other.post("/account/first", **fields).location == "/account/second"
    assert not signed_in(other)
    assert queries.kept(account) is not None


def test_it_is_taken_away_by_password_and_ends_every_sign_in(
    app: Flask, visitor: Visitor
) -> None:
    account = settled("0001")
    enter(visitor, "0001")
    set_up(visitor)
    path = "/account/second/take-away"
    assert visitor.post(path, password="not this one").status_code == 200  # noqa: S106 -- wrong on purpose
    assert queries.kept(account) is not None
    assert visitor.post(path, password=PASSWORD).location == "/account/sign-in"
    assert queries.kept(account) is None
    assert not signed_in(visitor)
    assert enter(Visitor(app), "0001") == "/"


def test_an_administrator_lets_somebody_begin_anew(
    app: Flask, visitor: Visitor
) -> None:
    account = settled("0001", "hr")
    enter(visitor, "0001")
    set_up(visitor)
    admin = factories.account(factories.person(factories.unit()), {"admin": None})
    wanted = select(Person.public_id).where(Person.code == "0001")
    path = f"/admin/accounts/{db.session.scalar(wanted)}"
    office = Visitor(app).as_(admin).in_("en")
    assert "For whoever lost the phone." in office.get(path).text
    assert office.post(f"{path}/second").location == path
    assert queries.kept(account) is None
    assert not signed_in(visitor)
    assert enter(Visitor(app), "0001") == "/account/second/set-up"
    line = db.session.scalars(select(AuditLine).where(AuditLine.action == "drop")).one()
    assert (line.account_id, line.noun_id) == (admin, str(account))


def test_the_demo_does_not_ask_and_says_so(app: Flask, visitor: Visitor) -> None:
    settled("0001", "hr")
    app.config["DEMO"] = True
    try:
        assert enter(visitor.in_("en"), "0001") == "/"
        page = visitor.get(MINE).text
    finally:
        app.config["DEMO"] = False
    assert "This demo does not ask for the second factor" in page


def test_the_database_alone_shows_neither_secret_nor_codes(app: Flask) -> None:
    account, secret, now = settled("0001"), second.new_secret(), clock.now()
    given = onetime.code(secret, onetime.step_of(now.timestamp()))
    codes = second.enrol(account, secret, given, key="ours", now=now)
    row = db.session.scalars(select(SecondFactor)).one()
    assert secret.hex() not in row.secret
    assert onetime.typed(secret).replace(" ", "") not in row.secret
    assert codes[0] not in str(row.recovery)
    assert codes[0].replace("-", "") not in str(row.recovery)
    later = now + timedelta(minutes=5)
    fresh = onetime.code(secret, onetime.step_of(later.timestamp()))
    assert not second.use(account, fresh, key="another", now=later)
    assert not second.use(account, codes[0], key="another", now=later)
    assert second.use(account, fresh, key="ours", now=later)


def test_who_has_none_uses_none(app: Flask) -> None:
    account = settled("0001")
    assert not second.use(account, "000000", key="ours", now=clock.now())
    assert not second.drop(account, actor=SYSTEM, now=clock.now())
