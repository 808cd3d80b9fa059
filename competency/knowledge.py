"""Questions of knowledge: in which order they stand, which answers are right.

They are scored apart from the self-rating and never make a level. A question is
right when exactly its right answers are chosen; "I do not know" is an answer that is
not right. Of n right answers among m questions the share is n / m, without a
correction for guessing: what is known is told to the person alone, as a number of
questions, and not compared between people.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

import numpy as np

from competency.answers import DOES_NOT_KNOW, UNANSWERED
from competency.frameworks import Framework

CONFIDENT = 0.6
MODEST = 0.4
"""Where on the scale (0 to 1) a self-rating stands high from, and low up to."""

FEW = 1 / 3
"""The share of right answers up to which little was known. One of three is what
guessing among three or four answers brings."""

FEWEST = 3
"""Questions that a comparison needs: of fewer, luck decides too much."""


class Differing(StrEnum):
    """How a self-rating and what was known differ."""

    SURER = "surer than the answers"
    KNOWS_MORE = "knows more than one says"


@dataclass(frozen=True)
class Known:
    """Of one competency: questions that were answered rightly, and all of them."""

    right: int
    questions: int


def order(framework: Framework, competency: str, seed: str) -> tuple[int, ...]:
    """The positions of a competency's questions, shuffled by a seed."""
    span = framework.questions[competency]
    names = {place: framework.items[place].id for place in range(span.start, span.stop)}
    return tuple(sorted(names, key=lambda place: _drawn(seed, names[place])))


def options(framework: Framework, position: int, seed: str) -> tuple[int, ...]:
    """The places of a question's answers on its scale, shuffled by a seed."""
    item, values = framework.items[position], framework.answer_values(position)
    drawn = {p: _drawn(seed, f"{item.id} {value}") for p, value in enumerate(values)}
    return tuple(sorted(drawn, key=drawn.__getitem__))


def _drawn(seed: str, name: str) -> bytes:
    """The same draw for the same seed, on every machine and in every version."""
    return sha256(f"{seed} {name}".encode()).digest()


def option_code(framework: Framework, position: int, place: int) -> int:
    """The packed code that says that the answer at a place of the scale is chosen.

    Codes of a question that takes several are added up.
    """
    return 1 << place if framework.items[position].takes_several else place + 1


def chosen(framework: Framework, position: int, code: int) -> frozenset[int]:
    """The values that a packed code says were chosen; empty where none was."""
    if code in {UNANSWERED, DOES_NOT_KNOW}:
        return frozenset()
    values = framework.answer_values(position)
    if not framework.items[position].takes_several:
        return frozenset({values[code - 1]})
    return frozenset(value for at, value in enumerate(values) if code >> at & 1)


def is_right(framework: Framework, position: int, code: int) -> bool:
    """Whether exactly the right answers of a question were chosen."""
    return chosen(framework, position, code) == framework.items[position].right


def known(framework: Framework, codes: bytes) -> Mapping[str, Known]:
    """Competency → what was known, where all of its questions have an answer."""
    found = {}
    for competency, span in framework.questions.items():
        own = codes[span]
        if own and all(own):
            places = range(span.start, span.stop)
            right = sum(is_right(framework, place, codes[place]) for place in places)
            found[competency] = Known(right, len(own))
    return found


def differing(found: Known, share: float) -> Differing | None:
    """How far a self-rating is from what was known; None where they agree.

    `share` is where the self-rating stands on the scale, 0 to 1; of an unknown one
    (NaN), or of too few questions, nothing is said.
    """
    if found.questions < FEWEST or np.isnan(share):
        return None
    # a level stands where it is printed: 3 of 0 to 5 is three fifths
    if round(share, 3) >= CONFIDENT and found.right <= FEW * found.questions:
        return Differing.SURER
    if round(share, 3) <= MODEST and found.right == found.questions:
        return Differing.KNOWS_MORE
    return None
