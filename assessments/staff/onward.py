"""What comes after a result: the rounds before."""

from dataclasses import dataclass
from datetime import datetime
from math import isnan, nan

from assessments.languages import current as language
from assessments.queries import frameworks, results
from assessments.queries.answers import Draft
from competency.results import DECIMALS

MOST_ROUNDS = 5
"""Rounds that the table of the past shows, the latest ones."""


@dataclass(frozen=True)
class Column:
    """A closed round in the table of the past."""

    name: str
    closed_at: datetime | None
    version: str


@dataclass(frozen=True)
class Row:
    """A competency: its level in each round (NaN unknown), each with its change."""

    name: str
    levels: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Past:
    """A person's levels over rounds on one framework; empty with fewer than two."""

    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()


def past(draft: Draft) -> Past:
    """The levels of a person in closed rounds on the framework of this one."""
    found = results.history(draft.rater_id, draft.framework.id)[-MOST_ROUNDS:]
    if len(found) < 2:  # noqa: PLR2004 -- one round is no history
        return Past()
    versions = [frameworks.pinned(e.framework_version_id, e.digest) for e in found]
    columns = tuple(
        Column(each.round_name, each.closed_at, version.version)
        for each, version in zip(found, versions, strict=True)
    )
    known = [
        dict(zip(version.competency_ids, each.levels, strict=True))
        for each, version in zip(found, versions, strict=True)
    ]
    rows = (
        Row(
            each.name.of(language()),
            _changes([levels.get(each.id, nan) for levels in known]),
        )
        for each in draft.framework.competencies
    )
    return Past(columns, tuple(rows))


def _changes(levels: list[float]) -> tuple[tuple[float, float], ...]:
    """Each level with its change from the last one that is known; NaN without one."""
    found, before = [], nan
    for level in levels:
        found.append((level, round(level - before, DECIMALS)))
        before = before if isnan(level) else level
    return tuple(found)
