from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competency.development import (
    MOVES,
    Difference,
    Move,
    PlanMoveError,
    Row,
    Seat,
    State,
    differences,
    moved,
    moves,
)
from tests.competency.development.plans import any_rows, row

PLAN = (row(),)
OTHER = (row(goal="สอนผู้อื่นได้"),)
RESULT = (row(result="ทำได้แล้ว"),)

states = st.sampled_from(list(State))
seats = st.sampled_from(list(Seat))


@pytest.mark.parametrize(
    ("state", "seat", "move"),
    [
        (State.DRAFT, Seat.PERSON, Move.PROPOSE),
        (State.PROPOSED, Seat.SUPERVISOR, Move.APPROVE),
        (State.AGREED, Seat.SUPERVISOR, Move.ACKNOWLEDGE),
    ],
)
def test_the_person_proposes_and_the_supervisor_approves_and_acknowledges(
    state: State, seat: Seat, move: Move
) -> None:
    assert moves(state, seat) == (move,)
    assert moved(state, PLAN, PLAN, move, seat) is MOVES[move].after


@pytest.mark.parametrize(
    ("state", "seat", "move"),
    [
        (State.DRAFT, Seat.SUPERVISOR, Move.PROPOSE),
        (State.PROPOSED, Seat.PERSON, Move.APPROVE),
        (State.AGREED, Seat.PERSON, Move.ACKNOWLEDGE),
        (State.DRAFT, Seat.SUPERVISOR, Move.APPROVE),
        (State.PROPOSED, Seat.SUPERVISOR, Move.ACKNOWLEDGE),
    ],
)
def test_nobody_makes_the_move_of_another_or_of_another_state(
    state: State, seat: Seat, move: Move
) -> None:
    assert move not in moves(state, seat)
    with pytest.raises(PlanMoveError):
        moved(state, PLAN, PLAN, move, seat)


@pytest.mark.parametrize("state", [State.PROPOSED, State.AGREED, State.DONE])
@pytest.mark.parametrize("seat", list(Seat))
def test_a_change_by_either_makes_it_a_draft_again(state: State, seat: Seat) -> None:
    assert moved(state, PLAN, OTHER, Move.SAVE, seat) is State.DRAFT


@pytest.mark.parametrize("state", [State.AGREED, State.DONE])
def test_results_leave_a_plan_agreed_and_not_acknowledged(state: State) -> None:
    assert moved(state, PLAN, RESULT, Move.SAVE, Seat.PERSON) is State.AGREED


def test_a_supervisor_may_change_a_proposed_plan_and_approve_it_at_once() -> None:
    found = moved(State.PROPOSED, PLAN, OTHER, Move.APPROVE, Seat.SUPERVISOR)
    assert found is State.AGREED


def test_a_plan_that_is_changed_cannot_be_acknowledged_at_once() -> None:
    with pytest.raises(PlanMoveError):
        moved(State.AGREED, PLAN, OTHER, Move.ACKNOWLEDGE, Seat.SUPERVISOR)
    found = moved(State.AGREED, PLAN, RESULT, Move.ACKNOWLEDGE, Seat.SUPERVISOR)
    assert found is State.DONE


def test_an_agreed_plan_may_be_changed_and_proposed_again_at_once() -> None:
    found = moved(State.AGREED, PLAN, OTHER, Move.PROPOSE, Seat.PERSON)
    assert found is State.PROPOSED


@given(states, any_rows, seats)
def test_saving_the_same_changes_no_state(
    state: State, rows: tuple[Row, ...], seat: Seat
) -> None:
    assert moved(state, rows, rows, Move.SAVE, seat) is state


@given(states, any_rows, any_rows, seats)
def test_nobody_agrees_by_saving(
    state: State, before: tuple[Row, ...], after: tuple[Row, ...], seat: Seat
) -> None:
    order = list(State)
    found = moved(state, before, after, Move.SAVE, seat)
    assert order.index(found) <= order.index(state)


def test_what_differs_is_told_field_by_field_and_row_by_row() -> None:
    mine = row("a", goal="ก"), row("new")
    kept = row("a", methods=("visit",)), row("theirs")
    assert differences(mine, kept) == (
        Difference(1, "goal", mine[0], kept[0]),
        Difference(1, "methods", mine[0], kept[0]),
        Difference(2, "", mine[1], None),
        Difference(0, "", None, kept[1]),
    )


@given(any_rows, any_rows)
def test_versions_without_a_difference_hold_the_same_rows(
    mine: tuple[Row, ...], kept: tuple[Row, ...]
) -> None:
    assert differences(mine, mine) == ()
    if not differences(mine, kept):
        theirs = {each.key: replace(each, course_name="") for each in kept}
        assert {each.key: replace(each, course_name="") for each in mine} == theirs
