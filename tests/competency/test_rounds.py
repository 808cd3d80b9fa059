"""A round moves one way, and takes answers in [opens, closes) while it is open."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from competency.rounds import (
    MOVES,
    RoundClosedError,
    RoundSettings,
    RoundStateError,
    State,
    is_open,
    require_move,
    require_open,
)

OPENS = datetime(2026, 12, 1, 1, 30, tzinfo=UTC)
CLOSES = datetime(2026, 12, 31, 9, 30, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)
ONWARDS = {
    ("draft", "open"),
    ("open", "closing"),
    ("closing", "closed"),
    ("closed", "archived"),
}


@pytest.mark.parametrize(("state", "to"), list(product(State, State)))
def test_a_round_moves_one_step_onwards_and_never_back(state: State, to: State) -> None:
    if (state.value, to.value) in ONWARDS:
        require_move(state.value, to)
    else:
        with pytest.raises(RoundStateError) as raised:
            require_move(state.value, to)
        assert raised.value.args == (state.value, to.value)


def test_every_state_has_its_moves_and_the_archive_is_the_end() -> None:
    assert set(MOVES) == set(State)
    assert MOVES[State.ARCHIVED] == frozenset()


def test_a_state_that_does_not_exist_is_our_own_mistake() -> None:
    with pytest.raises(ValueError, match="reopened"):
        require_move("reopened", State.OPEN)


@pytest.mark.parametrize(
    ("now", "taken"),
    [
        (OPENS - MOMENT, False),
        (OPENS, True),
        (CLOSES - MOMENT, True),
        (CLOSES, False),
    ],
)
def test_answers_are_taken_from_opening_until_just_before_closing(
    now: datetime, taken: bool
) -> None:
    assert is_open("open", OPENS, CLOSES, now) is taken


@pytest.mark.parametrize("state", [state for state in State if state != "open"])
def test_only_an_open_round_takes_answers(state: State) -> None:
    assert not is_open(state, OPENS, CLOSES, OPENS)
    with pytest.raises(RoundClosedError) as raised:
        require_open(state, OPENS, CLOSES, OPENS)
    assert raised.value.args == (state, OPENS, CLOSES)


@pytest.mark.parametrize(("opens", "closes"), [(None, CLOSES), (OPENS, None)])
def test_a_round_without_a_window_takes_no_answers(
    opens: datetime | None, closes: datetime | None
) -> None:
    assert not is_open("open", opens, closes, OPENS + MOMENT)


def test_an_open_window_raises_nothing() -> None:
    require_open("open", OPENS, CLOSES, OPENS)


@given(st.timedeltas(timedelta(days=-9), timedelta(days=9)))
def test_a_window_and_the_next_one_share_no_moment(distance: timedelta) -> None:
    before, middle, after = OPENS - timedelta(99), OPENS, OPENS + timedelta(99)
    for now in (middle + distance, middle, middle - MOMENT):
        taken = [
            is_open("open", before, middle, now),
            is_open("open", middle, after, now),
        ]
        assert sum(taken) == 1


def test_settings_ask_everybody_and_show_no_group_below_five() -> None:
    usual = RoundSettings.model_validate({})
    assert (usual.k, usual.k_wide) == (5, 10)
    assert (usual.units, usual.staff_types, usual.may_take_back) == ((), (), True)


@pytest.mark.parametrize(
    "wish", [{"k": 4}, {"k_wide": 9}, {"k": "many"}, {"secret": True}]
)
def test_settings_below_the_limits_or_unknown_are_refused(
    wish: dict[str, object],
) -> None:
    with pytest.raises(ValidationError):
        RoundSettings.model_validate(wish)


def test_settings_survive_being_kept_as_json() -> None:
    wish = {"k": 7, "units": ("01", "02"), "staff_types": ("ลูกจ้างประจำ",)}
    found = RoundSettings.model_validate(wish)
    assert RoundSettings.model_validate(found.model_dump(mode="json")) == found
