"""Erasing a person: who it was goes, what was counted stays without a name.

Section 33 of the Personal Data Protection Act B.E. 2562 lets a controller make data
anonymous instead of deleting them. Rows that others point to stay, so that figures,
plans and the log remain what they were.
"""

from datetime import datetime
from uuid import uuid4

from sqlalchemy import delete, update

from assessments import database
from assessments.database import db
from assessments.models import (
    Account,
    DevelopmentPlan,
    Evidence,
    Invitation,
    Person,
    PersonalTarget,
    PrivacyRequest,
    Reminder,
    RoundTarget,
    Scope,
    SecondFactor,
    SignIn,
)
from assessments.operations import audit, transaction
from assessments.operations.accounts import LastAdministratorError, NoSuchPersonError
from assessments.operations.audit import Actor
from assessments.queries import erasure as queries
from assessments.queries.erasure import Erasure
from competency.errors import CompetencyError

NAME = "(ลบข้อมูลแล้ว)"
"""What stands in the place of an erased person's name."""

_LAST = b"\xff\xff"
"""A sort key that puts those who were erased behind everybody else."""


class ErasureNotConfirmedError(CompetencyError):
    """The staff number that was typed is not the one of whom is to be erased."""


class AlreadyErasedError(CompetencyError):
    """A person who was erased before; the argument is their number in the database."""


def erase(person_id: int, typed: str, *, actor: Actor, now: datetime) -> Erasure:
    """What was taken away of a person whose staff number was typed to confirm it.

    Raises `NoSuchPersonError`, `AlreadyErasedError`, `ErasureNotConfirmedError` or
    `LastAdministratorError`.
    """
    with transaction():
        found = queries.erasure(person_id)
        if found is None:
            raise NoSuchPersonError(person_id)
        _require(found, typed)
        _forget_person(found, now)
        _forget_account(person_id)
        _forget_words(person_id)
        audit.line(actor, "erase", "person", person_id, now, **_counts(found))
    return found


def _require(found: Erasure, typed: str) -> None:
    if found.erased_at is not None:
        raise AlreadyErasedError(found.person_id)
    if typed.strip() != found.number:
        raise ErasureNotConfirmedError(found.person_id)
    if found.last_administrator:
        raise LastAdministratorError(found.person_id)


def _counts(found: Erasure) -> dict[str, object]:
    return {"evidence": found.evidence, "targets": found.targets, "roles": found.roles}


def _forget_person(found: Erasure, now: datetime) -> None:
    """Take every fact of the roster away, and the name that addresses showed."""
    facts: dict[str, object] = {
        "code": f"erased-{uuid4().hex}",
        "public_id": str(uuid4()),
        "prefix": "",
        "given_name": NAME,
        "family_name": "",
        "sort_key": _LAST,
        "title": "",
        "staff_type": "",
        "placings": {},
        "email": None,
        "hired_on": None,
        "supervisor_id": None,
        "left_at": found.left_at or now,
        "erased_at": now,
    }
    me = Person.id == found.person_id
    db.session.execute(update(Person).where(me).values(**facts))
    led = Person.supervisor_id == found.person_id
    db.session.execute(update(Person).where(led).values(supervisor_id=None))
    asked = Invitation.person_id == found.person_id
    nothing = {"staff_type": "", "placings": {}}
    db.session.execute(update(Invitation).where(asked).values(**nothing))


def _forget_account(person_id: int) -> None:
    """Take the account's names, secrets and roles away; nobody signs in by it again.

    Whatever may be empty is emptied, so that no secret added later is forgotten here.
    """
    account_id = queries.account_of(person_id)
    if account_id is None:
        return
    for table in (Scope, SignIn, SecondFactor):
        db.session.execute(delete(table).where(table.account_id == account_id))
    columns = Account.__table__.columns
    nothing = {c.key: None for c in columns if c.nullable and c.key != "person_id"}
    names = {"username": f"erased-{uuid4().hex}", "fs_uniquifier": uuid4().hex}
    mine = Account.id == account_id
    db.session.execute(
        update(Account).where(mine).values(**nothing, **names, active=False)
    )


def _forget_words(person_id: int) -> None:
    """Take away what was written by the person and about them."""
    given = queries.own_responses(person_id)
    db.session.execute(delete(Evidence).where(Evidence.response_id.in_(given)))
    for table in (PersonalTarget, Reminder, DevelopmentPlan):
        db.session.execute(delete(table).where(table.person_id == person_id))
    own = RoundTarget.person_id == person_id
    db.session.execute(update(RoundTarget).where(own).values(source=""))
    asked = PrivacyRequest.person_id == person_id
    silent = {"words": "", "reason": ""}
    db.session.execute(update(PrivacyRequest).where(asked).values(**silent))


def compact() -> None:
    """Rewrite what the database keeps on disk, so that nothing erased is left there."""
    db.session.rollback()
    database.compact()
