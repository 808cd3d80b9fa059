"""The adaptive ladder asks little, never twice, and comes to the full form's level."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from competency.adaptive import (
    Ladder,
    following,
    is_levelled,
    ladder,
    shown,
    taken_as_met,
)
from competency.answers import DOES_NOT_APPLY, DOES_NOT_KNOW, blank, change
from competency.frameworks import Framework, parse, shipped
from competency.scoring import Sheet, levels
from tests.factories import THREE as TEXT

THREE = parse(TEXT)
EIGHT = parse(shipped()["digcomp-3.0"])
FIVE = parse(shipped()["ocsc-digital-2567"])
YES, NO = 3, 1
"""Codes of "on my own", which meets an item, and "not yet"."""

frameworks = st.sampled_from([THREE, EIGHT, FIVE])


def level_of(framework: Framework, codes: bytes, competency: str) -> float:
    """The level of one person's answers, unasked levels below taken as met."""
    column = np.frombuffer(codes, np.uint8).reshape(-1, 1)
    sheet = Sheet(np.zeros(1, np.int64), taken_as_met(framework, column))
    return float(levels(sheet, framework)[competency].iloc[0])


def walk(
    framework: Framework, found: Ladder, answers: bytes
) -> tuple[bytes, list[int]]:
    """The answers of somebody who is asked step by step, and the items asked."""
    codes, asked = blank(framework), list[int]()
    while places := following(framework, found, codes):
        assert not set(places) & set(asked)
        asked.extend(places)
        codes = change(codes, {place: answers[place] for place in places}, framework)
    return codes, asked


def monotone(framework: Framework, found: Ladder, reached: int) -> bytes:
    """Answers that meet so many levels of a competency and none above."""
    codes = {
        place: YES if at < reached else NO
        for at, rung in enumerate(found.rungs)
        for place in rung
    }
    return change(blank(framework), codes, framework)


@given(frameworks, st.data())
def test_without_contradictions_the_level_is_that_of_the_full_form(
    framework: Framework, data: st.DataObject
) -> None:
    competency = data.draw(st.sampled_from(framework.competency_ids))
    target = data.draw(st.one_of(st.none(), st.floats(-1, 9), st.just(float("nan"))))
    found = ladder(framework, competency, target)
    reached = data.draw(st.integers(0, len(found.rungs)))
    answers = monotone(framework, found, reached)
    codes, asked = walk(framework, found, answers)
    full = level_of(framework, answers, competency)
    assert level_of(framework, codes, competency) == full
    assert len(asked) <= sum(map(len, found.rungs))


any_code = st.sampled_from([1, 2, 3, 4, DOES_NOT_KNOW, DOES_NOT_APPLY])


@given(frameworks, st.data())
def test_whatever_is_answered_the_asking_ends_and_the_level_is_known(
    framework: Framework, data: st.DataObject
) -> None:
    competency = data.draw(st.sampled_from(framework.competency_ids))
    found = ladder(framework, competency, data.draw(st.floats(0, 8)))
    size = len(framework.items)
    answers = bytes(data.draw(st.lists(any_code, min_size=size, max_size=size)))
    codes, asked = walk(framework, found, answers)
    assert len(set(asked)) == len(asked)
    assert following(framework, found, codes) == ()
    answered = {codes[place] for place in asked}
    if answered != {DOES_NOT_APPLY}:
        assert not np.isnan(level_of(framework, codes, competency))


def test_a_full_form_is_scored_as_it_stands() -> None:
    rng = np.random.default_rng(1)
    codes = rng.integers(1, 5, (len(EIGHT.items), 200), np.uint8)
    assert (taken_as_met(EIGHT, codes) == codes).all()


def test_a_form_that_broke_off_keeps_its_unknowns() -> None:
    def level(*answers: tuple[int, int]) -> float:
        codes = change(blank(EIGHT), dict(answers), EIGHT)
        return level_of(EIGHT, codes, "1.1")

    assert np.isnan(level((7, YES)))
    assert np.isnan(level((4, YES), (5, NO)))
    assert level((7, YES), (6, YES)) == 8
    assert level((3, YES), (4, YES), (5, NO)) == 5
    assert level((0, NO)) == 0


def test_asking_begins_at_the_level_that_is_wanted() -> None:
    def first(target: float | None) -> int | None:
        found = ladder(EIGHT, "1.1", target)
        (place,) = following(EIGHT, found, blank(EIGHT))
        return EIGHT.items[place].level

    assert [first(t) for t in (6, 6.5, 0, 99, None)] == [6, 6, 1, 8, 4]
    assert first(-float("inf")) == 4


def test_it_goes_up_while_met_and_down_while_not() -> None:
    found = ladder(EIGHT, "1.1", 5)

    def asked(reached: int) -> list[int | None]:
        places = walk(EIGHT, found, monotone(EIGHT, found, reached))[1]
        return [EIGHT.items[place].level for place in places]

    assert asked(5) == [5, 6, 4]
    assert asked(6) == [5, 6, 7]
    assert asked(3) == [5, 4, 3, 2]
    assert asked(0) == [5, 4, 3, 2, 1]
    assert asked(8) == [5, 6, 7, 8]


def test_what_is_shown_is_what_was_answered_and_what_comes_next() -> None:
    found = ladder(EIGHT, "1.1", 5)
    codes = change(blank(EIGHT), {4: YES}, EIGHT)
    assert shown(EIGHT, found, codes) == (4, 5)


@pytest.mark.parametrize(
    ("name", "levelled"),
    [("digcomp-3.0", True), ("ocsc-general-2552", False), ("ocsc-digital-2567", True)],
)
def test_only_ladders_are_levelled(name: str, levelled: bool) -> None:
    assert is_levelled(parse(shipped()[name])) is levelled
