"""Packed answers: one byte an item, changed only to codes that the item knows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competency.answers import (
    DOES_NOT_APPLY,
    DOES_NOT_KNOW,
    AnswerError,
    answered,
    asked,
    blank,
    change,
    code_of,
    missing,
)
from competency.frameworks import parse
from tests.factories import THREE

FRAMEWORK = parse(THREE)
ITEMS = 10
CODES = sorted({0, 1, 2, 3, 4, DOES_NOT_KNOW, DOES_NOT_APPLY})
POSITIONS = st.integers(0, ITEMS - 1)
ANSWERS = st.dictionaries(POSITIONS, st.sampled_from(CODES))


def test_blank_answers_hold_a_zero_for_each_item() -> None:
    assert blank(FRAMEWORK) == bytes(ITEMS)


def test_a_change_replaces_the_named_positions_and_no_other() -> None:
    packed = change(blank(FRAMEWORK), {0: 4, 9: DOES_NOT_KNOW}, FRAMEWORK)
    assert packed == bytes([4, 0, 0, 0, 0, 0, 0, 0, 0, 254])
    again = change(packed, {0: 0, 1: DOES_NOT_APPLY}, FRAMEWORK)
    assert again == bytes([0, 255, 0, 0, 0, 0, 0, 0, 0, 254])


@pytest.mark.parametrize(
    "stray", [{-1: 1}, {10: 1}, {0: 5}, {0: 253}, {0: -1}, {0: 256}, {3: 5, 11: 0}]
)
def test_a_stray_position_or_code_is_refused_with_all_strays(
    stray: dict[int, int],
) -> None:
    with pytest.raises(AnswerError) as raised:
        change(blank(FRAMEWORK), {1: 1} | stray, FRAMEWORK)
    assert raised.value.args == (stray,)


def test_a_refusal_to_say_counts_as_an_answer_and_an_empty_item_does_not() -> None:
    packed = bytes([0, 1, 254, 255, 0, 0, 0, 0, 0, 4])
    assert answered(packed) == 4
    assert missing(packed) == (0, 4, 5, 6, 7, 8)


def test_a_real_zero_is_an_answer() -> None:
    code = code_of(0, 3, FRAMEWORK)
    assert code == 1
    assert missing(change(blank(FRAMEWORK), {3: code}, FRAMEWORK)) == (
        *(0, 1, 2),
        *(4, 5, 6, 7, 8, 9),
    )


@pytest.mark.parametrize(("value", "code"), [(0, 1), (1, 2), (2, 3), (3, 4)])
def test_a_code_is_the_place_of_the_value_in_its_answer_scale(
    value: int, code: int
) -> None:
    assert code_of(value, 0, FRAMEWORK) == code


def test_a_scale_that_is_written_downwards_is_counted_as_it_stands() -> None:
    lines = THREE.splitlines()
    first = next(i for i, line in enumerate(lines) if "{value: 0" in line)
    lines[first : first + 4] = lines[first : first + 4][::-1]
    assert code_of(3, 0, parse("\n".join(lines))) == 1


def test_a_value_that_the_scale_lacks_is_refused() -> None:
    with pytest.raises(AnswerError) as raised:
        code_of(4, 2, FRAMEWORK)
    assert raised.value.args == ({2: 4},)


@pytest.mark.parametrize(
    ("profile", "positions"),
    [
        (None, tuple(range(10))),
        ("nobody", tuple(range(10))),
        ("head", tuple(range(10))),
        ("caseworker", tuple(range(7))),
    ],
)
def test_only_what_a_profile_requires_is_asked(
    profile: str | None, positions: tuple[int, ...]
) -> None:
    assert asked(FRAMEWORK, profile) == positions


@given(ANSWERS, ANSWERS)
def test_changes_one_after_the_other_are_one_change(
    first: dict[int, int], second: dict[int, int]
) -> None:
    start = blank(FRAMEWORK)
    stepwise = change(change(start, first, FRAMEWORK), second, FRAMEWORK)
    assert stepwise == change(start, first | second, FRAMEWORK)
    assert change(stepwise, second, FRAMEWORK) == stepwise


@given(ANSWERS)
def test_answered_and_missing_are_all_items(codes: dict[int, int]) -> None:
    packed = change(blank(FRAMEWORK), codes, FRAMEWORK)
    assert len(packed) == answered(packed) + len(missing(packed)) == ITEMS
