"""Executives outside the roster sign in by a name, and read figures alone."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from assessments import clock
from assessments.operations import accounts as operations
from assessments.operations import outsiders
from assessments.operations.audit import SYSTEM
from assessments.operations.outsiders import OutsideNameError
from assessments.queries import accounts
from tests import factories
from tests.visitor import Visitor

PASSWORD = "น้ำขึ้นให้รีบตักก่อนเที่ยง"  # noqa: S105 -- guards nothing


@pytest.fixture
def admin(app: Flask, visitor: Visitor) -> Visitor:
    """An administrator of everything, reading English."""
    factories.unit("00")
    return visitor.as_(factories.account(roles={"admin": None})).in_("en")


def test_an_elected_mayor_signs_in_by_the_code_on_the_page(
    app: Flask, admin: Visitor
) -> None:
    page = admin.post("/admin/outsiders", name="mayor").text
    (code,) = re.findall(r'class="code">([^<]*)<', page)
    account = operations.redeem("mayor", code, PASSWORD, now=clock.now())
    assert operations.signed("mayor", PASSWORD) == account
    rights = accounts.rights(account)
    assert rights is not None
    assert rights.person_id is None
    assert rights.roles == {"executive"}
    mayor = Visitor(app).as_(account)
    assert mayor.get("/").location == "/manager/overview"
    assert mayor.get("/account/password").status_code == 200

    admin.post("/admin/outsiders/close", name="mayor")
    assert mayor.get("/manager/overview").status_code == 302
    assert operations.signed("mayor", PASSWORD) is None
    assert accounts.outsiders() == ()


def test_a_closed_account_opens_again_by_a_new_code_alone(app: Flask) -> None:
    now = clock.now()
    first = outsiders.invite("mayor", actor=SYSTEM, now=now)
    operations.redeem("mayor", first, PASSWORD, now=now)
    assert outsiders.close("mayor", actor=SYSTEM, now=now)
    assert not outsiders.close("mayor", actor=SYSTEM, now=now)
    second = outsiders.invite("mayor", actor=SYSTEM, now=now)
    assert operations.signed("mayor", PASSWORD) is None
    assert operations.redeem("mayor", second, PASSWORD, now=now)


@pytest.mark.parametrize("name", ["", "ab", "0001", "Mayor", "a@b.example", "clerk"])
def test_a_name_of_staff_or_of_another_form_is_refused(
    admin: Visitor, name: str
) -> None:
    factories.person(factories.unit(), "clerk")
    with pytest.raises(OutsideNameError):
        outsiders.invite(name, actor=SYSTEM, now=clock.now())
    page = admin.post("/admin/outsiders", name=name).text
    assert "This name cannot be used." in page
    assert accounts.outsiders() == ()


def test_an_account_with_a_person_is_not_closed_here(app: Flask) -> None:
    person = factories.person(factories.unit(), "clerk")
    factories.account(person, {"executive": None}, "clerk")
    assert not outsiders.close("clerk", actor=SYSTEM, now=clock.now())


def test_who_administers_a_part_has_no_executives(app: Flask, visitor: Visitor) -> None:
    part = factories.unit("01", factories.unit("00"))
    visitor.as_(factories.account(roles={"admin": part}))
    assert visitor.get("/admin/outsiders").status_code == 403
    assert visitor.post("/admin/outsiders", name="mayor").status_code == 403
    assert visitor.post("/admin/outsiders/close", name="x").status_code == 403
    assert "/admin/outsiders" not in visitor.get("/admin/accounts").text


def test_the_command_prints_a_code_and_closes(
    app: Flask, runner: FlaskCliRunner
) -> None:
    def run(*words: str) -> int:
        return runner.invoke(args=["accounts", "outsider", *words]).exit_code

    assert run("mayor") == 0
    assert [each.username for each in accounts.outsiders()] == ["mayor"]
    assert run("mayor", "--close") == 0
    assert run("mayor", "--close") == 1
    assert run("0001") == 1
