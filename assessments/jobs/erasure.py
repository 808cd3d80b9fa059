"""Erasing a person, in the database and among the files that were made."""

from datetime import datetime, timedelta

from assessments import files
from assessments.operations import erasure as operations
from assessments.operations import retention
from assessments.operations.audit import Actor
from assessments.queries import erasure as queries
from assessments.queries.erasure import Erasure

compact, NAME = operations.compact, operations.NAME

RECENT = timedelta(days=2)
"""How long after an erasure the nightly work still rewrites the database's file."""


def erase(person_id: int, typed: str, *, actor: Actor, now: datetime) -> Erasure:
    """What was taken away of a person; files with names go too, and are made anew.

    Raises what `operations.erasure.erase` raises.
    """
    found = operations.erase(person_id, typed, actor=actor, now=now)
    files.clear()
    retention.forget_files()
    return found


def recent(now: datetime) -> bool:
    """Whether somebody was erased since a night or two ago."""
    return queries.erased_since(now - RECENT) > 0
