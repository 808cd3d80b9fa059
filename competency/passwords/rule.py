"""The rule for a new password; what it raises holds no part of the password."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from unicodedata import normalize

from competency.errors import CompetencyError
from competency.passwords import folding
from competency.passwords.keyboard import typed

SHORTEST, LONGEST = 12, 128
"""Characters after normalisation (NFKC)."""

_LEFT = 8
"""So many signs must be left of a password without the words that others know."""
_WORD = 3
"""A name shorter than this is in too many words to say anything."""
_MOST_SEGMENTS = 3
"""As many common words in a row are as weak as one."""
_CITIZEN = 13


@dataclass(frozen=True)
class About:
    """What others know of a person: staff number, names, address, agency."""

    words: tuple[str, ...] = ()


class PasswordError(CompetencyError):
    """A password that nobody may take; the base of what may be wrong with it."""


class PasswordLengthError(PasswordError):
    """Too short or too long; the argument is its length."""


class CommonPasswordError(PasswordError):
    """A password that very many people use, in whatever spelling."""


class SimplePasswordError(PasswordError):
    """A walk over the keyboard, a row, a date, or little of anything repeated."""


class PersonalPasswordError(PasswordError):
    """Little more than a number or name of the person or the agency."""


def require(password: str, about: About) -> None:
    """Raise a `PasswordError` unless this may become the password of this person."""
    length = len(normalize("NFKC", password))
    if not SHORTEST <= length <= LONGEST:
        raise PasswordLengthError(length)
    text = folding.plain(password)
    if _is_simple(text):
        raise SimplePasswordError
    if _is_citizen_id(text) or _is_personal(text, about):
        raise PersonalPasswordError
    if _is_common(text):
        raise CommonPasswordError


def _is_simple(text: str) -> bool:
    bare = "".join(text.split())
    repeated = folding.unit(bare)
    few = len(repeated) < _LEFT and len(repeated) < len(bare)
    return few or folding.is_walk(bare) or _is_dates(bare)


def _is_common(text: str) -> bool:
    """Whether a spelling is on the list, or each of its few words is."""
    listed = common()
    forms = folding.spellings(text)
    if forms & listed or {folding.unit(form) for form in forms} & listed:
        return True
    words = folding.segments(text)
    return 0 < len(words) <= _MOST_SEGMENTS and listed.issuperset(words)


def _is_personal(text: str, about: About) -> bool:
    """Whether too little, or only a common word, is left without known words."""
    known = _known(about)
    return any(
        rest != form and (len(rest) < _LEFT or _is_common(rest))
        for form in folding.spellings(text)
        for rest in [_without(form, known)]
    )


def _known(about: About) -> tuple[str, ...]:
    """The known words in each spelling, the longest first."""
    plain = {folding.plain(word) for word in about.words}
    pieces = {piece for word in plain for piece in (word, *folding.segments(word))}
    keyed = {folding.plain(typed(piece)) for piece in pieces}
    long_ones = {word for word in pieces | keyed if len(word) >= _WORD}
    return tuple(sorted(long_ones, key=lambda word: (-len(word), word)))


def _without(text: str, words: tuple[str, ...]) -> str:
    for word in words:
        text = text.replace(word, "")
    return text


def _is_citizen_id(text: str) -> bool:
    """Whether the digits are a citizen's number, by its last digit (modulo 11)."""
    digits = [int(sign) for sign in text if sign.isdigit()]
    if len(digits) != _CITIZEN or any(sign.isalpha() for sign in text):
        return False
    total = sum(
        digit * weight
        for digit, weight in zip(digits, range(_CITIZEN, 1, -1), strict=False)
    )
    return digits[-1] == (11 - total % 11) % 10


_DATE = re.compile(
    r"(\d\d)(\d\d)((?:19|20|24|25)\d\d)|((?:19|20|24|25)\d\d)(\d\d)(\d\d)"
)
_LEAP = 2000


def _is_dates(text: str) -> bool:
    """Whether a text of digits is a date or two, with at most four digits more."""
    digits = re.sub(r"[-/. ]", "", text)
    if not digits.isdigit():
        return False
    rest = _DATE.sub(lambda found: "" if _is_date(found) else found[0], digits)
    return len(rest) < len(digits) and len(rest) <= len("2569")


def _is_date(found: re.Match[str]) -> bool:
    day, month = (found[1], found[2]) if found[1] else (found[6], found[5])
    try:
        date(_LEAP, int(month), int(day))
    except ValueError:
        return False
    return True


@cache
def common() -> frozenset[str]:
    """The passwords that very many people use, without case; `making` wrote them."""
    listed = files("competency.passwords") / "common.txt"
    return frozenset(listed.read_text("utf-8").split())
