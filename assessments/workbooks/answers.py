"""Answers that were collected elsewhere, from .xlsx, .csv or .csv.gz."""

from collections.abc import Callable, Iterator, Mapping
from zlib import MAX_WBITS, decompressobj
from zlib import error as InflateError  # noqa: N812 -- it is a class

from assessments.workbooks import reading
from assessments.workbooks.reading import Limits, Rows
from competency.problems import Place, Problem, Problems
from competency.responses import HIGHEST, Responses, Wanted, plain
from competency.responses import read as read_table

LIMITS = Limits()
TEXT_LIMITS = Limits(unpacked=64 * 2**20)
"""A CSV file of 100,000 people and 200 items holds 50 MiB at most."""

Progress = Callable[[int, int], None]

_GZIP = b"\x1f\x8b"
_WORKBOOK = b"PK"
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_TICK = 500


def read(
    data: bytes, wanted: Wanted, progress: Progress
) -> tuple[Responses | None, Problems]:
    """The answers of a file, or every problem of it.

    In a workbook they stand on the first sheet with the column of people.
    """
    data, problems = unpacked(data)
    sheets, more = ({}, problems) if problems else _sheets(data)
    if more:
        return None, more
    name = _named(sheets, plain(wanted.person))
    rows = sheets.get(name, ())
    return read_table(name, _lines(rows, progress), wanted)


def unpacked(data: bytes, limits: Limits = TEXT_LIMITS) -> tuple[bytes, Problems]:
    """The bytes inside a gzip file, never more than the limit; others as they are."""
    if not data.startswith(_GZIP):
        return data, ()
    if len(data) > limits.packed:
        return b"", (_too_large(len(data), limits.packed),)
    parts: list[bytes] = []
    left = limits.unpacked
    try:
        while data:
            inflater = decompressobj(MAX_WBITS | 16)
            parts.append(inflater.decompress(data, left + 1))
            left -= len(parts[-1])
            if left < 0:
                return b"", (_too_large(limits.unpacked + 1, limits.unpacked),)
            if not inflater.eof:
                return b"", (_broken(),)
            data = inflater.unused_data.lstrip(b"\x00")
    except InflateError:
        return b"", (_broken(),)
    return b"".join(parts), ()


def _sheets(data: bytes) -> tuple[Mapping[str | None, Rows], Problems]:
    """The sheets by name; a CSV file is one sheet without a name."""
    if data.startswith((_WORKBOOK, _OLD_WORKBOOK)):
        found, problems = reading.workbook(data, LIMITS)
        return dict(found.items()), problems
    rows, problems = reading.comma_separated(data, TEXT_LIMITS)
    return {None: rows}, problems


def _named(sheets: Mapping[str | None, Rows], person: str) -> str | None:
    """The first sheet that has the column of people, else the first one."""
    holding = (name for name, rows in sheets.items() if _has(rows, person))
    return next(holding, next(iter(sheets), None))


def _has(rows: Rows, person: str) -> bool:
    return any(person in map(plain, row.cells) for row in rows[:HIGHEST])


def _lines(rows: Rows, progress: Progress) -> Iterator[tuple[int, tuple[str, ...]]]:
    for done, row in enumerate(rows):
        if done % _TICK == 0:
            progress(done, len(rows))
        yield row.number, row.cells
    progress(len(rows), len(rows))


def _too_large(size: int, limit: int) -> Problem:
    return Problem(Place(), "file-too-large", str(size), str(limit))


def _broken() -> Problem:
    return Problem(Place(), "file-not-gzip", "", ".csv.gz")
