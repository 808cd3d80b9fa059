from datetime import date

import pytest
from hypothesis import given

from competency.development import LONGEST, MOST_ROWS, Move, Row, lacking, problems
from competency.problems import Place, Problem
from tests.competency.development.plans import COURSES, THREE, any_rows, row

MOVES = (Move.PROPOSE, Move.APPROVE, Move.ACKNOWLEDGE)


def _found(*rows: Row) -> list[tuple[int | None, str | None, str]]:
    return [
        (each.place.row, each.place.column, each.rule)
        for each in problems(rows, THREE, COURSES)
    ]


def test_a_row_that_is_filled_in_has_no_problem() -> None:
    assert _found(row(course="READ")) == []


def test_a_draft_may_leave_everything_open_but_what_it_is_about() -> None:
    assert _found(Row("a", competency="data.read"), Row("b", topic="=ภาษามือ")) == []
    assert _found(Row("a", goal="อ่านได้")) == [(1, "topic", "topic-missing")]


@pytest.mark.parametrize(
    ("facts", "column", "rule"),
    [
        ({"competency": "gone"}, "competency", "choice-unknown"),
        ({"methods": ("magic",)}, "methods", "choice-unknown"),
        ({"course": "GONE"}, "course", "choice-unknown"),
        ({"to_level": 4.0}, "to_level", "value-out-of-range"),
        ({"from_level": -1.0}, "from_level", "value-out-of-range"),
        ({"from_level": 2.5}, "to_level", "goal-below-level"),
        ({"ends_on": date(2026, 11, 30)}, "ends_on", "ends-before-start"),
        ({"budget_satang": -100}, "budget_satang", "value-out-of-range"),
        ({"goal": "ก" * 1001}, "goal", "value-too-long"),
        ({"topic": "ก" * 301}, "topic", "value-too-long"),
    ],
)
def test_what_cannot_stand_is_told_with_its_row_and_field(
    facts: dict[str, object], column: str, rule: str
) -> None:
    assert _found(row(), row("b", **facts)) == [(2, column, rule)]


def test_all_problems_are_told_at_once() -> None:
    rows = row(ends_on=date(2020, 2, 29), course="GONE"), row("b", goal="ก" * 2000)
    assert _found(*rows) == [
        (1, "course", "choice-unknown"),
        (1, "ends_on", "ends-before-start"),
        (2, "goal", "value-too-long"),
    ]


def test_a_day_is_no_time_too_short_and_staying_at_a_level_is_a_goal() -> None:
    day = date(2028, 2, 29)
    assert _found(row(starts_on=day, ends_on=day, from_level=2.0)) == []


@pytest.mark.parametrize("field", LONGEST)
def test_a_text_may_be_as_long_as_it_says(field: str) -> None:
    assert _found(row(**{field: "ำ" * LONGEST[field]})) == []


def test_a_plan_without_end_is_no_plan() -> None:
    rows = [row(str(n)) for n in range(MOST_ROWS + 1)]
    assert problems(rows, THREE, COURSES) == (
        Problem(Place(), "plan-too-long", "31", "30"),
    )


def test_a_proposed_plan_says_goal_method_time_and_measure_of_each_row() -> None:
    bare = Row("b", competency="data.keep")
    found = lacking((row(), bare), Move.PROPOSE)
    assert {each.rule for each in found} == {"field-missing"}
    assert [(each.place.row, each.place.column) for each in found] == [
        (2, "goal"),
        (2, "methods"),
        (2, "starts_on"),
        (2, "ends_on"),
        (2, "measure"),
    ]


def test_results_are_needed_last_of_all() -> None:
    assert lacking((row(),), Move.APPROVE) == ()
    (missing,) = lacking((row(), row("b", result="ทำได้แล้ว")), Move.ACKNOWLEDGE)
    assert missing.place == Place(row=1, column="result")


@pytest.mark.parametrize("move", MOVES)
def test_an_empty_plan_goes_nowhere(move: Move) -> None:
    assert lacking((), move) == (Problem(Place(), "plan-empty"),)
    assert lacking((), Move.SAVE) == ()


@given(any_rows)
def test_every_problem_stands_in_a_row_of_the_plan(rows: tuple[Row, ...]) -> None:
    for each in problems(rows, THREE, COURSES):
        assert each.place.row is not None
        assert 1 <= each.place.row <= len(rows)
        assert hasattr(rows[0], str(each.place.column))


@given(any_rows)
def test_rows_have_the_problems_that_they_have_alone(rows: tuple[Row, ...]) -> None:
    alone = [each.rule for r in rows for each in problems((r,), THREE, COURSES)]
    assert [each.rule for each in problems(rows, THREE, COURSES)] == alone
