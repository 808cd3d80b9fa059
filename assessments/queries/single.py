"""Whom a sign-on elsewhere means here."""

from sqlalchemy import ColumnElement, func, or_, select

from assessments.database import db
from assessments.models import Account, Person
from competency.single import Named

Found = tuple[int | None, int | None]
"""A person and an account, of which one may be lacking."""


def meant(named: Named) -> tuple[Found, ...]:
    """Everybody who is meant: today's staff, and accounts that belong to no person.

    Addresses are compared whatever their case; several people may share one.
    """
    staff = (
        select(Person.id, Account.id)
        .outerjoin(Account, Account.person_id == Person.id)
        .where(Person.left_at.is_(None), _is(named, staff=True))
    )
    others = select(Account.id).where(
        Account.person_id.is_(None), _is(named, staff=False)
    )
    people = [(person, account) for person, account in db.session.execute(staff)]
    return (*people, *((None, account) for account in db.session.scalars(others)))


def _is(named: Named, *, staff: bool) -> ColumnElement[bool]:
    if not named.is_address:
        return (Person.code if staff else Account.username) == named.value
    own = func.lower(Account.email) == named.value
    return or_(func.lower(Person.email) == named.value, own) if staff else own
