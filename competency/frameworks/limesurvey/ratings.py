"""Question types of LimeSurvey that rate something, and the values of their answers."""

from collections.abc import Sequence
from itertools import pairwise

from competency.frameworks.limesurvey.survey import Part

ARRAYS = frozenset({"F", "H", "A", "B"})
"""Types whose rows (columns, in H) are rated one by one."""

LISTS = frozenset({"L", "!", "O"})
"""Types of one choice from answers of their own: rated, or a fact such as a title."""

POINTS = {"5": 5, "A": 5, "B": 10}
"""Types that LimeSurvey gives a scale of so many points from 1 on."""

Scale = tuple[tuple[int, str, str], ...]
"""Value, Thai and English name of each answer."""


def kind(question: Part) -> str:
    """The letter or sign of a question's type."""
    return question.fields.get("type", "").strip()


def rates(question: Part, answers: Sequence[Part]) -> bool:
    """Whether a question rates something.

    Of a list nobody can tell but its author, who gave its answers values apart.
    """
    if kind(question) in LISTS:
        return bool(answers) and _apart([_assessed(each) for each in answers])
    return kind(question) in ARRAYS | set(POINTS)


def points(count: int) -> Scale:
    """A scale of so many points, named by their numbers as LimeSurvey shows them."""
    return tuple((n, str(n), str(n)) for n in range(1, count + 1))


def values(answers: Sequence[Part]) -> list[int]:
    """The values of answers: for assessments, else in their codes, else their order."""
    by_code = [_digits(a.fields.get("code", "")) for a in answers]
    for found in ([_assessed(a) for a in answers], by_code):
        known = [value for value in found if value is not None]
        if len(known) == len(answers) and _apart(known):
            return known
    return [*range(len(answers))]


def uneven(found: Sequence[int]) -> bool:
    """Whether a value is missing between others, as below 99 for "no answer"."""
    return any(after - before != 1 for before, after in pairwise(sorted(found)))


def _assessed(answer: Part) -> int:
    return answer.number("assessment_value")


def _apart(found: Sequence[int]) -> bool:
    return len(set(found)) == len(found)


def _digits(code: str) -> int | None:
    """The number in a code such as A3."""
    text = code.strip().lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    return int(text) if text.isdecimal() and len(text) < len("1000") else None
