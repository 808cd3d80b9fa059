"""Answers that were collected elsewhere: rows of a file → packed answers, or faults.

One row is a respondent, one column an item. `maps` reads what a file's columns and
values mean, `codes` reads one cell, `tables` the rows.
"""

from competency.responses.codes import plain
from competency.responses.maps import AnswerMap, read_map
from competency.responses.tables import HIGHEST, Lines, Responses, Wanted, read

__all__ = [
    "HIGHEST",
    "AnswerMap",
    "Lines",
    "Responses",
    "Wanted",
    "plain",
    "read",
    "read_map",
]
