"""Closed rounds read by strategy of the master plan, from what they show already.

Only figures of the gap report are put together: nothing is told of a unit that its
readers could not work out from the report themselves.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessments import thai
from assessments.queries import results
from assessments.queries.results import GroupUnit
from assessments.queries.rounds import RoundFacts
from competency.masterplans import (
    Figure,
    Goal,
    MasterPlan,
    Status,
    Strategy,
    figures,
    statuses,
)
from competency.reports import gap_report

Place = tuple[RoundFacts, GroupUnit]
"""A closed round, and a unit as it stood in it."""


@dataclass(frozen=True)
class StrategyReport:
    """A strategy of the round that is read, and its goals in all years of the plan."""

    strategy: Strategy
    figure: Figure
    goals: tuple[tuple[Goal, tuple[Status, ...]], ...]


def year_of(facts: RoundFacts) -> int:
    """The Thai fiscal year, พ.ศ., in which a round took its last answers."""
    ends = facts.closes_at, facts.closed_at
    return thai.fiscal_year(min(end for end in ends if end is not None))


def report(
    master: MasterPlan, place: Place, others: Sequence[Place] = ()
) -> tuple[StrategyReport, ...]:
    """Each strategy in a round, with goals measured in the other rounds' years too.

    Of several rounds in a year the one that is read counts, then the first of the
    others that some linked competency was asked in.
    """
    here = _figures(master, place)
    years = [(year_of(place[0]), here)]
    years += [(year_of(facts), _figures(master, (facts, u))) for facts, u in others]
    return tuple(
        StrategyReport(
            strategy,
            here[at],
            _goals(strategy, master, _by_year([(y, f[at]) for y, f in years])),
        )
        for at, strategy in enumerate(master.strategies)
    )


def _figures(master: MasterPlan, place: Place) -> tuple[Figure, ...]:
    facts, unit = place
    ids = facts.framework.competency_ids
    lines = gap_report(ids, results.figures(facts.id, (unit,))).lines
    cells = lines[0].cells if lines else ()
    return figures(master.strategies, facts.framework_id, ids[: len(cells)], cells)


def _by_year(found: Sequence[tuple[int, Figure]]) -> Mapping[int, Figure]:
    by_year: dict[int, Figure] = {}
    for year, figure in found:
        if figure.linked:
            by_year.setdefault(year, figure)
    return by_year


def _goals(
    strategy: Strategy, master: MasterPlan, by_year: Mapping[int, Figure]
) -> tuple[tuple[Goal, tuple[Status, ...]], ...]:
    every = master.years.every
    return tuple((goal, statuses(goal, every, by_year)) for goal in strategy.goals)
