"""Edits of a framework's plain content: each does one thing and keeps the rest."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from competency.frameworks import digest, parse, read, shipped
from competency.frameworks.editing import (
    COMPETENCIES,
    NoSuchPartError,
    added,
    at,
    grown,
    id_fault,
    ids,
    moved,
    opened,
    put,
    removed,
    saved,
)
from competency.frameworks.layout import Location
from tests.factories import THREE

CONTENT = opened(THREE)


def leaves(content: Any, here: Location = ()) -> dict[Location, Any]:  # noqa: ANN401 -- plain values
    """Every plain value with its location."""
    if isinstance(content, dict) and content:
        steps = [*content.items()]
    elif isinstance(content, list) and content:
        steps = [*enumerate(content)]
    else:
        return {here: content}
    found: dict[Location, Any] = {}
    for step, inner in steps:
        found |= leaves(inner, (*here, step))
    return found


LEAVES = leaves(CONTENT)
"""Of the framework of three competencies."""

values = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=12), st.integers(), st.booleans()
)


@pytest.mark.parametrize("name", sorted(shipped()))
def test_what_is_opened_is_saved_as_the_same_framework(name: str) -> None:
    text = saved(opened(shipped()[name]))
    assert digest(parse(text)) == digest(parse(shipped()[name]))
    assert opened(text) == opened(shipped()[name])


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(LEAVES, key=str)), values)
def test_an_edit_keeps_everything_else(location: Location, value: object) -> None:
    edited = put(CONTENT, {location: value})
    assert leaves(edited) == LEAVES | {location: value}
    assert list(leaves(edited)) == list(LEAVES)
    assert leaves(CONTENT) == LEAVES


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(LEAVES, key=str)), values)
def test_whatever_is_put_survives_saving(location: Location, value: object) -> None:
    edited = put(CONTENT, {location: value})
    if isinstance(value, int) and abs(value) >= 2**63:
        return  # the reader keeps a number of such a length as a text
    assert opened(saved(edited)) == edited


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(LEAVES, key=str)))
def test_an_edit_that_is_undone_leaves_no_trace(location: Location) -> None:
    edited = put(CONTENT, {location: "something else"})
    assert put(edited, {location: at(CONTENT, location)}) == CONTENT


def test_a_faulty_edit_is_kept_and_told_with_its_place() -> None:
    place = ("competencies", 0, "items", 0, "level")
    found, problems = read(saved(put(CONTENT, {place: "third"})))
    assert found is None
    (problem,) = [p for p in problems if p.place.column]
    assert problem.place.column == "competencies[0].items[0].level"
    assert (problem.rule, problem.value) == ("not-whole", "third")


def test_none_takes_a_field_away_and_what_is_empty_without_it() -> None:
    level = ("competencies", 0, "levels", "1")
    gone = put(CONTENT, {(*level, "th"): None, (*level, "en"): None})
    assert at(gone, level) is None
    assert list(at(gone, ("competencies", 0, "levels"))) == ["2", "3"]


def test_a_field_that_was_not_there_is_made_with_what_is_around_it() -> None:
    place = ("competencies", 0, "description", "th")
    assert at(put(CONTENT, {place: "ก"}), place[:3]) == {"th": "ก"}


@pytest.mark.parametrize("place", [("scale", 99, "level"), ("name", "th", "x")])
def test_what_is_not_there_cannot_be_changed(place: Location) -> None:
    with pytest.raises(NoSuchPartError):
        put(CONTENT, {place: 1})


def test_an_element_moves_up_and_down_again() -> None:
    place = ("competencies", 0, "items", 1)
    up = moved(CONTENT, place, -1)
    several = ids(up, ("competencies", 0, "items"))
    assert several[:2] == ("data.read.2", "data.read.1")
    assert moved(up, ("competencies", 0, "items", 0), 1) == CONTENT


def test_the_first_stays_first_and_the_last_stays_last() -> None:
    assert moved(CONTENT, ("areas", 0), -1) == CONTENT
    assert moved(CONTENT, ("areas", 1), 1) == CONTENT
    with pytest.raises(NoSuchPartError):
        moved(CONTENT, ("areas", 2), -1)


def test_a_competency_takes_its_targets_along_and_nothing_else() -> None:
    left = removed(CONTENT, ("competencies", 1))
    gone = {place for place in LEAVES if place not in leaves(left)}
    assert ids(left, COMPETENCIES) == ("data.read", "safe.share")
    assert {p for p in gone if p[0] == "profiles"} == {
        ("profiles", index, "targets", "data.keep", field)
        for index in (0, 1)
        for field in ("level", "source", "status")
    }
    assert read(saved(left))[1] == ()


def test_an_area_leaves_the_targets_alone_even_if_it_is_called_like_one() -> None:
    named = put(CONTENT, {("areas", 1, "id"): "data.keep"})
    left = removed(named, ("areas", 1))
    assert left["profiles"] == CONTENT["profiles"]


@pytest.mark.parametrize("place", [("areas", 7), ("answers", "x"), ("nothing",)])
def test_what_is_not_there_cannot_be_taken_away(place: Location) -> None:
    with pytest.raises(NoSuchPartError):
        removed(CONTENT, place)


def test_an_answer_scale_goes_by_its_name() -> None:
    two = grown(CONTENT, ("answers",), "agree", CONTENT)
    assert removed(two, ("answers", "agree")) == CONTENT


def test_a_new_item_never_has_an_id_that_was_used_before() -> None:
    items = ("competencies", 0, "items")
    shorter = removed(CONTENT, (*items, 3))
    more = grown(shorter, items, "", CONTENT)
    assert ids(more, items)[-1] == "data.read.5"
    assert at(more, (*items, 3)) == {
        "id": "data.read.5",
        "answers": "can",
        "level": 2,
        "text": {"th": "", "en": ""},
    }


def test_a_new_official_unit_is_blank_and_the_agencys_own() -> None:
    units = ("competencies", 1, "units")
    more = grown(CONTENT, units, "", CONTENT)
    blank = {"code": "", "name": {"th": "", "en": ""}, "status": "agency"}
    assert at(more, units) == [blank]
    _found, problems = read(saved(more))
    assert [(p.place.column, p.rule) for p in problems] == [
        ("competencies[1].units[0].code", "text-empty"),
        ("competencies[1].units[0].name.th", "text-empty"),
        ("competencies[1].units[0].name.en", "text-empty"),
    ]


def test_a_new_answer_and_a_new_level_go_on_counting() -> None:
    more = grown(CONTENT, ("answers", "can"), "", CONTENT)
    assert at(more, ("answers", "can", 4, "value")) == 4
    more = grown(CONTENT, ("scale",), "", CONTENT)
    assert at(more, ("scale", 4, "level")) == 4


@pytest.mark.parametrize("part", ["areas", "competencies", "profiles"])
def test_a_new_part_has_the_id_it_was_given(part: str) -> None:
    more = grown(CONTENT, (part,), "ใหม่-1", CONTENT)
    assert ids(more, (part,))[-1] == "ใหม่-1"
    assert len(more[part]) == len(CONTENT[part]) + 1


def test_a_note_can_be_the_first_one() -> None:
    assert grown(CONTENT, ("notes",), "", CONTENT)["notes"] == [{"th": "", "en": ""}]


@pytest.mark.parametrize(
    ("id_", "rule"),
    [("", "value-missing"), ("a b", "id-form"), ("data", "id-twice"), ("new", None)],
)
def test_an_id_is_looked_at_before_it_is_used(id_: str, rule: str | None) -> None:
    fault = id_fault(CONTENT, ("areas",), id_)
    assert (fault.rule if fault else None) == rule


def test_the_name_of_an_answer_scale_is_used_once() -> None:
    fault = id_fault(CONTENT, ("answers",), "can")
    assert fault is not None
    assert fault.rule == "id-twice"


def test_adding_to_what_is_no_list_is_refused() -> None:
    with pytest.raises(NoSuchPartError):
        added(CONTENT, ("name",), 1)
