"""Requests that people make about their own data, and how long there is to answer.

The rights are those of the Thai Personal Data Protection Act B.E. 2562 (2019): access
and a copy (sections 30 and 31), objection (32), erasure or anonymity (33), restriction
(34) and correction (35, 36). Section 30 gives thirty days; refusals are recorded with
their reasons.
"""

from datetime import datetime, timedelta

from competency.errors import CompetencyError

KINDS = ("access", "correction", "objection", "erasure", "restriction")
DECISIONS = ("granted", "refused")
LONGEST = 2000
"""Characters of a request and of its answer."""

TIME_TO_ANSWER = timedelta(days=30)


class RequestTextError(CompetencyError):
    """A request or an answer without words, or with too many; how many there are."""


class RequestAnsweredError(CompetencyError):
    """A request that was answered before; the argument is its number."""


def due(asked_at: datetime) -> datetime:
    """The moment by which a request has to be answered."""
    return asked_at + TIME_TO_ANSWER


def days_left(asked_at: datetime, now: datetime) -> int:
    """Whole days that are left to answer; negative when it is late."""
    return (due(asked_at) - now) // timedelta(days=1)


def checked(words: str) -> str:
    """The words as they are kept; raises `RequestTextError` for none or too many."""
    plain = words.replace("\r\n", "\n").strip()
    if not 0 < len(plain) <= LONGEST:
        raise RequestTextError(len(plain))
    return plain
