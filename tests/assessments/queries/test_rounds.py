"""What is known of a round, and how many have answered."""

from datetime import timedelta

import pytest
from flask import Flask

from assessments.queries import rounds
from assessments.queries.rounds import Rate
from tests import factories
from tests.conftest import NOW

ALL = dict.fromkeys(range(10), 3)


def test_the_pinned_framework_is_read_once(app: Flask) -> None:
    factories.person(factories.unit())
    found = rounds.round_(factories.round_())
    assert found.framework.id == "three"
    assert found.framework is rounds.round_(found.id).framework


def test_rates_are_counted_for_the_units_below_the_agency(app: Flask) -> None:
    city = factories.unit("1", name="เมือง")
    north = factories.unit("11", city, "เหนือ")
    south = factories.unit("12", city, "ใต้")
    desk = factories.unit("111", north, "โต๊ะ")
    people = [factories.person(unit) for unit in (city, north, desk, desk, south)]
    number = factories.round_()
    factories.answered(number, people[1], ALL)
    factories.answered(number, people[2], ALL)
    factories.answered(number, people[4], {0: 1}, status="draft")
    found = {rate.name_th: rate for rate in rounds.rates(number)}
    assert list(found) == ["เมือง", "เหนือ", "ใต้"]
    shown = {name: (r.asked, r.begun, r.submitted) for name, r in found.items()}
    assert shown == {"เมือง": (1, 0, 0), "เหนือ": (3, 2, 2), "ใต้": (1, 1, 0)}
    whole = rounds.rate(number)
    assert (whole.asked, whole.begun, whole.submitted) == (5, 3, 2)


def test_totals_of_units_are_the_total_of_the_round(app: Flask) -> None:
    roots = [factories.unit(), factories.unit()]
    for unit in (*roots, factories.unit(parent=roots[0])):
        factories.person(unit)
    number = factories.round_()
    asked = sum(rate.asked for rate in rounds.rates(number))
    assert asked == rounds.rate(number).asked == 3


@pytest.mark.parametrize(
    ("submitted", "asked", "step"), [(0, 7, 0.0), (6, 7, 0.8), (7, 7, 1.0), (1, 11, 0)]
)
def test_a_share_is_shown_in_tenths_rounded_down(
    submitted: int, asked: int, step: float
) -> None:
    assert Rate("", "", "", asked, asked, submitted).step == step


def test_a_round_is_over_at_its_closing_time(app: Flask) -> None:
    factories.person(factories.unit())
    number = factories.round_()
    closes = NOW + timedelta(days=30)
    assert rounds.over(closes - timedelta(microseconds=1)) == ()
    assert rounds.over(closes) == (number,)
    factories.round_state(number, "closing")
    assert rounds.over(closes) == ()


def test_the_english_name_is_shown_where_there_is_one() -> None:
    rate = Rate("1", "เมือง", "", 1, 0, 0)
    assert (rate.name("en"), rate.name("th")) == ("เมือง", "เมือง")
    assert Rate("1", "เมือง", "City", 1, 0, 0).name("en") == "City"
