"""The log as a chain: each line's digest covers its content and the line before.

SHA-256 (FIPS 180-4) over one canonical text a line, so that whoever holds a later
digest can tell that nothing before it was changed, taken out, added or moved.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

FIRST = 1
"""The number of the first line that was ever written."""

TRIM = "trim"
"""The action of the line that says up to where lines have left from the front."""


@dataclass(frozen=True)
class Line:
    """A line as it is kept: `at` in UTC and `detail` in the text of the database."""

    sequence: int
    at: str
    account_id: int | None
    role: str
    action: str
    noun: str
    noun_id: str
    result: str
    address: str
    request: str
    detail: str
    previous: str
    digest: str = ""


@dataclass(frozen=True)
class Bounds:
    """From where to where a chain goes: the digests before it and of its last line."""

    first: int = FIRST
    start: str = ""
    last: int = FIRST - 1
    head: str = ""


class Wrong(StrEnum):
    """What may be wrong with a chain."""

    CHANGED = "changed"
    UNLINKED = "unlinked"
    MISSING = "missing"
    MISPLACED = "misplaced"
    ADDED = "added"
    REWRITTEN = "rewritten"
    START = "start"


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong, and with which lines."""

    wrong: Wrong
    first: int
    last: int


def canonical(line: Line) -> str:
    """All of a line but its digest, as the one text that the digest covers."""
    parts = (
        line.sequence,
        line.at,
        line.account_id,
        line.role,
        line.action,
        line.noun,
        line.noun_id,
        line.result,
        line.address,
        line.request,
        line.detail,
        line.previous,
    )
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


def digest(line: Line) -> str:
    """What the digest of a line must be, in hexadecimal."""
    return sha256(canonical(line).encode()).hexdigest()


def faults(
    lines: Iterable[Line], bounds: Bounds, heads: Mapping[int, str]
) -> Iterator[Fault]:
    """All that is wrong with a chain, in the order of its lines.

    `heads` are digests that were kept in another place, by the number of their line.
    """
    expected, previous = bounds.first, bounds.start
    told: tuple[int, str] | None = None
    for line in lines:
        yield from _of_line(line, expected, previous)
        if heads.get(line.sequence, line.digest) != line.digest:
            yield _one(Wrong.REWRITTEN, line.sequence)
        if line.action == TRIM:
            told = _told(line.detail)
        expected, previous = max(expected, line.sequence + 1), line.digest
    yield from _of_end(expected - 1, previous, bounds, heads)
    if bounds.first > FIRST and told != (bounds.first - 1, bounds.start):
        yield _one(Wrong.START, bounds.first)


def _of_line(line: Line, expected: int, previous: str) -> Iterator[Fault]:
    """What is wrong with one line, after the one before it."""
    if line.sequence > expected:
        yield Fault(Wrong.MISSING, expected, line.sequence - 1)
    elif line.sequence < expected:
        yield _one(Wrong.MISPLACED, line.sequence)
    if line.digest != digest(line):
        yield _one(Wrong.CHANGED, line.sequence)
    elif line.sequence == expected and line.previous != previous:
        yield _one(Wrong.UNLINKED, line.sequence)


def _of_end(
    last: int, head: str, bounds: Bounds, heads: Mapping[int, str]
) -> Iterator[Fault]:
    """What is wrong after the last line that is there."""
    known = max(bounds.last, *heads, 0)
    if known > last:
        yield Fault(Wrong.MISSING, last + 1, known)
    elif last > bounds.last:
        yield Fault(Wrong.ADDED, bounds.last + 1, last)
    elif head != bounds.head:
        yield _one(Wrong.REWRITTEN, last)


def _one(wrong: Wrong, sequence: int) -> Fault:
    return Fault(wrong, sequence, sequence)


def _told(detail: str) -> tuple[int, str] | None:
    """Up to which line, and its digest, a line says that others have left."""
    try:
        found = json.loads(detail)
        return int(found["through"]), str(found["digest"])
    except (ValueError, KeyError, TypeError):
        return None
