"""Frames that cross the core's edge: their index, columns and kinds of values.

LEVELS, TARGETS and GAPS have one column for each competency, in framework order, so
their columns are whatever they are; all others name theirs.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from competency.errors import CompetencyError

Kind = Literal["text", "whole", "number", "float32", "any"]

_FITS: Mapping[Kind, Callable[[pd.Series], bool]] = {
    "text": lambda column: bool(
        pd.api.types.is_string_dtype(column.dtype)
        or pd.api.types.is_object_dtype(column.dtype)
        or isinstance(column.dtype, pd.CategoricalDtype)
    ),
    "whole": lambda column: bool(pd.api.types.is_integer_dtype(column.dtype)),
    "number": lambda column: bool(pd.api.types.is_numeric_dtype(column.dtype)),
    "float32": lambda column: str(column.dtype) == "float32",
    "any": lambda _column: True,
}


class FrameError(CompetencyError):
    """A frame that is not what its name says: the name and what is wrong with it."""


@dataclass(frozen=True)
class Spec:
    """What a frame must be.

    `index` is the name of a whole-number index without repeats, or None where rows
    have no name; `columns` are needed, `others` the kind of all that stand beside
    them (None: there may be none).
    """

    name: str
    index: str | None = None
    columns: Mapping[str, Kind] = field(default_factory=dict)
    others: Kind | None = None


PEOPLE = Spec(
    "PEOPLE",
    "person",
    {"unit": "whole", "supervisor": "number", "staff_type": "text", "profile": "text"},
    "text",
)
"""Roster facts, one row a person; one more column for each axis; NA is unknown."""

LEVELS = Spec("LEVELS", "person", others="float32")
"""Levels, person × competency; NaN is unknown."""

TARGETS = Spec("TARGETS", "person", others="float32")
"""Required levels, person × competency; NaN unknown, −inf not required."""

GAPS = Spec("GAPS", "person", others="float32")
"""Level minus target: negative is a shortfall, NaN unknown, +inf not required."""

NEEDS = Spec("NEEDS", "person", {"cluster": "whole", "silhouette": "number"})
"""The cluster of each person, −1 where none; NaN silhouette where none is defined."""

PLACEMENTS = Spec(
    "PLACEMENTS",
    None,
    {"person": "whole", "run": "whole", "competency": "text", "closes": "number"},
)
"""Who sits in which run, and how many levels of a competency the seat closes."""

ROSTER = Spec("ROSTER", "row", others="text")
"""The cells of a roster as texts, by the row number of the spreadsheet; NA is blank."""


def faults(frame: pd.DataFrame, spec: Spec) -> tuple[str, ...]:
    """What keeps a frame from being what the specification says; none where it is."""
    return (*_index_faults(frame, spec), *_column_faults(frame, spec))


def check(frame: pd.DataFrame, spec: Spec) -> pd.DataFrame:
    """The frame itself, where it is what the specification says.

    Raises `FrameError` with the specification's name and all that is wrong.
    """
    if found := faults(frame, spec):
        raise FrameError(spec.name, *found)
    return frame


def _index_faults(frame: pd.DataFrame, spec: Spec) -> Iterator[str]:
    if spec.index is None:
        return
    if frame.index.name != spec.index:
        yield f"index is named {frame.index.name!r}, not {spec.index!r}"
    if len(frame) and not pd.api.types.is_integer_dtype(frame.index.dtype):
        yield f"index holds {frame.index.dtype}, not whole numbers"
    if frame.index.has_duplicates:
        yield "index repeats itself"


def _column_faults(frame: pd.DataFrame, spec: Spec) -> Iterator[str]:
    if frame.columns.has_duplicates:
        yield "columns repeat themselves"
        return
    for name in spec.columns:
        if name not in frame.columns:
            yield f"column {name} is missing"
    for name in frame.columns:
        kind = spec.columns.get(name, spec.others)
        if kind is None:
            yield f"column {name} does not belong here"
        elif not _FITS[kind](frame[name]):
            yield f"column {name} holds {frame[name].dtype}, not {kind}"
