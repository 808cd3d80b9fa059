"""What a cell of a roster may hold."""

import re
from collections.abc import Mapping
from datetime import date

YEARS_AHEAD = 543
"""The Buddhist era is 543 years ahead of the Christian one."""

FIRST_YEAR, LAST_YEAR = 2440, 2643
"""Buddhist years in which a living person can have been or will be hired."""

LONGEST: Mapping[str, int] = {
    "number": 64,
    "code": 64,
    "parent": 64,
    "unit": 64,
    "supervisor": 64,
    "prefix": 64,
    "email": 254,
    "title": 300,
    "name_th": 300,
    "name_en": 300,
}
"""Signs that a column may hold at most; 200 where nothing else is said."""

LONGEST_ELSE = 200

CODES: Mapping[str, tuple[str, ...]] = {
    "group-2561": ("EXEC", "MGMT", "ACAD", "SERV", "TECH", "OTHER"),
    "stage-2561": ("EARLY", "DEVELOPING", "MATURE"),
    "work-2567": ("IT", "NONIT"),
    "role-2567": ("OPR", "SUP", "EXE"),
    "position-level": (
        *("O1", "O2", "O3", "O4", "K1", "K2", "K3", "K4", "K5"),
        *("D1", "D2", "M1", "M2", "E1", "E2", "E3", "E4", "E5", "E7", "S1", "S2", "S3"),
    ),
}
"""Codes of an axis where it has a closed list: personnel groups and stages of the
framework of 2561, groups and role levels of that of 2567, levels of the civil service
and of government employees."""

_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_DATE = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_EMAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s.,;<>\"]+(\.[^@\s.,;<>\"]+)+")
_CITIZEN = re.compile(r"\d[-\s]?\d{4}[-\s]?\d{5}[-\s]?\d{2}[-\s]?\d")


def thai_date(text: str) -> date | None:
    """The day that dd/mm/yyyy of the Buddhist era names, or None.

    Thai digits are read too. A cell that holds a date rather than a text arrives as
    yyyy-mm-dd; its year is Christian, unless somebody typed a Buddhist one.
    """
    plain = text.translate(_THAI_DIGITS)
    if found := _DATE.fullmatch(plain):
        day, month, year = map(int, found.groups())
    elif found := _ISO.fullmatch(plain):
        year, month, day = map(int, found.groups())
        year += YEARS_AHEAD if year < FIRST_YEAR else 0
    else:
        return None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year - YEARS_AHEAD, month, day)
    except ValueError:
        return None


def is_email(text: str) -> bool:
    """Whether the text is one address: a name, one @ and a domain with a dot."""
    return _EMAIL.fullmatch(text) is not None


def is_citizen_number(text: str) -> bool:
    """Whether the text is written like the thirteen digits of a Thai citizen."""
    return _CITIZEN.fullmatch(text.translate(_THAI_DIGITS)) is not None


def longest(column: str) -> int:
    """How many signs a column may hold."""
    return LONGEST.get(column, LONGEST_ELSE)
