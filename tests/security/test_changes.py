"""Fifty moves, grants and departures, each of which holds at the very next request."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice, product

import pytest
from flask import Flask
from sqlalchemy import select, update

from assessments.database import db
from assessments.models import Person
from assessments.operations import accounts, jobs, transaction
from assessments.operations import people as roster
from assessments.operations.audit import SYSTEM, Actor
from assessments.queries import roster as kept
from assessments.thai import sort_key
from tests import factories
from tests.conftest import NOW
from tests.visitor import Visitor

pytestmark = pytest.mark.parametrize("whole_app", ["sqlite"], indirect=True)

PAGES = {
    "executive": "/manager/overview",
    "manager": "/manager/gaps",
    "hr": "/hr/people",
    "admin": "/admin/accounts",
    "auditor": "/admin/audit",
    "supervisor": "/manager/team",
}
"""A page of each role, which nobody opens without it or another that may."""

MAY_OPEN = {"executive": {"manager"}, "hr": {"manager"}}
"""The roles that open the page of another one too."""

MOST = 50


@dataclass
class Desk:
    """Somebody at a browser, in a city of two divisions, and what they should be."""

    app: Flask
    person: int
    account: int
    browser: Visitor
    units: tuple[int, int]
    clerk: int
    roles: set[str] = field(default_factory=set)
    gone: bool = False

    def sees(self) -> set[str]:
        """The roles whose pages open in the browser as it is."""
        answers = {role: self.browser.get(path) for role, path in PAGES.items()}
        return {role for role, answer in answers.items() if answer.status_code == 200}

    def should(self) -> set[str]:
        """The roles whose pages should open."""
        if self.gone:
            return set()
        more = (MAY_OPEN.get(role, set()) for role in self.roles)
        return self.roles.union(*more)


@pytest.fixture
def desk(app: Flask) -> Desk:
    top = factories.unit("00")
    units = factories.unit("01", top), factories.unit("02", top)
    person = factories.person(units[0], "0001")
    clerk = factories.person(units[0], "0002")
    account = factories.account(person, username="0001")
    return Desk(app, person, account, Visitor(app).as_(account), units, clerk)


def _granted(role: str) -> Callable[[Desk], None]:
    def change(desk: Desk) -> None:
        accounts.grant(desk.person, role, None, actor=SYSTEM, now=NOW)
        desk.roles.add(role)

    return change


def _revoked(role: str) -> Callable[[Desk], None]:
    def change(desk: Desk) -> None:
        accounts.revoke(desk.person, role, actor=SYSTEM, now=NOW)
        desk.roles.discard(role)

    return change


def _roster(*without: str) -> None:
    """A roster of today's staff, but for some."""
    left = tuple(each for each in kept.people() if each.number not in without)
    roster.apply(left, None, sort_key=sort_key, actor=SYSTEM, now=NOW)


def _leave(desk: Desk) -> None:
    _roster("0001")
    desk.gone = True


def _return(desk: Desk) -> None:
    with transaction():
        back = update(Person).where(Person.id == desk.person).values(left_at=None)
        db.session.execute(back)
    desk.gone = False


def _lead(desk: Desk) -> None:
    _answers_to(desk, desk.person)
    desk.roles.add("supervisor")


def _lead_nobody(desk: Desk) -> None:
    _answers_to(desk, None)
    desk.roles.discard("supervisor")


def _answers_to(desk: Desk, supervisor: int | None) -> None:
    with transaction():
        one = update(Person).where(Person.id == desk.clerk)
        db.session.execute(one.values(supervisor_id=supervisor))


def changes() -> Iterator[Callable[[Desk], None]]:
    """Grants and what takes them away again, departures and returns in between."""
    granted = ("executive", "manager", "hr", "auditor")
    for role, other in product(granted, granted):
        yield _granted(role)
        if role != other:
            yield _lead
            yield _leave
            yield _return
            yield _lead_nobody
        yield _revoked(role)


def test_each_of_fifty_changes_holds_at_the_next_request(desk: Desk) -> None:
    factories.account(factories.person(desk.units[1]), {"admin": None})
    wrong = []
    for number, change in enumerate(islice(changes(), MOST)):
        before = desk.sees()
        change(desk)
        # the browser is still signed in, or out: it never opens what was taken away
        if desk.sees() - desk.should():
            wrong.append((number, "kept", before))
        desk.browser.as_(desk.account)
        if desk.sees() != desk.should():
            wrong.append((number, "not as it should be", desk.should()))
    assert wrong == []


def test_whoever_moves_is_seen_by_the_hr_of_the_new_part_alone(desk: Desk) -> None:
    wanted = select(Person.public_id).where(Person.id == desk.clerk)
    path = f"/hr/people/{db.session.scalar(wanted)}"
    parts = [
        Visitor(desk.app).as_(factories.account(roles={"hr": unit}))
        for unit in desk.units
    ]
    for number in range(10):
        here = number % 2
        with transaction():
            moved = update(Person).where(Person.id == desk.clerk)
            db.session.execute(moved.values(unit_id=desk.units[here]))
        found = [part.get(path).status_code for part in parts]
        assert found == ([200, 404] if here == 0 else [404, 200])


def test_a_job_of_a_role_that_was_lost_is_there_no_more(desk: Desk) -> None:
    actor = Actor(desk.account, "hr")
    asked: dict[str, object] = {"round": 1, "copy": "people"}
    job = jobs.order("results", asked, actor=actor, now=NOW)
    path = f"/hr/jobs/{job.public_id}"
    _granted("hr")(desk)
    assert desk.browser.as_(desk.account).get(path).status_code == 200
    _revoked("hr")(desk)
    _granted("executive")(desk)
    assert desk.browser.as_(desk.account).get(path).status_code == 404
