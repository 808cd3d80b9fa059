"""Hashes of passwords and codes, made one at a time in a process.

A hash takes a whole core and 19 MiB for tens of milliseconds. When a department signs
in at once, only one core is busy with it, and pages go on being answered by the others.
Whoever waits holds no connection to the database, so that those are left to pages too.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from flask_security import hash_password, verify_password

from assessments.database import db

_ONE = Lock()


@contextmanager
def _turn() -> Iterator[None]:
    """The one place where a hash is made; never asked for inside a transaction."""
    db.session.rollback()
    with _ONE:
        yield


def hashed(plain: str) -> str:
    """The hash of a password or a code."""
    with _turn():
        return str(hash_password(plain))


def matches(plain: str, kept: str) -> bool:
    """Whether a hash was made of this password or code."""
    with _turn():
        return bool(verify_password(plain, kept))
