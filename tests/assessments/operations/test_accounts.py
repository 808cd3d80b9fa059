"""Accounts: codes that work once, passwords, and who may act where."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from assessments.database import db
from assessments.models import Account, AuditLine, Person
from assessments.operations import accounts
from assessments.operations.accounts import (
    CodeError,
    LastAdministratorError,
    NoSuchPersonError,
    NoSuchRoleError,
)
from assessments.operations.audit import SYSTEM
from assessments.queries import accounts as queries
from competency.passwords import PasswordError
from tests import factories

PASSWORD = "รหัสผ่านยาวพอ ก็จำได้"  # noqa: S105 -- guards nothing


@pytest.fixture
def person(app: Flask) -> int:
    return factories.person(factories.unit(), "0001", email="S@City.example.org")


def actions() -> list[str]:
    return list(db.session.scalars(select(AuditLine.action).order_by(AuditLine.id)))


def invited(person: int, now: datetime) -> str:
    return accounts.invite(person, actor=SYSTEM, now=now)


def test_a_code_gives_a_password_once(person: int, now: datetime) -> None:
    code = invited(person, now)
    account = accounts.redeem("0001", code, PASSWORD, now=now)

    assert accounts.signed("0001", PASSWORD) == account
    with pytest.raises(CodeError):
        accounts.redeem("0001", code, PASSWORD, now=now)
    assert actions() == ["invite", "set-password"]


def test_a_code_may_be_typed_in_small_letters_without_its_hyphen(
    person: int, now: datetime
) -> None:
    code = invited(person, now).replace("-", " ").lower()

    assert accounts.redeem("0001", code, PASSWORD, now=now)


def test_a_code_that_is_old_wrong_or_replaced_is_refused(
    person: int, now: datetime
) -> None:
    first = invited(person, now)
    second = invited(person, now)
    late = now + accounts.CODE_LIVES
    for name, code, at in (
        ("0001", first, now),
        ("0002", second, now),
        ("0001", "", now),
        ("0001", second, late),
    ):
        with pytest.raises(CodeError):
            accounts.redeem(name, code, PASSWORD, now=at)

    assert accounts.redeem("0001", second, PASSWORD, now=late - timedelta(seconds=1))


def test_codes_and_passwords_are_kept_as_argon2id_only(
    person: int, now: datetime
) -> None:
    code = invited(person, now)
    row = db.session.scalars(select(Account)).one()
    assert row.code_hash is not None
    assert row.code_hash.startswith("$argon2id$")
    assert code.replace("-", "") not in row.code_hash
    accounts.redeem("0001", code, PASSWORD, now=now)
    db.session.expire_all()
    row = db.session.scalars(select(Account)).one()

    assert row.code_hash is None
    assert row.password is not None
    assert row.password.startswith("$argon2id$")


@pytest.mark.parametrize("name", ["0001", " 0001 ", "s@city.EXAMPLE.org"])
def test_staff_number_and_address_lead_to_the_same_account(
    person: int, now: datetime, name: str
) -> None:
    account = accounts.redeem("0001", invited(person, now), PASSWORD, now=now)

    assert accounts.signed(name, PASSWORD) == account
    assert accounts.signed(name, PASSWORD[:-1]) is None


def test_sara_am_typed_in_two_signs_is_the_same_password(
    person: int, now: datetime
) -> None:
    accounts.redeem("0001", invited(person, now), PASSWORD, now=now)
    two_signs = PASSWORD.replace("\u0e33", "\u0e4d\u0e32")

    assert two_signs != PASSWORD
    assert accounts.signed("0001", two_signs)


def test_who_left_cannot_sign_in_nor_be_invited(person: int, now: datetime) -> None:
    code = invited(person, now)
    accounts.redeem("0001", code, PASSWORD, now=now)
    row = db.session.get(Person, person)
    assert row is not None
    row.left_at = now
    db.session.commit()

    assert accounts.signed("0001", PASSWORD) is None
    with pytest.raises(NoSuchPersonError):
        invited(person, now)


@pytest.mark.parametrize(
    "password",
    ["", "กขคงจฉช", "x7" * 65, "P@ssw0rd2569", "นางสมศรี2569!!", "0001-0001-0001"],
)
def test_a_password_that_may_not_be_taken_leaves_the_code_good(
    person: int, now: datetime, password: str
) -> None:
    code = invited(person, now)
    with pytest.raises(PasswordError):
        accounts.redeem("0001", code, password, now=now)

    assert accounts.redeem("0001", code, PASSWORD, now=now)


def test_a_new_password_ends_every_session(person: int, now: datetime) -> None:
    account = accounts.redeem("0001", invited(person, now), PASSWORD, now=now)
    key = select(Account.fs_uniquifier)
    before = db.session.scalar(key)
    accounts.set_password(account, PASSWORD + "2", actor=SYSTEM, now=now)

    assert db.session.scalar(key) != before


def test_a_role_is_granted_once_in_each_place(person: int, now: datetime) -> None:
    unit = factories.unit()

    def grant(unit_id: int | None) -> bool:
        return accounts.grant(person, "manager", unit_id, actor=SYSTEM, now=now)

    assert [grant(unit), grant(unit), grant(None), grant(None)] == [
        True,
        False,
        True,
        False,
    ]
    account = queries.account_of(person)
    assert account is not None
    rights = queries.rights(account)
    assert rights is not None
    assert set(rights.roots("manager")) == {unit, None}
    assert actions() == ["grant", "grant"]


def test_roles_of_the_roster_cannot_be_granted(person: int, now: datetime) -> None:
    with pytest.raises(NoSuchRoleError):
        accounts.grant(person, "supervisor", None, actor=SYSTEM, now=now)


def test_a_role_is_revoked_in_one_unit_or_in_all(person: int, now: datetime) -> None:
    units = factories.unit(), factories.unit()
    for unit in (*units, None):
        accounts.grant(person, "hr", unit, actor=SYSTEM, now=now)

    def revoke(*wanted: int | None) -> int:
        only = frozenset(wanted) or None
        return accounts.revoke(person, "hr", only, actor=SYSTEM, now=now)

    assert [revoke(units[0]), revoke(units[0]), revoke(), revoke()] == [1, 0, 2, 0]


def test_the_last_administrator_stays(person: int, now: datetime) -> None:
    accounts.grant(person, "admin", None, actor=SYSTEM, now=now)
    with pytest.raises(LastAdministratorError):
        accounts.revoke(person, "admin", actor=SYSTEM, now=now)

    other = factories.person(factories.unit())
    accounts.grant(other, "admin", None, actor=SYSTEM, now=now)
    assert accounts.revoke(person, "admin", actor=SYSTEM, now=now) == 1


def test_an_administrator_of_a_part_does_not_count_as_one_of_all(
    person: int, now: datetime
) -> None:
    unit = factories.unit()
    other = factories.person(unit)
    accounts.grant(person, "admin", None, actor=SYSTEM, now=now)
    accounts.grant(other, "admin", unit, actor=SYSTEM, now=now)
    with pytest.raises(LastAdministratorError):
        accounts.revoke(person, "admin", actor=SYSTEM, now=now)


def test_a_chosen_language_is_kept(person: int, now: datetime) -> None:
    account = accounts.redeem("0001", invited(person, now), PASSWORD, now=now)
    accounts.choose_language(account, "en", actor=SYSTEM, now=now)

    assert queries.language_of(account) == "en"
