"""Differences in sentences that an HR officer understands."""

import pytest

from assessments.workbooks.differences import fields, parts, sentence, sentences
from competency.frameworks import Text
from competency.frameworks.differences import Change, Difference, Part


def _plain(text: str) -> str:
    return text


OLD, NEW = Text(th="เดิม", en="Old"), Text(th="ใหม่", en="New")


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (
            Difference(Part.COMPETENCY, Change.RENAMED, "DS300", "name", OLD, NEW),
            "Competency DS300 renamed: “Old” → “New”",
        ),
        (
            Difference(
                Part.TARGET, Change.CHANGED, "MGMT DG500", "level", "unknown", "3"
            ),
            "Target of MGMT for DG500: unknown → 3",
        ),
        (
            Difference(Part.ITEM, Change.MOVED, "i03", "competency", "a", "b"),
            "Item i03 moved from a to b",
        ),
        (
            Difference(Part.ITEM, Change.CHANGED, "i03", "weight", "1", "2"),
            "Item i03, weight: 1 → 2",
        ),
        (
            Difference(Part.ITEM, Change.CHANGED, "i03", "example", None, NEW),
            "Item i03, example: nothing → “New”",
        ),
        (
            Difference(Part.AREA, Change.REMOVED, "x", before=OLD),
            "Area x removed: “Old”",
        ),
        (
            Difference(Part.ANSWERS, Change.CHANGED, "can", "", OLD, NEW),
            "Answer scale can changed: “Old” → “New”",
        ),
        (
            Difference(Part.ITEM, Change.MOVED, "", "order", "a, b", "b, a"),
            "Item: another order: a, b → b, a",
        ),
    ],
)
def test_a_difference_is_said_in_a_sentence(found: Difference, said: str) -> None:
    assert sentence(found, _plain, "en") == said


def test_names_are_those_of_the_language() -> None:
    found = Difference(Part.LEVEL, Change.ADDED, "6", after=NEW)
    assert sentences((found,), _plain, "th") == ("Level 6 added: “ใหม่”",)


def test_a_name_with_a_percent_sign_is_said_as_it_is() -> None:
    odd = Text(th="100 %(x)s", en="100 %(x)s")
    found = Difference(Part.ITEM, Change.ADDED, "i", after=odd)
    assert sentence(found, _plain, "en") == "Item i added: “100 %(x)s”"


def test_every_part_has_a_name() -> None:
    assert set(parts(_plain)) == set(Part)
    assert all(fields(_plain).values())
