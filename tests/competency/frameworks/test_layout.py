"""What a YAML text may not hold, and where its fields stand."""

import pytest

from competency.frameworks import read
from competency.frameworks.layout import DEEPEST, content, path
from tests.factories import THREE


def rules(text: str) -> list[tuple[int | None, str]]:
    """Line and rule of each problem of a text as YAML."""
    return [(p.place.row, p.rule) for p in content(text).problems]


def test_an_anchor_and_its_alias_are_refused_before_anything_is_built() -> None:
    text = "a: &names [x, x]\nb: [*names, *names]\n"
    found = content(text)
    assert rules(text) == [(1, "yaml-anchor"), (2, "yaml-anchor"), (2, "yaml-anchor")]
    assert found.value is None


def test_a_merge_of_an_anchored_part_is_refused() -> None:
    assert "yaml-anchor" in {rule for _, rule in rules("a: &a {x: 1}\nb: {<<: *a}\n")}


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_nesting_without_end_is_refused(opening: str) -> None:
    assert rules(opening * 5000) == [(1, "yaml-deep")]


def test_nesting_is_read_down_to_the_limit() -> None:
    assert rules("[" * DEEPEST + "]" * DEEPEST) == []
    assert rules("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1)) == [(1, "yaml-deep")]


def test_a_key_that_stands_twice_is_told_at_its_second_line() -> None:
    assert rules("a: 1\nb: 2\na: 3\n") == [(3, "key-twice")]


@pytest.mark.parametrize("second", ["1", "01", '"1"', "1.0", '"+1"'])
def test_one_level_cannot_have_two_wordings(second: str) -> None:
    assert rules(f"levels:\n  1: a\n  {second}: b\n") == [(3, "key-twice")]


@pytest.mark.parametrize("key", ["101", "1.5", "yes", "null", "~", "[a]"])
def test_a_key_that_is_no_text_is_told(key: str) -> None:
    assert rules(f"targets:\n  ? {key}\n  : 1\n") == [(2, "key-not-text")]


def test_only_levels_have_numbers_as_keys() -> None:
    assert rules("levels: {1: a, 2: b}\n") == []
    assert rules("other: {1: a, 2: b}\n") == [(1, "key-not-text")] * 2


@pytest.mark.parametrize(
    "value", ["!!python/object:os.system x", "!local x", "!!binary aGVsbG8="]
)
def test_kinds_of_values_beyond_texts_and_numbers_are_refused(value: str) -> None:
    assert rules(f"a: {value}\n") == [(1, "yaml-kind")]


def test_a_date_stays_the_text_it_is_written_as() -> None:
    assert content("a: 2026-01-31\n").value == {"a": "2026-01-31"}


def test_a_number_of_any_length_is_kept_as_a_text() -> None:
    for number in ("1" * 5000, "0x" + "f" * 5000, "0b" + "1" * 20000):
        assert content(f"a: {number}\n").value == {"a": number}


@pytest.mark.parametrize(
    ("text", "line"),
    [("a: [1, 2\nb: 3\n", 2), ("a: 1\n\tb: 2\n", 2), ("a: 1\n--- \nb: 2\n", 2)],
)
def test_what_is_no_yaml_is_told_with_its_line(text: str, line: int) -> None:
    assert rules(text) == [(line, "yaml-wrong")]


@pytest.mark.parametrize("text", ["a: \x00\n", "a: \ud800\n", 'a: "\\ud800"\n'])
def test_signs_that_no_text_may_hold_are_refused(text: str) -> None:
    assert [rule for _line, rule in rules(text)] == ["yaml-wrong"]


@pytest.mark.parametrize("text", ["", "# only a comment\n", "- a\n", "a\n", "3\n"])
def test_a_text_without_named_fields_is_no_framework(text: str) -> None:
    found, (problem,) = read(text)
    assert found is None
    assert problem.rule == "not-a-framework"


def test_a_location_is_written_as_people_write_it() -> None:
    place = path(("competencies", 2, "items", 0, "level"))
    assert place == "competencies[2].items[0].level"


def test_a_field_stands_on_its_line_and_an_absent_one_on_that_around_it() -> None:
    found = content(THREE)
    lines = THREE.splitlines()
    here = found.line("competencies[1].items[0]")
    assert here is not None
    assert "data.keep.1" in lines[here - 1]
    assert found.line("competencies[1].items[0].weight") == here
    assert found.line("nothing.of.this") == found.line("id")
