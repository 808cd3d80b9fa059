"""Questions of knowledge: apart from the levels, shuffled, right or not."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from competency.answers import (
    DOES_NOT_APPLY,
    DOES_NOT_KNOW,
    AnswerError,
    asked,
    change,
    code_of,
    questioned,
)
from competency.frameworks import Framework, parse, shipped
from competency.knowledge import (
    Differing,
    Known,
    chosen,
    differing,
    is_right,
    known,
    option_code,
    options,
    order,
)
from competency.results import provisional

FRAMEWORK = parse(shipped()["ocsc-digital-2567"])
SINGLE = FRAMEWORK.position("DLit.k1")
SEVERAL = FRAMEWORK.position("DLit.k2")
QUESTIONS = range(FRAMEWORK.rated, len(FRAMEWORK.items))


def right_code(framework: Framework, place: int) -> int:
    values = framework.answer_values(place)
    codes = (values.index(value) for value in framework.items[place].right)
    return sum(option_code(framework, place, at) for at in codes)


ALL_RIGHT = {place: right_code(FRAMEWORK, place) for place in QUESTIONS}
BLANK = bytes(len(FRAMEWORK.items))


def test_questions_stand_after_all_rated_items() -> None:
    assert FRAMEWORK.rated == 49
    assert all(not item.is_question for item in FRAMEWORK.items[:49])
    assert all(item.is_question for item in FRAMEWORK.items[49:])
    spans = [*FRAMEWORK.spans.values(), *FRAMEWORK.questions.values()]
    places = [place for span in spans for place in range(span.start, span.stop)]
    assert places == list(range(len(FRAMEWORK.items)))


def test_every_area_of_2567_asks_three_questions_in_both_kinds() -> None:
    for span in FRAMEWORK.questions.values():
        own = FRAMEWORK.items[span]
        assert len(own) == 3
        assert any(item.takes_several for item in own)
        assert any(not item.takes_several for item in own)


def test_the_right_answer_is_not_always_at_the_same_place() -> None:
    places = [sorted(FRAMEWORK.items[place].right) for place in QUESTIONS]
    firsts = [found[0] for found in places if len(found) == 1]
    assert max(firsts.count(place) for place in range(1, 5)) <= len(firsts) / 2


def test_a_question_that_takes_several_keeps_them_as_bits() -> None:
    assert FRAMEWORK.codes[SINGLE] == {0, 254, 1, 2, 3, 4}
    assert FRAMEWORK.codes[SEVERAL] == {0, 254, *range(1, 16)}
    assert chosen(FRAMEWORK, SEVERAL, 0b101) == {1, 3}
    assert chosen(FRAMEWORK, SINGLE, 3) == {3}
    assert [code_of(value, SEVERAL, FRAMEWORK) for value in (1, 2, 3)] == [1, 2, 4]
    with pytest.raises(AnswerError):
        change(BLANK, {SINGLE: DOES_NOT_APPLY}, FRAMEWORK)
    with pytest.raises(AnswerError):
        change(BLANK, {SEVERAL: 16}, FRAMEWORK)


@pytest.mark.parametrize("code", [0b0001, 0b0111, 0b1100, DOES_NOT_KNOW, 0])
def test_only_exactly_the_right_answers_are_right(code: int) -> None:
    assert is_right(FRAMEWORK, SEVERAL, 0b0011)
    assert not is_right(FRAMEWORK, SEVERAL, code)


def test_what_is_known_is_told_once_all_questions_have_an_answer() -> None:
    codes = change(BLANK, ALL_RIGHT, FRAMEWORK)
    assert known(FRAMEWORK, codes)["DGov"] == Known(3, 3)
    some = change(codes, {SINGLE: DOES_NOT_KNOW, SEVERAL: 0b1000}, FRAMEWORK)
    assert known(FRAMEWORK, some)["DLit"] == Known(1, 3)
    open_ = change(some, {SINGLE: 0}, FRAMEWORK)
    assert "DLit" not in known(FRAMEWORK, open_)
    assert known(FRAMEWORK, BLANK) == {}


@given(st.lists(st.integers(0, 4), min_size=21, max_size=21), st.booleans())
def test_no_answer_to_a_question_moves_a_level(
    given_codes: list[int], adaptive: bool
) -> None:
    rated = bytes([3] * 30 + [1] * 19)
    plain = provisional(rated + bytes(21), FRAMEWORK, adaptive=adaptive)
    answered = provisional(rated + bytes(given_codes), FRAMEWORK, adaptive=adaptive)
    np.testing.assert_array_equal(plain, answered)


@given(st.text(max_size=20))
def test_every_seed_shows_each_question_and_option_once(seed: str) -> None:
    span = FRAMEWORK.questions["DData"]
    assert sorted(order(FRAMEWORK, "DData", seed)) == [*range(span.start, span.stop)]
    assert sorted(options(FRAMEWORK, SEVERAL, seed)) == [0, 1, 2, 3]


def test_the_order_is_that_of_the_seed_alone() -> None:
    orders = {order(FRAMEWORK, "DData", f"seed {n}") for n in range(40)}
    first = {options(FRAMEWORK, SINGLE, f"seed {n}")[0] for n in range(40)}
    assert len(orders) == 6
    assert first == {0, 1, 2, 3}
    assert order(FRAMEWORK, "DData", "a") == order(FRAMEWORK, "DData", "a")
    assert options(FRAMEWORK, SINGLE, "Pattaya") == (3, 1, 2, 0)


@pytest.mark.parametrize(
    ("found", "share", "expected"),
    [
        (Known(1, 3), 0.6, Differing.SURER),
        (Known(0, 3), 1.0, Differing.SURER),
        (Known(2, 3), 1.0, None),
        (Known(0, 3), 0.4, None),
        (Known(3, 3), 0.4, Differing.KNOWS_MORE),
        (Known(3, 3), 0.0, Differing.KNOWS_MORE),
        (Known(3, 3), 0.6, None),
        (Known(2, 3), 0.0, None),
        (Known(0, 2), 1.0, None),
        (Known(2, 2), 0.0, None),
        (Known(3, 3), float("nan"), None),
    ],
)
def test_confidence_and_knowledge_differ_only_where_they_are_far_apart(
    found: Known, share: float, expected: Differing | None
) -> None:
    assert differing(found, share) is expected


def test_level_three_of_five_is_confident_for_every_float() -> None:
    assert (
        differing(Known(0, 3), FRAMEWORK.share(float(np.float32(3.0))))
        is Differing.SURER
    )
    share = FRAMEWORK.share(float(np.float32(2.0)))
    assert differing(Known(3, 3), share) is Differing.KNOWS_MORE


def test_questions_are_asked_of_the_same_competencies_as_items() -> None:
    three = parse(shipped()["ocsc-digital-2567"])
    assert asked(three, None) == tuple(range(49))
    assert questioned(three, None) == tuple(QUESTIONS)
