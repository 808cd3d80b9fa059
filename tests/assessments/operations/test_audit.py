"""The log is a chain: each line covers the one before."""

from datetime import datetime

from flask import Flask
from sqlalchemy import select

from assessments.database import db
from assessments.models import AuditLine
from assessments.operations import audit, transaction


def test_each_line_is_chained_to_the_line_before(app: Flask, now: datetime) -> None:
    with transaction():
        audit.line(audit.SYSTEM, "open", "round", 1, now, people=3)
    with transaction():
        audit.line(audit.SYSTEM, "close", "round", 1, now)
    first, second = db.session.scalars(select(AuditLine).order_by(AuditLine.id))
    assert (first.previous, second.previous) == ("", first.digest)
    assert first.digest != second.digest
    assert first.detail == {"people": 3}


def test_moments_come_back_aware_and_in_utc(app: Flask, now: datetime) -> None:
    with transaction():
        audit.line(audit.SYSTEM, "open", "round", 1, now)
    kept = db.session.scalar(select(AuditLine.at))
    assert kept == now
    assert kept is not None
    assert kept.utcoffset() == now.utcoffset()
