"""Whose papers a round has: today's staff of some units, in the order of the tree."""

import pytest
from flask import Flask

from assessments.queries import papers, people
from assessments.queries.results import COMBINED
from tests import factories
from tests.assessments.closed_city import ClosedCity


@pytest.fixture
def city(app: Flask) -> ClosedCity:
    return ClosedCity()


def test_people_stand_by_unit_in_the_order_of_the_tree(city: ClosedCity) -> None:
    found = papers.subjects(city.round, people.unit_ids())
    codes = [each.unit_code for each in found]
    assert codes == ["0101"] * 6 + ["0102"] * 3 + ["02"] * 8
    assert {each.unit("th") for each in found} == {"งานการเงิน", "งานจัดเก็บ", "กองช่าง"}
    assert found[0].unit("en") == "Unit 0101"


def test_nobody_stands_outside_the_units_that_are_asked_for(city: ClosedCity) -> None:
    found = papers.subjects(city.round, {city.pay})
    assert {each.person_id for each in found} == set(city.people[city.pay])
    assert papers.subjects(city.round, ()) == ()


def test_whom_a_round_did_not_ask_is_nobody_there(city: ClosedCity) -> None:
    late = factories.person(city.tax)
    assert papers.subject(city.round, late) is None
    first = city.people[city.tax][0]
    found = papers.subject(city.round, first)
    assert found is not None
    assert (found.person_id, found.unit_code) == (first, "0102")


def test_what_was_kept_is_found_by_person_and_kind(city: ClosedCity) -> None:
    first, second, *_others = city.people[city.works]
    found = papers.spoken(city.round, (first, second))
    assert set(found) == {first, second}
    assert set(found[first]) == {"self", COMBINED}
    assert found[first][COMBINED].levels[:2] == (1.0, 0.0)
