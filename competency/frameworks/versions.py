"""What the number of a changed framework says: semantic versioning, read for levels.

major: packed answers or levels may mean something else; minor: what is required of
whom, how much an item weighs, or more is told; patch: the same said in other words.
"""

import re
from collections.abc import Collection
from enum import IntEnum

from competency.errors import CompetencyError
from competency.frameworks.differences import Change, Difference, Part, differences
from competency.frameworks.values import Framework

Number = tuple[int, int, int]


class VersionLowError(CompetencyError):
    """A version number says less than what has changed: (number, lowest possible)."""


class VersionFormError(CompetencyError):
    """Not a version number; the argument is what was written."""


class Step(IntEnum):
    """Which of the three numbers goes up."""

    PATCH = 0
    MINOR = 1
    MAJOR = 2


_MAJOR_PARTS = frozenset(
    {Part.LEVEL, Part.RULE, Part.ANSWERS, Part.COMPETENCY, Part.ITEM}
)
_MAJOR_FIELDS = frozenset({"level", "answers", "reversed", "key"})
_BY_FIELD = frozenset({Part.COMPETENCY, Part.ITEM, Part.AREA, Part.LEVEL, Part.UNIT})
_MINOR_FIELDS = frozenset({"weight", "group"})
_FORM = re.compile(r"([0-9]{1,6})\.([0-9]{1,6})\.([0-9]{1,6})(-[0-9A-Za-z.-]{1,19})?")


def step(before: Framework, after: Framework) -> Step:
    """Which number goes up from one framework to the other."""
    found = differences(before, after)
    return max((_step(each, before, after) for each in found), default=Step.PATCH)


def _step(found: Difference, before: Framework, after: Framework) -> Step:
    if found.part is Part.ANSWERS:
        same = _values(before, found.id) == _values(after, found.id)
        return Step.PATCH if same else Step.MAJOR
    if found.change is Change.RENAMED or found.part is Part.WORDING:
        return Step.PATCH
    if found.part is Part.FRAMEWORK:
        new = found.id == "note" and found.change is Change.ADDED
        return Step.MINOR if new else Step.PATCH
    if found.change is Change.CHANGED and found.part in _BY_FIELD:
        return _field_step(found.field)
    return Step.MAJOR if found.part in _MAJOR_PARTS else Step.MINOR


def _field_step(field: str) -> Step:
    if field in _MAJOR_FIELDS:
        return Step.MAJOR
    return Step.MINOR if field in _MINOR_FIELDS else Step.PATCH


def _values(framework: Framework, scale: str) -> tuple[int, ...]:
    """What an answer scale's answers count as; their order decides their codes."""
    return tuple(answer.value for answer in framework.answers.get(scale, ()))


def numbers(version: str) -> Number:
    """The three numbers of a version. Raises `VersionFormError`."""
    found = _FORM.fullmatch(version)
    if found is None:
        raise VersionFormError(version)
    return int(found[1]), int(found[2]), int(found[3])


def proposed(before: Framework, after: Framework, taken: Collection[str] = ()) -> str:
    """The lowest version number that says what has changed and is not taken."""
    wanted, at = step(before, after), numbers(before.version)
    while True:
        at = _next(at, wanted)
        number = ".".join(map(str, at))
        if number not in taken:
            return number


def _next(at: Number, wanted: Step) -> Number:
    major, minor, patch = at
    return {
        Step.MAJOR: (major + 1, 0, 0),
        Step.MINOR: (major, minor + 1, 0),
        Step.PATCH: (major, minor, patch + 1),
    }[wanted]


def require_enough(chosen: str, before: Framework, after: Framework) -> None:
    """Raise `VersionLowError` where a chosen number says less than has changed."""
    lowest = proposed(before, after)
    if numbers(chosen) < numbers(lowest):
        raise VersionLowError(chosen, lowest)
