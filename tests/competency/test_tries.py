from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competency.tries import LIMITS, Limit, Tried, WaitError, again
from tests.conftest import NOW

MINUTE = timedelta(minutes=1)
LIMIT = Limit(3, 15 * MINUTE, 10 * MINUTE)


def tried(*minutes: float) -> Tried:
    """What is known after a try at each of these minutes."""
    known = None
    for each in minutes:
        known = again(known, LIMIT, NOW + each * MINUTE)
    assert known is not None
    return known


def test_the_last_try_that_is_allowed_starts_the_wait() -> None:
    assert tried(0, 1) == Tried(2, NOW)
    assert tried(0, 1, 2) == Tried(3, NOW, NOW + 12 * MINUTE)


def test_nobody_may_try_during_the_wait_and_it_gets_no_longer() -> None:
    known = tried(0, 1, 2)
    for minutes in (2, 5, 11.99):
        with pytest.raises(WaitError) as raised:
            again(known, LIMIT, NOW + minutes * MINUTE)
        assert raised.value.args == (NOW + 12 * MINUTE,)


def test_after_the_wait_and_after_the_while_counting_begins_anew() -> None:
    assert tried(0, 1, 2, 12) == Tried(1, NOW + 12 * MINUTE)
    assert tried(0, 1, 15) == Tried(1, NOW + 15 * MINUTE)


def test_a_password_may_be_tried_ten_times_in_a_quarter_of_an_hour() -> None:
    assert LIMITS["password"] == Limit(10, 15 * MINUTE, 15 * MINUTE)
    assert LIMITS["second"] == Limit(5, 5 * MINUTE, 5 * MINUTE)
    assert LIMITS["second-hour"] == Limit(20, 60 * MINUTE, 60 * MINUTE)


@given(st.lists(st.integers(0, 200), max_size=60))
def test_no_more_tries_than_allowed_begin_in_any_while(minutes: list[int]) -> None:
    known, made = None, []
    for each in sorted(minutes):
        now = NOW + each * MINUTE
        try:
            known = again(known, LIMIT, now)
        except WaitError:
            continue
        made.append(now)
    bursts = [sum(0 <= (t - s).total_seconds() < 600 for t in made) for s in made]
    assert max(bursts, default=0) <= 2 * LIMIT.most - 1
