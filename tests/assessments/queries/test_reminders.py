"""Whom a round waits for, as HR and as a supervisor may know it."""

from datetime import datetime, timedelta

import pytest
from flask import Flask

from assessments.operations import reminders as operations
from assessments.queries import reminders
from tests import factories


class City:
    """A head and two people who rate each other; one of them has no address."""

    def __init__(self) -> None:
        top = factories.unit("00")
        self.north, self.south = factories.unit("01", top), factories.unit("02", top)
        self.head = factories.person(self.north, "H", email="h@city.example")
        self.one = factories.person(
            self.north, "A", self.head, email="a@city.example", given_name="กนก"
        )
        self.two = factories.person(self.south, "B", self.head, given_name="ขวัญ")
        self.round = factories.round_(settings={"raters": ["supervisor"]})


@pytest.fixture
def city(app: Flask) -> City:
    return City()


def test_what_waits_is_told_of_each(city: City, now: datetime) -> None:
    factories.answered(city.round, city.one, {0: 1}, "draft")
    factories.answered(city.round, city.head, {0: 1})
    one = reminders.to_remind(city.round, city.one, now)
    head = reminders.to_remind(city.round, city.head, now)
    assert one is not None
    assert head is not None
    assert (one.name, one.own, one.ratings) == ("นางกนก ทดสอบA", "draft", 0)
    assert (head.own, head.ratings) == (None, 2)
    assert reminders.to_remind(city.round, city.two, now) is None


def test_people_are_written_to_in_the_order_of_the_roster(
    city: City, now: datetime
) -> None:
    assert reminders.due(city.round, now) == (city.one, city.head)


def test_a_supervisor_knows_of_self_ratings_alone(city: City, now: datetime) -> None:
    factories.answered(city.round, city.one, {0: 1})
    factories.rating(city.round, city.one, city.two, bytes([1, 1, 1]), "peer")
    standing = reminders.standing(city.round, now, supervisor_id=city.head)
    assert (standing.waiting, standing.without, standing.due) == (1, 1, 0)
    assert reminders.due(city.round, now, supervisor_id=city.head) == ()


def test_nobody_waits_for_a_round_that_has_no_raters_left(
    city: City, now: datetime
) -> None:
    assert reminders.standing(city.round + 1, now) == reminders.Standing(
        0, 0, 0, 0, 0, 0, 0, None
    )


def test_the_unreached_are_those_of_the_units_looked_in(
    city: City, now: datetime
) -> None:
    assert [e.number for e in reminders.unreached(city.round)] == ["B"]
    assert reminders.unreached(city.round, within=[city.north]) == ()
    operations.claim(city.round, city.one, now)
    operations.mark(city.round, city.one, "refused", now)
    found = reminders.unreached(city.round)
    assert [(e.number, e.unreached) for e in found] == [
        ("A", "refused"),
        ("B", "address"),
    ]
    assert len(reminders.unreached(city.round, 1)) == 1


def test_a_mail_that_was_put_off_waits_a_quarter_of_an_hour(
    city: City, now: datetime
) -> None:
    operations.claim(city.round, city.one, now)
    operations.mark(city.round, city.one, "later", now)
    quarter = now + timedelta(minutes=15)
    assert reminders.put_off(quarter - timedelta(seconds=1)) == ()
    assert reminders.put_off(quarter) == (city.round,)
    assert reminders.due(city.round, quarter, again=True) == (city.one,)
    factories.round_state(city.round, "closed")
    assert reminders.put_off(quarter) == ()
