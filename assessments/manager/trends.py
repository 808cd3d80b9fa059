"""A unit in earlier closed rounds of the same framework, beside the one on the page."""

from dataclasses import dataclass

from assessments.manager.seen import Seen, lines
from assessments.queries import rounds
from assessments.queries.results import GroupUnit
from assessments.queries.rounds import RoundFacts
from competency.figures import LEAST
from competency.reports import Cell, Line
from competency.trends import Change, beside, changes

MOST = 3
"""Earlier rounds on a page, so that it can be read on a phone."""


@dataclass(frozen=True)
class Trend:
    """Earlier rounds, the oldest first, and each competency of the round on the page.

    `rates` are the shares that handed in. `cells` are one tuple a competency, a cell
    for each earlier round; `changes` are from the round `since`, the last one that used
    the same version of the framework. Without one there are none.
    """

    rounds: tuple[RoundFacts, ...]
    rates: tuple[float, ...]
    cells: tuple[tuple[Cell, ...], ...]
    since: RoundFacts | None
    changes: tuple[Change, ...]


def trend(every: tuple[Seen, ...], seen: Seen, unit: GroupUnit, line: Line) -> Trend:
    """How the unit stood in earlier rounds in which the reader may see it."""
    here = rounds.round_(seen.round.id)
    past = _earlier(every, seen, unit, here)
    ids = here.framework.competency_ids
    columns = [beside(old, facts.framework.competency_ids, ids) for facts, old in past]
    alike = [
        (facts, cells)
        for (facts, _line), cells in zip(past, columns, strict=True)
        if facts.digest == here.digest
    ]
    since, before = alike[-1] if alike else (None, ())
    k = here.settings.k if since is None else min(here.settings.k, since.settings.k)
    return Trend(
        tuple(facts for facts, _line in past),
        tuple(old.rate for _facts, old in past),
        tuple(zip(*columns, strict=True)),
        since,
        changes(before, line.cells, LEAST * k) if since else (),
    )


def _earlier(
    every: tuple[Seen, ...], seen: Seen, unit: GroupUnit, here: RoundFacts
) -> list[tuple[RoundFacts, Line]]:
    """The last earlier rounds that show the unit, the oldest of them first."""
    found: list[tuple[RoundFacts, Line]] = []
    for each in every[every.index(seen) + 1 :]:
        facts, there = rounds.round_(each.round.id), each.unit(unit.public_id)
        if there is None or not _comparable(facts, here):
            continue
        (line,) = lines(each, (there,))
        if line.people:
            found.append((facts, line))
    return found[:MOST][::-1]


def _comparable(old: RoundFacts, new: RoundFacts) -> bool:
    """Whether both use the same framework, on the same scale."""
    scales = [(x.framework.lowest, x.framework.highest) for x in (old, new)]
    return old.framework_id == new.framework_id and scales[0] == scales[1]
