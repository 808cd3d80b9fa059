"""A closed round by strategy, worked by hand from the figures of the gap report."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from assessments.database import db
from assessments.jobs import strategies
from assessments.jobs.strategies import StrategyReport
from assessments.models import Round
from assessments.operations import transaction
from assessments.queries import results, rounds
from competency.masterplans import Standing, read
from competency.reports import State
from tests.assessments import master_city
from tests.assessments.closed_city import ClosedCity
from tests.competency.masterplans.plans import (
    FRAMEWORKS,
    THREE,
    link,
    plan,
    strategy,
    text,
)
from tests.conftest import NOW


@pytest.fixture
def city(app: Flask) -> ClosedCity:
    return master_city.city()


def _report(city: ClosedCity, unit: int, **changes: object) -> list[StrategyReport]:
    units = {each.unit_id: each for each in results.units(city.round)}
    place = rounds.round_(city.round), units[unit]
    return list(strategies.report(plan(**changes), place))


def _standings(line: StrategyReport) -> list[tuple[int, Standing]]:
    ((_goal, statuses),) = line.goals
    return [(each.year, each.standing) for each in statuses]


def test_the_agency_is_read_by_strategy(city: ClosedCity) -> None:
    people, safety = _report(city, city.agency)
    read, keep = 1.5, 0.5  # means of 26 / 17 and 9 / 17 as they are told
    assert people.figure.level == pytest.approx((3 * read + keep) / 4)
    assert people.figure.gap == pytest.approx(-0.5)
    assert people.figure.on_target == pytest.approx(0.5)
    assert safety.figure.level == pytest.approx(keep)


def test_a_goal_is_held_against_the_fiscal_year_of_the_round(city: ClosedCity) -> None:
    whole = _report(city, city.agency)[0]
    assert _standings(whole) == [
        (2568, Standing.NO_VALUE),
        (2569, Standing.UNMEASURED),
        (2570, Standing.BELOW),
        (2571, Standing.NO_VALUE),
    ]
    finance = _report(city, city.finance)[0]
    # all nine are on target: a share of 100 % would tell of each of them
    assert _standings(finance)[2] == (2570, Standing.WITHHELD)


def test_of_a_small_unit_nothing_is_told(city: ClosedCity) -> None:
    people, _safety = _report(city, city.tax)
    assert people.figure.state is State.WITHHELD
    assert _standings(people)[2] == (2570, Standing.WITHHELD)


def test_a_strategy_of_another_framework_is_unknown(city: ClosedCity) -> None:
    known = {**FRAMEWORKS, "elsewhere": THREE}
    other = strategy("other", link("data.read", framework="elsewhere"))
    master, _problems = read(text(strategies=[other]), known)
    assert master is not None
    unit = results.units(city.round)[0]
    (line,) = strategies.report(master, (rounds.round_(city.round), unit))
    assert (line.figure.state, line.figure.linked) == (State.UNKNOWN, 0)
    assert _standings(line)[2] == (2570, Standing.UNMEASURED)


def test_another_round_fills_in_its_own_year_alone(city: ClosedCity) -> None:
    here = rounds.round_(city.round)
    unit = results.units(city.round)[0]
    finance = next(u for u in results.units(city.round) if u.unit_id == city.finance)
    with transaction():
        when = update(Round).where(Round.id == city.round)
        db.session.execute(when.values(closed_at=NOW - timedelta(days=100)))
    before = rounds.round_(city.round)
    assert strategies.year_of(before) == 2569
    line = strategies.report(plan(), (here, unit), [(before, finance)])[0]
    told = [(2569, Standing.WITHHELD), (2570, Standing.BELOW)]
    assert _standings(line)[1:3] == told
    again = strategies.report(plan(), (here, unit), [(here, finance)])[0]
    assert _standings(again)[2] == (2570, Standing.BELOW)


@pytest.mark.parametrize(
    ("closed", "year"),
    [(None, 2570), (timedelta(days=-100), 2569), (timedelta(days=400), 2570)],
)
def test_the_year_is_that_of_the_last_answers(
    city: ClosedCity, closed: timedelta | None, year: int
) -> None:
    """A round that is closed late took no answer after its window."""
    moment = None if closed is None else NOW + closed
    with transaction():
        when = update(Round).where(Round.id == city.round)
        db.session.execute(when.values(closed_at=moment))
    assert strategies.year_of(rounds.round_(city.round)) == year
