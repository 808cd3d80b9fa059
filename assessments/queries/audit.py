"""What the log holds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    LargeBinary,
    Select,
    Text,
    cast,
    exists,
    func,
    or_,
    select,
)

from assessments.chain import Bounds, Line
from assessments.database import JsonObject, db
from assessments.models import Account, AuditChain, AuditLine, Person

PAGE_SIZE = 100
AT_ONCE = 1000
"""Lines that are read at once; a log may be larger than the memory."""

_BOUNDS = select(
    AuditChain.first, AuditChain.start, AuditChain.last, AuditChain.head
).where(AuditChain.id == 1)


@dataclass(frozen=True)
class Wanted:
    """Which lines somebody looks for: empty is all; `until` itself is left out."""

    since: datetime | None = None
    until: datetime | None = None
    actor: str = ""
    action: str = ""
    noun: str = ""
    noun_id: str = ""
    result: str = ""


@dataclass(frozen=True)
class Entry:
    """A line as its reader sees it: the actor by staff number, nobody's name."""

    sequence: int
    at: datetime
    actor: str
    role: str
    action: str
    noun: str
    noun_id: str
    result: str
    address: str
    request: str
    detail: JsonObject


@dataclass(frozen=True)
class Page:
    """Some of the lines found, how many there are in all, and on which page."""

    entries: tuple[Entry, ...]
    total: int
    number: int

    @property
    def pages(self) -> int:
        """How many pages hold all that was found; 1 at least."""
        return max(1, -(-self.total // PAGE_SIZE))


def bounds() -> Bounds:
    """Where the chain begins and ends."""
    return Bounds(*db.session.execute(_BOUNDS).one())


def hold() -> Bounds:
    """The same, held until the transaction ends: one writer at a time goes on.

    SQLite has one writer at a time anyhow.
    """
    return Bounds(*db.session.execute(_BOUNDS.with_for_update()).one())


def written(action: str, noun: str) -> bool:
    """Whether the log says that this was ever done."""
    lines = exists().where(AuditLine.action == action, AuditLine.noun == noun)
    return bool(db.session.scalar(select(lines)))


def often(
    action: str, noun_id: str, result: str, since: datetime, account_id: int | None
) -> int:
    """How many lines say this of one object since a moment."""
    same = (
        AuditLine.at > since,
        AuditLine.action == action,
        AuditLine.result == result,
        AuditLine.noun_id == noun_id,
        AuditLine.account_id == account_id,
    )
    return db.session.scalar(select(func.count()).where(*same)) or 0


_TEXTS = (
    AuditLine.role,
    AuditLine.action,
    AuditLine.noun,
    AuditLine.noun_id,
    AuditLine.result,
    AuditLine.address,
    AuditLine.request,
    AuditLine.detail,
    AuditLine.previous,
    AuditLine.digest,
)


@cache
def _raw(dialect: str) -> Select[*tuple[Any, ...]]:
    """Lines as the database keeps them, whatever has become of their bytes."""
    if dialect == "sqlite":
        moment: ColumnElement[Any] = cast(AuditLine.at, LargeBinary)
        texts: list[ColumnElement[Any]] = [cast(each, LargeBinary) for each in _TEXTS]
    else:
        utc = func.timezone("UTC", AuditLine.at)
        moment = func.to_char(utc, "YYYY-MM-DD HH24:MI:SS.US")
        texts = [cast(each, Text) for each in _TEXTS]
    return select(AuditLine.id, moment, AuditLine.account_id, *texts)


def _text(value: str | bytes | None) -> str:
    if isinstance(value, bytes):
        return value.decode(errors="backslashreplace")
    return value or ""


def lines() -> Iterator[Line]:
    """Every line of the chain as it is kept, in the order of their numbers."""
    wanted = _raw(db.engine.dialect.name).order_by(AuditLine.id).limit(AT_ONCE)
    rows = db.session.execute(wanted).all()
    while rows:
        for sequence, at, account_id, *texts in rows:
            yield Line(sequence, _text(at), account_id, *map(_text, texts))
        after = wanted.where(AuditLine.id > rows[-1][0])
        rows = db.session.execute(after).all()


def digest_of(sequence: int) -> str | None:
    """The digest of a line; None where there is no such line."""
    return db.session.scalar(select(AuditLine.digest).where(AuditLine.id == sequence))


def last_before(moment: datetime) -> int:
    """The number of the last line of those in front that are all older than this."""
    younger = select(func.min(AuditLine.id)).where(AuditLine.at >= moment)
    last = db.session.scalar(younger)
    return bounds().last if last is None else last - 1


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    asked = {
        AuditLine.action: wanted.action,
        AuditLine.noun: wanted.noun,
        AuditLine.noun_id: wanted.noun_id,
        AuditLine.result: wanted.result,
    }
    found = [column == value for column, value in asked.items() if value]
    if wanted.since:
        found.append(AuditLine.at >= wanted.since)
    if wanted.until:
        found.append(AuditLine.at < wanted.until)
    if wanted.actor:
        found.append(AuditLine.account_id.in_(_accounts(wanted.actor)))
    return found


def _accounts(number: str) -> Select[int]:
    """Accounts of a staff number, or of a name to sign in by without a person."""
    return (
        select(Account.id)
        .outerjoin(Person, Person.id == Account.person_id)
        .where(or_(Person.code == number, Account.username == number))
    )


_ENTRIES = (
    select(
        AuditLine.id,
        AuditLine.at,
        func.coalesce(Person.code, Account.username, ""),
        AuditLine.role,
        AuditLine.action,
        AuditLine.noun,
        AuditLine.noun_id,
        AuditLine.result,
        AuditLine.address,
        AuditLine.request,
        AuditLine.detail,
    )
    .outerjoin(Account, Account.id == AuditLine.account_id)
    .outerjoin(Person, Person.id == Account.person_id)
)


def count(wanted: Wanted) -> int:
    """How many lines somebody looks for."""
    lines_ = select(func.count()).select_from(AuditLine).where(*_conditions(wanted))
    return db.session.scalar(lines_) or 0


def page(wanted: Wanted, number: int) -> Page:
    """A page of the lines somebody looks for, the newest first."""
    total = count(wanted)
    number = min(max(number, 1), max(1, -(-total // PAGE_SIZE)))
    rows = (
        _ENTRIES.where(*_conditions(wanted))
        .order_by(AuditLine.id.desc())
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    )
    return Page(tuple(Entry(*row) for row in db.session.execute(rows)), total, number)


def entries(wanted: Wanted, up_to: int) -> Iterator[Entry]:
    """All lines somebody looks for up to a number, the oldest first."""
    rows: Sequence[Any]
    last = 0
    base = _ENTRIES.where(*_conditions(wanted), AuditLine.id <= up_to)
    while rows := db.session.execute(
        base.where(AuditLine.id > last).order_by(AuditLine.id).limit(AT_ONCE)
    ).all():
        yield from (Entry(*row) for row in rows)
        last = rows[-1][0]
