"""A rating of somebody else: one byte a competency, on the wording of the levels.

Codes are 0 not rated yet, 1 + the place of a level on the scale, 254 where the rater
has had no occasion to see it. How such codes become levels is the rule `direct`.
"""

from collections.abc import Mapping

from competency.answers import DOES_NOT_KNOW, UNANSWERED, AnswerError
from competency.frameworks import Framework
from competency.gaps import Cells, cells_of


def blank(framework: Framework) -> bytes:
    """A rating in which nothing is rated yet."""
    return bytes(len(framework.competencies))


def change(packed: bytes, codes: Mapping[int, int], framework: Framework) -> bytes:
    """A rating with some competencies rated anew; the length stays.

    Raises `AnswerError` with every stray position or code.
    """
    allowed = {UNANSWERED, DOES_NOT_KNOW, *range(1, len(framework.scale) + 1)}
    strays = {
        place: code
        for place, code in codes.items()
        if not 0 <= place < len(packed) or code not in allowed
    }
    if strays:
        raise AnswerError(strays)
    rated = bytearray(packed)
    for place, code in codes.items():
        rated[place] = code
    return bytes(rated)


def asked(framework: Framework, profile: str | None, own: Cells) -> tuple[int, ...]:
    """Places of the competencies to rate: all but those that are not required."""
    cells = cells_of(framework, profile, own)
    return tuple(
        place
        for place, name in enumerate(framework.competency_ids)
        if name not in cells or cells[name].required
    )


def missing(packed: bytes, asked: tuple[int, ...]) -> tuple[int, ...]:
    """Places that are asked for and not rated yet."""
    return tuple(place for place in asked if packed[place] == UNANSWERED)
