"""A report by strategy, worked by hand, and how goals stand in their years."""

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from competency.masterplans import Figure, Standing, figures, statuses
from competency.masterplans.values import Goal
from competency.reports import Cell, State
from tests.competency.masterplans.plans import THREE, goal, link, plan, strategy

NAN = float("nan")
PLAN = plan()
READ = Cell(State.SHOWN, 2.0, -1.0, 0.5, 8)
KEEP = Cell(State.SHOWN, 1.0, -0.5, 0.25, 8)
SHARE = Cell(State.SHOWN, 3.0, 0.0, 0.0, 8)
WITHHELD, UNKNOWN, FREE = (
    Cell(state) for state in (State.WITHHELD, State.UNKNOWN, State.FREE)
)


def _figures(*cells: Cell) -> tuple[Figure, ...]:
    return figures(PLAN.strategies, "three", THREE.competency_ids, cells)


def _goal(**changes: Any) -> Goal:  # noqa: ANN401 -- fields of any form
    return (
        plan(
            strategies=[strategy("a", link("data.read"), goals=[goal("g", **changes)])]
        )
        .strategies[0]
        .goals[0]
    )


def test_figures_are_weighted_means_of_the_linked_competencies() -> None:
    people, safety = _figures(READ, KEEP, SHARE)
    assert people == Figure(State.SHOWN, 1.75, -0.875, 0.4375, 2, 2)
    assert people.on_target == 0.5625
    assert safety == Figure(State.SHOWN, 1.0, -0.5, 0.25, 1, 1)


def test_what_is_not_linked_counts_for_nothing() -> None:
    assert _figures(READ, KEEP, SHARE) == _figures(READ, KEEP, WITHHELD)


@pytest.mark.parametrize(
    ("missing", "state"),
    [(WITHHELD, State.WITHHELD), (UNKNOWN, State.UNKNOWN)],
)
def test_under_half_of_the_weight_a_strategy_is_not_known(
    missing: Cell, state: State
) -> None:
    people, _safety = _figures(missing, KEEP, SHARE)
    assert people.state is state
    assert all(map(math.isnan, (people.level, people.gap, people.short)))
    assert (people.known, people.linked) == (1, 2)


def test_from_half_of_the_weight_on_it_is_known() -> None:
    people, _safety = _figures(READ, WITHHELD, SHARE)
    assert people == Figure(State.SHOWN, 2.0, -1.0, 0.5, 1, 2)


def test_what_is_required_of_nobody_is_left_out() -> None:
    people, safety = _figures(FREE, KEEP, SHARE)
    assert people == Figure(State.SHOWN, 1.0, -0.5, 0.25, 1, 2)
    assert safety.state is State.SHOWN
    assert _figures(READ, FREE, SHARE)[1].state is State.FREE


def test_without_targets_only_the_level_is_known() -> None:
    cell = Cell(State.SHOWN, 2.0, NAN, NAN, 8)
    people, _safety = _figures(cell, cell, SHARE)
    assert (people.state, people.level) == (State.SHOWN, 2.0)
    assert math.isnan(people.gap)
    assert math.isnan(people.on_target)


def test_a_strategy_without_a_competency_of_the_framework_is_unknown() -> None:
    found = figures(PLAN.strategies, "other", THREE.competency_ids, (READ,) * 3)
    assert [(each.state, each.linked) for each in found] == [(State.UNKNOWN, 0)] * 2


def test_a_competency_that_the_version_lacks_is_unknown() -> None:
    found = figures(PLAN.strategies, "three", ("data.keep",), (KEEP,))
    assert [each.state for each in found] == [State.UNKNOWN, State.SHOWN]


_NUMBER = st.floats(-5, 5, width=32)
_CELLS = st.one_of(
    st.sampled_from([WITHHELD, UNKNOWN, FREE]),
    st.builds(
        lambda level, gap, short: Cell(State.SHOWN, abs(level), gap, short, 9),
        _NUMBER,
        _NUMBER,
        st.floats(0, 1, width=32),
    ),
)


@settings(deadline=None)
@given(cells=st.tuples(_CELLS, _CELLS, _CELLS))
def test_a_strategy_stays_between_the_shown_figures_it_is_made_of(
    cells: tuple[Cell, Cell, Cell],
) -> None:
    for strategy_, found in zip(PLAN.strategies, _figures(*cells), strict=True):
        linked = [THREE.competency_ids.index(n) for n in strategy_.weights("three")]
        shown = [cells[at] for at in linked if cells[at].state is State.SHOWN]
        assert found.known == len(shown)
        if found.state is not State.SHOWN:
            assert math.isnan(found.level)
            continue
        for name in ("level", "gap", "short"):
            values = [getattr(cell, name) for cell in shown]
            assert min(values) <= getattr(found, name) <= max(values)


@settings(deadline=None)
@given(
    cells=st.tuples(_CELLS, _CELLS, _CELLS),
    hidden=st.tuples(_NUMBER, _NUMBER, st.floats(0, 1), st.integers(1, 9)),
)
def test_numbers_that_are_not_shown_change_nothing(
    cells: tuple[Cell, ...], hidden: tuple[float, float, float, int]
) -> None:
    planted = [
        cell if cell.state is State.SHOWN else Cell(cell.state, *hidden)
        for cell in cells
    ]
    assert repr(_figures(*planted)) == repr(_figures(*cells))


def test_goals_stand_in_each_year_as_they_were_measured() -> None:
    by_year = {
        2569: Figure(State.SHOWN, 2.0, -0.5, 0.4, 2, 2),
        2570: Figure(State.SHOWN, 2.0, -0.5, 0.4, 2, 2),
    }
    found = statuses(_goal(), (2568, 2569, 2570, 2571), by_year)
    assert [each.standing for each in found] == [
        Standing.NO_VALUE,
        Standing.REACHED,
        Standing.BELOW,
        Standing.NO_VALUE,
    ]
    assert found[1].wanted == 0.5
    assert found[1].measured == pytest.approx(0.6)


@pytest.mark.parametrize(
    ("measure", "value", "standing"),
    [
        ("mean_level", 2.0, Standing.REACHED),
        ("mean_level", 2.25, Standing.BELOW),
        ("mean_gap", -0.5, Standing.REACHED),
        ("mean_gap", -0.25, Standing.BELOW),
        ("share_on_target", 0.6, Standing.REACHED),
        ("share_on_target", 0.61, Standing.BELOW),
    ],
)
def test_each_measure_is_held_against_its_own_figure(
    measure: str, value: float, standing: Standing
) -> None:
    figure = Figure(State.SHOWN, 2.0, -0.5, 0.4, 2, 2)
    mine = _goal(measure=measure, values=[{"year": 2569, "value": value}])
    (found,) = statuses(mine, (2569,), {2569: figure})
    assert found.standing is standing


@pytest.mark.parametrize(
    ("figure", "standing"),
    [
        (None, Standing.UNMEASURED),
        (Figure(State.UNKNOWN), Standing.UNMEASURED),
        (Figure(State.WITHHELD), Standing.WITHHELD),
    ],
)
def test_what_is_not_known_is_neither_reached_nor_missed(
    figure: Figure | None, standing: Standing
) -> None:
    by_year = {} if figure is None else {2569: figure}
    (found,) = statuses(_goal(), (2569,), by_year)
    assert (found.standing, found.wanted) == (standing, 0.5)
    assert math.isnan(found.measured)


def test_what_the_agency_measures_itself_needs_no_round() -> None:
    days = _goal(
        measure="manual",
        better="lower",
        values=[{"year": year, "value": 10} for year in (2568, 2569, 2570)],
        measured=[{"year": 2568, "value": 9}, {"year": 2569, "value": 11}],
    )
    withheld = {2570: Figure(State.WITHHELD)}
    found = statuses(days, (2568, 2569, 2570), withheld)
    assert [each.standing for each in found] == [
        Standing.REACHED,
        Standing.BELOW,
        Standing.UNMEASURED,
    ]


@settings(deadline=None)
@given(measured=st.floats(-5, 5), wanted=st.floats(-5, 5))
def test_what_is_above_one_value_is_above_every_lower_one(
    measured: float, wanted: float
) -> None:
    figure = {2569: Figure(State.SHOWN, gap=measured, linked=1, known=1)}
    low, high = (
        statuses(
            _goal(measure="mean_gap", values=[{"year": 2569, "value": value}]),
            (2569,),
            figure,
        )[0].standing
        for value in (wanted - 1, wanted)
    )
    assert (low, high) != (Standing.BELOW, Standing.REACHED)
