"""Thai dates in the Buddhist era, Thai order, line breaks and digits."""

import re
from datetime import UTC, date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from icu4py.breakers import LineBreaker
from icu4py.messageformat import MessageFormat
from pyuca import Collator

BANGKOK = ZoneInfo("Asia/Bangkok")
_LOCALES = {"th": "th_TH", "en": "en_GB"}
_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_YEARS_AHEAD = 543
_BUDDHIST_FROM = 2400
_FISCAL_FROM = 10
"""The month in which a Thai fiscal year begins: October of the year before."""
_DAY = (
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
    r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})",
)
"""How people write a day: 2026-12-01 or 1/12/2569."""
_DAYS = tuple(map(re.compile, _DAY))
_TIME = r"[ T]+(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?: *น\.)?"
_WRITTEN = tuple(re.compile(day + _TIME) for day in _DAY)
"""How people write a moment: 2026-12-01 08:30 or 1/12/2569 08:30."""
_BAHT = re.compile(r"(\d{1,12}|\d{1,3}(,\d{3}){1,3})(\.\d{1,2})?", re.ASCII)
"""How people write an amount: 1500000, 1,500,000 or 1,500,000.50."""


@cache
def _collator() -> Collator:
    return Collator()


def sort_key(text: str) -> bytes:
    """Bytes that sort names as a Thai dictionary does, in any database."""
    weights = _collator().sort_key(text)
    return b"".join(weight.to_bytes(2, "big") for weight in weights)


@cache
def _format(pattern: str, language: str) -> MessageFormat:
    return MessageFormat(pattern, _LOCALES[language])


def date_(value: date, language: str = "th") -> str:
    """A date in words; Thai ones in the Buddhist era ("22 พฤศจิกายน 2569")."""
    noon = datetime(value.year, value.month, value.day, 12)  # noqa: DTZ001 -- ICU would shift an aware one to the host's zone
    return _format("{d,date,long}", language).format({"d": noon})


def moment(value: datetime, language: str = "th") -> str:
    """Date and minute in Bangkok ("22 พ.ย. 2569 16:30 น.")."""
    local = value.astimezone(BANGKOK).replace(tzinfo=None)
    day = _format("{d,date,medium}", language).format({"d": local})
    return f"{day} {local:%H:%M}" + (" น." if language == "th" else "")


def time_(value: datetime, language: str = "th") -> str:
    """The minute of the day in Bangkok ("16:30 น.")."""
    return f"{value.astimezone(BANGKOK):%H:%M}" + (" น." if language == "th" else "")


def written(value: datetime, language: str = "th") -> str:
    """A moment as a form takes it ("1/12/2569 08:30")."""
    local = value.astimezone(BANGKOK)
    return f"{local.day}/{local.month}/{year(local, language)} {local:%H:%M}"


def read_moment(text: str) -> datetime | None:
    """The moment in UTC that somebody wrote in Bangkok time; None if it is none.

    Years from 2400 on are Buddhist, and Thai digits count as digits.
    """
    parts = _parts(text, _WRITTEN)
    try:
        return datetime(**parts, tzinfo=BANGKOK).astimezone(UTC) if parts else None
    except ValueError:
        return None


def written_day(value: date, language: str = "th") -> str:
    """A day as a form takes it ("1/12/2569")."""
    return f"{value.day}/{value.month}/{year(value, language)}"


def read_day(text: str) -> date | None:
    """The day that somebody wrote; None if it is none.

    Years from 2400 on are Buddhist, and Thai digits count as digits.
    """
    parts = _parts(text, _DAYS)
    try:
        return date(**parts) if parts else None
    except ValueError:
        return None


def _parts(text: str, forms: tuple[re.Pattern[str], ...]) -> dict[str, int]:
    """The numbers of what was written in one of these forms; empty if in none."""
    plain = digits(text.strip())
    found = next(filter(None, (form.fullmatch(plain) for form in forms)), None)
    parts = (
        {name: int(part) for name, part in found.groupdict().items()} if found else {}
    )
    if parts and parts["year"] >= _BUDDHIST_FROM:
        parts["year"] -= _YEARS_AHEAD
    return parts


def year(value: date | datetime, language: str = "th") -> int:
    """The year, Buddhist in Thai and Christian otherwise."""
    return value.year + (_YEARS_AHEAD if language == "th" else 0)


def fiscal_year(value: datetime) -> int:
    """The Thai fiscal year, Buddhist: 2570 lasts from October 2569 to September 2570.

    Budget Procedure Act 2561, section 4: it bears the year in which it ends.
    """
    local = value.astimezone(BANGKOK)
    return local.year + _YEARS_AHEAD + (local.month >= _FISCAL_FROM)


def digits(text: str) -> str:
    """The text with Thai digits written as Arabic ones."""
    return text.translate(_THAI_DIGITS)


def read_baht(text: str) -> int | None:
    """The whole satang of an amount that somebody wrote in baht; None if it is none.

    Thai digits count as digits, and commas may part the thousands.
    """
    plain = digits(text).replace("บาท", "").strip()
    if not _BAHT.fullmatch(plain):
        return None
    baht, _, satang = plain.replace(",", "").partition(".")
    return int(baht) * 100 + int(satang.ljust(2, "0"))


def pieces(text: str) -> list[str]:
    """The text cut wherever a line may end: between Thai words, after spaces."""
    return list(LineBreaker(text, "th_TH"))


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width` characters, broken between Thai words."""
    lines = [""]
    for piece in pieces(text):
        if lines[-1] and len(lines[-1]) + len(piece.rstrip()) > width:
            lines.append("")
        lines[-1] += piece
    return [line.strip() for line in lines]
