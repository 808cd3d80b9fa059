"""A training plan added up by strategy.

The levels that a seat closes in a competency belong to the strategies that the
competency carries, in proportion to its weights there. Seats and money of a run
follow the levels that it closes, in whole seats and whole satang (the method of the
largest remainder, A. Hamilton 1792), so that all lines together are the plan. What
no strategy is carried by stands in a line of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from competency.masterplans.values import MasterPlan, Strategy
from competency.planning.values import TrainingPlan


@dataclass(frozen=True)
class StrategyLine:
    """What the plan does for a strategy; None is what it does for no strategy."""

    strategy: Strategy | None
    seats: int
    closes: float
    cost_satang: int


def by_strategy(
    plan: TrainingPlan, master: MasterPlan, framework: str
) -> tuple[StrategyLine, ...]:
    """A line for each strategy in the plan's order, and the last for none of them."""
    every: tuple[Strategy | None, ...] = (*master.strategies, None)
    rows = _levels(plan, master, framework)
    runs = tuple(zip(plan.runs, rows, strict=True))
    seats = [apportion(run.seats, levels) for run, levels in runs]
    costs = [apportion(run.cost_satang, levels) for run, levels in runs]
    return tuple(
        StrategyLine(
            strategy,
            seats=sum(each[at] for each in seats),
            closes=float(sum(each[at] for each in rows)),
            cost_satang=sum(each[at] for each in costs),
        )
        for at, strategy in enumerate(every)
    )


def _levels(
    plan: TrainingPlan, master: MasterPlan, framework: str
) -> list[list[Fraction]]:
    """Levels that each run closes for each strategy, and last for none of them."""
    found = [[Fraction(0)] * (len(master.strategies) + 1) for _run in plan.runs]
    shares = {
        name: _shares(str(name), master, framework)
        for name in plan.placements["competency"].unique()
    }
    sums = plan.placements.groupby(["run", "competency"])["closes"].sum().reset_index()
    columns = (sums[name].tolist() for name in ("run", "competency", "closes"))
    for run, name, closes in zip(*columns, strict=True):
        for at, share in shares[name].items():
            found[run][at] += share * Fraction(closes)
    return found


def _shares(
    competency: str, master: MasterPlan, framework: str
) -> Mapping[int, Fraction]:
    """Position of a strategy → its share of a competency; after the last: none."""
    weights = {
        at: Fraction(strategy.weights(framework).get(competency, 0))
        for at, strategy in enumerate(master.strategies)
    }
    total = sum(weights.values())
    if not total:
        return {len(master.strategies): Fraction(1)}
    return {at: weight / total for at, weight in weights.items()}


def apportion(total: int, shares: Sequence[Fraction]) -> tuple[int, ...]:
    """Whole parts of a total in proportion to the shares; together the total.

    The last part takes all where nothing is shared.
    """
    every = sum(shares)
    if not every:
        return (*(0 for _share in shares[1:]), total)
    exact = [total * share / every for share in shares]
    parts = [int(each) for each in exact]
    left = total - sum(parts)
    behind = sorted(range(len(parts)), key=lambda at: (parts[at] - exact[at], at))
    for at in behind[:left]:
        parts[at] += 1
    return tuple(parts)
