"""Crosswalks as texts: what one claims to join, and one written again."""

import pytest

from competency.crosswalk_texts import agencys, claimed, digest, dump
from competency.crosswalks import read, shipped
from competency.frameworks import parse
from competency.frameworks import shipped as frameworks

KNOWN = {name: parse(text) for name, text in frameworks().items()}


@pytest.mark.parametrize("name", sorted(shipped()))
def test_a_crosswalk_written_again_is_the_same(name: str) -> None:
    text = shipped()[name]
    ends, problems = claimed(text)
    assert problems == ()
    source, target = (KNOWN[each] for each in ends)
    walk = read(text, source, target)[0]
    assert walk is not None
    again = read(dump(walk), source, target)[0]
    assert again == walk
    assert digest(again) == digest(walk)
    assert agencys(walk).status == "agency"
    assert digest(agencys(walk)) != digest(walk)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("from: {framework: a}\nto: {framework: b, version: 1.0.0}", ("a", "b@1.0.0")),
        ("from: a\nto:", ("", "")),
        ("name: x", ("", "")),
    ],
)
def test_ends_are_read_from_a_text_with_faults(
    text: str, ends: tuple[str, str]
) -> None:
    assert claimed(text) == (ends, ())


@pytest.mark.parametrize(
    ("text", "rule"),
    [("- a", "not-a-crosswalk"), ("", "not-a-crosswalk"), ("a: [", "yaml-wrong")],
)
def test_what_is_no_mapping_is_said(text: str, rule: str) -> None:
    assert [each.rule for each in claimed(text)[1]] == [rule]
