"""Sign-ins end at once or by themselves; only what a person does lengthens them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from assessments import clock
from assessments.database import db
from assessments.models import Person, SignIn
from assessments.operations import accounts as operations
from assessments.operations import people as roster
from assessments.operations.audit import SYSTEM
from assessments.thai import sort_key
from competency.roster import RosterPerson
from tests import factories
from tests.visitor import Visitor, token_of

PASSWORD = "ฝนตกขี้หมูไหลคนจัญไรมาพบกัน"  # noqa: S105 -- guards nothing
MINE = "/account/password"


@pytest.fixture
def person(app: Flask) -> int:
    unit = factories.unit("01")
    made = factories.person(unit, "0001")
    code = operations.invite(made, actor=SYSTEM, now=clock.now())
    operations.redeem("0001", code, PASSWORD, now=clock.now())
    return made


def signed_in(visitor: Visitor) -> bool:
    return visitor.get(MINE).status_code == 200


def enter(visitor: Visitor) -> Visitor:
    answer = visitor.post("/account/sign-in", name="0001", password=PASSWORD)
    assert answer.status_code == 302
    return visitor


def aged(visitor: Visitor, **minutes: float) -> None:
    """Let times of the cookie lie so many minutes back."""
    at = clock.now()
    with visitor.client.session_transaction() as session:
        for name, each in minutes.items():
            session[name] = (at - timedelta(minutes=each)).timestamp()


def copied(visitor: Visitor, app: Flask) -> Visitor:
    """Another browser with a copy of the cookie."""
    other = Visitor(app)
    cookie = visitor.client.get_cookie("session")
    assert cookie is not None
    other.client.set_cookie("session", cookie.value)
    return other


def test_a_copied_cookie_is_dead_once_its_owner_has_signed_out(
    app: Flask, person: int, visitor: Visitor
) -> None:
    enter(visitor)
    copy = copied(visitor, app)
    assert signed_in(copy)
    answer = visitor.post("/account/sign-out")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert not signed_in(copy)
    assert not signed_in(visitor)


def test_signing_out_leaves_other_browsers_signed_in(
    app: Flask, person: int, visitor: Visitor
) -> None:
    elsewhere = enter(Visitor(app))
    enter(visitor).post("/account/sign-out")
    assert signed_in(elsewhere)


def test_signing_in_makes_everything_in_the_cookie_new(
    person: int, visitor: Visitor
) -> None:
    with visitor.client.session_transaction() as session:
        session["_user_id"] = session["planted"] = "planted"
        session["language"] = "en"
    enter(visitor)
    with visitor.client.session_transaction() as session:
        assert session["_user_id"] != "planted"
        assert "planted" not in session
        assert "csrf_token" not in session
        assert session["language"] == "en"


def test_signing_in_again_ends_the_sign_in_before(
    person: int, visitor: Visitor, app: Flask
) -> None:
    before = copied(enter(visitor), app)
    assert signed_in(before)
    enter(visitor)
    assert signed_in(visitor)
    assert not signed_in(before)


def test_a_cookie_with_one_byte_changed_is_no_cookie(
    person: int, visitor: Visitor
) -> None:
    enter(visitor)
    cookie = visitor.client.get_cookie("session")
    assert cookie is not None
    for place in range(0, len(cookie.value), 7):
        other = "A" if cookie.value[place] != "A" else "B"
        text = cookie.value[:place] + other + cookie.value[place + 1 :]
        visitor.client.set_cookie("session", text)
        assert not signed_in(visitor)


def test_the_cookie_is_signed_with_sha_256(person: int, app: Flask) -> None:
    signer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    assert signer.signer_kwargs["digest_method"]().name == "sha256"


def _new_password(person: int) -> None:
    account = _account(person)
    operations.set_password(account, PASSWORD + "!", actor=SYSTEM, now=clock.now())


def _gone(person: int) -> None:
    lines = db.session.scalars(select(Person).where(Person.id != person)).all()
    left = tuple(RosterPerson(p.code, p.given_name, "01") for p in lines)
    roster.apply(left, None, sort_key=sort_key, actor=SYSTEM, now=clock.now())


@pytest.mark.parametrize(
    "end",
    [
        lambda p: operations.grant(p, "hr", None, actor=SYSTEM, now=clock.now()),
        _new_password,
        _gone,
    ],
    ids=["role", "password", "left"],
)
def test_a_change_of_rights_or_password_ends_every_sign_in(
    person: int, visitor: Visitor, end: Callable[[int], object]
) -> None:
    enter(visitor)
    end(person)
    assert not signed_in(visitor)
    assert db.session.scalars(select(SignIn)).all() == []


def _account(person: int) -> int:
    row = db.session.get(Person, person)
    assert row is not None
    found = operations.signed(row.code, PASSWORD)
    assert found is not None
    return found


def test_idle_for_half_an_hour_is_signed_out_and_led_back(
    person: int, visitor: Visitor
) -> None:
    enter(visitor.in_("en"))
    aged(visitor, seen=29)
    assert signed_in(visitor)
    aged(visitor, seen=31)
    location = visitor.get(f"{MINE}?x=1").location
    assert location == "/account/sign-in?next=/account/password?x%3D1"
    assert "Your sign-in has ended." in visitor.get(location).text
    answer = visitor.post(location, name="0001", password=PASSWORD)
    assert answer.location == f"{MINE}?x=1"


def test_who_sees_others_is_signed_out_after_a_quarter(
    person: int, visitor: Visitor
) -> None:
    operations.grant(person, "hr", None, actor=SYSTEM, now=clock.now())
    visitor.client.application.config["DEMO"] = True
    enter(visitor)
    visitor.client.application.config["DEMO"] = False
    aged(visitor, seen=14)
    assert signed_in(visitor)
    aged(visitor, seen=16)
    assert not signed_in(visitor)


def test_nobody_is_signed_in_for_longer_than_eight_hours(
    person: int, visitor: Visitor
) -> None:
    enter(visitor)
    aged(visitor, began=8 * 60 - 1)
    assert signed_in(visitor)
    aged(visitor, began=8 * 60 + 1)
    assert not signed_in(visitor)


def seen(visitor: Visitor) -> float:
    with visitor.client.session_transaction() as session:
        return float(session["seen"])


def test_a_page_that_is_opened_lets_the_sign_in_last_on(
    person: int, visitor: Visitor
) -> None:
    enter(visitor)
    aged(visitor, seen=20)
    before = seen(visitor)
    visitor.get("/account/sign-in")
    visitor.get("/hr/people")
    assert seen(visitor) == before
    visitor.get(MINE)
    assert seen(visitor) > before


def test_what_a_page_asks_by_itself_keeps_nobody_signed_in(
    app: Flask, visitor: Visitor
) -> None:
    names = ("hr.job_state", "account.sign_in", "staff.save", "hr.people")
    found = [getattr(app.view_functions[n], "by_a_person", None) for n in names]
    assert found == [False, False, True, True]


def test_saving_an_answer_counts_as_doing_and_needs_a_living_sign_in(
    app: Flask, visitor: Visitor
) -> None:
    person = factories.person(factories.unit())
    account = factories.account(person)
    name = factories.response(factories.round_(), person)
    visitor.as_(account)
    path, body = f"/staff/answers/{name}", {"version": 0, "codes": {"0": 2}}
    aged(visitor, seen=20)
    before = seen(visitor)
    assert visitor.post_json(path, body).status_code == 200
    assert seen(visitor) > before
    aged(visitor, seen=31)
    assert visitor.post_json(path, body | {"version": 1}).status_code == 401
    aged(visitor, seen=0, began=9 * 60)
    assert visitor.post_json(path, body | {"version": 1}).status_code == 401
    aged(visitor, began=0)
    operations.sign_out(token_of(account), now=clock.now())
    assert visitor.post_json(path, body | {"version": 1}).status_code == 401


def test_a_file_for_everybody_does_not_depend_on_the_cookie(
    person: int, visitor: Visitor
) -> None:
    enter(visitor)
    aged(visitor, seen=20)
    answer = visitor.get("/static/js/first.js", buffered=True)
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert "Set-Cookie" not in answer.headers
