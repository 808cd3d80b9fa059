"""The sign-ins that the demo prints: one for each role, of people who hold it."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from assessments.operations import accounts
from assessments.operations.audit import SYSTEM
from assessments.queries import people
from competency.roster import RosterPerson

_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Signs that nobody confuses on a screen."""

_LENGTH = 12


@dataclass(frozen=True)
class Standing:
    """Who signs in for a role: the head of a unit, or somebody under the head.

    `grant` is the role that is granted, in the unit `scope` and below, or
    everywhere; staff and supervisor follow from the roster.
    """

    role: str
    unit: str
    is_head: bool = True
    grant: str = ""
    scope: str | None = None


STANDINGS = (
    Standing("staff", "010201", is_head=False),
    Standing("supervisor", "010201"),
    Standing("manager", "01", grant="manager", scope="01"),
    Standing("executive", "00", grant="executive"),
    Standing("hr", "0902", grant="hr"),
    Standing("admin", "020201", grant="admin"),
    Standing("auditor", "0902", is_head=False, grant="auditor"),
)


@dataclass(frozen=True)
class SignIn:
    """A name and a password, and whose they are."""

    role: str
    username: str
    password: str
    name: str


def person_for(standing: Standing, staff: Sequence[RosterPerson]) -> RosterPerson:
    """The first person of the unit with this standing."""
    led = {person.supervisor for person in staff}
    return next(
        person
        for person in staff
        if person.unit == standing.unit and (person.number in led) == standing.is_head
    )


def sign_ins(staff: Sequence[RosterPerson], now: datetime) -> tuple[SignIn, ...]:
    """Sign-ins with new passwords, through the first sign-in that everybody has."""
    return tuple(_sign_in(s, person_for(s, staff), now) for s in STANDINGS)


def _sign_in(standing: Standing, person: RosterPerson, now: datetime) -> SignIn:
    person_id = people.person_id(person.number)
    if person_id is None:
        raise LookupError(person.number)
    password = "".join(secrets.choice(_SIGNS) for _ in range(_LENGTH))
    code = accounts.invite(person_id, actor=SYSTEM, now=now)
    accounts.redeem(person.number, code, password, now=now)
    if standing.grant:
        unit = people.unit_id(standing.scope) if standing.scope else None
        accounts.grant(person_id, standing.grant, unit, actor=SYSTEM, now=now)
    name = f"{person.prefix}{person.given} {person.family}"
    return SignIn(standing.role, person.number, password, name)


def keep(mark: Path, found: Sequence[SignIn]) -> None:
    """Mark the data folder as a demo's and keep its sign-ins there."""
    mark.touch(mode=0o600)
    mark.write_text(json.dumps([asdict(one) for one in found], ensure_ascii=False))


def kept(mark: Path) -> tuple[SignIn, ...]:
    """The sign-ins of an earlier start; none where there was none."""
    if not mark.exists():
        return ()
    return tuple(SignIn(**one) for one in json.loads(mark.read_text()))
