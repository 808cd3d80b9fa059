"""Packed answers: one byte for each item position of the pinned framework."""

from collections.abc import Mapping

from competency.errors import CompetencyError
from competency.frameworks import Framework
from competency.gaps import NO_CELLS, Cells, cells_of

UNANSWERED = 0
DOES_NOT_KNOW = 254
DOES_NOT_APPLY = 255
"""Between them: 1 + the place of the answer in the item's own answer scale; of a
question that takes several, one bit for each place."""


class AnswerError(CompetencyError):
    """Positions or codes that the framework does not have: {position: code}."""


def blank(framework: Framework) -> bytes:
    """Packed answers in which nothing is answered."""
    return bytes(len(framework.items))


def change(packed: bytes, codes: Mapping[int, int], framework: Framework) -> bytes:
    """Packed answers with some positions replaced; the length stays.

    Raises `AnswerError` with every stray position or code.
    """
    known = framework.codes
    strays = {
        position: code
        for position, code in codes.items()
        if not 0 <= position < len(packed) or code not in known[position]
    }
    if strays:
        raise AnswerError(strays)
    answers = bytearray(packed)
    for position, code in codes.items():
        answers[position] = code
    return bytes(answers)


def answered(packed: bytes) -> int:
    """How many items have an answer; "does not apply" and "does not know" are ones."""
    return len(packed) - packed.count(UNANSWERED)


def missing(packed: bytes) -> tuple[int, ...]:
    """The positions without an answer."""
    return tuple(place for place, code in enumerate(packed) if code == UNANSWERED)


def code_of(value: int, position: int, framework: Framework) -> int:
    """The packed code of an answer's value.

    Raises `AnswerError` where the item's answer scale has no such value.
    """
    values = framework.answer_values(position)
    if value not in values:
        raise AnswerError({position: value})
    place = values.index(value)
    return 1 << place if framework.items[position].takes_several else place + 1


def asked(
    framework: Framework, profile: str | None, own: Cells = NO_CELLS
) -> tuple[int, ...]:
    """The positions that a person is asked for; all where nothing is known of them.

    Competencies that neither the profile nor a cell of one's own requires may stay
    empty.
    """
    return _wanted(framework.spans, cells_of(framework, profile, own))


def questioned(
    framework: Framework, profile: str | None, own: Cells = NO_CELLS
) -> tuple[int, ...]:
    """The positions of the questions of knowledge of the same competencies."""
    return _wanted(framework.questions, cells_of(framework, profile, own))


def _wanted(spans: Mapping[str, slice], cells: Cells) -> tuple[int, ...]:
    spared = {name for name, target in cells.items() if not target.required}
    wanted = (span for name, span in spans.items() if name not in spared)
    return tuple(place for span in wanted for place in range(span.start, span.stop))
