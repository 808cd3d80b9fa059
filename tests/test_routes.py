"""Who may call which address: read from the URL map, so no page can be forgotten."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import func, select
from werkzeug.routing import Rule
from werkzeug.routing.converters import AnyConverter, IntegerConverter
from werkzeug.test import TestResponse

from assessments import access, create_app
from assessments.config import Settings
from assessments.database import db
from assessments.models import Job, Person
from tests import factories
from tests.assessments.plans import Office
from tests.conftest import NOW
from tests.visitor import Visitor

MISSING = str(UUID(int=7))
ROLES = (
    "guest",
    "staff",
    "supervisor",
    "auditor",
    "executive",
    "manager",
    "hr",
    "admin",
)
GRANTED = ("executive", "manager", "hr", "admin", "auditor")
EVERYTHING: dict[str, int | None] = dict.fromkeys(GRANTED)


@dataclass(frozen=True)
class House:
    """An agency of two units: each role has an account whose person stands in one."""

    accounts: dict[str, int]
    people: dict[str, int]
    elsewhere: int

    @property
    def everybody(self) -> int:
        """An account with every role there is."""
        return self.accounts["all"]


@pytest.fixture
def house(app: Flask) -> House:
    """The agency, with an open round, a framework and everybody asked."""
    top = factories.unit("00")
    here, there = factories.unit("01", top), factories.unit("02", top)
    people = {name: factories.person(here) for name in (*ROLES[1:], "all")}
    factories.person(here, supervisor=people["supervisor"])
    factories.person(here, supervisor=people["all"])
    elsewhere = factories.person(there)
    factories.round_()
    roles = {name: dict[str, int | None]({name: None}) for name in EVERYTHING}
    accounts = {
        name: factories.account(
            person, EVERYTHING if name == "all" else roles.get(name, {})
        )
        for name, person in people.items()
    }
    return House(accounts, people, elsewhere)


def rules(app: Flask) -> list[Rule]:
    """Every address there is, except the files that extensions serve."""
    return [
        rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint not in access.OPEN_ENDPOINTS
    ]


def address(app: Flask, rule: Rule) -> str:
    """An address of this rule that names nothing there is."""
    values: dict[str, Any] = {}
    for name, converter in rule._converters.items():
        if isinstance(converter, IntegerConverter):
            values[name] = 987654
        elif isinstance(converter, AnyConverter):
            values[name] = min(converter.items)
        else:
            values[name] = MISSING
    with app.test_request_context():
        return app.url_for(rule.endpoint, **values)


def plain(app: Flask) -> Iterator[tuple[str, str]]:
    """Endpoint and address of every page without arguments."""
    for rule in rules(app):
        if "GET" in (rule.methods or ()) and not rule.arguments:
            yield rule.endpoint, address(app, rule)


def undeclared(app: Flask) -> list[str]:
    """Endpoints that say of nobody that they may call them."""
    return [r.endpoint for r in rules(app) if not access.audience_of(r.endpoint)]


def test_every_address_says_who_may_call_it(app: Flask) -> None:
    assert len(rules(app)) > 20
    assert undeclared(app) == []


@pytest.fixture
def planted(tmp_path: Path) -> Iterator[Flask]:
    """An application of its own, with a view that declares no audience."""
    made = create_app(Settings(data=tmp_path, secret="tests", testing=True))  # noqa: S106 -- guards nothing
    made.add_url_rule("/planted", "planted", lambda: "x", methods=["GET", "POST"])
    with made.app_context():
        upgrade()
        yield made
        db.session.remove()
        db.engine.dispose()


def test_a_view_without_an_audience_is_found_and_closed_to_all(planted: Flask) -> None:
    assert undeclared(planted) == ["planted"]
    guest = Visitor(planted)
    assert "/account/sign-in" in guest.get("/planted").location
    assert guest.post("/planted").status_code == 401
    unit = factories.unit()
    person = factories.person(unit)
    factories.person(unit, supervisor=person)
    visitor = Visitor(planted).as_(factories.account(person, EVERYTHING))
    assert visitor.get("/planted").status_code == 403
    assert visitor.post("/planted").status_code == 403


def test_an_audience_that_does_not_exist_cannot_be_declared() -> None:
    for roles in ((), ("everybody",), ("hr", "boss")):
        with pytest.raises(ValueError, match=r".*"):
            access.audience(*roles)


def turned_away(answer: TestResponse) -> bool:
    """Whether the visitor was sent to the sign-in page, or refused."""
    to_sign_in = "/account/sign-in?next=" in answer.headers.get("Location", "")
    return answer.status_code == 403 or to_sign_in


@pytest.mark.parametrize("role", ROLES)
def test_a_page_opens_to_its_audience_and_to_nobody_else(
    app: Flask, visitor: Visitor, house: House, role: str
) -> None:
    mine: set[str] = set()
    if role != "guest":
        visitor.as_(house.accounts[role])
        mine = {"staff", role}
    wrong = []
    for endpoint, path in plain(app):
        audience = access.audience_of(endpoint)
        answer = visitor.get(path)
        if access.ANYONE in audience or mine & audience:
            right = answer.status_code in {200, 302} and not turned_away(answer)
        elif role == "guest":
            right = answer.status_code == 302 and turned_away(answer)
        else:
            right = answer.status_code == 403
        if not right:
            wrong.append((endpoint, answer.status, answer.headers.get("Location")))
    assert wrong == []


def test_the_matrix_holds_pages_of_every_role(app: Flask) -> None:
    declared = {role for name, _ in plain(app) for role in access.audience_of(name)}
    assert declared == {access.ANYONE, *ROLES} - {"guest"}


def counts() -> dict[str, int]:
    """How many rows each table holds, but for browsers that are signed in."""
    tables = [t for t in db.metadata.sorted_tables if t.name != "sign_ins"]
    found = {
        table.name: db.session.execute(select(func.count()).select_from(table)).scalar()
        for table in tables
    }
    return {name: count or 0 for name, count in found.items()}


def counts_but_the_log() -> dict[str, int]:
    """The same without the log, which notes that somebody was turned away."""
    return {n: count for n, count in counts().items() if n != "audit_lines"}


def test_looking_changes_nothing(app: Flask, visitor: Visitor, house: House) -> None:
    before = counts_but_the_log()
    assert before["responses"] > 0
    for account in (None, *house.accounts.values()):
        if account is not None:
            visitor.as_(account)
        for _endpoint, path in plain(app):
            visitor.get(path)
    assert counts_but_the_log() == before


def test_what_is_not_there_is_a_404_on_every_page(
    app: Flask, visitor: Visitor, house: House
) -> None:
    visitor.as_(house.everybody)
    answers = {
        rule.endpoint: visitor.get(address(app, rule)).status_code
        for rule in rules(app)
        if "GET" in (rule.methods or ()) and rule.arguments
    }
    assert len(answers) > 5
    assert {name: code for name, code in answers.items() if code != 404} == {}


def test_a_change_of_what_is_not_there_is_a_404_and_changes_nothing(
    app: Flask, visitor: Visitor, house: House
) -> None:
    visitor.as_(house.everybody)
    before = counts_but_the_log()
    answers = {
        rule.endpoint: visitor.post(address(app, rule)).status_code
        for rule in rules(app)
        if "POST" in (rule.methods or ()) and rule.arguments
    }
    assert len(answers) > 5
    assert {name: code for name, code in answers.items() if code != 404} == {}
    assert counts_but_the_log() == before


def public_id(person: int) -> str:
    """The outward name of a person."""
    return db.session.execute(
        select(Person.public_id).where(Person.id == person)
    ).scalar_one()


def told(answer: TestResponse, name: str) -> tuple[int, str]:
    """Status and page, without the name that was asked for and without tokens."""
    page = re.sub(r'name="csrf_token" value="[^"]*"', "", answer.text)
    return answer.status_code, page.replace(name, "…")


def alike(visitor: Visitor, path: str, foreign: str) -> bool:
    """Whether somebody else's object answers as one that is not there, with a 404."""
    missing = str(uuid4())
    there = told(visitor.get(path.format(foreign)), foreign)
    return there[0] == 404 and there == told(visitor.get(path.format(missing)), missing)


def test_somebody_elses_answers_look_as_if_they_were_not_there(
    visitor: Visitor, house: House
) -> None:
    number = factories.round_()
    mine = factories.response(number, house.people["staff"])
    foreign = factories.response(number, house.elsewhere)
    visitor.as_(house.accounts["staff"])
    path = "/staff/answers/{}/data.read"
    assert visitor.get(path.format(mine)).status_code in {200, 302}
    assert alike(visitor, path, foreign)


@pytest.mark.parametrize(
    ("role", "path"), [("hr", "/hr/people/{}"), ("admin", "/admin/accounts/{}")]
)
def test_a_person_outside_my_part_looks_as_if_they_were_not_there(
    visitor: Visitor, role: str, path: str
) -> None:
    top = factories.unit()
    mine, other = factories.unit(parent=top), factories.unit(parent=top)
    within, foreign = factories.person(mine), factories.person(other)
    visitor.as_(factories.account(factories.person(mine), {role: mine}))
    assert visitor.get(path.format(public_id(within))).status_code == 200
    assert alike(visitor, path, public_id(foreign))


@pytest.mark.parametrize("path", ["/hr/jobs/{}", "/hr/jobs/{}/state"])
def test_a_job_of_somebody_else_looks_as_if_it_were_not_there(
    visitor: Visitor, house: House, path: str
) -> None:
    mine, other = house.accounts["hr"], house.everybody
    names = []
    for number, account in enumerate((mine, other)):
        row = Job(
            kind="gaps",
            arguments={"round": number},
            arguments_key=str(number),
            state="waiting",
            ordered_at=NOW,
            account_id=account,
        )
        db.session.add(row)
        db.session.commit()
        names.append(row.public_id)
    visitor.as_(mine)
    assert visitor.get(path.format(names[0])).status_code == 200
    assert alike(visitor, path, names[1])


@pytest.mark.parametrize("part", ["", "/workbook", "/document"])
def test_somebody_elses_plan_looks_as_if_it_were_not_there(
    app: Flask, visitor: Visitor, part: str
) -> None:
    office = Office()
    office.put()
    path = f"/staff/plans/{{}}{part}"
    for mine in (office.person, office.head):
        visitor.as_(factories.account(mine))
        assert visitor.get(path.format(office.name)).status_code == 200
    for roles in ({}, EVERYTHING):
        visitor.as_(factories.account(factories.person(office.unit), roles))
        assert alike(visitor, path, office.name)


def test_a_supervisor_finds_no_plan_that_was_not_saved(
    app: Flask, visitor: Visitor
) -> None:
    office = Office()
    visitor.as_(factories.account(office.head))
    assert alike(visitor, "/staff/plans/{}", office.name)
