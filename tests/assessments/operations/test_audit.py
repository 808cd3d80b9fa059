"""The log is a chain: each line covers the one before, and none is ever changed."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import ColumnElement, delete, literal_column, select, text, update
from sqlalchemy.exc import DBAPIError

from assessments import chain
from assessments.chain import Wrong
from assessments.database import db
from assessments.models import AuditLine
from assessments.operations import audit, transaction
from assessments.operations.audit import Deed
from assessments.queries import audit as queries
from assessments.queries.accounts import Actor

DAY = timedelta(days=1)


def add(count: int, now: datetime, actor: Actor = audit.SYSTEM) -> None:
    """Leave so many lines, a day apart."""
    for number in range(count):
        with transaction():
            moment = now + number * DAY
            audit.line(actor, "open", "round", number, moment, people=3)


def faults(heads: dict[int, str] | None = None) -> list[tuple[Wrong, int]]:
    """What is wrong with the log, and with which line."""
    found = chain.faults(queries.lines(), queries.bounds(), heads or {})
    return [(fault.wrong, fault.first) for fault in found]


@contextmanager
def tampering() -> Iterator[None]:
    """No trigger stands in the way of this session; nothing of it is kept."""
    where = "" if db.engine.dialect.name == "sqlite" else " ON audit_lines"
    db.session.execute(text(f"DROP TRIGGER audit_lines_kept{where}"))
    if not where:
        db.session.execute(text("DROP TRIGGER audit_lines_unchanged"))
    yield
    db.session.rollback()


def test_each_line_is_chained_to_the_line_before(app: Flask, now: datetime) -> None:
    with transaction():
        audit.line(audit.SYSTEM, "open", "round", 1, now, people=3)
    with transaction():
        audit.line(audit.SYSTEM, "close", "round", 1, now)
    first, second = db.session.scalars(select(AuditLine).order_by(AuditLine.id))
    assert (first.id, second.id) == (1, 2)
    assert (first.previous, second.previous) == ("", first.digest)
    assert first.digest != second.digest
    assert first.detail == {"people": 3}
    assert faults() == []


def test_several_lines_of_one_transaction_are_chained(
    app: Flask, now: datetime
) -> None:
    with transaction():
        for number in range(3):
            audit.line(audit.SYSTEM, "open", "round", number, now)
    assert queries.bounds().last == 3
    assert faults() == []


def test_a_line_says_from_where_and_by_which_request(app: Flask, now: datetime) -> None:
    actor = Actor(None, "hr", "2001:db8::7", "0af3")
    with transaction():
        audit.line(actor, "open", "round", 1, now)
    audit.note_failure(Deed(actor, "open", "round", "1", audit.REFUSED), now)
    line, refused = queries.lines()
    assert (line.address, line.request) == ("2001:db8::7", "0af3")
    assert (line.result, refused.result) == ("done", "refused")
    assert faults() == []


def test_what_is_kept_in_detail_comes_back_as_it_was_hashed(
    app: Flask, now: datetime
) -> None:
    detail: dict[str, object] = {
        "จำนวน": [1, None, 0.1],
        "counts": {2: "ข้อ", "a": True},
    }
    with transaction():
        audit.line(audit.SYSTEM, "put", "courses", "ก", now, **detail)
    assert faults() == []


def add_and_fail(now: datetime) -> None:
    """Leave a line in a transaction that comes to nothing."""
    with transaction():
        audit.line(audit.SYSTEM, "open", "round", 2, now)
        raise LookupError


def test_a_line_that_is_rolled_back_leaves_no_gap(app: Flask, now: datetime) -> None:
    add(1, now)
    with pytest.raises(ZeroDivisionError), transaction():
        audit.line(audit.SYSTEM, "open", "round", 2, now, people=1 // 0)
    with pytest.raises(LookupError):
        add_and_fail(now)
    add(1, now)
    assert queries.bounds().last == 2
    assert faults() == []


def test_moments_come_back_aware_and_in_utc(app: Flask, now: datetime) -> None:
    with transaction():
        audit.line(audit.SYSTEM, "open", "round", 1, now)
    kept = db.session.scalar(select(AuditLine.at))
    assert kept == now
    assert kept is not None
    assert kept.utcoffset() == now.utcoffset()


@pytest.mark.parametrize(
    "change",
    [update(AuditLine).values(action="close"), delete(AuditLine)],
    ids=["update", "delete"],
)
def test_the_database_refuses_to_change_a_line(
    app: Flask, now: datetime, change: object
) -> None:
    add(2, now)
    with pytest.raises(DBAPIError, match="audit lines are never"):
        db.session.execute(change)  # type: ignore[call-overload]
    db.session.rollback()
    assert len(tuple(queries.lines())) == 2


def test_many_writers_at_once_make_one_chain(app: Flask, now: datetime) -> None:
    def write(number: int) -> None:
        with app.app_context():
            for _turn in range(5):
                with transaction():
                    audit.line(audit.SYSTEM, "open", "round", number, now)
            db.session.remove()

    with ThreadPoolExecutor(6) as writers:
        list(writers.map(write, range(6)))
    assert queries.bounds().last == 30
    assert faults() == []


COLUMNS = ["role", "action", "noun", "noun_id", "result", "address", "request"]


@pytest.mark.parametrize("column", COLUMNS)
def test_a_changed_column_is_found_and_its_line_named(
    app: Flask, now: datetime, column: str
) -> None:
    add(3, now)
    with tampering():
        change = update(AuditLine).where(AuditLine.id == 2)
        db.session.execute(change.values({column: "x"}))
        assert faults() == [(Wrong.CHANGED, 2)]


def test_another_moment_and_another_detail_are_found(app: Flask, now: datetime) -> None:
    add(3, now)
    with tampering():
        later = {"at": now + timedelta(microseconds=1)}
        for number, values in ((1, later), (3, {"detail": {"people": 4}})):
            change = update(AuditLine).where(AuditLine.id == number)
            db.session.execute(change.values(values))
        assert faults() == [(Wrong.CHANGED, 1), (Wrong.CHANGED, 3)]


@pytest.mark.parametrize("whole_app", ["sqlite"], indirect=True)
def test_bytes_that_are_no_text_any_more_are_found(app: Flask, now: datetime) -> None:
    add(3, now)
    with tampering():
        broken: ColumnElement[str] = literal_column("CAST(x'ff41' AS TEXT)")
        change = update(AuditLine).where(AuditLine.id == 2)
        db.session.execute(change.values(at=broken, action=broken, detail=broken))
        assert faults() == [(Wrong.CHANGED, 2)]


def test_a_line_taken_out_is_found_and_named(app: Flask, now: datetime) -> None:
    add(4, now)
    with tampering():
        db.session.execute(delete(AuditLine).where(AuditLine.id == 2))
        assert faults() == [(Wrong.MISSING, 2)]
        db.session.execute(delete(AuditLine).where(AuditLine.id == 4))
        assert faults() == [(Wrong.MISSING, 2), (Wrong.MISSING, 4)]


def test_lines_leave_from_the_front_and_a_line_says_so(
    app: Flask, now: datetime
) -> None:
    add(5, now)
    kept = {number: queries.digest_of(number) or "" for number in (2, 5)}
    gone = audit.trim(now + 3 * DAY, actor=audit.SYSTEM, now=now + 9 * DAY)
    assert gone == 3
    found = queries.bounds()
    assert (found.first, found.last) == (4, 6)
    assert [line.sequence for line in queries.lines()] == [4, 5, 6]
    assert faults(kept) == []


def test_a_second_trim_goes_on_where_the_first_ended(app: Flask, now: datetime) -> None:
    add(5, now)
    for days, gone in ((2, 2), (2, 0), (4, 2)):
        moment = now + days * DAY
        assert audit.trim(moment, actor=audit.SYSTEM, now=now + 9 * DAY) == gone
        assert faults() == []


def test_a_younger_line_keeps_all_behind_it(app: Flask, now: datetime) -> None:
    add(1, now + 5 * DAY)
    add(2, now)
    assert audit.trim(now + 3 * DAY, actor=audit.SYSTEM, now=now) == 0
    assert len(tuple(queries.lines())) == 3


def test_failures_alike_leave_no_more_than_ten_lines(app: Flask, now: datetime) -> None:
    def sign_in(number: int) -> Deed:
        guest = Actor(None, "guest", "10.0.0.7")
        return Deed(guest, "sign-in", "account", str(number), audit.FAILED)

    for number in (1, 2):
        for _turn in range(13):
            audit.note_failure(sign_in(number), now)
    assert queries.bounds().last == 20
    audit.note_failure(sign_in(1), now + audit.WITHIN)
    assert queries.bounds().last == 21
    assert faults() == []
