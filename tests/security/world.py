"""An agency of two divisions with one of each kind of reader and of each object."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from assessments import clock, files
from assessments.database import db
from assessments.jobs import needs
from assessments.jobs import rounds as closing
from assessments.models import Job, Person, PrivacyRequest
from assessments.operations import (
    development,
    drafts,
    frameworks,
    masterplans,
    requests,
)
from assessments.operations.audit import SYSTEM
from assessments.operations.development import Wish
from assessments.queries import development as developments
from assessments.queries import ratings, rounds
from competency.development import Move
from competency.masterplans import shipped
from tests import factories
from tests.assessments.catalogue import plan, put
from tests.assessments.clusterings import closed_round, quiet
from tests.assessments.plans import MET, PLAN
from tests.conftest import NOW

DAY = timedelta(days=1)

ACTORS = (
    "guest",
    "staff",
    "neighbour",
    "supervisor",
    "executive",
    "mayor",
    "manager",
    "sibling",
    "hr",
    "part",
    "admin",
    "auditor",
    "nobody",
    "leaver",
)
"""Who asks: `neighbour` is staff of the other division, `sibling` manages that one,
`part` is HR of that one alone, `executive` is staff too and `mayor` is not, `nobody`
has an account without person and role, and the `leaver` has left."""


@dataclass(frozen=True)
class World:
    """Accounts by actor, and objects: name → the values of an address."""

    accounts: Mapping[str, int]
    objects: Mapping[str, Mapping[str, str]]


def build() -> World:
    """The agency with all its objects, in an empty database."""
    # first, for it adds the framework that all the others then share
    many = closed_round()
    top = factories.unit("00", name="เมือง")
    here = factories.unit("01", top, name="กองหนึ่ง")
    there = factories.unit("02", top, name="กองสอง")
    people = _people(here, there)
    closed = factories.round_(name="รอบที่ปิดแล้ว")
    mine = factories.answered(closed, people["staff"], MET)
    theirs = factories.answered(closed, people["neighbour"], MET)
    closing.close(closed, quiet)
    _plan_of(mine, people["staff"])
    _plan_of(theirs, people["neighbour"])
    now = clock.now()
    running = factories.round_(
        settings={"raters": ["supervisor"]}, opens_at=now - DAY, closes_at=now + DAY
    )
    accounts = _accounts(people, here, there)
    objects = {
        "mine": {"public_id": mine, "competency": "data.read"},
        "theirs": {"public_id": theirs, "competency": "data.read"},
        "person": {"public_id": _outward(people["staff"])},
        "stranger": {"public_id": _outward(people["neighbour"])},
        **_ratings(running, people),
        **_jobs(accounts, {"round": closed, "unit": there}),
        "request": {"public_id": _request(people["staff"])},
        "other request": {"public_id": _request(people["neighbour"])},
        **_of_hr(closed, running, many),
    }
    _leave(people["leaver"])
    return World(accounts, objects)


def _people(here: int, there: int) -> dict[str, int]:
    people = {"supervisor": factories.person(here), "chief": factories.person(there)}
    people["staff"] = factories.person(here, supervisor=people["supervisor"])
    people["neighbour"] = factories.person(there, supervisor=people["chief"])
    for name in ("executive", "manager", "hr", "admin", "auditor", "leaver"):
        people[name] = factories.person(here)
    for name in ("sibling", "part"):
        people[name] = factories.person(there)
    return people


def _accounts(people: Mapping[str, int], here: int, there: int) -> dict[str, int]:
    roles: Mapping[str, dict[str, int | None]] = {
        "executive": {"executive": None},
        "manager": {"manager": here},
        "sibling": {"manager": there},
        "hr": {"hr": None},
        "part": {"hr": there},
        "admin": {"admin": here},
        "auditor": {"auditor": None},
        "leaver": {"hr": None, "admin": None, "manager": None},
    }
    found = {
        name: factories.account(people[name], roles.get(name, {}))
        for name in ACTORS
        if name in people
    }
    return found | {
        "mayor": factories.account(roles={"executive": None}),
        "nobody": factories.account(),
    }


def _plan_of(answers: str, person: int) -> None:
    """A development plan that a person has saved."""
    found = developments.plan(answers, person)
    assert found is not None
    wish = Wish(found.version, PLAN, Move.SAVE)
    development.put(found, wish, actor=SYSTEM, now=NOW)


def _outward(person: int) -> str:
    wanted = select(Person.public_id).where(Person.id == person)
    return db.session.execute(wanted).scalar_one()


def _ratings(running: int, people: Mapping[str, int]) -> dict[str, dict[str, str]]:
    """What two supervisors were asked to say of their people."""
    public_id = rounds.round_(running).public_id
    found = {}
    for name, rater, subject in (
        ("rating", "supervisor", "staff"),
        ("other rating", "chief", "neighbour"),
    ):
        rating = next(
            each
            for each in ratings.mine(people[rater])
            if each.subject_id == people[subject] and each.round_id == running
        )
        found[name] = {"public_id": rating.public_id}
        found[f"raters of {subject}"] = {
            "public_id": public_id,
            "person": _outward(people[subject]),
            "rating": rating.public_id,
        }
    return found


def _request(person: int) -> str:
    """What somebody asked for about their data."""
    number = requests.ask(person, "access", "ขอสำเนา", actor=SYSTEM, now=NOW)
    wanted = select(PrivacyRequest.public_id).where(PrivacyRequest.id == number)
    return db.session.execute(wanted).scalar_one()


def _jobs(
    accounts: Mapping[str, int], wanted: Mapping[str, int]
) -> dict[str, dict[str, str]]:
    """A finished job with a file of each who may order one."""
    key = files.keep(b"made")
    made = {}
    for name in ("executive", "mayor", "sibling", "manager", "hr", "part"):
        row = Job(
            kind="gaps",
            arguments={"of": name, **wanted},
            arguments_key=name,
            state="done",
            ordered_at=NOW,
            account_id=accounts[name],
            result={"file": key, "name": "x.xlsx"},
        )
        db.session.add(row)
        db.session.commit()
        made[f"job of {name}"] = {"public_id": row.public_id}
    return made


def _of_hr(closed: int, running: int, many: int) -> dict[str, dict[str, str]]:
    """What belongs to the HR office as a whole."""
    version = frameworks.add(factories.THREE, actor=SYSTEM, now=NOW)
    draft = drafts.start(version, actor=SYSTEM, now=NOW).public_id
    put()
    clustering = needs.cluster_round(many, None, quiet)
    master = masterplans.add(next(iter(shipped().values())), actor=SYSTEM, now=NOW)
    return {
        "closed round": {"public_id": rounds.round_(closed).public_id, "move": "close"},
        "round": {"public_id": rounds.round_(running).public_id, "move": "close"},
        "round draft": {"public_id": _draft_of_round()},
        "framework": {"public_id": version.public_id},
        "draft": {
            "public_id": draft,
            "part": "about",
            "competency": "data.read",
            "profile": "caseworker",
        },
        "clustering": {"public_id": clustering},
        "training plan": {"public_id": plan(many).public_id, "copy": "nameless"},
        "master plan": {"public_id": master.public_id, "move": "aside"},
        "crosswalk": {"name": "ocsc-2561-to-2567"},
        "shipped framework": {"name": "digcomp-3.0"},
    }


def _draft_of_round() -> str:
    return rounds.round_(factories.round_(state="draft")).public_id


def _leave(person: int) -> None:
    row = db.session.get_one(Person, person)
    row.left_at = NOW
    db.session.commit()
