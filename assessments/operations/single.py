"""Letting in whom the agency's provider of sign-ons names, if the roster knows them."""

from dataclasses import replace
from datetime import datetime

from assessments.operations import accounts, audit, transaction
from assessments.operations.audit import Actor
from assessments.queries import accounts as queries
from assessments.queries import single
from competency.errors import CompetencyError
from competency.single import Named


class NotRosteredError(CompetencyError):
    """Not exactly one person or account that may sign in here is meant."""


def admitted(named: Named | None, *, actor: Actor, now: datetime) -> int:
    """The account of the one who is meant; somebody of the staff without one gets it.

    Raises `NotRosteredError`, which is the same for whoever is unknown, has left, or
    shares an address with somebody else.
    """
    found = () if named is None else single.meant(named)
    if len(found) != 1:
        raise NotRosteredError
    person_id, account_id = found[0]
    if account_id is None and person_id is not None:
        account_id = _made(person_id, actor, now)
    if account_id is None or queries.rights(account_id) is None:
        raise NotRosteredError
    return account_id


def _made(person_id: int, actor: Actor, now: datetime) -> int:
    with transaction():
        account_id = accounts.made(person_id, now)
        own = replace(actor, account_id=account_id, role="staff")
        audit.line(own, "create", "account", account_id, now, kind="single")
    return account_id
