"""What an executive reads at one glance, put together from what the reports show.

Nothing here is told of anybody that the gap report and the report by strategy do not
show to the same reader: it is counted, subtracted and picked out of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan

from assessments.jobs.strategies import StrategyReport
from assessments.queries.rounds import RoundFacts
from competency.frameworks import Competency
from competency.masterplans import Standing, Status, Strategy
from competency.reports import Cell, Line, State, furthest

MOST = 5
"""Competencies that are named: what a page says at one glance."""

MOST_YEARS = 5
"""Years of a master plan beside each other; Thai master plans last five."""

MOST_STRATEGIES = 8
"""Strategies that fit on the page; a plan with more is read in its own report."""


@dataclass(frozen=True)
class Widest:
    """One of the widest gaps; `before` is the gap a round ago, None if not known."""

    competency: Competency
    cell: Cell
    before: float | None

    @property
    def change(self) -> float | None:
        """How far the gap moved since then: above zero is nearer to the target."""
        return None if self.before is None else self.cell.gap - self.before


@dataclass(frozen=True)
class Before:
    """The same unit a round ago, and whether the two can be held together."""

    round: RoundFacts
    line: Line

    def like(self, now: RoundFacts) -> bool:
        """Whether both rounds asked for the same framework."""
        return self.round.framework_id == now.framework_id

    def gaps(self, now: RoundFacts) -> Mapping[str, float]:
        """Competency → the mean gap then, where it was shown; {} if they are unlike."""
        if not self.like(now):
            return {}
        ids = self.round.framework.competency_ids
        pairs = zip(ids, self.line.cells, strict=True)
        return {name: cell.gap for name, cell in pairs if not isnan(cell.gap)}


def widest(now: RoundFacts, line: Line, before: Before | None) -> tuple[Widest, ...]:
    """The competencies furthest below their target, the furthest first."""
    then = {} if before is None else before.gaps(now)
    every = now.framework.competencies
    return tuple(
        Widest(every[at], line.cells[at], then.get(every[at].id))
        for at in furthest(line, MOST)
    )


@dataclass(frozen=True)
class Tally:
    """The goals of a strategy in a year: `reached` of those `measured` of all `set_`.

    `withheld` are not measured because a small group could be worked out.
    """

    reached: int
    measured: int
    withheld: int
    set_: int


def tally(statuses: Sequence[Status]) -> Tally:
    """The goals of one year counted by how they stand."""
    found = [each.standing for each in statuses]
    reached = found.count(Standing.REACHED)
    return Tally(
        reached,
        reached + found.count(Standing.BELOW),
        found.count(Standing.WITHHELD),
        len(found) - found.count(Standing.NO_VALUE),
    )


@dataclass(frozen=True)
class Progress:
    """A strategy: its figure in this round, and its goals counted year by year."""

    strategy: Strategy
    short: float
    tallies: tuple[Tally, ...]


def years(every: Sequence[int], year: int) -> tuple[int, ...]:
    """The years that are told: those up to this one, filled up from those after."""
    passed = sum(each <= year for each in every)
    start = max(0, min(passed - 3, len(every) - MOST_YEARS))
    return tuple(every[start : start + MOST_YEARS])


def progress(
    lines: Sequence[StrategyReport], told: Sequence[int]
) -> tuple[Progress, ...]:
    """The first strategies of a plan, with their goals in the years that are told."""
    return tuple(
        Progress(each.strategy, each.figure.short, _tallies(each, told))
        for each in lines[:MOST_STRATEGIES]
    )


def _tallies(line: StrategyReport, told: Sequence[int]) -> tuple[Tally, ...]:
    every = [status for _goal, statuses in line.goals for status in statuses]
    return tuple(tally([s for s in every if s.year == year]) for year in told)


@dataclass(frozen=True)
class Doubts:
    """What the figures do not know: people, competencies and units they lack."""

    waiting: int
    lacking: int
    competencies: int
    hidden: int
    units: int


def doubts(line: Line, below: Sequence[Line]) -> Doubts:
    """How much is missing from the figures of a unit and those one step below."""
    lacking = sum(each.state in {State.UNKNOWN, State.WITHHELD} for each in line.cells)
    return Doubts(
        waiting=line.asked - (line.people or 0),
        lacking=lacking,
        competencies=len(line.cells),
        hidden=sum(each.people is None for each in below),
        units=len(below),
    )
