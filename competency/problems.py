"""Problems found in a file: gathered with their place, never raised one by one."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """Where a problem stands: sheet, row as the file counts it, column or field."""

    sheet: str | None = None
    row: int | None = None
    column: str | None = None


@dataclass(frozen=True)
class Problem:
    """One fault of a file.

    `rule` names the broken rule, `value` is what stands there, `expected` what
    could stand there instead; none of them is a sentence in any language.
    """

    place: Place
    rule: str
    value: str = ""
    expected: str = ""


Problems = tuple[Problem, ...]
