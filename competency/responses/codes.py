"""The text of a cell → the packed code of an answer, or what is wrong with it."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from competency.answers import DOES_NOT_APPLY, DOES_NOT_KNOW, UNANSWERED
from competency.roster.tables import trimmed

WORDS: Mapping[str, int] = {
    "does-not-apply": DOES_NOT_APPLY,
    "does-not-know": DOES_NOT_KNOW,
}
"""What stands in a file, or in its map, for the two answers without a value."""

Value = int | str
"""An answer as a map names it: its value, or one of `WORDS`."""

STRANGE = -1
"""The code of a text that is no answer."""

_WHOLE = re.compile(r"[+-]?\d{1,18}(\.0{1,9})?")


def plain(text: str) -> str:
    """The text without blanks around it, and in one of the two ways of sara am."""
    return unicodedata.normalize("NFKC", trimmed(text))


def whole(text: str) -> int | None:
    """The whole number of a text, with Thai digits too and "3.0" for 3; or None."""
    return int(text.partition(".")[0]) if _WHOLE.fullmatch(text) else None


class Codes(dict[str, int]):
    """The packed code of each text on one answer scale; `STRANGE` for no answer.

    A text is worked out once. Where the map gives a number another meaning, a
    number that another one was turned into has two meanings and is refused, unless
    the map names it as well.
    """

    def __init__(self, scale: Sequence[int], answers: Mapping[str, Value]) -> None:
        super().__init__({"": UNANSWERED})
        self.scale = tuple(scale)
        self.answers = answers
        pairs = ((whole(text), value) for text, value in answers.items())
        self.taken = {v for n, v in pairs if n is not None and n != v}

    def __missing__(self, text: str) -> int:
        """The code of a text that was not met before."""
        code = self[text] = self._code(plain(text))
        return code

    def _code(self, text: str) -> int:
        if not text:
            return UNANSWERED
        value = self.answers.get(text, text)
        if isinstance(value, str) and value.casefold() in WORDS:
            return WORDS[value.casefold()]
        number = value if isinstance(value, int) else self._own(text)
        return self.scale.index(number) + 1 if number in self.scale else STRANGE

    def _own(self, text: str) -> int | None:
        """The number that a text says by itself, unless it has two meanings."""
        number = whole(text)
        return None if number in self.taken else number

    def fault(self, text: str) -> tuple[str, str]:
        """Why a text is no answer: the broken rule, and what could stand there."""
        value = self.answers.get(plain(text), whole(plain(text)))
        if value is None:
            return "value-not-whole", self.expected
        if value in self.taken and plain(text) not in self.answers:
            return "value-unknown", ", ".join(self.answers)
        if not min(self.scale) <= int(value) <= max(self.scale):
            return "value-out-of-range", self.expected
        return "value-unknown", self.expected

    @property
    def expected(self) -> str:
        """The values of the scale as a person reads them: 1–6, or one by one."""
        ordered = sorted(self.scale)
        if ordered == list(range(ordered[0], ordered[-1] + 1)):
            return f"{ordered[0]}–{ordered[-1]}"
        return ", ".join(map(str, ordered))
