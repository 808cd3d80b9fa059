"""Many spellings of one word: case, digits at the ends, signs that mean letters."""

import re
from functools import cache
from itertools import pairwise
from unicodedata import decimal, normalize

from competency.passwords.keyboard import COLUMNS, ROWS

_SIGNS = {
    "@": "a",
    "4": "a",
    "8": "b",
    "3": "e",
    "!": "i",
    "0": "o",
    "5": "s",
    "$": "s",
    "7": "t",
    "+": "t",
    "2": "z",
}
_AS_LETTERS = tuple(str.maketrans(_SIGNS | {"1": one}) for one in "il")
"""Signs that stand for letters; a 1 may be an i or an l."""

_OTHER = r"(?:[^\w\u0e00-\u0e7f]|[\d_])"
"""What is no letter; Thai vowels and tone marks count as letters."""

_ENDS = re.compile(rf"^{_OTHER}+|{_OTHER}+$")
_DIGITS_AT_ENDS = re.compile(r"^[\d\s]+|[\d\s]+$")
_BETWEEN = re.compile(rf"{_OTHER}+")

_PIECE = 3
"""So many neighbours in a row are a walk over the keys."""

_LINES = (*ROWS, *COLUMNS, "abcdefghijklmnopqrstuvwxyz", "01234567890123456789")
_LINES += ("กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ",)


def plain(password: str) -> str:
    """The password without case, with Arabic digits and one spelling of each sign."""
    folded = normalize("NFKC", password).casefold()
    return "".join(str(decimal(sign, sign)) for sign in folded)


def spellings(text: str) -> frozenset[str]:
    """The words that a plain text may be a spelling of; never an empty one."""
    cores = {_ENDS.sub("", text), _DIGITS_AT_ENDS.sub("", text), text}
    cores |= {text.rstrip("0123456789 "), text.lstrip("0123456789 ")}
    words = {core.translate(table) for core in cores for table in _AS_LETTERS}
    trimmed = {_ENDS.sub("", word) for word in words}
    joined = {_BETWEEN.sub("", word) for word in words | {text}}
    return frozenset(cores | words | trimmed | joined) - {""}


def segments(text: str) -> tuple[str, ...]:
    """The words of a plain text between its digits and signs."""
    return tuple(filter(None, _BETWEEN.split(text)))


def unit(text: str) -> str:
    """The shortest part that makes the text when it is repeated, maybe all of it."""
    return text[: (text + text).index(text, 1)] if text else ""


def is_walk(text: str) -> bool:
    """Whether a plain text is nothing but neighbours: of keys, letters or digits."""
    reached = {0}
    for start in range(len(text)):
        if start in reached:
            longest = _walk_from(text, start)
            reached |= set(range(start + _PIECE, start + longest + 1))
    return bool(text) and len(text) in reached


def _walk_from(text: str, start: int) -> int:
    """How many signs from a place on are neighbours, or the same sign again."""
    steps = _steps()
    best = 1
    for step in {*steps, "same"}:
        length = 1
        for pair in pairwise(text[start:]):
            known = pair[0] == pair[1] if step == "same" else pair in steps[step]
            if not known:
                break
            length += 1
        best = max(best, length)
    return best


@cache
def _steps() -> dict[str, frozenset[tuple[str, str]]]:
    """Each line in each direction: which sign follows which."""
    lines = [direction for line in _LINES for direction in (line, line[::-1])]
    return {line: frozenset(pairwise(line)) for line in lines}
