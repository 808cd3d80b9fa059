"""Signing in and out, the first time and later, and one's own password."""

import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask_migrate import upgrade

from assessments import clock, create_app
from assessments.config import Settings
from assessments.database import db
from assessments.operations import accounts as operations
from assessments.operations.audit import SYSTEM
from tests import factories
from tests.visitor import Visitor

PASSWORD = "รหัสผ่านที่จำได้"  # noqa: S105 -- guards nothing
OTHER = "another password"


def invited(code: str = "0001") -> str:
    """The code that a new person of this staff number was given."""
    person = factories.person(factories.unit(), code, email=f"{code}@city.example")
    return operations.invite(person, actor=SYSTEM, now=clock.now())


@pytest.fixture
def account(app: Flask) -> int:
    """An account of the staff number 0001 that has its password."""
    return operations.redeem("0001", invited(), PASSWORD, now=clock.now())


def signed_in(visitor: Visitor) -> bool:
    """Whether the visitor may see the page of their own account."""
    return visitor.get("/account/password").status_code == 200


def sign_in(visitor: Visitor, name: str, password: str, where: str = "") -> str:
    """The page that the sign-in page leads to or shows."""
    answer = visitor.post(f"/account/sign-in{where}", name=name, password=password)
    return str(answer.location or answer.text)


@pytest.mark.parametrize("name", ["0001", " 0001 ", "0001@CITY.example"])
def test_a_password_opens_the_account(
    account: int, visitor: Visitor, name: str
) -> None:
    assert not signed_in(visitor)
    assert sign_in(visitor, name, PASSWORD) == "/"
    assert signed_in(visitor)


def test_a_wrong_password_and_an_unknown_name_answer_alike(
    account: int, visitor: Visitor
) -> None:
    visitor.in_("en")
    pages = {
        re.sub(f'{name}|value="[^"]*"', "…", sign_in(visitor, name, password))
        for name, password in (("0001", OTHER), ("9999", PASSWORD), ("9999", OTHER))
    }
    (page,) = pages
    assert "The name or the password is not right. Try again." in page
    assert not signed_in(visitor)


def test_whoever_has_no_password_yet_cannot_sign_in_with_an_empty_one(
    app: Flask, visitor: Visitor
) -> None:
    invited()
    for password in ("", " ", "None"):
        sign_in(visitor, "0001", password)
    assert not signed_in(visitor)


def first(visitor: Visitor, code: str, **fields: str) -> str:
    """The page that the first sign-in leads to or shows."""
    given = {"name": "0001", "password": PASSWORD, "again": PASSWORD} | fields
    answer = visitor.post("/account/first", code=code, **given)
    return str(answer.location or answer.text)


def test_the_first_sign_in_spends_the_code_for_a_password(
    app: Flask, visitor: Visitor
) -> None:
    code = invited()
    assert first(visitor, code) == "/"
    assert signed_in(visitor)
    again = Visitor(app).in_("en")
    assert "do not belong together" in first(again, code)
    assert not signed_in(again)
    assert sign_in(again, "0001", PASSWORD) == "/"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": "9999"}, "do not belong together"),
        ({"code": "AAAAA-AAAAA"}, "do not belong together"),
        ({"password": "short", "again": "short"}, "A password has 12 to 128"),
        ({"password": "P@ssw0rd2569", "again": "P@ssw0rd2569"}, "Very many people"),
        ({"password": "0001-0001-00", "again": "0001-0001-00"}, "others know"),
        ({"again": OTHER}, "The two passwords are not the same."),
        ({"code": ""}, "Fill in this field."),
    ],
)
def test_what_is_wrong_with_a_first_sign_in_is_said_and_the_code_stays_good(
    app: Flask, visitor: Visitor, fields: dict[str, str], words: str
) -> None:
    code = invited()
    visitor.in_("en")
    assert words in first(visitor, **({"code": code} | fields))
    assert not signed_in(visitor)
    assert first(visitor, code) == "/"


def change(visitor: Visitor, now: str, password: str, again: str = "") -> str:
    """The page that a change of password leads to or shows."""
    fields = {"now": now, "password": password, "again": again or password}
    answer = visitor.post("/account/password", **fields)
    return str(answer.location or answer.text)


def test_a_new_password_ends_all_other_sessions_and_this_one_goes_on(
    app: Flask, account: int, visitor: Visitor
) -> None:
    elsewhere = Visitor(app)
    for each in (visitor, elsewhere):
        sign_in(each, "0001", PASSWORD)
    assert signed_in(elsewhere)
    assert change(visitor, PASSWORD, OTHER) == "/account/password"
    assert signed_in(visitor)
    assert not signed_in(elsewhere)
    assert sign_in(elsewhere, "0001", PASSWORD) != "/"
    assert sign_in(elsewhere, "0001", OTHER) == "/"


@pytest.mark.parametrize(
    ("now", "password", "again", "words"),
    [
        (OTHER, OTHER, OTHER, "The password you have now is not right."),
        (PASSWORD, "short", "short", "A password has 12 to 128 characters."),
        (PASSWORD, OTHER, PASSWORD, "The two passwords are not the same."),
    ],
)
def test_a_change_of_password_that_is_not_right_changes_nothing(
    account: int, visitor: Visitor, now: str, password: str, again: str, words: str
) -> None:
    sign_in(visitor, "0001", PASSWORD)
    assert words in change(visitor.in_("en"), now, password, again)
    assert operations.signed("0001", PASSWORD) == account


def test_signing_out_ends_the_session(account: int, visitor: Visitor) -> None:
    sign_in(visitor, "0001", PASSWORD)
    assert visitor.post("/account/sign-out").location == "/account/sign-in"
    assert not signed_in(visitor)


def test_looking_at_the_sign_out_address_signs_nobody_out(
    account: int, visitor: Visitor
) -> None:
    sign_in(visitor, "0001", PASSWORD)
    assert visitor.get("/account/sign-out").status_code == 405
    assert signed_in(visitor)


def test_the_way_goes_on_to_the_page_that_was_asked_for(
    account: int, visitor: Visitor
) -> None:
    turned = visitor.get("/account/password?x=1").location
    assert turned == "/account/sign-in?next=/account/password?x%3D1"
    answer = visitor.post(turned, name="0001", password=PASSWORD)
    assert answer.location == "/account/password?x=1"


FOREIGN = [
    "https://elsewhere.example/",
    "//elsewhere.example/",
    "/\\elsewhere.example",
    "\\\\elsewhere.example",
    "/\t/elsewhere.example",
    "\t//elsewhere.example",
    "https:elsewhere.example",
    "javascript:alert(1)",
    "elsewhere",
]


@pytest.mark.parametrize("wish", FOREIGN)
def test_the_way_never_leads_to_another_site(
    account: int, visitor: Visitor, wish: str
) -> None:
    for path in ("/account/sign-in", "/account/language"):
        answer = visitor.post(
            f"{path}?{urlencode({'next': wish})}", name="0001", password=PASSWORD
        )
        assert answer.location == "/"


def test_another_language_stays_on_the_page(account: int, visitor: Visitor) -> None:
    path = "/account/first?next=/staff/"
    assert '<html lang="th">' in visitor.get(path).text
    answer = visitor.post(f"/account/language?next={path}", language="en")
    assert answer.location == path
    assert '<html lang="en">' in visitor.get(path).text


def test_a_chosen_language_comes_back_at_the_next_sign_in(
    app: Flask, account: int, visitor: Visitor
) -> None:
    sign_in(visitor, "0001", PASSWORD)
    visitor.post("/account/language", language="en")
    later = Visitor(app)
    assert '<html lang="th">' in later.get("/account/sign-in").text
    sign_in(later, "0001", PASSWORD)
    assert '<html lang="en">' in later.get("/account/password").text


def test_a_language_that_is_not_there_changes_nothing(visitor: Visitor) -> None:
    visitor.post("/account/language", language="fr")
    assert '<html lang="th">' in visitor.get("/account/sign-in").text


def test_ones_own_page_says_who_i_am_and_what_i_may_do(
    app: Flask, visitor: Visitor
) -> None:
    unit = factories.unit("01", name="กองคลัง")
    person = factories.person(unit, "0042")
    visitor.as_(factories.account(person, {"manager": unit}, "0042"))
    page = visitor.get("/account/password").text
    assert "0042" in page
    assert "กองคลัง" in page


def test_too_many_wrong_passwords_have_to_wait(tmp_path: Path) -> None:
    app = create_app(Settings(data=tmp_path))
    with app.app_context():
        upgrade()
        operations.redeem("0001", invited(), PASSWORD, now=clock.now())
        factories.person(factories.unit(), "0002")
        visitor = Visitor(app)
        answers = [
            visitor.post("/account/sign-in", name=name, password=OTHER).status_code
            for name in ["0001"] * 11 + ["0002"]
        ]
        db.session.remove()
        db.engine.dispose()
    assert answers == [200] * 10 + [429, 200]
