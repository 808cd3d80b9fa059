"""The rows of a plan as plain values that JSON can hold, and back."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from competency.development.values import Row

_DAYS = ("starts_on", "ends_on")


def record(rows: Iterable[Row]) -> dict[str, object]:
    """Rows as JSON holds them."""
    return {"rows": [_plain(row) for row in rows]}


def _plain(row: Row) -> dict[str, object]:
    values: dict[str, Any] = asdict(row)
    days = {name: values[name] and values[name].isoformat() for name in _DAYS}
    return {**values, **days, "methods": list(row.methods)}


def recall(kept: Mapping[str, Any]) -> tuple[Row, ...]:
    """The rows that were recorded."""
    return tuple(_row(each) for each in kept["rows"])


def _row(kept: Mapping[str, Any]) -> Row:
    days = {name: kept[name] and date.fromisoformat(kept[name]) for name in _DAYS}
    return Row(**{**kept, **days, "methods": tuple(kept["methods"])})
