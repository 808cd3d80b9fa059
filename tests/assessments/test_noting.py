"""Who comes, goes and is turned away leaves a line, without any name or password."""

import logging
from datetime import datetime

import pytest
from flask import Flask

from assessments.chain import Line
from assessments.operations import accounts, audit
from assessments.queries import audit as queries
from assessments.workbooks.audit import as_json
from tests import factories
from tests.visitor import Visitor

PASSWORD = "a password of one's own"  # noqa: S105 -- guards nothing
HOSTILE = "0007\r\n2026-11-24 INFO forged\u2028line\x1b[2J"


@pytest.fixture
def account(app: Flask, now: datetime) -> int:
    """Somebody who may sign in."""
    person = factories.person(factories.unit(), "0007")
    code = accounts.invite(person, actor=audit.SYSTEM, now=now)
    return accounts.redeem("0007", code, PASSWORD, now=now)


def lines(*actions: str) -> list[Line]:
    """The lines of some actions."""
    return [line for line in queries.lines() if line.action in actions]


def enter(visitor: Visitor, password: str, name: str = "0007") -> int:
    answer = visitor.post("/account/sign-in", name=name, password=password)
    return answer.status_code


def test_signing_in_and_out_leaves_a_line_each(account: int, visitor: Visitor) -> None:
    assert enter(visitor, PASSWORD) == 302
    visitor.post("/account/sign-out")
    came, left = lines("sign-in", "sign-out")
    assert (came.action, came.account_id, came.noun_id) == (
        "sign-in",
        account,
        str(account),
    )
    assert (left.action, left.account_id) == ("sign-out", account)
    assert came.address == "127.0.0.1"
    assert len(came.request) == 32


def test_a_guest_who_signs_out_leaves_none(app: Flask, visitor: Visitor) -> None:
    visitor.post("/account/sign-out")
    assert lines("sign-out") == []


def test_a_failure_tells_the_account_and_never_what_was_typed(
    account: int, visitor: Visitor
) -> None:
    enter(visitor, "something wrong")
    enter(visitor, "x", name="my password by mistake")
    known, unknown = lines("sign-in")
    assert (known.result, known.account_id, known.noun_id) == (
        "failed",
        None,
        str(account),
    )
    assert (unknown.result, unknown.noun_id) == ("failed", "")
    kept = "".join(as_json(queries.lines()))
    for secret in ("something wrong", "mistake", PASSWORD):
        assert secret not in kept


def test_guessing_does_not_flood_the_log(account: int, visitor: Visitor) -> None:
    for number in range(15):
        enter(visitor, f"wrong {number}")
    assert len(lines("sign-in")) == 10


def test_a_wrong_code_leaves_a_line(account: int, visitor: Visitor) -> None:
    twice = {"password": PASSWORD, "again": PASSWORD}
    visitor.post("/account/first", name="0007", code="WRONG", **twice)
    (line,) = lines("sign-in")
    assert (line.result, line.noun_id) == ("failed", str(account))
    assert line.detail == '{"kind": "code"}'


def test_a_page_of_somebody_that_is_refused_leaves_a_line(
    app: Flask, visitor: Visitor
) -> None:
    top = factories.unit()
    mine, other = factories.unit(parent=top), factories.unit(parent=top)
    account = factories.account(factories.person(mine), {"hr": mine})
    factories.person(other)
    name = "00000000-0000-4000-8000-000000000007"
    visitor.as_(account)
    assert visitor.get(f"/hr/people/{name}").status_code == 404
    assert visitor.get(f"/admin/accounts/{name}").status_code == 403
    first, second = lines("visit")
    assert (first.noun_id, first.result) == ("hr.person", "refused")
    assert first.detail == f'{{"status": 404, "named": "{name}"}}'
    assert (second.noun_id, second.account_id) == ("admin.account", account)


def test_a_page_that_is_not_for_everybody_leaves_a_line_where_it_is_refused(
    app: Flask, visitor: Visitor
) -> None:
    account = factories.account(factories.person(factories.unit()))
    visitor.as_(account)
    assert visitor.get("/admin/accounts").status_code == 403
    (line,) = lines("visit")
    assert (line.noun_id, line.account_id) == ("admin.accounts", account)
    assert (line.result, line.detail) == ("refused", '{"status": 403, "named": ""}')


def test_a_page_that_is_not_there_leaves_none(app: Flask, visitor: Visitor) -> None:
    visitor.as_(factories.account(factories.person(factories.unit())))
    visitor.get("/nowhere")
    assert lines("visit") == []


def test_a_guest_is_sent_to_sign_in_and_leaves_none(
    app: Flask, visitor: Visitor
) -> None:
    visitor.get("/hr/people/00000000-0000-4000-8000-000000000007")
    assert lines("visit") == []


def test_nobody_writes_lines_of_their_own_into_a_log(
    account: int, visitor: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    enter(visitor, HOSTILE, name=HOSTILE)
    visitor.as_(account)
    answer = visitor.get("/staff/answers/x%0d%0aSet-Cookie:%20a=b/result")
    assert answer.status_code == 404
    kept = list(as_json(queries.lines()))
    assert all(line.count("\n") == 1 and line.isprintable() is False for line in kept)
    assert not any("forged" in line or "Set-Cookie" in line for line in kept)
    ours = [r for r in caplog.records if r.name.startswith("assessments")]
    assert not any({"\r", "\n"} & set(r.getMessage()) for r in ours)
    values = [value for _name, value in answer.headers]
    assert not any({"\r", "\n"} & set(value) for value in values)
