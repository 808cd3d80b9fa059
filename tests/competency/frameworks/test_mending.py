"""Stand-ins neither hide a fault nor invent one."""

from typing import Any

import pytest

from tests.competency.frameworks.contents import (
    GONE,
    Steps,
    changed,
    column,
    places,
    problems,
    rules,
    three,
    within,
)

WRONG: list[object] = [[]]
"""Of the wrong type wherever it stands."""

BASE = three()


@pytest.mark.parametrize("part", list(BASE))
def test_a_field_of_the_wrong_type_is_told_alone(part: str) -> None:
    for at in places(BASE[part], (part,)):
        found = problems(changed(BASE, at, WRONG))
        elsewhere = {
            (p.place.column, p.rule)
            for p in found
            if not within(p.place.column or "", column(at))
        }
        assert found, column(at)
        assert elsewhere == set(), column(at)


RULE_BROKEN: list[tuple[Steps, object, set[str]]] = [
    (("competencies", 1, "items", 2, "answers"), "cannot", {"answers"}),
    (("competencies", 1, "area"), "dta", {"areas"}),
    (("profiles", 1, "targets", "data.keep", "level"), 9.0, {"scale", "answers"}),
    (("competencies", 1, "items", 2, "level"), 2, {"scale", "rule"}),
    (("competencies", 1, "items", 2, "id"), "data.read.1", {"competencies"}),
    (("profiles", 1, "targets", "data.kep"), {"status": "ours"}, {"competencies"}),
    (("rule", "met"), 9, {"answers", "competencies"}),
    (("answers", "one"), [{"value": 1, "name": {"th": "ก", "en": "a"}}], set()),
]
"""A fault between the parts, and the parts on which finding it depends."""


@pytest.mark.parametrize(("at", "value", "read"), RULE_BROKEN)
def test_a_wrong_field_elsewhere_hides_no_fault(
    at: Steps, value: object, read: set[str]
) -> None:
    content = changed(BASE, at, value)
    (fault,) = wanted = rules(content)
    for wrong in places(content):
        around = within(fault[0], column(wrong)) or within(column(wrong), fault[0])
        if wrong[0] not in read and not around and wrong[:2] != ("rule", "name"):
            assert wanted <= rules(changed(content, wrong, WRONG)), column(wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        ("competencies", 1, "items", 0, "text"),
        ("competencies", 1, "items", 0, "text", "th"),
        ("competencies", 1, "items", 0, "id"),
        ("scale", 2, "name"),
        ("answers", "can", 1, "name", "en"),
    ],
)
def test_a_wrong_text_does_not_hide_that_a_level_has_no_item(wrong: Steps) -> None:
    content = changed(BASE, ("competencies", 1, "items", 2), GONE)
    assert ("competencies[1].items", "level-without-item") in rules(
        changed(content, wrong, WRONG)
    )


@pytest.mark.parametrize("wrong", ["scale", "answers"])
def test_a_wrong_number_is_not_taken_for_one_that_stands_there(wrong: str) -> None:
    content = changed(BASE, ("scale",), BASE["scale"][::-1])
    can = ("answers", "can")
    content = changed(content, can, BASE["answers"]["can"][::-1])
    at: Steps = ("scale", 0, "level") if wrong == "scale" else (*can, 0, "value")
    assert rules(changed(content, at, WRONG)) == {(column(at), "not-whole")}


def test_a_wrong_group_is_not_taken_for_everybody() -> None:
    content: Any = changed(BASE, ("profiles", 1, "for"), GONE)
    content = changed(content, ("profiles", 0, "for"), WRONG)
    assert rules(content) == {("profiles[0].for", "not-mapping")}


def test_a_wrong_requirement_does_not_forbid_its_level() -> None:
    at = ("profiles", 0, "targets", "data.read", "required")
    assert rules(changed(BASE, at, WRONG)) == {(column(at), "not-yes-or-no")}


def test_faults_of_form_and_between_parts_are_told_together() -> None:
    content = changed(BASE, ("name", "th"), "")
    content = changed(content, ("competencies", 0, "area"), "dta")
    content = changed(content, ("scale", 0, "colour"), "red")
    content = changed(content, ("profiles", 0, "id"), GONE)
    assert rules(content) == {
        ("name.th", "text-empty"),
        ("competencies[0].area", "area-unknown"),
        ("scale[0].colour", "field-unknown"),
        ("profiles[0].id", "field-missing"),
    }


def test_a_stray_field_with_fields_of_its_own_is_told_once() -> None:
    stray = {"th": "ก", "deeper": {"a": 1}}
    content = changed(BASE, ("competencies", 0, "levels", "extra"), stray)
    found = {column_ for column_, _rule in rules(content)}
    assert all(within(each, "competencies[0].levels.extra") for each in found)
    assert found
