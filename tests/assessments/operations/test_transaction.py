"""One transaction: all of it, or nothing."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from assessments.database import db
from assessments.models import Unit
from assessments.operations import NestedTransactionError, transaction
from tests import factories


def _count() -> int:
    return db.session.scalar(select(func.count(Unit.id))) or 0


def test_a_failed_block_leaves_nothing(app: Flask) -> None:
    def fail() -> None:
        with transaction():
            db.session.add(Unit(code="01", name_th="ก", sort_key=b"1"))
            db.session.flush()
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert _count() == 0


def test_a_transaction_inside_another_is_refused(app: Flask) -> None:
    with pytest.raises(NestedTransactionError), transaction():
        factories.unit()
    assert _count() == 0


def test_a_write_after_a_read_sees_what_others_committed(app: Flask) -> None:
    assert _count() == 0
    with app.app_context():
        factories.unit()
    factories.unit()
    assert _count() == 2
