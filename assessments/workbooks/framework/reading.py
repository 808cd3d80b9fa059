"""The framework of a workbook, every fault at its sheet, row and column."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook, load_workbook

from assessments.workbooks import reading
from assessments.workbooks.formulas import refused
from assessments.workbooks.reading import Cell, Limits
from competency.frameworks import Framework
from competency.frameworks.sheets import Column, Given, Line, headers
from competency.frameworks.sheets import read as framework_of
from competency.frameworks.sheets.columns import VALUE
from competency.problems import Place, Problem, Problems

LIMITS = Limits(
    packed=8 * 2**20,
    unpacked=96 * 2**20,
    parts=200,
    sheets=30,
    rows=50_000,
    cells=2_000_000,
)
"""A framework has some thousand rows; whatever is far beyond is none."""

_DATES = date | datetime | time | timedelta

Values = Sequence[Sequence[Cell]]


def read(data: bytes) -> tuple[Framework | None, Problems]:
    """The framework of an .xlsx file, or every problem of it.

    Formulas are refused: what they show depends on the program that shows them. So
    are dates, and numbers with a point where a code or a text belongs: 1.10 and 1.1
    would be one.
    """
    if fault := reading.fault(data, LIMITS):
        return None, (fault,)
    try:
        with load_workbook(BytesIO(data)) as book:
            return _framework(data, book)
    except (CalamineError, OSError, ValueError):
        return None, (Problem(Place(), "file-not-a-workbook", "", ".xlsx"),)


def _framework(
    data: bytes, book: CalamineWorkbook
) -> tuple[Framework | None, Problems]:
    if len(book.sheet_names) > LIMITS.sheets:
        count = str(len(book.sheet_names))
        return None, (Problem(Place(), "file-sheets", count, str(LIMITS.sheets)),)
    values: dict[str, Values] = {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }
    given = [_given(name, rows) for name, rows in values.items()]
    framework, problems = framework_of(given)
    odd = (*_formulas(data, given), *_odd(given, values))
    places = {problem.place for problem in odd}
    rest = (problem for problem in problems if problem.place not in places)
    found = _in_order((*odd, *rest), list(values))
    return (None if found else framework), found


def _given(name: str, rows: Values) -> Given:
    lines = (Line(at, tuple(map(_text, row))) for at, row in enumerate(rows, 1))
    filled = [line for line in lines if any(line.cells)]
    return Given(name, tuple(filled))


def _text(value: Cell) -> str:
    """What a person reads in the cell, with the blanks around it."""
    return value if isinstance(value, str) else reading.text_of(value)


def _formulas(data: bytes, given: Sequence[Given]) -> Iterator[Problem]:
    """The formulas and the errors of cells under a header that is read."""
    first = {each.name: each.lines[0].cells for each in given if headers(each)}
    return refused(data, first)


def _odd(given: Sequence[Given], values: Mapping[str, Values]) -> Iterator[Problem]:
    """Dates anywhere, and numbers with a point where a text belongs."""
    for each in given:
        columns = headers(each)
        for line in each.lines[1:]:
            row = values[each.name][line.number - 1]
            for at, column in columns.items():
                if at < len(row) and (rule := _rule(row[at], column)):
                    header = each.lines[0].cells[at].strip()
                    place = Place(each.name, line.number, header)
                    yield Problem(place, rule, line.cells[at])


def _rule(value: Cell, column: Column) -> str:
    """What forbids a value in a column; the first sheet has all kinds in one."""
    if isinstance(value, _DATES):
        return "cell-is-date"
    text = column.kind in {"code", "text"} and column.key != VALUE
    whole = not isinstance(value, float) or value.is_integer()
    return "cell-is-number" if text and not whole else ""


def _in_order(problems: Sequence[Problem], names: Sequence[str]) -> Problems:
    """The problems in the order of the workbook."""
    order = {name: at for at, name in enumerate(names)}
    return tuple(
        sorted(
            problems,
            key=lambda p: (
                order.get(p.place.sheet or "", len(order)),
                p.place.row or 0,
            ),
        )
    )
