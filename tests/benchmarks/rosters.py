"""Reading and checking a roster, against unpacking and parsing the same file."""

from io import BytesIO
from xml.parsers import expat
from zipfile import ZipFile

from assessments.workbooks import roster
from assessments.workbooks.writer import Column, Sheet, Table, write
from tests.assessments.rosters import HEADER
from tests.benchmarks import Benchmark, cpu_ratio

STAFF, UNITS = 20_000, 350
UNIT_CODES = tuple(f"U{number:04d}" for number in range(UNITS))


class FaultyRosterError(Exception):
    """The roster was not read; the argument is its first problem."""


def _file(count: int) -> bytes:
    """A workbook of twelve columns; everybody but the first has a supervisor."""
    rows = (
        (
            f"{number:06d}",
            "นางสาว",
            "สมศรี",
            f"ใจดี{number}",
            UNIT_CODES[number % UNITS],
            "เจ้าพนักงานธุรการชำนาญงาน",
            "พนักงานเมืองพัทยา",
            "NONIT",
            "OPR",
            f"{number // 10:06d}" if number else "",
            f"staff{number}@city.example",
            "1/10/2558",
        )
        for number in range(count)
    )
    columns = tuple(Column(name) for name in HEADER.split(","))
    return write([Sheet("บุคลากร", "", (Table(columns, rows),))])


def _read(data: bytes) -> None:
    found, problems = roster.read(data, UNIT_CODES)
    if found is None:
        raise FaultyRosterError(problems[0])


def _unpack(data: bytes) -> None:
    with ZipFile(BytesIO(data)) as packed:
        for name in packed.namelist():
            if name.endswith(".xml"):
                expat.ParserCreate().Parse(packed.read(name), True)


def roster_vs_unzip(count: int) -> float:
    """CPU time of reading and checking over that of unzip and a bare XML parser."""
    data = _file(count)
    return cpu_ratio(lambda: _read(data), lambda: _unpack(data))


BENCHMARKS = (
    Benchmark("roster_20k_vs_unzip", 3.0, "lower", lambda: roster_vs_unzip(STAFF)),
)
