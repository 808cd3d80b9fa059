"""A person is one caller's alone to write to, and what came of it is kept."""

from datetime import datetime, timedelta

import pytest
from flask import Flask

from assessments.operations import reminders as operations
from assessments.queries import reminders
from tests import factories

DAY = timedelta(days=1)


@pytest.fixture
def person(app: Flask) -> int:
    return factories.person(factories.unit("00"), email="p@city.example")


@pytest.fixture
def number(person: int) -> int:
    """An open round that waits for the person."""
    return factories.round_()


def test_somebody_who_was_claimed_is_nobody_elses_and_unclear(
    number: int, person: int, now: datetime
) -> None:
    found = operations.claim(number, person, now)
    assert found is not None
    assert (found.own, found.ratings, found.outcome) == ("asked", 0, None)
    assert operations.claim(number, person, now) is None
    (waiting,) = reminders.unreached(number)
    assert (waiting.outcome, waiting.tried_at, waiting.sent_at) == (
        "unclear",
        now,
        None,
    )


@pytest.mark.parametrize(
    ("outcome", "after", "free"),
    [
        ("sent", DAY - timedelta(seconds=1), False),
        ("sent", DAY, True),
        ("unclear", DAY - timedelta(seconds=1), False),
        ("unclear", DAY, True),
        ("refused", timedelta(0), True),
        ("later", timedelta(0), True),
    ],
)
def test_a_day_lies_between_two_mails_but_not_after_one_that_was_not_taken(
    number: int, person: int, now: datetime, outcome: str, after: timedelta, free: bool
) -> None:
    operations.claim(number, person, now)
    operations.mark(number, person, outcome, now)
    assert reminders.due(number, now + after) == ((person,) if free else ())
    assert (operations.claim(number, person, now + after) is not None) is free


def test_a_later_failure_leaves_the_time_of_the_last_mail(
    number: int, person: int, now: datetime
) -> None:
    operations.claim(number, person, now)
    operations.mark(number, person, "sent", now)
    operations.claim(number, person, now + DAY)
    operations.mark(number, person, "refused", now + DAY)
    (found,) = reminders.unreached(number)
    assert (found.outcome, found.sent_at) == ("refused", now)


def test_whoever_has_handed_in_is_not_claimed(
    number: int, person: int, now: datetime
) -> None:
    factories.answered(number, person, {0: 1})
    assert operations.claim(number, person, now) is None


@pytest.mark.parametrize("state", ["closing", "closed"])
def test_nobody_is_claimed_in_a_round_that_takes_no_answers(
    number: int, person: int, now: datetime, state: str
) -> None:
    factories.round_state(number, state)
    assert operations.claim(number, person, now) is None


def test_a_round_is_left_alone_from_the_very_moment_it_closes(
    number: int, person: int, now: datetime
) -> None:
    closes = now + 30 * DAY
    assert operations.claim(number, person, closes) is None
    assert operations.claim(number, person, closes - timedelta(milliseconds=1))


def test_rounds_are_told_apart(number: int, person: int, now: datetime) -> None:
    other = factories.round_()
    assert operations.claim(number, person, now) is not None
    assert operations.claim(other, person, now) is not None
