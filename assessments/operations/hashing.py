"""Hashes of passwords and codes, made one at a time in a process.

A hash takes a whole core and 19 MiB for tens of milliseconds. When a department signs
in at once, only one core is busy with it, and pages go on being answered by the others.
"""

from threading import Lock

from flask_security import hash_password, verify_password

_ONE = Lock()


def hashed(plain: str) -> str:
    """The hash of a password or a code."""
    with _ONE:
        return str(hash_password(plain))


def matches(plain: str, kept: str) -> bool:
    """Whether a hash was made of this password or code."""
    with _ONE:
        return bool(verify_password(plain, kept))
