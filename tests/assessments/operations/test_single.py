"""Who is let in on the word of the agency's provider, on each database."""

from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import select

from assessments.database import db
from assessments.models import Account, AuditLine, Person
from assessments.operations import single
from assessments.operations.audit import Actor
from assessments.operations.single import NotRosteredError
from competency.single import Named, named
from tests import factories

GUEST = Actor(None, "guest", "10.0.0.1", "7")
ADDRESS = Named("s@city.example", is_address=True)
NUMBER = Named("0001", is_address=False)


@pytest.fixture
def person(app: Flask) -> int:
    return factories.person(factories.unit(), "0001", email="S@City.example")


@pytest.mark.parametrize("by", [ADDRESS, NUMBER])
def test_somebody_of_the_staff_gets_an_account_and_has_it_ever_after(
    person: int, now: datetime, by: Named
) -> None:
    found = single.admitted(by, actor=GUEST, now=now)
    assert single.admitted(by, actor=GUEST, now=now) == found
    account = db.session.get_one(Account, found)
    assert (account.person_id, account.username) == (person, "0001")
    assert account.password is None
    (line,) = db.session.scalars(select(AuditLine)).all()
    assert (line.action, line.account_id, line.address) == ("create", found, "10.0.0.1")


def test_an_address_of_the_account_counts_as_one_of_the_person(
    person: int, now: datetime
) -> None:
    mine = factories.account(person)
    db.session.get_one(Account, mine).email = "Own@city.example"
    db.session.commit()
    own = Named("own@city.example", is_address=True)
    assert single.admitted(own, actor=GUEST, now=now) == mine
    assert single.admitted(ADDRESS, actor=GUEST, now=now) == mine


def test_an_account_without_a_person_is_meant_by_its_own_name(
    app: Flask, now: datetime
) -> None:
    root = factories.account(username="root")
    by = Named("root", is_address=False)
    assert single.admitted(by, actor=GUEST, now=now) == root


@pytest.mark.parametrize(
    "by",
    [
        None,
        Named("x@city.example", is_address=True),
        Named("0001", is_address=True),
        Named("S@City.example", is_address=False),
        Named("%", is_address=True),
        named({"email": ""}, "email"),
        named({"email": "\N{LATIN SMALL LETTER LONG S}@city.example"}, "email"),
    ],
)
def test_nobody_is_meant_by_what_nobody_is_called(
    person: int, now: datetime, by: Named | None
) -> None:
    factories.person(factories.unit(), email="")
    with pytest.raises(NotRosteredError):
        single.admitted(by, actor=GUEST, now=now)
    assert db.session.scalars(select(Account)).all() == []


def test_who_has_left_or_shares_an_address_stays_out(
    person: int, now: datetime
) -> None:
    other = factories.person(factories.unit(), "0002", email="s@city.example")
    with pytest.raises(NotRosteredError):
        single.admitted(ADDRESS, actor=GUEST, now=now)
    db.session.get_one(Person, other).left_at = now
    db.session.commit()
    found = single.admitted(ADDRESS, actor=GUEST, now=now)
    assert db.session.get_one(Account, found).person_id == person
    db.session.get_one(Person, person).left_at = now
    db.session.commit()
    with pytest.raises(NotRosteredError):
        single.admitted(ADDRESS, actor=GUEST, now=now)


def test_an_account_that_was_shut_stays_shut(person: int, now: datetime) -> None:
    db.session.get_one(Account, factories.account(person)).active = False
    db.session.commit()
    with pytest.raises(NotRosteredError):
        single.admitted(NUMBER, actor=GUEST, now=now)
