"""A unit's report read by strategy, and how each goal stands in each year.

A strategy's figure is the weighted mean of the figures of the competencies that carry
it, over those that are *shown*; competencies required of nobody count for nothing.
As in `crosswalks`, it is known where at least half of the weight is. Only figures that
every reader of the report may see are put together, with weights that the plan tells:
whoever reads a strategy could have worked it out from the report, so nobody can be
worked out from it who could not be before. Nothing else is ever read here.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from competency.crosswalks import ENOUGH
from competency.masterplans.values import Goal, Strategy
from competency.reports import Cell, State

NAN = math.nan

CLOSE = 1e-6
"""Figures are kept as float32, so a goal of 0.6 is reached by 0.59999999."""


@dataclass(frozen=True)
class Figure:
    """What a unit's report says of one strategy.

    `level`, `gap` and `short` (the share below target) are NaN unless enough of the
    weight is known for each; `known` of `linked` competencies are shown. A strategy
    that no competency of the round's framework carries is unknown with 0 linked.
    """

    state: State
    level: float = NAN
    gap: float = NAN
    short: float = NAN
    known: int = 0
    linked: int = 0

    @property
    def on_target(self) -> float:
        """The share of the people counted who are on their target or above."""
        return 1 - self.short


def figures(
    strategies: Sequence[Strategy],
    framework: str,
    competency_ids: Sequence[str],
    cells: Sequence[Cell],
) -> tuple[Figure, ...]:
    """Each strategy's figures, from a unit's cells in the order of the framework."""
    by_name = dict(zip(competency_ids, cells, strict=True))
    return tuple(_figure(each.weights(framework), by_name) for each in strategies)


def _figure(weights: Mapping[str, float], cells: Mapping[str, Cell]) -> Figure:
    """A competency that the round's version does not have is unknown."""
    unknown = Cell(State.UNKNOWN)
    pairs = [(weight, cells.get(name, unknown)) for name, weight in weights.items()]
    counted = [pair for pair in pairs if pair[1].state is not State.FREE]
    known = sum(cell.state is State.SHOWN for _weight, cell in counted)
    level, gap, short = (
        _mean([(weight, _shown(cell, name)) for weight, cell in counted])
        for name in ("level", "gap", "short")
    )
    state = _state([cell.state for _weight, cell in pairs], level)
    return Figure(state, level, gap, short, known, len(pairs))


def _shown(cell: Cell, name: str) -> float:
    value: float = getattr(cell, name) if cell.state is State.SHOWN else NAN
    return value


def _mean(values: Sequence[tuple[float, float]]) -> float:
    """The weighted mean of what is known; NaN where that is under half."""
    known = [(weight, value) for weight, value in values if not math.isnan(value)]
    total = sum(weight for weight, _value in values)
    reached = sum(weight for weight, _value in known)
    if not reached or reached < ENOUGH * total:
        return NAN
    mean = sum(weight * value for weight, value in known) / reached
    every = [value for _weight, value in known]
    # Rounding may carry a mean of equal values past them by the last bit.
    return min(max(mean, min(every)), max(every))


def _state(states: Sequence[State], level: float) -> State:
    if not math.isnan(level):
        return State.SHOWN
    if State.WITHHELD in states:
        return State.WITHHELD
    alone = set(states) == {State.FREE}
    return State.FREE if alone else State.UNKNOWN


class Standing(StrEnum):
    """How a goal stands in a year."""

    REACHED = "reached"
    BELOW = "below"
    UNMEASURED = "unmeasured"
    WITHHELD = "withheld"
    NO_VALUE = "no-value"


@dataclass(frozen=True)
class Status:
    """A goal in a year: the value to reach and the one measured; NaN without."""

    year: int
    standing: Standing
    wanted: float = NAN
    measured: float = NAN


def statuses(
    goal: Goal, years: Sequence[int], by_year: Mapping[int, Figure]
) -> tuple[Status, ...]:
    """How a goal stands in each of the years.

    `by_year` are the figures of the goal's strategy, of the years with a closed round.
    """
    return tuple(_status(goal, year, by_year.get(year)) for year in years)


def _status(goal: Goal, year: int, figure: Figure | None) -> Status:
    wanted, measured = goal.wanted.get(year, NAN), _measured(goal, year, figure)
    if math.isnan(wanted):
        return Status(year, Standing.NO_VALUE, measured=measured)
    if math.isnan(measured):
        standing = Standing.WITHHELD if _hidden(goal, figure) else Standing.UNMEASURED
        return Status(year, standing, wanted)
    ahead = measured - wanted if goal.better == "higher" else wanted - measured
    standing = Standing.REACHED if ahead >= -CLOSE else Standing.BELOW
    return Status(year, standing, wanted, measured)


def _hidden(goal: Goal, figure: Figure | None) -> bool:
    """Whether what is not known may not be shown; a share may not though a gap may."""
    if goal.measure == "manual" or figure is None:
        return False
    share = goal.measure == "share_on_target" and not math.isnan(figure.gap)
    return figure.state is State.WITHHELD or share


def _measured(goal: Goal, year: int, figure: Figure | None) -> float:
    if goal.measure == "manual":
        return goal.found.get(year, NAN)
    if figure is None:
        return NAN
    return {
        "share_on_target": figure.on_target,
        "mean_level": figure.level,
        "mean_gap": figure.gap,
    }[goal.measure]
