"""Crosswalks: those that the agency keeps, and those that are shipped."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from assessments.database import db
from assessments.models import KeptCrosswalk
from assessments.queries import frameworks
from competency import crosswalks
from competency.crosswalk_texts import claimed
from competency.crosswalks import Crosswalk, NoCrosswalkError
from competency.frameworks import Framework
from competency.problems import Place, Problem, Problems

_FIELDS = (
    KeptCrosswalk.public_id,
    KeptCrosswalk.source,
    KeptCrosswalk.target,
    KeptCrosswalk.text,
    KeptCrosswalk.digest,
    KeptCrosswalk.added_at,
)


@dataclass(frozen=True)
class Known:
    """A crosswalk in use, whole: `own` where the agency keeps it.

    `public_id` and `added_at` are empty where it is shipped.
    """

    walk: Crosswalk
    source: Framework
    target: Framework
    text: str
    public_id: str = ""
    added_at: datetime | None = None

    @property
    def own(self) -> bool:
        """Whether the agency keeps it."""
        return bool(self.public_id)

    @property
    def name(self) -> str:
        """What an address calls it: the outward name, or the id of a shipped one."""
        return self.public_id or self.walk.id


def checked(text: str) -> tuple[Known | None, Problems]:
    """The crosswalk of a text between known frameworks, or all its problems."""
    names, problems = claimed(text)
    if problems:
        return None, problems
    source, target = (frameworks.content(name) if name else None for name in names)
    if source is None or target is None:
        ends = zip(("from", "to"), names, (source, target), strict=True)
        return None, tuple(_stranger(f, n) for f, n, end in ends if end is None)
    walk, problems = crosswalks.read(text, source, target)
    return (None if walk is None else Known(walk, source, target, text)), problems


def _stranger(field: str, name: str) -> Problem:
    """A framework at an end that nobody knows."""
    listed = ", ".join(sorted(frameworks.newest()))
    place = Place(column=f"{field}.framework")
    return Problem(place, "framework-unknown", name, listed)


@dataclass(frozen=True)
class Outgrown:
    """One of the agency's own that does not fit today's versions, so is not used."""

    source: str
    target: str
    added_at: datetime


def outgrown() -> tuple[Outgrown, ...]:
    """The agency's own that would be in use if their frameworks had not changed."""
    return tuple(each for each in _newest() if isinstance(each, Outgrown))


def kept() -> tuple[Known, ...]:
    """The agency's own, one for each pair of frameworks: the newest not withdrawn.

    One whose framework has changed so that it does not fit any more is left out.
    """
    return tuple(each for each in _newest() if isinstance(each, Known))


def _newest() -> Collection[Known | Outgrown]:
    rows = db.session.execute(
        select(*_FIELDS)
        .where(KeptCrosswalk.withdrawn_at.is_(None))
        .order_by(KeptCrosswalk.id.desc())
    )
    found: dict[tuple[str, str], Known | Outgrown] = {}
    for row in rows:
        known = checked(row.text)[0]
        old = Outgrown(row.source, row.target, row.added_at)
        whole = known and Known(
            known.walk,
            known.source,
            known.target,
            row.text,
            row.public_id,
            row.added_at,
        )
        found.setdefault((row.source, row.target), whole or old)
    return found.values()


def known() -> tuple[Known, ...]:
    """All in use: the agency's own first, then shipped ones for other pairs."""
    own = kept()
    pairs = {(each.source.id, each.target.id) for each in own}
    shipped = (checked(text)[0] for text in crosswalks.shipped().values())
    rest = (
        each
        for each in shipped
        if each is not None and (each.source.id, each.target.id) not in pairs
    )
    return (*own, *rest)


def named(name: str) -> Known | None:
    """The crosswalk in use of this name, as `Known.name` tells it."""
    return next((each for each in known() if each.name == name), None)


def between(source: Framework, target: Framework) -> Known:
    """The crosswalk between two versions: the agency's own, else the shipped one.

    Raises `NoCrosswalkError`.
    """
    for each in known():
        if (each.source.id, each.target.id) == (source.id, target.id):
            walk = crosswalks.read(each.text, source, target)[0]
            if walk is not None:
                return Known(
                    walk, source, target, each.text, each.public_id, each.added_at
                )
    raise NoCrosswalkError(source.id, target.id)


def with_digest(source: str, target: str, digest: str) -> str | None:
    """The outward name of the one in use with this content between two frameworks."""
    newest = (
        select(KeptCrosswalk.public_id, KeptCrosswalk.digest)
        .where(KeptCrosswalk.source == source, KeptCrosswalk.target == target)
        .where(KeptCrosswalk.withdrawn_at.is_(None))
        .order_by(KeptCrosswalk.id.desc())
        .limit(1)
    )
    row = db.session.execute(newest).one_or_none()
    return row.public_id if row and row.digest == digest else None
