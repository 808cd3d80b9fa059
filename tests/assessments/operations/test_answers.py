"""Saved means saved; twice is once; nobody writes over what they have not seen."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from assessments.database import db
from assessments.models import AuditLine, Response
from assessments.operations import NestedTransactionError, transaction
from assessments.operations import answers as operations
from assessments.operations.answers import (
    HandedInError,
    IncompleteError,
    NoDraftError,
    NotTakenBackError,
    StaleAnswerError,
)
from assessments.operations.audit import SYSTEM
from assessments.queries import answers
from assessments.queries.answers import Draft
from competency.answers import DOES_NOT_APPLY, DOES_NOT_KNOW, AnswerError
from competency.rounds import RoundClosedError
from tests import factories
from tests.visitor import token_of

ALL = dict.fromkeys(range(10), 3)


class Desk:
    """The one draft of a round with one person."""

    def __init__(self) -> None:
        self.person = factories.person(factories.unit())
        self.session = token_of(factories.account(self.person))
        self.name = factories.response(factories.round_(), self.person)

    def __call__(self) -> Draft:
        """The draft as it is kept at the moment."""
        found = answers.draft(self.name, self.person)
        assert found is not None
        return found

    def save(self, seen: int, codes: dict[int, int], now: datetime) -> int:
        """The new version."""
        return operations.save(self.name, self.session, seen, codes, now)


@pytest.fixture
def read(app: Flask) -> Desk:
    return Desk()


def test_a_saved_answer_is_there_and_the_version_goes_up(
    read: Desk, now: datetime
) -> None:
    assert read.save(0, {2: 4, 9: DOES_NOT_KNOW}, now) == 1
    draft = read()
    assert draft.codes == bytes([0, 0, 4, 0, 0, 0, 0, 0, 0, DOES_NOT_KNOW])
    assert (draft.version, draft.status, draft.saved_at) == (1, "draft", now)


def test_a_stale_version_is_refused_with_what_is_kept(
    read: Desk, now: datetime
) -> None:
    read.save(0, {2: 4}, now)
    with pytest.raises(StaleAnswerError) as refused:
        read.save(0, {2: 1}, now)
    assert refused.value.args == (1, bytes([0, 0, 4, 0, 0, 0, 0, 0, 0, 0]))
    assert read().codes[2] == 4


def test_a_repeat_whose_answer_was_lost_is_a_success(read: Desk, now: datetime) -> None:
    read.save(0, {2: 4}, now)
    read.save(1, {3: 1}, now)
    assert read.save(0, {2: 4}, now) == 2
    assert read().version == 2


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    codes=st.dictionaries(
        st.integers(0, 9), st.sampled_from([0, 1, 2, 3, 4, 254, 255]), max_size=10
    )
)
def test_saving_twice_equals_saving_once(
    read: Desk, now: datetime, codes: dict[int, int]
) -> None:
    seen = read().version
    first = read.save(seen, codes, now)
    once = read()
    assert read.save(seen, codes, now + timedelta(seconds=1)) == first
    assert read() == once


def test_an_answer_that_the_framework_does_not_have_changes_nothing(
    read: Desk, now: datetime
) -> None:
    with pytest.raises(AnswerError) as refused:
        read.save(0, {0: 3, 1: 5, 10: 1}, now)
    assert refused.value.args == ({1: 5, 10: 1},)
    assert read().codes == bytes(10)


@pytest.mark.parametrize(
    ("wait", "taken"),
    [
        (timedelta(days=-1, microseconds=-1), False),
        (timedelta(days=-1), True),
        (timedelta(days=30, microseconds=-1), True),
        (timedelta(days=30), False),
    ],
)
def test_answers_are_taken_from_opening_until_just_before_closing(
    read: Desk, now: datetime, wait: timedelta, taken: bool
) -> None:
    if taken:
        read.save(0, {0: 1}, now + wait)
    else:
        with pytest.raises(RoundClosedError):
            read.save(0, {0: 1}, now + wait)
    assert read().codes[0] == int(taken)


@pytest.mark.parametrize("state", ["closing", "closed", "archived"])
def test_nothing_is_saved_once_closing_has_begun(
    read: Desk, now: datetime, state: str
) -> None:
    factories.round_state(read().round_id, state)
    for codes in ({0: 1}, {0: 0}):
        with pytest.raises(RoundClosedError):
            read.save(0, codes, now)
    assert read().codes == bytes(10)


def test_a_save_leaves_no_audit_line(read: Desk, now: datetime) -> None:
    count = select(func.count(AuditLine.id))
    before = db.session.scalar(count)
    read.save(0, {0: 1}, now)
    assert db.session.scalar(count) == before


def test_handing_in_needs_an_answer_to_all_that_is_asked(
    read: Desk, now: datetime
) -> None:
    read.save(0, {0: 3, 1: DOES_NOT_APPLY, 2: DOES_NOT_KNOW}, now)
    with pytest.raises(IncompleteError) as refused:
        operations.submit(read(), actor=SYSTEM, now=now)
    assert refused.value.args == ((3, 4, 5, 6),)
    assert read().status == "draft"


def test_what_the_profile_does_not_require_may_stay_empty(
    read: Desk, now: datetime
) -> None:
    read.save(0, dict.fromkeys(range(7), 3), now)
    operations.submit(read(), actor=SYSTEM, now=now)
    draft = read()
    assert (draft.status, draft.submitted_at) == ("submitted", now)


def test_handing_in_twice_is_once(read: Desk, now: datetime) -> None:
    read.save(0, ALL, now)
    early = read()
    operations.submit(early, actor=SYSTEM, now=now)
    once = read()
    for draft in (early, read()):
        operations.submit(draft, actor=SYSTEM, now=now + timedelta(hours=1))
    assert read() == once
    lines = select(func.count(AuditLine.id)).where(AuditLine.action == "submit")
    assert db.session.scalar(lines) == 1


def test_answers_that_changed_in_between_are_not_handed_in(
    read: Desk, now: datetime
) -> None:
    read.save(0, ALL, now)
    early = read()
    read.save(1, {0: 0}, now)
    with pytest.raises(StaleAnswerError):
        operations.submit(early, actor=SYSTEM, now=now)
    assert read().status == "draft"


def test_answers_that_are_in_change_only_after_taking_back(
    read: Desk, now: datetime
) -> None:
    read.save(0, ALL, now)
    operations.submit(read(), actor=SYSTEM, now=now)
    with pytest.raises(HandedInError):
        read.save(read().version, {0: 1}, now)
    operations.take_back(read(), actor=SYSTEM, now=now)
    draft = read()
    assert (draft.status, draft.submitted_at) == ("draft", None)
    read.save(draft.version, {0: 1}, now)
    assert read().codes[0] == 1


def test_a_save_on_its_way_while_the_answers_are_handed_in_is_refused(
    read: Desk, now: datetime
) -> None:
    read.save(0, ALL, now)
    operations.submit(read(), actor=SYSTEM, now=now)
    with pytest.raises(HandedInError):
        read.save(1, {0: 1}, now)
    assert read().codes[0] == 3


def test_a_foreign_draft_is_as_missing_as_one_that_is_not_there(
    read: Desk, now: datetime
) -> None:
    colleague = token_of(factories.account(factories.person(factories.unit())))
    for name, session in ((read.name, colleague), ("none", read.session)):
        with pytest.raises(NoDraftError):
            operations.save(name, session, 0, {0: 1}, now)
    assert read().codes == bytes(10)


def test_a_save_inside_another_change_is_refused(read: Desk, now: datetime) -> None:
    with pytest.raises(NestedTransactionError), transaction():
        read.save(0, {0: 1}, now)


@pytest.mark.parametrize("verb", [operations.submit, operations.take_back])
def test_nothing_is_handed_in_or_taken_back_at_closing_time(
    read: Desk, now: datetime, verb: Callable[..., None]
) -> None:
    read.save(0, ALL, now)
    if verb is operations.take_back:
        operations.submit(read(), actor=SYSTEM, now=now)
    before = read()
    with pytest.raises(RoundClosedError):
        verb(before, actor=SYSTEM, now=before.closes_at)
    assert read() == before


def test_a_round_may_rule_out_taking_back(app: Flask, now: datetime) -> None:
    person = factories.person(factories.unit())
    number = factories.round_(settings={"may_take_back": False})
    draft = answers.draft(factories.answered(number, person, ALL), person)
    assert draft is not None
    with pytest.raises(NotTakenBackError):
        operations.take_back(draft, actor=SYSTEM, now=now)
    assert db.session.scalar(select(Response.status)) == "submitted"


def test_taking_back_a_draft_changes_nothing(read: Desk, now: datetime) -> None:
    before = replace(read())
    operations.take_back(before, actor=SYSTEM, now=now)
    assert read() == before
