"""Rows of texts → packed answers by person, or every fault of the table."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from competency.frameworks import Framework
from competency.problems import Place, Problem, Problems
from competency.responses.codes import STRANGE, Codes, plain
from competency.responses.maps import AnswerMap
from competency.roster.cells import is_citizen_number
from competency.roster.tables import trimmed

HIGHEST = 20
"""The header is the first line with the column of people; none lies lower down."""

_CELL = 40

Lines = Iterable[tuple[int, Sequence[str]]]
"""The rows of a sheet: the number that the spreadsheet shows, and the texts."""


@dataclass(frozen=True)
class Wanted:
    """What a table is read by: whose answers to what, and what its columns mean."""

    framework: Framework
    people: Collection[str]
    person: str
    map: AnswerMap = field(default_factory=AnswerMap)


@dataclass(frozen=True)
class Responses:
    """Staff number → packed answers.

    `blank` are people whose row holds no answer at all, so that they have not
    answered; `unused` are headers that nothing was read from.
    """

    packed: Mapping[str, bytes]
    blank: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Column:
    """A column of answers: where it stands, which item it is, how it is read."""

    at: int
    position: int
    codes: Codes


@dataclass(frozen=True)
class _Layout:
    """The header of a sheet: its names, where people stand, the item columns."""

    sheet: str | None
    row: int
    names: tuple[str, ...]
    person: int
    columns: tuple[_Column, ...]

    @property
    def unused(self) -> tuple[str, ...]:
        """Headers that nothing is read from."""
        used = {self.person, *(column.at for column in self.columns)}
        return tuple(n for at, n in enumerate(self.names) if n and at not in used)

    def place(self, row: int, at: int | None = None) -> Place:
        """A cell as the file names it, or a whole row."""
        return Place(self.sheet, row, None if at is None else self.names[at])


def read(
    sheet: str | None, lines: Lines, wanted: Wanted
) -> tuple[Responses | None, Problems]:
    """The answers of a table, or all its problems.

    A blank cell is unanswered. Any other must hold a value of the item's answer
    scale, `does-not-apply`, `does-not-know` or what the map translates into one.
    Linear in the cells; the lines are read once and not kept.
    """
    rest = iter(lines)
    top = list(islice(rest, HIGHEST))
    if not top:
        return None, (Problem(Place(sheet), "sheet-empty"),)
    at = _header_line(top, plain(wanted.person))
    layout, faults = _layout(sheet, top[at], wanted)
    if faults:
        return None, faults
    return _rows(chain(top[at + 1 :], rest), layout, wanted)


def _header_line(top: Sequence[tuple[int, Sequence[str]]], person: str) -> int:
    holding = (at for at, (_, texts) in enumerate(top) if person in map(plain, texts))
    return next(holding, 0)


def _layout(
    sheet: str | None, header: tuple[int, Sequence[str]], wanted: Wanted
) -> tuple[_Layout, Problems]:
    """The columns under their header, and what is wrong with the header."""
    row, texts = header
    names = list(map(plain, texts))
    person, columns = plain(wanted.person), wanted.map.columns
    at = names.index(person) if person in names else -1
    items = [columns.get(name, name) for name in names]
    if at >= 0:
        items[at] = ""
    shown = tuple(map(trimmed, texts))
    layout = _Layout(sheet, row, shown, at, tuple(_columns(items, wanted)))
    absent = (header for header in (person, *columns) if header not in names)
    faults = [
        *(Problem(Place(sheet, row, h), "column-missing", "", h) for h in absent),
        *_repeated(layout, items, person, columns),
    ]
    if not layout.columns:
        example = wanted.framework.items[0].id if wanted.framework.items else ""
        faults.append(Problem(Place(sheet, row), "no-item-column", "", example))
    return layout, tuple(faults)


def _columns(items: Sequence[str], wanted: Wanted) -> Iterator[_Column]:
    framework = wanted.framework
    scales = {
        name: Codes([answer.value for answer in answers], wanted.map.answers)
        for name, answers in framework.answers.items()
    }
    for at, name in enumerate(items):
        position = framework.positions.get(name)
        # what was known is asked here, in this product's order of the answers
        if position is not None and not framework.items[position].is_question:
            yield _Column(at, position, scales[framework.items[position].answers])


def _repeated(
    layout: _Layout, items: Sequence[str], person: str, mapped: Mapping[str, str]
) -> Iterator[Problem]:
    """Columns that say again what an earlier one says, or are people and item."""
    used = [column.at for column in layout.columns]
    for at, name in enumerate(layout.names):
        people = plain(name) == person
        again = people and (at > layout.person or person in mapped)
        if again or (at in used and items[at] in items[:at]):
            yield Problem(layout.place(layout.row, at), "column-twice", "", name)


def _rows(
    lines: Lines, layout: _Layout, wanted: Wanted
) -> tuple[Responses | None, Problems]:
    packed: dict[str, bytes] = {}
    first: dict[str, int] = {}
    faults: list[Problem] = []
    for row, texts in lines:
        cells = _filled(texts, len(layout.names))
        number, answers = plain(cells[layout.person]), _packed(cells, layout, wanted)
        if not number and not any(map(plain, cells)):
            continue
        found = (
            *_person_faults(layout, row, number, first, wanted.people),
            *_width_faults(layout, row, texts),
            *(() if answers else _answer_faults(layout, row, cells)),
        )
        faults += found
        first.setdefault(number, row)
        if answers and not found:
            packed[number] = answers
    if faults or not first:
        return None, tuple(faults) or (Problem(Place(layout.sheet), "sheet-empty"),)
    blank = tuple(number for number, answers in packed.items() if not any(answers))
    answered = {n: answers for n, answers in packed.items() if any(answers)}
    return Responses(answered, blank, layout.unused), ()


def _filled(texts: Sequence[str], width: int) -> Sequence[str]:
    """The cells of a row under the header: some writers leave the last ones out."""
    return (*texts, *("",) * (width - len(texts))) if len(texts) < width else texts


def _packed(cells: Sequence[str], layout: _Layout, wanted: Wanted) -> bytes:
    """The packed answers of a row; b"" where a cell holds no answer."""
    codes = [0] * len(wanted.framework.items)
    for column in layout.columns:
        codes[column.position] = column.codes[cells[column.at]]
    return b"" if STRANGE in codes else bytes(codes)


def _person_faults(
    layout: _Layout,
    row: int,
    number: str,
    first: Mapping[str, int],
    people: Collection[str],
) -> Iterator[Problem]:
    place = layout.place(row, layout.person)
    if not number:
        yield Problem(place, "value-missing")
        return
    shown = number[0] + "…" + number[-1] if is_citizen_number(number) else number
    if number in first:
        yield Problem(place, "value-duplicate", shown[:_CELL], str(first[number]))
    if number not in people:
        yield Problem(place, "person-not-asked", shown[:_CELL])


def _width_faults(layout: _Layout, row: int, texts: Sequence[str]) -> Iterator[Problem]:
    """Cells beyond the header: a comma too many moves every answer after it."""
    width = len(layout.names)
    if len(texts) > width and any(map(plain, texts[width:])):
        yield Problem(layout.place(row), "row-too-wide", str(len(texts)), str(width))


def _answer_faults(
    layout: _Layout, row: int, cells: Sequence[str]
) -> Iterator[Problem]:
    for column in layout.columns:
        text = cells[column.at]
        if column.codes[text] == STRANGE:
            rule, expected = column.codes.fault(text)
            place = layout.place(row, column.at)
            yield Problem(place, rule, trimmed(text)[:_CELL], expected)
