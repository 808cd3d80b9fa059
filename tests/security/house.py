"""An agency to attack: the world, one request for each address that changes something.

The requests are read from the pages, as a browser reads them, so that a new form is
attacked from the day it is there; what no page holds a form for is named in `FURTHER`.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import Any

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import select
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from assessments import access, clock, create_app
from assessments.config import Settings
from assessments.database import db
from assessments.models import Account, Response, Round
from assessments.operations import accounts as operations
from assessments.operations.audit import SYSTEM
from tests.assessments.rosters import ROSTER_FILE, UNITS_FILE
from tests.security.forms import PASSWORD, posting, ways
from tests.security.test_matrix import POLICY, ROLES_OF
from tests.security.world import World, build
from tests.test_routes import rules
from tests.visitor import Visitor

ORDER = (
    "guest",
    "staff",
    "supervisor",
    "manager",
    "executive",
    "hr",
    "admin",
    "auditor",
)
"""Who is asked first whether an address is theirs."""

VISITS = 2
"""So many pages of one kind are read by one person."""

NO_FORMS = ("_pdf", "_workbook", "_document", "_file", "radar", "_template")
"""Ends of the names of addresses that send files."""


BETTER: Mapping[str, Mapping[str, str]] = {
    "hr.plans": {"budget": "1000000"},
    "hr.round_new": {"percent_self": ""},
}
"""What a form takes where plain words are none."""


@dataclass(frozen=True)
class Call:
    """One request that changes something, or would with better values."""

    endpoint: str
    actor: str
    path: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    is_json: bool = False


@dataclass(frozen=True)
class House:
    """The application, its agency as it was at first, and what can be asked of it."""

    app: Flask
    world: World
    calls: Mapping[str, Call]
    pages: Mapping[tuple[str, str], str]
    first: sqlite3.Connection | None

    def as_(self, actor: str) -> Visitor:
        """A new browser of somebody, signed in unless it is a guest's."""
        visitor = Visitor(self.app)
        guest = actor == "guest"
        return visitor if guest else visitor.as_(self.world.accounts[actor])

    def ask(self, call: Call, extra: Mapping[str, Any] | None = None) -> TestResponse:
        """The answer to a call, with more fields if wished."""
        visitor = self.as_(call.actor)
        fields = {**(extra or {}), **call.fields}
        if call.is_json:
            return visitor.post_json(call.path, fields)
        return visitor.post(call.path, **{n: _sent(v) for n, v in fields.items()})

    def restore(self) -> None:
        """Let everything be as it was at first; not so on PostgreSQL."""
        db.session.remove()
        if self.first is None:
            return
        with closing(db.engine.raw_connection()) as connection:
            self.first.backup(_sqlite(connection.driver_connection))


def _sent(value: Any) -> Any:  # noqa: ANN401 -- a field or a file of a form
    return (BytesIO(value), "sent.csv") if isinstance(value, bytes) else value


def _sqlite(found: object) -> sqlite3.Connection:
    assert isinstance(found, sqlite3.Connection)
    return found


@contextmanager
def opened(folder: Path, url: str = "") -> Iterator[House]:
    """A house of its own in a folder; outside of any context of an application."""
    settings = Settings(data=folder, database_url=url, secret="attacked", testing=True)  # noqa: S106 -- guards nothing
    app = create_app(settings)
    with app.app_context():
        upgrade()
        world = build()
        _passwords(world)
        for account in world.accounts.values():
            Visitor(app).as_(account)
        first = None if url else _copy()
        house = House(app, world, {}, {}, first)
        pages, found = crawled(house)
        calls = {**found, **further(house)}
        house.restore()
        db.session.remove()
    yield House(app, world, calls, pages, first)
    with app.app_context():
        db.engine.dispose()
    if first is not None:
        first.close()


def _copy() -> sqlite3.Connection:
    """A copy of the database as it is now."""
    copy = sqlite3.connect(":memory:")
    with closing(db.engine.raw_connection()) as connection:
        _sqlite(connection.driver_connection).backup(copy)
    return copy


def _passwords(world: World) -> None:
    for actor in ("staff", "neighbour", "hr"):
        number = world.accounts[actor]
        operations.set_password(number, PASSWORD, actor=SYSTEM, now=clock.now())


def username(house: House, actor: str) -> str:
    """The name by which somebody signs in."""
    wanted = select(Account.username).where(Account.id == house.world.accounts[actor])
    return db.session.execute(wanted).scalar_one()


def may(actor: str, rule: Rule) -> bool:
    """Whether an address is open to somebody's roles."""
    audience = access.audience_of(rule.endpoint)
    if actor == "guest":
        return access.ANYONE in audience
    return bool(audience & (ROLES_OF.get(actor, {"staff", actor}) | {access.ANYONE}))


def starts(house: House, actor: str) -> Iterator[str]:
    """Addresses that somebody may open, by the URL map and the access table."""
    for rule in rules(house.app):
        if "GET" not in (rule.methods or ()) or not may(actor, rule):
            continue
        reach = POLICY.get(rule.endpoint, {"": frozenset({actor})})
        for name, readers in reach.items():
            if actor in readers and rule.endpoint != "font":
                values = house.world.objects[name] if name else {}
                given: dict[str, Any] = {n: values[n] for n in rule.arguments}
                with house.app.test_request_context():
                    yield house.app.url_for(rule.endpoint, **given)


def endpoint(app: Flask, path: str, method: str) -> str:
    """The name of an address; empty where there is none."""
    try:
        found, _values = app.url_map.bind("localhost").match(
            path.partition("?")[0], method=method
        )
    except HTTPException:
        return ""
    return str(found)


def crawled(house: House) -> tuple[dict[tuple[str, str], str], dict[str, Call]]:
    """A page of each kind and reader, and a call of each form that was found."""
    pages: dict[tuple[str, str], str] = {}
    calls: dict[str, Call] = {}
    for actor in ORDER:
        visitor, seen = house.as_(actor), Counter[str]()
        waiting, known = list(starts(house, actor)), set[str]()
        while waiting:
            path = waiting.pop(0)
            kind = endpoint(house.app, path, "GET")
            if path in known or not kind or seen[kind] >= VISITS:
                continue
            known.add(path)
            seen[kind] += 1
            if kind.endswith(NO_FORMS):
                pages.setdefault((actor, kind), path)
                continue
            with closing(visitor.get(path)) as answer:
                if answer.status_code != 200 or answer.mimetype != "text/html":
                    continue
                pages.setdefault((actor, kind), path)
                waiting.extend(ways(answer.text, path))
                for form in posting(answer.text, path):
                    _keep(house, calls, actor, form)
    return pages, calls


def _keep(house: House, calls: dict[str, Call], actor: str, form: Any) -> None:  # noqa: ANN401 -- a form
    name = endpoint(house.app, form.action, "POST")
    call = Call(name, actor, form.action, form.fields, frozenset(form.names))
    before = calls.get(name)
    if name and (before is None or len(before.names) < len(call.names)):
        better = {n: v for n, v in BETTER.get(name, {}).items() if n in call.names}
        calls[name] = replace(call, fields={**call.fields, **better})


def further(house: House) -> dict[str, Call]:
    """Calls that no form of a page makes: by scripts, with files, or later on."""
    return {each.endpoint + " json" * each.is_json: each for each in _further(house)}


def _further(house: House) -> Iterator[Call]:
    objects = {
        name: values.get("public_id", "")
        for name, values in house.world.objects.items()
    }
    now, named = _answers_now(house), {"name": username(house, "staff")}
    codes = {"version": 0, "codes": {"0": 2}}
    rating, draft = (
        f"/staff/ratings/{objects['rating']}",
        f"/hr/drafts/{objects['draft']}",
    )
    evidence = f"/staff/answers/{now}/evidence/data.read"
    person = f"/admin/accounts/{objects['person']}"
    signing = named | {"password": PASSWORD}
    yield Call("staff.save", "staff", f"/staff/answers/{now}", codes, is_json=True)
    yield Call("staff.rate_save", "supervisor", rating, codes, is_json=True)
    yield Call("staff.answer_evidence", "staff", evidence, {"text": "ก"}, is_json=True)
    yield Call("staff.submit", "staff", f"/staff/answers/{now}/submit")
    yield Call("staff.take_back", "staff", f"/staff/answers/{now}/take-back")
    yield Call("staff.rate_take_back", "supervisor", f"{rating}/take-back")
    yield Call("account.sign_in", "guest", "/account/sign-in", signing)
    yield Call("account.sign_out", "staff", "/account/sign-out")
    yield Call("account.forgotten", "guest", "/account/forgotten", named)
    yield Call("account.second", "guest", "/account/second", {"code": "123456"})
    yield Call("account.notice_seen", "staff", "/account/notice")
    taking = "/account/second/take-away"
    yield Call("account.unenrol", "staff", taking, {"password": PASSWORD})
    yield Call("admin.second", "admin", f"{person}/second")
    yield Call("admin.slips", "hr", "/admin/slips", {"without_mail": "y"})
    walk = "/hr/crosswalks/ocsc-2561-to-2567/withdraw"
    yield Call("hr.crosswalk_withdraw", "hr", walk)
    suggestions = f"{draft}/targets/suggestions"
    yield Call("hr.draft_targets_suggestions", "hr", suggestions, {"counter": "1"})
    yield Call("hr.remind", "hr", f"/hr/rounds/{objects['round']}/remind")
    team = f"/manager/team/{objects['round']}/remind"
    yield Call("manager.remind", "supervisor", team)
    compared = {"before": "three@1.0.0", "after": "three@1.0.0"}
    yield Call("hr.rescored_workbook", "hr", "/hr/rescored/workbook", compared)
    yield Call("admin.revoke", "admin", f"{person}/revoke", {"role": "manager"})
    yield Call("admin.outsiders", "admin", "/admin/outsiders", {"name": "mayor-two"})
    closing_one = {"name": username(house, "mayor")}
    yield Call("admin.outsider_close", "admin", "/admin/outsiders/close", closing_one)
    yield Call("hr.heads_confirm", "hr", "/hr/heads", {"head": "nobody"})
    files = {"roster": ROSTER_FILE, "units": UNITS_FILE}
    yield Call("hr.roster", "hr", "/hr/roster", files)
    applied = {"roster": "a" * 32, "units": "", "seen": "b" * 64}
    yield Call("hr.roster_apply", "hr", "/hr/roster/apply", applied)


def _answers_now(house: House) -> str:
    """The answers of staff in the round that runs."""
    running = house.world.objects["round"]["public_id"]
    wanted = (
        select(Response.public_id)
        .join(Round, Round.id == Response.round_id)
        .where(Round.public_id == running, Response.kind == "self")
        .join(Account, Account.person_id == Response.subject_id)
        .where(Account.id == house.world.accounts["staff"])
    )
    return db.session.execute(wanted).scalar_one()
