"""How often somebody may try: so many times, then a wait that ends by itself.

A wait is never longer for trying during it, so that nobody can keep somebody else out
for longer by trying on. The numbers follow the agency's guarantees for sign-in.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from competency.errors import CompetencyError


@dataclass(frozen=True)
class Limit:
    """So many tries within a while; whoever needs more waits."""

    most: int
    within: timedelta
    waits: timedelta


_QUARTER = timedelta(minutes=15)
_FIVE = timedelta(minutes=5)
_HOUR = timedelta(hours=1)

LIMITS = {
    "password": Limit(10, _QUARTER, _QUARTER),
    "code": Limit(10, _QUARTER, _QUARTER),
    "second": Limit(5, _FIVE, _FIVE),
    "second-hour": Limit(20, _HOUR, _HOUR),
    "mail": Limit(3, _HOUR, _HOUR),
}
"""What is tried, and how often."""


@dataclass(frozen=True)
class Tried:
    """How often something was tried since when, and until when nobody may try."""

    count: int
    since: datetime
    until: datetime | None = None


class WaitError(CompetencyError):
    """Too many tries; the argument is when the next one may be made."""


def again(before: Tried | None, limit: Limit, now: datetime) -> Tried:
    """The tries with one more; raises `WaitError` while nobody may try."""
    if before is not None and before.until is not None and now < before.until:
        raise WaitError(before.until)
    if before is None or before.until is not None or now - before.since >= limit.within:
        before = Tried(0, now)
    count = before.count + 1
    until = now + limit.waits if count >= limit.most else None
    return Tried(count, before.since, until)
