"""Answers are found by whoever gives them, and by nobody else."""

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import update

from assessments.database import Base, db
from assessments.models import Account, Person, SignIn
from assessments.operations import transaction
from assessments.queries import answers
from assessments.queries.answers import Kept
from tests import factories
from tests.conftest import NOW
from tests.visitor import token_of


def test_ones_own_draft_is_found_and_a_foreign_one_is_not(app: Flask) -> None:
    unit = factories.unit()
    mine, other = factories.person(unit), factories.person(unit)
    name = factories.response(factories.round_(), mine)
    found = answers.draft(name, mine)
    assert found is not None
    assert found.rater_id == mine
    assert answers.draft(name, other) is None
    assert answers.draft("no such name", mine) is None


def _kept(name: str, session: str) -> Kept | None:
    with closing(db.engine.raw_connection()) as connection:
        return answers.kept(connection.cursor(), name, session)


def test_a_save_starts_from_the_draft_of_its_session(app: Flask) -> None:
    unit = factories.unit()
    mine, other = factories.person(unit), factories.person(unit)
    sessions = [token_of(factories.account(person)) for person in (mine, other)]
    name = factories.response(factories.round_(), mine)
    found = _kept(name, sessions[0])
    assert found is not None
    assert (found.codes, found.version, found.status) == (bytes(10), 0, "asked")
    assert found.framework.id == "three"
    assert _kept(name, sessions[1]) is None


def _change(table: type[Base], **values: object) -> None:
    with transaction():
        db.session.execute(update(table).values(**values))


@pytest.mark.parametrize(
    "end",
    [
        lambda: _change(Account, active=False),
        lambda: _change(Person, left_at=NOW),
        lambda: _change(SignIn, token=uuid4().hex),
    ],
    ids=["inactive", "left", "signed out"],
)
def test_a_session_that_has_ended_finds_nothing(
    app: Flask, end: Callable[[], None]
) -> None:
    mine = factories.person(factories.unit())
    session = token_of(factories.account(mine))
    name = factories.response(factories.round_(), mine)
    assert _kept(name, session) is not None
    end()
    assert _kept(name, session) is None


def test_all_of_mine_come_with_the_latest_round_first(app: Flask) -> None:
    mine = factories.person(factories.unit())
    earlier = factories.round_(closes_at=NOW + timedelta(days=1))
    later = factories.round_()
    assert [draft.round_id for draft in answers.mine(mine)] == [later, earlier]


def test_what_waits_is_what_the_profile_asks_for(app: Flask) -> None:
    mine = factories.person(factories.unit())
    number = factories.round_()
    draft = answers.draft(factories.answered(number, mine, {0: 1, 5: 254}), mine)
    assert draft is not None
    assert draft.profile == "caseworker"
    assert draft.asked == tuple(range(7))
    assert draft.missing == (1, 2, 3, 4, 6)
