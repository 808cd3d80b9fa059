"""Sheets as they were given: which each is, and where its columns stand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from competency.frameworks.sheets.columns import (
    NOTES,
    SHEETS,
    Column,
    Key,
    Sheet,
    named,
)
from competency.problems import Place, Problem, Problems


@dataclass(frozen=True)
class Line:
    """A row of a sheet: its number as the spreadsheet shows it, and its texts."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Given:
    """A sheet of a workbook: its name and its rows, the header first."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Opened:
    """A sheet that is known: its columns, each with its position and its header."""

    sheet: Sheet
    name: str
    columns: Mapping[Key, tuple[Column, int, str]]
    lines: tuple[Line, ...]

    def cell(self, line: Line, key: Key) -> str:
        """The text of a cell; a blank one where the sheet has no such column."""
        at = self.columns[key][1] if key in self.columns else len(line.cells)
        return line.cells[at] if at < len(line.cells) else ""

    def place(self, line: Line, key: Key) -> Place:
        """The place of a cell."""
        header = self.columns[key][2] if key in self.columns else None
        return Place(self.name, line.number, header)


def headers(given: Given) -> Mapping[int, Column]:
    """The columns of a sheet by their position; none of a sheet that is not known."""
    sheet = _known(given.name)
    if sheet is None or not given.lines:
        return {}
    found = ((at, named(sheet, h)) for at, h in enumerate(given.lines[0].cells))
    return {at: column for at, column in found if column is not None}


def _known(name: str) -> Sheet | None:
    return next((s for s in SHEETS if name.strip() in {s.th, s.en}), None)


def opened(given: Sequence[Given]) -> tuple[Mapping[str, Opened], Problems]:
    """The sheets by their key, and what is wrong with sheets and headers."""
    found: dict[str, Opened] = {}
    faults: list[Problem] = []
    for each in given:
        sheet = _known(each.name)
        if sheet is None:
            faults += _stray(each)
        elif sheet.key in found:
            place, first = Place(each.name), found[sheet.key].name
            faults.append(Problem(place, "sheet-twice", each.name, first))
        else:
            found[sheet.key] = _opened(sheet, each)
            faults += _header_faults(found[sheet.key], each)
    faults += _missing(found)
    return found, tuple(faults)


def _stray(given: Given) -> Iterator[Problem]:
    """A sheet that nothing is read from, unless it explains or is blank."""
    if given.lines and given.name.strip() not in NOTES:
        known = ", ".join(sheet.th for sheet in SHEETS)
        yield Problem(Place(given.name), "sheet-unknown", given.name, known)


def _missing(found: Mapping[str, Opened]) -> Iterator[Problem]:
    for sheet in SHEETS:
        if sheet.wanted and sheet.key not in found:
            yield Problem(Place(sheet.th), "sheet-missing", "", sheet.th)


def _opened(sheet: Sheet, given: Given) -> Opened:
    columns: dict[Key, tuple[Column, int, str]] = {}
    for at, column in headers(given).items():
        columns.setdefault(column.key, (column, at, given.lines[0].cells[at].strip()))
    filled = (line for line in given.lines[1:] if "".join(line.cells).strip())
    return Opened(sheet, given.name, columns, tuple(filled))


def _header_faults(sheet: Opened, given: Given) -> Iterator[Problem]:
    """Headers that are absent, not known or there twice; cells without a header."""
    for column in sheet.sheet.columns:
        if column.wanted and column.key not in sheet.columns:
            yield Problem(Place(sheet.name, 1, column.th), "column-missing")
    first = given.lines[0] if given.lines else Line(1, ())
    read_at = {at for _column, at, _header in sheet.columns.values()}
    known = headers(given)
    for at, header in enumerate(first.cells):
        place = Place(sheet.name, first.number, header.strip())
        if at in known and at not in read_at:
            yield Problem(place, "column-twice")
        elif at not in known and header.strip():
            yield Problem(place, "column-unknown", header.strip())
    yield from _beside(sheet, {a for a, h in enumerate(first.cells) if h.strip()})


def _beside(sheet: Opened, headed: set[int]) -> Iterator[Problem]:
    for line in sheet.lines:
        for at, cell in enumerate(line.cells):
            if cell.strip() and at not in headed:
                yield Problem(
                    Place(sheet.name, line.number), "cell-without-header", cell[:60]
                )
