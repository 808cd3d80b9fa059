"""Whatever is done to a line of the chain is found, and the line named."""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments import chain
from assessments.chain import Bounds, Fault, Line, Wrong

COUNT = 10_000
TEXTS = [
    each.name
    for each in fields(Line)
    if each.name not in {"sequence", "account_id", "digest", "previous"}
]
BLANK = Line(
    sequence=0,
    at="2026-11-24 03:00:00.000000",
    account_id=7,
    role="hr",
    action="open",
    noun="round",
    noun_id="3",
    result="done",
    address="10.0.0.7",
    request="0af3",
    detail='{"people": 3}',
    previous="",
)


def chained(count: int, first: int = 1, start: str = "") -> tuple[Line, ...]:
    """A whole chain of so many lines."""
    made, previous = [], start
    for sequence in range(first, first + count):
        line = replace(BLANK, sequence=sequence, previous=previous)
        made.append(replace(line, digest=chain.digest(line)))
        previous = made[-1].digest
    return tuple(made)


def bounds(lines: Sequence[Line]) -> Bounds:
    return Bounds(1, "", lines[-1].sequence, lines[-1].digest)


LINES = chained(COUNT)
END = bounds(LINES)


def found(lines: Sequence[Line], near: int) -> set[int]:
    """The numbers of the lines named; only those around a place are gone through."""
    low, high = max(0, near - 3), min(len(lines), near + 4)
    part = lines[low:high]
    before = LINES[low - 1].digest if low else ""
    first = LINES[low].sequence
    last = lines[high - 1]
    end = END if high == len(lines) else Bounds(0, "", last.sequence, last.digest)
    end = replace(end, first=first, start=before)
    faults = chain.faults(part, end, {})
    return {
        n
        for fault in faults
        if fault.wrong is not Wrong.START
        for n in range(fault.first, fault.last + 1)
    }


def test_a_whole_chain_has_no_fault() -> None:
    assert list(chain.faults(LINES, END, {COUNT: LINES[-1].digest})) == []
    assert list(chain.faults((), Bounds(), {})) == []


def test_a_digest_is_that_of_the_written_out_text() -> None:
    line = replace(BLANK, sequence=1, detail='{"people": 3}')
    assert chain.canonical(line) == (
        '[1,"2026-11-24 03:00:00.000000",7,"hr","open","round","3","done",'
        '"10.0.0.7","0af3","{\\"people\\": 3}",""]'
    )


@settings(max_examples=300, deadline=None)
@given(
    place=st.integers(0, COUNT - 1),
    name=st.sampled_from([*TEXTS, "previous", "digest"]),
    at=st.integers(0, 63),
    flip=st.integers(1, 127),
)
def test_one_byte_that_is_flipped_in_any_line_is_found_and_the_line_named(
    place: int, name: str, at: int, flip: int
) -> None:
    text = getattr(LINES[place], name) or "0"
    at %= len(text)
    changed = text[:at] + chr(ord(text[at]) ^ flip) + text[at + 1 :]
    lines = list(LINES)
    values: dict[str, Any] = {name: changed}
    lines[place] = replace(lines[place], **values)
    assert place + 1 in found(lines, place)


@settings(max_examples=100, deadline=None)
@given(place=st.integers(0, COUNT - 1), account=st.none() | st.integers(8, 99))
def test_another_actor_of_any_line_is_found(place: int, account: int | None) -> None:
    lines = list(LINES)
    lines[place] = replace(lines[place], account_id=account)
    assert found(lines, place) == {place + 1}


@settings(max_examples=100, deadline=None)
@given(place=st.integers(0, COUNT - 1))
def test_a_line_that_is_taken_out_is_missed_by_its_number(place: int) -> None:
    lines = [*LINES[:place], *LINES[place + 1 :]]
    assert place + 1 in found(lines, place)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, COUNT - 1), st.integers(1, 3))
def test_two_lines_that_changed_places_are_found(place: int, apart: int) -> None:
    other = min(place + apart, COUNT - 1)
    if other == place:
        return
    lines = list(LINES)
    lines[place], lines[other] = lines[other], lines[place]
    assert found(lines, place)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, COUNT - 1), st.booleans())
def test_a_line_that_is_put_in_between_is_found(place: int, forged: bool) -> None:
    own = replace(LINES[place], action="close")
    own = replace(own, digest=chain.digest(own)) if forged else own
    lines = [*LINES[: place + 1], own, *LINES[place + 1 :]]
    assert place + 1 in found(lines, place)


def test_a_line_added_behind_the_end_is_found_even_if_it_fits() -> None:
    lines = chained(4)
    assert list(chain.faults(lines, bounds(lines[:3]), {})) == [
        Fault(Wrong.ADDED, 4, 4)
    ]


def test_the_last_line_cut_off_with_its_bounds_is_found_by_the_head_kept() -> None:
    lines = chained(5)
    kept = {3: lines[2].digest, 5: lines[4].digest}
    cut = lines[:4]
    assert list(chain.faults(cut, bounds(cut), {})) == []
    assert list(chain.faults(cut, bounds(cut), kept)) == [Fault(Wrong.MISSING, 5, 5)]


def test_a_chain_reckoned_anew_is_found_by_the_head_kept() -> None:
    lines = chained(5)
    anew = chained(5, start="another beginning")
    faults = chain.faults(anew, bounds(anew), {3: lines[2].digest})
    assert [(f.wrong, f.first) for f in faults] == [
        (Wrong.UNLINKED, 1),
        (Wrong.REWRITTEN, 3),
    ]


def trimmed(digest: str) -> tuple[tuple[Line, ...], Bounds]:
    """Lines 3 to 5 of a chain whose last one tells that two have left."""
    before = chained(4)
    detail = f'{{"lines": 2, "through": 2, "digest": "{digest}"}}'
    told = replace(BLANK, sequence=5, action="trim", noun="audit", detail=detail)
    told = replace(told, previous=before[-1].digest)
    told = replace(told, digest=chain.digest(told))
    return (*before[2:], told), Bounds(3, before[1].digest, 5, told.digest)


def test_lines_that_left_from_the_front_are_no_fault_where_a_line_says_so() -> None:
    lines, end = trimmed(chained(2)[1].digest)
    assert list(chain.faults(lines, end, {2: "older than the start"})) == []


@pytest.mark.parametrize("digest", ["0" * 64, ""])
def test_a_start_that_no_line_tells_of_is_found(digest: str) -> None:
    lines, end = trimmed(digest)
    assert list(chain.faults(lines, end, {})) == [Fault(Wrong.START, 3, 3)]
