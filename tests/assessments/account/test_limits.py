"""Guessing is slowed down by account and for a while; everything else is not."""

from collections.abc import Iterator
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from time import perf_counter

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import select
from werkzeug.test import TestResponse

from assessments import clock, create_app
from assessments.config import Settings
from assessments.database import db
from assessments.models import AuditLine, Tries
from assessments.operations import accounts as operations
from assessments.operations.audit import SYSTEM
from tests import factories
from tests.visitor import Visitor

TEN = 10


@pytest.fixture
def stranger(tmp_path: Path) -> Iterator[Visitor]:
    """A guest of an application that counts failures, as it does in use."""
    made = create_app(Settings(data=tmp_path))
    with made.app_context():
        upgrade()
        yield Visitor(made)


def _failures(stranger: Visitor, name: str) -> list[int]:
    fields = {"name": name, "password": "not the right one"}
    return [
        stranger.post("/account/sign-in", **fields).status_code for _ in range(TEN + 1)
    ]


def test_the_eleventh_failure_has_to_wait(stranger: Visitor) -> None:
    statuses = _failures(stranger, "000001")
    assert statuses[:TEN] == [HTTPStatus.OK] * TEN
    assert statuses[TEN] == HTTPStatus.TOO_MANY_REQUESTS


def test_whoever_has_another_name_need_not_wait(stranger: Visitor) -> None:
    _failures(stranger, "000001")
    assert _failures(stranger, "000002")[0] == HTTPStatus.OK


def test_pages_without_a_limit_are_never_refused(stranger: Visitor) -> None:
    _failures(stranger, "000001")
    assert stranger.get("/health").status_code == HTTPStatus.OK


PASSWORD = "ฝนตกขี้หมูไหลคนจัญไรมาพบกัน"  # noqa: S105 -- guards nothing


def settled(code: str) -> int:
    """The account of a new person of this number, who has a password."""
    person = factories.person(factories.unit(), code)
    first = operations.invite(person, actor=SYSTEM, now=clock.now())
    return operations.redeem(code, first, PASSWORD, now=clock.now())


def enter(visitor: Visitor, name: str, address: str = "127.0.0.1") -> TestResponse:
    """The answer to the right password of a name, from an address."""
    visitor.client.environ_base["REMOTE_ADDR"] = address
    return visitor.post("/account/sign-in", name=name, password=PASSWORD)


def test_the_right_password_has_to_wait_too_from_any_address(app: Flask) -> None:
    settled("0001")
    guessing = Visitor(app)
    assert _failures(guessing, "0001")[TEN] == HTTPStatus.TOO_MANY_REQUESTS
    owner = Visitor(app).in_("en")
    answer = enter(owner, "0001", "10.9.8.7")
    assert answer.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert "Too many wrong tries for this name." in answer.text


def test_the_wait_ends_by_itself_and_the_owner_is_told(app: Flask) -> None:
    account = settled("0001")
    _failures(Visitor(app), "0001")
    row = db.session.scalars(select(Tries)).one()
    assert row.until is not None
    assert row.until - clock.now() <= timedelta(minutes=15)
    row.until = clock.now()
    db.session.commit()
    owner = Visitor(app).in_("en")
    assert enter(owner, "0001").location == "/"
    page = owner.get("/account/password").text
    assert "was given for your account 10 times since" in page
    refused = select(AuditLine).where(AuditLine.result == "failed")
    lines = db.session.scalars(refused).all()
    assert [line.noun_id for line in lines] == [str(account)] * TEN


def test_a_success_forgets_the_failures_before(app: Flask) -> None:
    settled("0001")
    for _turn in range(3):
        fields = {"name": "0001", "password": "not the right one"}
        for _failure in range(4):
            Visitor(app).post("/account/sign-in", **fields)
        assert enter(Visitor(app), "0001").location == "/"


def test_codes_are_counted_apart_from_passwords(app: Flask) -> None:
    settled("0001")
    wrong = {"name": "0001", "code": "AAAAA-AAAAA"}
    fields = wrong | {"password": PASSWORD, "again": PASSWORD}
    statuses = [
        Visitor(app).post("/account/first", **fields).status_code
        for _turn in range(TEN + 1)
    ]
    assert statuses == [HTTPStatus.OK] * TEN + [HTTPStatus.TOO_MANY_REQUESTS]
    assert enter(Visitor(app), "0001").location == "/"


def test_a_password_of_any_length_costs_no_hash_and_is_just_wrong(app: Flask) -> None:
    settled("0001")
    begun = perf_counter()
    fields = {"name": "0001", "password": "x" * 200_000}
    assert Visitor(app).post("/account/sign-in", **fields).status_code == HTTPStatus.OK
    assert perf_counter() - begun < 1
