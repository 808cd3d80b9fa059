"""A small office of eight: as many as a report of a whole and a part of it needs."""

from collections.abc import Sequence

from assessments import clock
from assessments.demo.signing import SignIn
from assessments.operations import accounts
from assessments.operations.audit import SYSTEM
from assessments.queries import people
from tests import factories

PASSWORD = "a small office"  # noqa: S105 -- guards nothing
ROLES = ("thai", "english", "hr", "manager")
"""Two who answer in the browser, one in each language, and two who read of it."""

OTHERS = 4


def build() -> Sequence[SignIn]:
    """The sign-ins of an office that was made in an empty database."""
    agency = factories.unit(code="00", name="สำนักงานทดสอบ")
    section = factories.unit(code="01", parent=agency, name="งานบริการ")
    found = tuple(sign_in(role, section) for role in ROLES)
    for number in range(OTHERS):
        factories.person(section if number else agency, f"other{number}")
    for role in ("hr", "manager"):
        unit = None if role == "hr" else agency
        accounts.grant(_person(role), role, unit, actor=SYSTEM, now=clock.now())
    return found


def sign_in(role: str, unit: int) -> SignIn:
    """A person who may sign in; the role is the number in the roster."""
    person, now = factories.person(unit, role), clock.now()
    code = accounts.invite(person, actor=SYSTEM, now=now)
    accounts.redeem(role, code, PASSWORD, now=now)
    return SignIn(role, role, PASSWORD, role)


def _person(code: str) -> int:
    found = people.person_id(code)
    assert found is not None
    return found


def others() -> tuple[int, ...]:
    """Everybody who does not answer in the browser."""
    codes = (*ROLES[2:], *(f"other{number}" for number in range(OTHERS)))
    return tuple(map(_person, codes))
