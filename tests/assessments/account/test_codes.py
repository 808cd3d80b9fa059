"""A forgotten password: the same words for everybody, a code for who is meant."""

import re
from statistics import median
from time import perf_counter

import pytest
from flask import Flask

from assessments import clock
from assessments.jobs import queue
from assessments.operations import accounts as operations
from assessments.operations import tries
from assessments.operations.audit import SYSTEM
from assessments.queries import accounts
from tests import factories
from tests.post_office import Office
from tests.visitor import Visitor

OLD, NEW = "ฝนตกขี้หมูไหลคนจัญไร", "แมวของป้านอนบนหลังคา"


@pytest.fixture
def account(app: Flask) -> int:
    """The account of 0001, who has an address; 0002 has none."""
    unit = factories.unit()
    for code, email in (("0001", "somsri@city.example"), ("0002", None)):
        person = factories.person(unit, code, email=email)
        first = operations.invite(person, actor=SYSTEM, now=clock.now())
        account = operations.redeem(code, first, OLD, now=clock.now())
    return account - 1


@pytest.fixture
def ordered(app: Flask, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The jobs that were handed to the queue, done at the test's word."""
    found: list[int] = []
    monkeypatch.setitem(app.extensions, "run_job", found.append)
    return found


def ask(visitor: Visitor, name: str) -> str:
    """The page that follows on asking for a code."""
    answer = visitor.post("/account/forgotten", name=name)
    assert answer.location == "/account/reset"
    page = visitor.get("/account/reset").text
    return re.sub(r'name="csrf_token"[^>]*value="[^"]*"', "", page)


def test_a_code_comes_by_mail_and_opens_the_account_once(
    account: int, visitor: Visitor, mailing: Office, ordered: list[int]
) -> None:
    page = ask(visitor.in_("en"), "SOMSRI@city.example")
    assert "a code is on its way there" in page
    (job,) = ordered
    queue.run(job)
    letter = mailing.read().get_content()
    assert mailing.to == ["somsri@city.example"]
    found = re.search(
        r"https://skills\.city\.example/account/reset#name=0001&code=(\S+)", letter
    )
    assert found is not None
    fields = {"name": "0001", "code": found[1], "password": NEW, "again": NEW}
    assert visitor.post("/account/reset", **fields).location == "/"
    assert operations.signed("0001", OLD) is None
    assert operations.signed("0001", NEW) == account
    again = Visitor(visitor.client.application)
    assert again.post("/account/reset", **fields).status_code == 200


def test_a_code_by_mail_lives_for_half_an_hour(account: int, app: Flask) -> None:
    now, lives = clock.now(), operations.RESET_LIVES
    person = accounts.addressee(account)
    assert person is not None
    code = operations.invite(person.person_id, lives=lives, actor=SYSTEM, now=now)
    with pytest.raises(operations.CodeError):
        operations.redeem("0001", code, NEW, now=now + lives)


def test_the_page_says_the_same_of_everybody_and_no_job_is_ordered(
    account: int, visitor: Visitor, mailing: Office, ordered: list[int]
) -> None:
    pages = {ask(visitor, name) for name in ("0001", "0002", "nobody", "' OR 1=1")}
    assert len(pages) == 1
    assert len(ordered) == 1


def test_three_codes_an_hour_are_sent_and_no_more(
    account: int, visitor: Visitor, mailing: Office, ordered: list[int]
) -> None:
    for _turn in range(5):
        ask(visitor, "0001")
        for job in ordered:
            queue.run(job)
    assert len(mailing.to) == 3


def test_where_mail_is_off_the_page_says_whom_to_ask(
    account: int, visitor: Visitor, ordered: list[int]
) -> None:
    page = visitor.in_("en").get("/account/forgotten").text
    assert "sends no mail" in page
    assert '<form method="post" class' not in page
    visitor.post("/account/forgotten", name="0001")
    assert ordered == []


def _times(visitor: Visitor, path: str, name: str, **fields: str) -> float:
    taken = []
    for _turn in range(7):
        begun = perf_counter()
        visitor.post(path, name=name, **fields)
        taken.append(perf_counter() - begun)
    return median(taken)


def test_an_unknown_name_takes_as_long_as_a_known_one(
    account: int, visitor: Visitor, mailing: Office, ordered: list[int]
) -> None:
    for path, fields in (
        ("/account/sign-in", {"password": NEW}),
        ("/account/first", {"code": "AAAAA-AAAAA", "password": NEW, "again": NEW}),
        ("/account/forgotten", {}),
    ):
        known = _times(visitor, path, "0001", **fields)
        unknown = _times(visitor, path, "nobody", **fields)
        assert abs(known - unknown) < 0.05, path


def test_what_is_tried_too_often_is_forgotten_after_a_day(app: Flask) -> None:
    now = clock.now()
    tries.begin("name x", "mail", now=now - 2 * tries.KEPT)
    tries.forget(now)
    assert tries.begin("name x", "mail", now=now) is None
