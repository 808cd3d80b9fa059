"""What differs between two versions of a framework."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from competency.frameworks import Framework, Text, parse, shipped
from competency.frameworks.differences import (
    Change,
    Difference,
    Part,
    cell,
    differences,
)
from competency.frameworks.values import Target

SOURCE = (Path(__file__).parents[1] / "data" / "three.yaml").read_text("utf-8")
BEFORE = parse(SOURCE)


def _content() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(SOURCE)
    return content


def _after(content: dict[str, Any]) -> Framework:
    return parse(yaml.safe_dump(content, allow_unicode=True, sort_keys=False))


def _one(content: dict[str, Any]) -> Difference:
    (found,) = differences(BEFORE, _after(content))
    return found


@pytest.mark.parametrize("name", sorted(shipped()))
def test_a_framework_does_not_differ_from_itself(name: str) -> None:
    framework = parse(shipped()[name])
    assert differences(framework, framework) == ()


def test_a_renamed_competency_tells_both_names() -> None:
    content = _content()
    old = content["competencies"][0]["name"]
    new = {"th": "การอ่านและตีความข้อมูล", "en": "Reading and judging data"}
    content["competencies"][0]["name"] = new
    expected = Difference(
        Part.COMPETENCY, Change.RENAMED, "data.read", "name", Text(**old), Text(**new)
    )
    assert _one(content) == expected


def test_an_item_that_moves_to_another_competency_is_moved() -> None:
    content = _content()
    item = content["competencies"][0]["items"].pop(1)
    content["competencies"][1]["items"].append(item)
    moved = Difference(
        Part.ITEM, Change.MOVED, "data.read.2", "competency", "data.read", "data.keep"
    )
    assert differences(BEFORE, _after(content)) == (moved,)


def test_items_in_another_order_are_told_since_packed_bytes_depend_on_it() -> None:
    content = _content()
    items = content["competencies"][1]["items"]
    items[1], items[2] = items[2], items[1]
    found = _one(content)
    assert (found.part, found.change, found.field) == (
        Part.ITEM,
        Change.MOVED,
        "order",
    )


def test_official_units_are_told_apart_by_their_code() -> None:
    content = _content()
    name = {"th": "หน่วย", "en": "Unit"}
    units = [{"code": c, "name": {**name}, "status": "agency"} for c in ("A-1", "A-2")]
    content["competencies"][0]["units"] = units
    before = _after(content)
    assert [(d.change, d.id) for d in differences(BEFORE, before)] == [
        (Change.ADDED, "data.read A-1"),
        (Change.ADDED, "data.read A-2"),
    ]
    content["competencies"][0]["units"] = [
        units[1] | {"status": "official", "source": "Order 1/2569"}
    ]
    assert differences(before, _after(content)) == (
        Difference(Part.UNIT, Change.REMOVED, "data.read A-1", before=Text(**name)),
        Difference(
            Part.UNIT, Change.CHANGED, "data.read A-2", "status", "agency", "official"
        ),
        Difference(
            Part.UNIT, Change.CHANGED, "data.read A-2", "source", "", "Order 1/2569"
        ),
    )


def test_a_target_tells_its_level_before_and_now() -> None:
    content = _content()
    content["profiles"][1]["targets"]["data.read"]["level"] = 2
    expected = Difference(
        Part.TARGET, Change.CHANGED, "head data.read", "level", "3", "2"
    )
    assert _one(content) == expected


def test_a_target_that_was_unknown_is_not_called_zero() -> None:
    content = _content()
    del content["profiles"][1]["targets"]["data.keep"]
    found = _one(content)
    assert (found.before, found.after) == ("2", "unknown")


def test_a_new_profile_comes_with_its_targets() -> None:
    content = _content()
    profile = deepcopy(content["profiles"][0])
    profile |= {"id": "it", "for": {"work-2567": "IT"}}
    content["profiles"].append(profile)
    found = differences(BEFORE, _after(content))
    assert [(each.part, each.change) for each in found] == [
        (Part.PROFILE, Change.ADDED),
        *[(Part.TARGET, Change.CHANGED)] * 3,
    ]


@pytest.mark.parametrize(
    ("path", "value", "part", "field", "pair"),
    [
        (("rule", "share"), 0.5, Part.RULE, "share", ("1", "0.5")),
        (("competencies", 0, "items", 0, "weight"), 2.0, Part.ITEM, "weight", None),
        (("competencies", 0, "area"), "safe", Part.COMPETENCY, "area", None),
        (("source", "licence"), "CC0", Part.FRAMEWORK, "licence", ("MIT", "CC0")),
        (("areas", 0, "group"), "core", Part.AREA, "group", (None, "core")),
    ],
)
def test_a_changed_field_is_told(
    path: tuple[Any, ...], value: object, part: Part, field: str, pair: object
) -> None:
    content: Any = _content()
    holder = content
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    found = _one(content)
    assert (found.part, found.field) == (part, field)
    assert pair is None or (found.before, found.after) == pair


def test_an_answer_scale_tells_its_answers() -> None:
    content = _content()
    content["answers"]["can"][0]["name"]["en"] = "Not at all"
    found = _one(content)
    assert (found.part, found.id) == (Part.ANSWERS, "can")
    assert isinstance(found.after, Text)
    assert found.after.en.startswith("0 Not at all, 1 With help")


def test_going_back_takes_away_what_was_added() -> None:
    content = _content()
    content["notes"] = [{"th": "หมายเหตุ", "en": "A note"}]
    content["areas"].append({"id": "more", "name": {"th": "อื่น", "en": "More"}})
    after = _after(content)
    there = [(d.part, d.id) for d in differences(BEFORE, after)]
    back = differences(after, BEFORE)
    assert [(d.part, d.id) for d in back] == there
    assert {d.change for d in back} == {Change.REMOVED}


@pytest.mark.parametrize(
    ("target", "word"),
    [
        (None, "unknown"),
        (Target(status="official"), "unknown"),
        (Target(status="agency", level=2.5), "2.5"),
        (Target(status="agency", required=False), "not required"),
    ],
)
def test_a_cell_says_a_level_or_why_there_is_none(
    target: Target | None, word: str
) -> None:
    assert cell(target) == word
