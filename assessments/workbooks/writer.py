"""One way to write a workbook: sheets of titled tables, row by row, into bytes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from io import BytesIO
from itertools import chain, islice
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from assessments.workbooks import cells
from assessments.workbooks.cells import KINDS, LINE, TEXT, Value

_SAMPLE = 300
_NARROW, _WIDE = 8.0, 46.0
_PADDING = 2.5
_A4 = 9
_HEADER_WIDTH = 16
_TYPES: Mapping[type, str] = {str: "s", bool: "b", int: "n", float: "n"}


@dataclass(frozen=True)
class Column:
    """A column: its header, the kind of `cells.KINDS`, and maybe its width.

    Without a width it is measured from the first rows; `choices` become a list
    to choose from, and so do the cells of the range `offers`.
    """

    header: str
    kind: str = "text"
    width: float | None = None
    choices: tuple[str, ...] = ()
    offers: str = ""


@dataclass(frozen=True)
class Table:
    """Rows under headers, maybe under a heading, maybe with a line of totals."""

    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Value]]
    heading: str = ""
    total: Sequence[Value] | None = None


@dataclass(frozen=True)
class Sheet:
    """A sheet: a title, notes under it, and tables one below the other.

    Without title and notes the header stands in the first row, as files that are
    filled in and sent back need it. The header of the only table stays in sight and
    gets the filter; `fixed` columns stay in sight on the left. Lines `below` stand
    under the tables, such as those to sign.
    """

    name: str
    title: str
    tables: tuple[Table, ...]
    notes: tuple[str, ...] = ()
    fixed: int = 0
    landscape: bool = True
    below: tuple[str, ...] = ()


def write(
    sheets: Iterable[Sheet], *, language: str = "th", now: datetime | None = None
) -> bytes:
    """The bytes of an .xlsx file with these sheets; texts stay texts.

    Values may be text, numbers, dates or None; what is not finite is left empty.
    A text in a column of numbers is written as that text.
    """
    book = Workbook(write_only=True)
    _set_font(book)
    if now is not None:
        book.properties.created = book.properties.modified = cells.plain(now)
    for sheet in sheets:
        _write_sheet(book, sheet, language)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _set_font(book: Workbook) -> None:
    """Measure widths and default heights of all sheets by the font of the cells."""
    font = Font(name=cells.FONT, size=cells.SIZE)
    inner = cast("Any", book)  # openpyxl offers no other way
    inner._fonts[0] = font  # noqa: SLF001
    inner._named_styles["Normal"].font = font  # noqa: SLF001


def _write_sheet(book: Workbook, sheet: Sheet, language: str) -> None:
    sampled = [_sampled(table) for table in sheet.tables]
    widths = _widths(sampled)
    # the stubs of openpyxl leave out what its write-only sheets share with others
    page = cast("Worksheet", book.create_sheet(cells.sheet_name(sheet.name)))
    # else openpyxl takes each cell for a value first, which takes half the time again
    cast("Any", page)._values_to_row = _placed  # noqa: SLF001
    _set_page(page, sheet, widths)
    single = len(sampled) == 1 and not sampled[0][0].heading
    if single:
        header = _lines_above(sheet) + 1
        page.freeze_panes = f"{get_column_letter(sheet.fixed + 1)}{header + 1}"
        page.print_title_rows = f"{header}:{header}"
    writer = _Writer(page, widths, language)
    if sheet.title:
        writer.line(sheet.title, "title")
    for note in sheet.notes:
        writer.line(note, "note")
    if writer.row:
        writer.skip()
    for table, first, rest in sampled:
        writer.table(table, chain(first, rest))
    for line in sheet.below:
        writer.skip()
        writer.line(line, "note")
    _finish(page, writer, single=single)


def _placed(row: Sequence[Cell], number: int) -> Iterator[Cell]:
    """The cells of a row, each told where it stands."""
    for column, cell in enumerate(row, 1):
        cell.row, cell.column = number, column
        yield cell


def _lines_above(sheet: Sheet) -> int:
    """Rows of title and notes and the empty one below them."""
    lines = len(sheet.notes) + bool(sheet.title)
    return lines + bool(lines)


Sampled = tuple[Table, list[Sequence[Value]], Iterator[Sequence[Value]]]


def _sampled(table: Table) -> Sampled:
    rest = iter(table.rows)
    return table, list(islice(rest, _SAMPLE)), rest


def _widths(sampled: Sequence[Sampled]) -> list[float]:
    """The width of each column of the sheet: enough for the widest table."""
    widths: list[float] = []
    for table, first, _ in sampled:
        for at, column in enumerate(table.columns):
            width = column.width or _measured(column, [row[at] for row in first])
            if at == len(widths):
                widths.append(width)
            widths[at] = max(widths[at], width)
    return widths


def _measured(column: Column, values: Sequence[Value]) -> float:
    texts = [value for value in values if isinstance(value, str)]
    content = max(map(cells.measure, texts), default=0)
    header = min(cells.measure(column.header), _HEADER_WIDTH)
    wanted = max(content, header, KINDS[column.kind].width) + _PADDING
    return min(max(wanted, _NARROW), _WIDE)


def _set_page(page: Worksheet, sheet: Sheet, widths: list[float]) -> None:
    page.sheet_format.defaultRowHeight = LINE
    page.sheet_format.customHeight = True
    page.sheet_view.showGridLines = False
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_setup.orientation = "landscape" if sheet.landscape else "portrait"
    page.page_setup.paperSize = _A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top, page.page_margins.bottom = 0.5, 0.8
    page.page_margins.footer = 0.3
    page.oddFooter = HeaderFooterItem(
        left=_HeaderFooterPart("&A"), right=_HeaderFooterPart("&P / &N")
    )
    for at, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(at)].width = width


def _finish(page: Worksheet, writer: "_Writer", *, single: bool) -> None:
    last = get_column_letter(max(len(writer.widths), 1))
    page.print_area = f"A1:{last}{max(writer.row, 1)}"
    if single and writer.filtered:
        page.auto_filter.ref = writer.filtered


class _Styled(Cell):
    """A cell of one look, used for every row; its style is looked up once."""

    __slots__ = ("look",)
    has_style = True

    def __init__(self, page: Worksheet, model: Cell) -> None:
        super().__init__(page, 1, 1)
        self.look = model.style_id

    @property
    def style_id(self) -> int:
        """The number of the look among the styles of the workbook."""
        return self.look


class _Writer:
    """Where the next row of a sheet goes."""

    def __init__(self, page: Worksheet, widths: list[float], language: str) -> None:
        self.page, self.widths, self.language = page, widths, language
        self.row = 0
        self.filtered = ""

    def skip(self) -> None:
        """Leave a row empty."""
        self.page.append(())
        self.row += 1

    def line(self, text: str, role: str) -> None:
        """Write a text over the whole width of the sheet."""
        self.row += 1
        width = int(sum(self.widths)) or cells.measure(text)
        if role == "note" and len(self.widths) > 1:
            last = get_column_letter(len(self.widths))
            self.page.merged_cells.add(f"A{self.row}:{last}{self.row}")
        height = cells.lines(text, width) if role == "note" else 1.4
        self.page.row_dimensions[self.row].height = LINE * height
        cell = self._cell("text", role)
        self.page.append((_fill(cell, cells.safe(text)),))

    def table(self, table: Table, rows: Iterable[Sequence[Value]]) -> None:
        """Write a table, then leave a row empty below it when it has a heading."""
        if table.heading:
            self.line(table.heading, "heading")
        self._header(table.columns)
        first = self.row
        self._rows(table.columns, "body", rows)
        last = self.row
        self.filtered = (
            f"A{first}:{get_column_letter(len(table.columns))}{max(last, first)}"
        )
        self._help(table.columns, first + 1, max(last, first + 1))
        if table.total is not None:
            self._rows(table.columns, "total", (table.total,))
        if table.heading:
            self.skip()

    def _header(self, columns: Sequence[Column]) -> None:
        self.row += 1
        pairs = zip(columns, self.widths, strict=False)
        tallest = max((cells.lines(c.header, int(w) - 2) for c, w in pairs), default=1)
        self.page.row_dimensions[self.row].height = LINE * tallest + 6
        texts = [cells.safe(column.header) for column in columns]
        self.page.append([_fill(self._cell("text", "header"), text) for text in texts])

    def _rows(
        self, columns: Sequence[Column], role: str, rows: Iterable[Sequence[Value]]
    ) -> None:
        pens = [self._pens(column.kind, role) for column in columns]
        rooms = [int(width) - 1 for width in self.widths[: len(columns)]]
        for row in rows:
            self.row += 1
            tall = _tallest(row, rooms)
            if tall > 1:
                self.page.row_dimensions[self.row].height = LINE * tall
            self.page.append([pen(value) for pen, value in zip(pens, row, strict=True)])

    def _pens(self, kind: str, role: str) -> "partial[Cell]":
        texts = kind if KINDS[kind].thai == TEXT else "code"
        return partial(
            _put,
            self._cell(kind, role),
            self._cell(texts, role),
            self._cell(texts, role, quoted=True),
        )

    def _cell(self, kind: str, role: str, *, quoted: bool = False) -> Cell:
        model = Cell(self.page, 1, 1)
        cells.dress(model, kind, role, self.language)
        if quoted:
            model.quotePrefix = True
        return _Styled(self.page, model)

    def _help(self, columns: Sequence[Column], first: int, last: int) -> None:
        for at, column in enumerate(columns, 1):
            letter = get_column_letter(at)
            place = f"{letter}{first}:{letter}{last}"
            if column.kind == "gap":
                self.page.conditional_formatting.add(place, _scale())
            if column.choices:
                self._offer('"' + ",".join(column.choices) + '"', place)
            if column.offers:
                self._offer(column.offers, place)

    def _offer(self, choices: str, place: str) -> None:
        offer = DataValidation(type="list", formula1=choices, allow_blank=True)
        offer.add(place)
        self.page.data_validations.append(offer)


def _scale() -> Any:  # noqa: ANN401 -- openpyxl makes the rule in a function
    """Red below the target, white on it, blue above: apart in grey print too."""
    return ColorScaleRule(  # type: ignore[no-untyped-call]
        start_type="num",
        start_value=-3,
        start_color="F2937E",
        mid_type="num",
        mid_value=0,
        mid_color="FFFFFF",
        end_type="num",
        end_value=3,
        end_color="8FBBE3",
    )


def _tallest(row: Sequence[Value], rooms: Sequence[int]) -> int:
    tall = 1
    for value, room in zip(row, rooms, strict=False):
        if isinstance(value, str) and (len(value) > room or "\n" in value):
            tall = max(tall, cells.lines(value, room))
    return tall


def _put(own: Cell, text: Cell, quoted: Cell, value: Value) -> Cell:
    if type(value) is str:
        value = cells.safe(value)
        return _fill(quoted if value.startswith(cells.FORMULA_SIGNS) else text, value)
    return _fill(own, cells.plain(value))


def _fill(cell: Cell, value: Value) -> Cell:
    """The cell holding the value, its type said by us: a text is never a formula."""
    kind = _TYPES.get(type(value), "n")
    if isinstance(value, date):
        kind = "d"
    # the setter would guess the type
    cell._value = value  # type: ignore[attr-defined]  # noqa: SLF001
    cell.data_type = kind
    return cell
