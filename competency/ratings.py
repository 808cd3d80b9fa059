"""A rating of somebody else: on the wording of the levels, or item by item.

On the wording, there is one byte a competency: 0 not rated yet, 1 + the place of a
level on the scale, 254 where the rater has had no occasion to see it; how such codes
become levels is the rule `direct`. Item by item, the bytes are those of a self-rating
and become levels by the framework's own rule. Nobody is asked what another one knows.
"""

from collections.abc import Mapping

from competency import answers
from competency.answers import DOES_NOT_KNOW, UNANSWERED, AnswerError
from competency.frameworks import Framework
from competency.gaps import Cells, cells_of


def blank(framework: Framework, *, by_items: bool = False) -> bytes:
    """A rating in which nothing is rated yet."""
    return answers.blank(framework) if by_items else bytes(len(framework.competencies))


def change(
    packed: bytes,
    codes: Mapping[int, int],
    framework: Framework,
    *,
    by_items: bool = False,
) -> bytes:
    """A rating with some places rated anew; the length stays.

    Raises `AnswerError` with every stray position or code.
    """
    if by_items:
        known = {p: code for p, code in codes.items() if p >= framework.rated}
        if known:
            raise AnswerError(known)
        return answers.change(packed, codes, framework)
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


def asked(
    framework: Framework, profile: str | None, own: Cells, *, by_items: bool = False
) -> tuple[int, ...]:
    """Places to rate: of all competencies but those that are not required."""
    if by_items:
        return answers.asked(framework, profile, own)
    cells = cells_of(framework, profile, own)
    return tuple(
        place
        for place, name in enumerate(framework.competency_ids)
        if name not in cells or cells[name].required
    )


def missing(packed: bytes, asked: tuple[int, ...]) -> tuple[int, ...]:
    """Places that are asked for and not rated yet."""
    return tuple(place for place in asked if packed[place] == UNANSWERED)
