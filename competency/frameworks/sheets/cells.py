"""What a cell of a framework's sheets holds: a text for every plain value and back."""

import json
import re
from typing import Any

from competency.frameworks.sheets.columns import NO, YES, Kind

EMPTY = '""'
"""What stands for a text without any sign: a blank cell is a field that is absent."""

_QUOTES = re.compile('""+')
_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
_LIST = re.compile(r"\[[^\]]*\]|[^,]+,.*")
_FLAGS = {
    **dict.fromkeys((YES, "true", "ใช่"), True),
    **dict.fromkeys((NO, "false", "ไม่", "ไม่ใช่"), False),
}
_LARGEST_WHOLE = 1e15
"""Below it every whole number is written without a point or an exponent."""


def text(plain: Any) -> str:  # noqa: ANN401 -- plain values of any kind
    """What a cell shows of a plain value; a blank one of None."""
    if plain is None:
        return ""
    if isinstance(plain, bool):
        return YES if plain else NO
    if isinstance(plain, float):
        short = plain.is_integer() and abs(plain) < _LARGEST_WHOLE
        return str(int(plain)) if short else repr(plain)
    if isinstance(plain, str):
        return f'{plain}"' if _QUOTES.fullmatch(plain) else plain or EMPTY
    return json.dumps(plain)


def plain(cell: str, kind: Kind) -> Any:  # noqa: ANN401 -- plain values of any kind
    """The plain value of a cell; None of a blank one.

    A text that is no value of its kind stays as it is: the form of the framework
    says what is wrong with it.
    """
    if kind == "text":
        return _text(cell)
    cell = cell.strip()
    if not cell or kind == "code":
        return cell or None
    return _READ[kind](cell)


def _text(cell: str) -> str | None:
    if cell == EMPTY:
        return ""
    return (cell[1:] if _QUOTES.fullmatch(cell) else cell) or None


def _whole(cell: str) -> Any:  # noqa: ANN401 -- a number, or what stands there
    return int(cell) if _WHOLE.fullmatch(cell) else cell


def _number(cell: str) -> Any:  # noqa: ANN401 -- a number, or what stands there
    return float(cell) if _NUMBER.fullmatch(cell) else cell


def _flag(cell: str) -> Any:  # noqa: ANN401 -- a truth value, or what stands there
    return _FLAGS.get(cell.lower(), cell)


def _key(cell: str) -> Any:  # noqa: ANN401 -- a number or several, or what stands there
    if not _LIST.fullmatch(cell):
        return _whole(cell)
    parts = [part.strip() for part in cell.strip("[]").split(",")]
    return [_whole(part) for part in parts if part or len(parts) > 1]


_READ = {"whole": _whole, "number": _number, "flag": _flag, "key": _key}
