"""Version numbers say how much has changed."""

import pytest

from competency.frameworks import Framework, parse
from competency.frameworks.differences import differences
from competency.frameworks.versions import (
    Step,
    VersionFormError,
    VersionLowError,
    numbers,
    proposed,
    require_enough,
    step,
)
from tests.factories import THREE

BEFORE = parse(THREE)
UNITS = "[{code: A-1, name: {th: ก, en: a}, status: agency}]"
ITEM = "{id: data.read.1, level: 1, answers: can, text:"


def edited(old: str, new: str) -> Framework:
    """The framework of three competencies with another text in one place."""
    assert THREE.count(old) >= 1
    return parse(THREE.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("en: Reading data", "en: Reading of data", Step.PATCH),
        ("en: I can say what a chart shows", "en: I say what it shows", Step.PATCH),
        ("en: Says what a table", "en: Tells what a table", Step.PATCH),
        ("en: Not yet", "en: Not now", Step.PATCH),
        ("licence: MIT", "licence: CC0", Step.PATCH),
        ("en: Data}", "en: Figures}", Step.PATCH),
        ("en: Data}", "en: Data}, source: x", Step.PATCH),
        ("en: Data}", "en: Data}, group: core", Step.MINOR),
        (ITEM, f"{ITEM[:-6]} weight: 2.0, text:", Step.MINOR),
        ("data.read: {level: 2,", "data.read: {level: 1,", Step.MINOR),
        ("role-2567: OPR", "role-2567: EXE", Step.MINOR),
        ("    items:", f"    units: {UNITS}\n    items:", Step.MINOR),
        ("profiles:", "notes: [{th: ก, en: a}]\nprofiles:", Step.MINOR),
        (ITEM, ITEM.replace("level: 1", "level: 2"), Step.MAJOR),
        (ITEM, ITEM.replace("data.read.1", "data.read.9"), Step.MAJOR),
        (ITEM, f"{ITEM[:-6]} reversed: true, text:", Step.MAJOR),
        (ITEM, f"{ITEM[:-6]} key: 3, text:", Step.MAJOR),
        ("met: 2", "met: 1", Step.MAJOR),
        ("share: 1.0", "share: 0.8", Step.MAJOR),
        ("{value: 3, name", "{value: 9, name", Step.MAJOR),
        ("area: safe", "area: data", Step.MAJOR),
    ],
)
def test_each_change_lifts_its_own_number(old: str, new: str, wanted: Step) -> None:
    after = edited(old, new)
    assert step(BEFORE, after) == wanted
    expected = {Step.PATCH: "1.0.1", Step.MINOR: "1.1.0", Step.MAJOR: "2.0.0"}
    assert proposed(BEFORE, after) == expected[wanted]


def test_the_order_of_items_is_a_change_of_what_answers_mean() -> None:
    first, *rest = BEFORE.competencies
    turned = first.model_copy(update={"items": first.items[::-1]})
    after = BEFORE.model_copy(update={"competencies": (turned, *rest)})
    assert step(BEFORE, after) is Step.MAJOR


def test_the_order_of_profiles_decides_among_equals_so_it_is_more_than_words() -> None:
    after = BEFORE.model_copy(update={"profiles": BEFORE.profiles[::-1]})
    assert step(BEFORE, after) is Step.MINOR
    assert [d.field for d in differences(BEFORE, after)] == ["order"]


def test_the_status_of_a_level_is_no_change_of_levels() -> None:
    first, *rest = BEFORE.scale
    official = first.model_copy(update={"status": "official"})
    after = BEFORE.model_copy(update={"scale": (official, *rest)})
    assert step(BEFORE, after) is Step.PATCH
    (found,) = differences(BEFORE, after)
    assert (found.id, found.field, found.after) == ("0", "status", "official")


def test_a_new_suggestion_is_told_as_one() -> None:
    old = "data.read: {level: 2, source: invented for tests, status: agency}"
    before = edited(old, "")
    after = edited(old, "data.read: {level: 3, status: assumed}")
    told = [(d.field, d.before, d.after) for d in differences(before, after)]
    assert told == [("level", "unknown", "3"), ("status", None, "assumed")]
    assert step(before, after) is Step.MINOR


def test_a_competency_that_goes_is_more_than_a_changed_word() -> None:
    after = BEFORE.model_copy(
        update={"competencies": BEFORE.competencies[:2], "name": BEFORE.areas[0].name}
    )
    assert step(BEFORE, after) is Step.MAJOR


def test_a_number_that_is_taken_is_passed_over() -> None:
    after = edited("licence: MIT", "licence: CC0")
    assert proposed(BEFORE, after, {"1.0.1", "1.0.2"}) == "1.0.3"
    after = edited("met: 2", "met: 1")
    assert proposed(BEFORE, after, {"2.0.0"}) == "3.0.0"


@pytest.mark.parametrize("chosen", ["1.1.0", "1.1.1", "2.0.0", "1.2.0-agency"])
def test_the_proposed_number_and_every_higher_one_will_do(chosen: str) -> None:
    require_enough(chosen, BEFORE, edited("level: 2, source", "level: 1, source"))


@pytest.mark.parametrize("chosen", ["1.0.1", "1.0.9", "0.9.0"])
def test_a_number_that_says_less_is_refused(chosen: str) -> None:
    after = edited("level: 2, source", "level: 1, source")
    with pytest.raises(VersionLowError):
        require_enough(chosen, BEFORE, after)


@pytest.mark.parametrize("text", ["", "1", "1.2", "one", "1.2.3.4", "v1.2.3"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(VersionFormError):
        numbers(text)
