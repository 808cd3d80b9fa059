"""Each rule between the parts of a framework, broken once."""

import pytest

from competency.frameworks.checks import MOST_ANSWERS, MOST_CHOICES
from tests.competency.frameworks.contents import (
    GONE,
    Steps,
    changed,
    outcome,
    problems,
    rules,
    three,
)

FIRST_ITEM = ("competencies", 0, "items", 0)
UNIT = three()["competencies"][0]["units"][0]
DIRECT = changed(three(), ("rule",), {"name": "direct"})


def names(count: int) -> list[dict[str, object]]:
    """An answer scale of so many answers."""
    return [{"value": v, "name": {"th": f"ก{v}", "en": f"a{v}"}} for v in range(count)]


@pytest.mark.parametrize(
    ("at", "value", "column", "rule"),
    [
        (("areas", 1, "id"), "data", "areas[1].id", "id-twice"),
        (("competencies", 1, "id"), "data.read", "competencies[1].id", "id-twice"),
        (("profiles", 1, "id"), "caseworker", "profiles[1].id", "id-twice"),
        (
            ("competencies", 2, "items", 1, "id"),
            "data.read.1",
            "competencies[2].items[1].id",
            "id-twice",
        ),
        (
            ("competencies", 0, "units"),
            [UNIT, UNIT],
            "competencies[0].units[1].code",
            "id-twice",
        ),
        (("scale", 2, "level"), 1, "scale[2].level", "id-twice"),
        (("answers", "can", 3, "value"), 0, "answers.can[3].value", "id-twice"),
        (("answers", "one"), names(1), "answers.one", "answer-count"),
        (
            ("answers", "many"),
            names(MOST_ANSWERS + 1),
            "answers.many",
            "answer-count",
        ),
        (("competencies", 0, "area"), "dta", "competencies[0].area", "area-unknown"),
        (
            (*FIRST_ITEM, "answers"),
            "cannot",
            "competencies[0].items[0].answers",
            "answers-unknown",
        ),
        ((*FIRST_ITEM, "level"), 4, "competencies[0].items[0].level", "level-unknown"),
        (
            ("competencies", 0, "levels", 4),
            {"th": "ก", "en": "a"},
            "competencies[0].levels.4",
            "level-unknown",
        ),
        ((*FIRST_ITEM, "key"), 4, "competencies[0].items[0].key", "key-unknown"),
        ((*FIRST_ITEM, "key"), [0, 4], "competencies[0].items[0].key", "key-unknown"),
        (
            ("profiles", 0, "targets", "data.red"),
            {"level": 1, "status": "agency"},
            "profiles[0].targets.data.red",
            "competency-unknown",
        ),
        (
            ("profiles", 0, "targets", "data.read", "level"),
            3.5,
            "profiles[0].targets.data.read.level",
            "level-off-scale",
        ),
        (
            ("profiles", 0, "targets", "data.read", "required"),
            False,
            "profiles[0].targets.data.read.level",
            "level-of-not-required",
        ),
        (("competencies", 1, "items"), [], "competencies[1].items", "items-missing"),
        (("scale", 1), GONE, "scale", "scale-hole"),
        (("rule", "met"), GONE, "rule.met", "field-missing"),
        (("rule", "share"), GONE, "rule.share", "field-missing"),
        (("rule", "met"), 9, "rule.met", "met-unknown"),
        (
            ("competencies", 1, "items", 0),
            GONE,
            "competencies[1].items",
            "level-without-item",
        ),
        (
            (*FIRST_ITEM, "level"),
            GONE,
            "competencies[0].items[0].level",
            "item-without-level",
        ),
        (
            (*FIRST_ITEM, "level"),
            0,
            "competencies[0].items[0].level",
            "item-at-lowest-level",
        ),
    ],
)
def test_a_broken_rule_is_found_at_its_field(
    at: Steps, value: object, column: str, rule: str
) -> None:
    assert (column, rule) in rules(changed(three(), at, value))


def test_the_framework_that_the_cases_change_has_no_problem() -> None:
    assert problems(three()) == ()


def test_two_profiles_for_the_same_people_are_both_named() -> None:
    same = dict(reversed(three()["profiles"][0]["for"].items()))
    assert rules(changed(three(), ("profiles", 1, "for"), same)) == {
        ("profiles[0].for", "profile-twice"),
        ("profiles[1].for", "profile-twice"),
    }


def test_several_right_answers_need_a_scale_that_fits_into_one_byte() -> None:
    content = changed(three(), ("answers", "can"), names(MOST_CHOICES + 1))
    wanted = ("competencies[0].items[0].key", "answer-count")
    assert wanted in rules(changed(content, (*FIRST_ITEM, "key"), [0, 1]))
    assert wanted not in rules(changed(content, (*FIRST_ITEM, "key"), 1))


def test_a_question_needs_a_right_answer_and_neither_level_nor_met() -> None:
    content = changed(three(), ("answers", "own"), names(2))
    question = {
        "id": "data.read.q",
        "answers": "own",
        "text": {"th": "ถาม", "en": "Ask"},
        "key": [0],
    }
    items = [*content["competencies"][0]["items"], question]
    content = changed(content, ("competencies", 0, "items"), items)
    assert problems(content) == ()
    at = ("competencies", 0, "items", len(items) - 1, "key")
    assert rules(changed(content, at, [])) == {
        (f"competencies[0].items[{len(items) - 1}].key", "list-short")
    }


def test_questions_alone_make_no_level() -> None:
    content = three()
    one = {**content["competencies"][0]["items"][0], "key": 1}
    content = changed(content, ("competencies", 0, "items"), [one])
    assert rules(content) == {("competencies[0].items", "items-missing")}


def test_a_target_between_two_levels_may_stand() -> None:
    at = ("profiles", 0, "targets", "data.read", "level")
    assert problems(changed(three(), at, 2.5)) == ()


def test_a_mean_needs_neither_levels_of_items_nor_met() -> None:
    content = changed(three(), ("rule",), {"name": "mean"})
    assert problems(changed(content, (*FIRST_ITEM, "level"), GONE)) == ()


def test_direct_wants_one_item_for_each_competency() -> None:
    assert rules(DIRECT) == {
        (f"competencies[{c}].items", "one-item-wanted") for c in range(3)
    }


def test_direct_wants_answers_that_are_levels() -> None:
    content = DIRECT
    for c in range(3):
        at = ("competencies", c, "items")
        one = content["competencies"][c]["items"][0]
        content = changed(content, at, [{**one, "level": None}])
    assert problems(content) == ()
    off = changed(content, ("answers", "can", 3, "value"), 5)
    assert {rule for _column, rule in rules(off)} == {"level-off-scale"}


def test_what_is_expected_stands_beside_what_is_found() -> None:
    at = ("competencies", 0, "area")
    (found,) = problems(changed(three(), at, "dta"))
    assert (found.value, found.expected) == ("dta", "data, safe")


def test_a_cell_that_is_not_required_is_known_to_have_no_level() -> None:
    framework, _problems = outcome(three())
    assert framework is not None
    cell = framework.profiles[0].targets["safe.share"]
    assert (cell.level, cell.required) == (None, False)
