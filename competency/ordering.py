"""Rows of a report in the order of a column that does not know every value."""

from collections.abc import Sequence
from math import isnan


def by_value(values: Sequence[float], *, descending: bool) -> tuple[int, ...]:
    """Positions by their value; equal ones as they stood, NaN always last."""
    known = [at for at, value in enumerate(values) if not isnan(value)]
    lacking = [at for at, value in enumerate(values) if isnan(value)]
    sign = -1 if descending else 1
    return (*sorted(known, key=lambda at: sign * values[at]), *lacking)
