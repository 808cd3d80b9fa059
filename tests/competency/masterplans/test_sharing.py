"""A training plan by strategy: worked by hand, and always the whole plan."""

from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from competency.masterplans import by_strategy
from competency.masterplans.sharing import apportion
from competency.planning.values import Binding, PlanSettings, Run, TrainingPlan
from tests.competency.masterplans.plans import plan

MASTER = plan()
IDS = ("data.read", "data.keep", "safe.share")


def training(
    rows: list[tuple[int, int, str, float]], runs: tuple[Run, ...]
) -> TrainingPlan:
    frame = pd.DataFrame(rows, columns=["person", "run", "competency", "closes"])
    return TrainingPlan(
        settings=PlanSettings(10**9),
        courses=(),
        runs=runs,
        placements=frame.astype({"person": "int64", "closes": "float32"}),
        cost_satang=sum(run.cost_satang for run in runs),
        closed=sum(run.closes for run in runs),
        bound=1.0,
        shortfall=1.0,
        reachable=1.0,
        method="milp",
        binding=Binding(money=False, full=(), small=()),
    )


def test_levels_seats_and_money_follow_the_links() -> None:
    rows = [
        *((person, 0, "data.read", 2.0) for person in range(4)),
        *((person, 1, "data.keep", 1.0) for person in range(8)),
        *((person, 2, "safe.share", 1.0) for person in range(3)),
    ]
    runs = (
        Run("READ", 1, 4, 400_00, 8),
        Run("KEEP", 1, 8, 801_01, 8),
        Run("SHARE", 1, 3, 300_00, 3),
    )
    people, safety, none = by_strategy(training(rows, runs), MASTER, "three")
    assert (people.closes, people.seats, people.cost_satang) == (10, 6, 600_25)
    assert (safety.closes, safety.seats, safety.cost_satang) == (6, 6, 600_76)
    assert none.strategy is None
    assert (none.closes, none.seats, none.cost_satang) == (3, 3, 300_00)


def test_a_framework_that_the_plan_does_not_name_is_for_no_strategy() -> None:
    rows = [(1, 0, "data.read", 2.0)]
    made = training(rows, (Run("READ", 1, 1, 100, 2),))
    *strategies, none = by_strategy(made, MASTER, "other")
    assert [(each.seats, each.closes, each.cost_satang) for each in strategies] == [
        (0, 0, 0)
    ] * 2
    assert (none.seats, none.closes, none.cost_satang) == (1, 2, 100)


def test_an_empty_plan_has_lines_of_nothing() -> None:
    found = by_strategy(training([], ()), MASTER, "three")
    assert [(each.seats, each.closes, each.cost_satang) for each in found] == [
        (0, 0, 0)
    ] * 3


@st.composite
def plans(draw: st.DrawFn) -> TrainingPlan:
    rows, runs = [], []
    for number in range(draw(st.integers(0, 4))):
        seats = draw(st.integers(1, 9))
        lifted = draw(st.lists(st.sampled_from(IDS), min_size=1, unique=True))
        closes = draw(st.sampled_from([0.5, 1.0, 2.0, 3.0]))
        rows += [(p, number, name, closes) for p in range(seats) for name in lifted]
        cost = draw(st.integers(0, 10**9))
        runs.append(Run("C", number, seats, cost, closes * seats * len(lifted)))
    return training(rows, tuple(runs))


@settings(deadline=None)
@given(made=plans())
def test_the_lines_together_are_the_plan(made: TrainingPlan) -> None:
    found = by_strategy(made, MASTER, "three")
    assert sum(each.seats for each in found) == sum(run.seats for run in made.runs)
    assert sum(each.cost_satang for each in found) == made.cost_satang
    assert sum(each.closes for each in found) == pytest.approx(made.closed)
    assert all(min(each.seats, each.closes, each.cost_satang) >= 0 for each in found)


@settings(deadline=None)
@given(
    total=st.integers(0, 10**12),
    shares=st.lists(st.fractions(0, 100), min_size=1, max_size=8),
)
def test_whole_parts_are_the_total_and_off_by_less_than_one(
    total: int, shares: list[Fraction]
) -> None:
    parts = apportion(total, shares)
    assert sum(parts) == total
    every = sum(shares)
    if every:
        exact = [total * share / every for share in shares]
        assert all(abs(p - e) < 1 for p, e in zip(parts, exact, strict=True))


def test_what_is_shared_by_nobody_goes_to_the_last() -> None:
    assert apportion(7, [Fraction(0), Fraction(0)]) == (0, 7)
