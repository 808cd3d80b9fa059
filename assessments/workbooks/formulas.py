"""The cells of a workbook that hold a formula or an error, found in its XML."""

import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from posixpath import join, normpath
from typing import IO
from xml.etree.ElementTree import ParseError
from zipfile import ZipFile

from defusedxml.ElementTree import fromstring, iterparse

from assessments.workbooks.reading import Rows
from competency.problems import Place, Problem, Problems

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_BOOK, _LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")

Odd = tuple[str, int, int, str]
"""A sheet's name, the number of a row, a column counted from 0, and a rule."""


def formulas(data: bytes) -> Iterator[Odd]:
    """Every cell with a formula or an error, by sheet, row, column and rule.

    Raises ValueError where the parts of the workbook do not hang together.
    """
    try:
        with ZipFile(BytesIO(data)) as packed:
            for name, part in _sheets(packed).items():
                with packed.open(part) as sheet:
                    yield from ((name, *odd) for odd in _odd(sheet))
    except (KeyError, ParseError) as error:
        raise ValueError(str(error)) from error


def refused(data: bytes, heads: Mapping[str, Sequence[str]]) -> Iterator[Problem]:
    """Formulas and errors on these sheets, each a problem under its header.

    Raises ValueError as `formulas` does.
    """
    for sheet, row, at, rule in formulas(data):
        if sheet in heads:
            cells = heads[sheet]
            header = cells[at].strip() if at < len(cells) else None
            yield Problem(Place(sheet, row, header), rule)


def found(data: bytes, sheets: Mapping[str, Rows], names: Sequence[str]) -> Problems:
    """Formulas and errors of a workbook that was read, on the sheets of these names."""
    heads = {
        name: rows[0].cells for name, rows in sheets.items() if name in names and rows
    }
    try:
        return tuple(refused(data, heads))
    except ValueError:
        return (Problem(Place(), "file-not-a-workbook", "", ".xlsx"),)


def _sheets(packed: ZipFile) -> Mapping[str, str]:
    """Sheet name → part of the package."""
    links = {
        link.get("Id", ""): _path(link.get("Target", ""))
        for link in fromstring(packed.read(_LINKS))
    }
    known = set(packed.namelist())
    sheets = (
        (each.get("name", ""), value)
        for each in fromstring(packed.read(_BOOK)).iter()
        if _local(each.tag) == "sheet"
        for key, value in each.items()
        if _local(key) == "id"
    )
    return {name: links[id_] for name, id_ in sheets if links.get(id_) in known}


def _path(target: str) -> str:
    return normpath(join("/xl", target)).removeprefix("/")


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _odd(sheet: IO[bytes]) -> Iterator[tuple[int, int, str]]:
    """Row, column and rule of each cell that holds more than a value."""
    row = column = 0
    for event, element in iterparse(sheet, ("start", "end"), forbid_dtd=True):
        tag = _local(element.tag)
        if event == "start":
            if tag == "row":
                row, column = int(element.get("r", row + 1)), 0
            elif tag == "c":
                row, column = _place(element.get("r", ""), row, column)
        elif tag == "c":
            inside = {_local(child.tag) for child in element}
            if "f" in inside:
                yield row, column - 1, "cell-is-formula"
            elif element.get("t") == "e":
                yield row, column - 1, "cell-is-error"
        elif tag == "row":
            element.clear()


def _place(reference: str, row: int, column: int) -> tuple[int, int]:
    """Row and column, counted from 1; the next one where the file does not say."""
    found = _PLACE.fullmatch(reference)
    if found is None:
        return row, column + 1
    number = 0
    for letter in found[1]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), number
