"""A framework as sheets of rows, and rows as a framework: every cell a text."""

from competency.frameworks.sheets.columns import (
    ABOUT,
    NOTES,
    SHEETS,
    Column,
    Sheet,
    in_language,
)
from competency.frameworks.sheets.reading import Given, Line, headers, read
from competency.frameworks.sheets.writing import Table, TextTooLongError, tables

__all__ = [
    "ABOUT",
    "NOTES",
    "SHEETS",
    "Column",
    "Given",
    "Line",
    "Sheet",
    "Table",
    "TextTooLongError",
    "headers",
    "in_language",
    "read",
    "tables",
]
