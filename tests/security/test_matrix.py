"""The access matrix: every address × method × reader × object, from the URL map.

An address with arguments that no row of `POLICY` names fails here, so none can be
added without saying who reaches which object through it.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from assessments import access
from assessments.database import db
from assessments.headers import HEADERS, PUBLIC
from tests.security.world import ACTORS, World, build
from tests.test_routes import MISSING, address, plain, rules
from tests.visitor import Visitor

pytestmark = pytest.mark.parametrize("whole_app", ["sqlite"], indirect=True)

Reach = Mapping[str, frozenset[str]]
"""Object → the readers who reach it; everybody else finds nothing there."""


def _reach(**objects: str) -> Reach:
    return {
        name.replace("_", " "): frozenset(who.split()) for name, who in objects.items()
    }


OWN = _reach(mine="staff", theirs="neighbour")
RATING = {"rating": frozenset({"supervisor"}), "other rating": frozenset()}
PERSON = _reach(person="hr", stranger="hr part")
RATERS = {
    "raters of staff": frozenset({"hr"}),
    "raters of neighbour": frozenset({"hr", "part"}),
}
JOBS = _reach(
    job_of_executive="executive",
    job_of_mayor="mayor",
    job_of_sibling="sibling",
    job_of_manager="",
    job_of_hr="hr",
    job_of_part="part",
)
"""Reports of the other division: the manager of this one has lost that right."""
HR = frozenset({"hr", "part"})


def _hr(*objects: str) -> Reach:
    return dict.fromkeys(objects, HR)


_ROUND, _CLOSED = _hr("round"), _hr("closed round")
_FRAMEWORK, _DRAFT = _hr("framework"), _hr("draft")
_WALK, _MASTER = _hr("crosswalk"), _hr("master plan")
_NEEDS = {"clustering": frozenset({"hr"})}
_TRAINING = {"training plan": frozenset({"hr"})}
_PLANS = _reach(mine="staff supervisor", theirs="neighbour")
_ACCOUNTS = {"person": frozenset({"admin"}), "stranger": frozenset[str]()}

POLICY: Mapping[str, Reach] = {
    "staff.answer": OWN,
    "staff.answer_evidence": OWN,
    "staff.save": OWN,
    "staff.submit": OWN,
    "staff.take_back": OWN,
    "staff.result": OWN,
    "staff.result_pdf": OWN,
    "staff.radar": OWN,
    "staff.rate": RATING,
    "staff.rate_save": RATING,
    "staff.rate_take_back": RATING,
    "staff.plan": _PLANS,
    "staff.plan_workbook": _PLANS,
    "staff.plan_document": _PLANS,
    "manager.remind": {"round": frozenset({"supervisor"})},
    "hr.person": PERSON,
    "hr.person_targets": PERSON,
    "hr.raters_of": RATERS,
    "hr.rater_release": RATERS,
    "hr.job": JOBS,
    "hr.job_state": JOBS,
    "hr.job_file": JOBS,
    "hr.round_": _hr("round", "closed round"),
    "hr.round_move": _ROUND,
    "hr.round_edit": _hr("round draft"),
    "hr.remind": _ROUND,
    "hr.reminders": _ROUND,
    "hr.raters": _hr("round", "closed round"),
    "hr.papers": _CLOSED,
    "hr.agreement": _CLOSED,
    "hr.framework": _FRAMEWORK,
    "hr.framework_file": _FRAMEWORK,
    "hr.framework_workbook": _FRAMEWORK,
    "hr.framework_shipped": _hr("shipped framework"),
    "hr.draft_start": _FRAMEWORK,
    "hr.draft": _DRAFT,
    "hr.draft_part": _DRAFT,
    "hr.draft_competency": _DRAFT,
    "hr.draft_discard": _DRAFT,
    "hr.draft_publish": _DRAFT,
    "hr.draft_target": _DRAFT,
    "hr.draft_targets": _DRAFT,
    "hr.draft_targets_paste": _DRAFT,
    "hr.draft_targets_save": _DRAFT,
    "hr.draft_targets_suggestions": _DRAFT,
    "hr.draft_targets_workbook": _DRAFT,
    "hr.draft_targets_workbook_read": _DRAFT,
    "hr.clustering": _NEEDS,
    "hr.clustering_workbook": _NEEDS,
    "hr.plan": _TRAINING,
    "hr.plan_workbook": _TRAINING,
    "hr.masterplan_file": _MASTER,
    "hr.masterplan_move": _MASTER,
    "hr.crosswalk": _WALK,
    "hr.crosswalk_file": _WALK,
    "hr.crosswalk_workbook": _WALK,
    "hr.crosswalk_withdraw": _WALK,
    "admin.account": _ACCOUNTS,
    "admin.grant": _ACCOUNTS,
    "admin.invite": _ACCOUNTS,
    "admin.revoke": _ACCOUNTS,
    "admin.second": _ACCOUNTS,
    "admin.erasure": _ACCOUNTS,
    "hr.request_": {
        "request": frozenset({"hr", "admin"}),
        "other request": frozenset({"hr", "part"}),
    },
}
"""Who reaches what, by endpoint; readers who are not named find nothing there."""

WHOLE = frozenset(
    {
        "hr.courses",
        "hr.crosswalk_withdraw",
        "hr.crosswalks",
        "hr.draft_competency",
        "hr.draft_discard",
        "hr.draft_part",
        "hr.draft_publish",
        "hr.draft_start",
        "hr.draft_target",
        "hr.draft_targets_paste",
        "hr.draft_targets_save",
        "hr.draft_targets_suggestions",
        "hr.draft_targets_workbook_read",
        "hr.framework_shipped",
        "hr.frameworks",
        "hr.masterplan",
        "hr.masterplan_move",
        "hr.remind",
        "hr.roster",
        "hr.roster_apply",
        "hr.round_edit",
        "hr.round_move",
        "hr.round_new",
    }
)
"""Changes that HR of a part may not make: they would be everybody's."""

BAD = {401, 403, 404}
NOT_FOUND = 404
LOG = {"audit_lines", "audit_chain", "sign_ins"}
CHANGING = re.compile(r'name="csrf_token" value="[^"]*"|[0-9a-f]{8}-[0-9a-f-]{27}')
"""Tokens, and the names that were asked for."""

ROLES_OF = {
    "staff": {"staff"},
    "supervisor": {"staff", "supervisor"},
    "executive": {"staff", "executive"},
    "mayor": {"executive"},
    "manager": {"staff", "manager"},
    "hr": {"staff", "hr"},
    "part": {"staff", "hr"},
    "admin": {"staff", "admin"},
}


@pytest.fixture
def world(app: Flask) -> World:
    return build()


def _with_objects(app: Flask) -> list[Rule]:
    """Addresses that name an object."""
    return [r for r in rules(app) if r.arguments and r.endpoint != "font"]


def _path(app: Flask, rule: Rule, values: Mapping[str, str]) -> str:
    given: dict[str, Any] = {n: values.get(n, MISSING) for n in rule.arguments}
    with app.test_request_context():
        return app.url_for(rule.endpoint, **given)


def _refused(answer: TestResponse) -> bool:
    """Whether nothing was shown or done: not there, forbidden, or sent to sign in."""
    to_sign_in = "/account/sign-in?next=" in answer.headers.get("Location", "")
    return answer.status_code in BAD or to_sign_in


def _as(app: Flask, world: World, actor: str) -> Visitor:
    visitor = Visitor(app)
    return visitor if actor == "guest" else visitor.as_(world.accounts[actor])


def _fingerprint() -> dict[str, int]:
    """All rows of each table, but for the log of what was done."""
    with db.engine.connect() as connection:
        return {
            table.name: hash(
                tuple(sorted(map(repr, connection.execute(select(table)))))
            )
            for table in db.metadata.sorted_tables
            if table.name not in LOG
        }


def test_every_address_with_an_object_has_a_row(app: Flask) -> None:
    endpoints = {rule.endpoint for rule in _with_objects(app)}
    assert endpoints == set(POLICY)


def test_what_is_everybodys_is_changed_by_hr_of_the_whole_agency_alone(
    app: Flask, world: World
) -> None:
    views = app.view_functions.items()
    assert {name for name, view in views if hasattr(view, "whole_agency")} == WHOLE
    part, before = _as(app, world, "part"), _fingerprint()
    plain = [r for r in rules(app) if r.endpoint in WHOLE and not r.arguments]
    assert [part.post(str(rule)).status_code for rule in plain] == [403] * len(plain)
    assert _fingerprint() == before
    page = part.get("/hr/rounds").text
    assert "/hr/rounds/new" not in page


def test_there_is_no_other_way_to_change_anything_than_to_post(app: Flask) -> None:
    methods = {method for rule in rules(app) for method in rule.methods or ()}
    assert methods == {"GET", "HEAD", "OPTIONS", "POST"}


def _asked(
    app: Flask, world: World, method: str
) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Endpoint, address and readers of each object by a method; of none, nobody."""
    for rule in _with_objects(app):
        if method not in (rule.methods or ()):
            continue
        for name, readers in POLICY[rule.endpoint].items():
            yield rule.endpoint, _path(app, rule, world.objects[name]), readers
        yield rule.endpoint, address(app, rule), frozenset()


def test_each_reader_sees_what_is_theirs_and_changes_nothing_by_looking(
    app: Flask, world: World
) -> None:
    before, wrong = _fingerprint(), []
    for actor in ACTORS:
        reader = _as(app, world, actor)
        for endpoint, path, readers in _asked(app, world, "GET"):
            with closing(reader.get(path)) as answer:
                if _refused(answer) is (actor in readers) or answer.status_code >= 500:
                    wrong.append((actor, endpoint, path, answer.status))
    assert wrong == []
    assert _fingerprint() == before


def test_a_refused_change_changes_nothing(app: Flask, world: World) -> None:
    before, wrong = _fingerprint(), []
    for actor in ACTORS:
        writer = _as(app, world, actor)
        for endpoint, path, readers in _asked(app, world, "POST"):
            may = readers - {"part"} if endpoint in WHOLE else readers
            if actor not in may and not _refused(writer.post(path)):
                wrong.append((actor, endpoint, path))
    assert wrong == []
    assert _fingerprint() == before


def test_asking_for_the_head_of_anything_changes_nothing_but_the_log(
    app: Flask, world: World
) -> None:
    before = _fingerprint()
    for actor in ("guest", "staff", "hr"):
        reader = _as(app, world, actor)
        for _endpoint, path, _readers in _asked(app, world, "GET"):
            reader.send("HEAD", path).close()
        for _endpoint, path in plain(app):
            reader.send("HEAD", path).close()
    assert _fingerprint() == before


def test_pages_change_nothing_are_kept_nowhere_and_carry_the_headers(
    app: Flask, world: World
) -> None:
    before, bare = _fingerprint(), []
    for actor in ("guest", "staff", "manager", "hr", "admin", "auditor", "executive"):
        reader = _as(app, world, actor)
        for path in _pages_of(app, world, actor):
            with closing(reader.get(path)) as answer:
                said = {name: answer.headers.get(name) for name in HEADERS}
            if said != HEADERS:
                bare.append((actor, path, said))
    assert bare == []
    assert _fingerprint() == before


def _pages_of(app: Flask, world: World, actor: str) -> Iterator[str]:
    """All that a reader may look at: pages and files, and one page that is nowhere."""
    yield "/no/such/page"
    yield from (path for endpoint, path in plain(app) if endpoint not in PUBLIC)
    for rule in _with_objects(app):
        for name, readers in POLICY[rule.endpoint].items():
            if "GET" in (rule.methods or ()) and actor in readers:
                yield _path(app, rule, world.objects[name])


def test_what_is_foreign_answers_as_what_is_not_there(app: Flask, world: World) -> None:
    differing = []
    for actor in ("staff", "supervisor", "executive", "manager", "hr", "part", "admin"):
        reader = _as(app, world, actor)
        for endpoint, foreign, missing in _foreign(app, world, actor):
            there, nowhere = reader.get(foreign), reader.get(missing)
            if told(there) != told(nowhere) or there.status_code != NOT_FOUND:
                differing.append((actor, endpoint, foreign, there.status))
    assert differing == []


def _foreign(app: Flask, world: World, actor: str) -> Iterator[tuple[str, str, str]]:
    """Endpoint, address of what is somebody else's, and of what is nowhere."""
    roles = ROLES_OF[actor]
    for rule in _with_objects(app):
        if "GET" not in (rule.methods or ()):
            continue
        for name, readers in POLICY[rule.endpoint].items():
            values = world.objects[name]
            if actor not in readers and roles & access.audience_of(rule.endpoint):
                outward = "person" if "person" in rule.arguments else "public_id"
                nowhere = {**values, outward: MISSING}
                yield (
                    rule.endpoint,
                    _path(app, rule, values),
                    _path(app, rule, nowhere),
                )


def told(answer: TestResponse) -> tuple[int, str]:
    """Status and page, without what differs from one request to the next."""
    return answer.status_code, CHANGING.sub("…", answer.text)


def test_the_world_has_something_of_everything(world: World) -> None:
    tables = {table.name for table in db.metadata.sorted_tables}
    empty = {
        table.name
        for table in db.metadata.sorted_tables
        if not db.session.scalar(select(func.count()).select_from(table))
    }
    assert len(tables - empty) > len(tables) / 2
