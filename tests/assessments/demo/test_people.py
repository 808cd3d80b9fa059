from collections import Counter

import numpy as np
import pytest

from assessments.demo import lists, people
from assessments.demo.people import AS_OF, DOMAIN
from competency.roster import RosterPerson

Staff = tuple[RosterPerson, ...]


@pytest.fixture(scope="module")
def staff() -> Staff:
    return people.staff(lists.units(), np.random.default_rng(1))


def test_the_same_seed_makes_the_same_people(staff: Staff) -> None:
    assert people.staff(lists.units(), np.random.default_rng(1)) == staff


def test_another_seed_makes_others(staff: Staff) -> None:
    assert people.staff(lists.units(), np.random.default_rng(2)) != staff


def test_the_city_has_about_sixty_units_and_sixteen_hundred_people(
    staff: Staff,
) -> None:
    assert 60 <= len(lists.units()) <= 68
    assert 1550 <= len(staff) <= 1650


def test_every_unit_stands_under_one_that_came_before() -> None:
    seen: set[str | None] = {None}
    for unit in people.units(lists.units()):
        assert unit.parent in seen
        seen.add(unit.code)


def test_staff_numbers_are_unique_text_with_leading_zeros(staff: Staff) -> None:
    numbers = [person.number for person in staff]
    assert len(set(numbers)) == len(numbers)
    assert numbers[0] == "000001"


def test_numbers_follow_the_day_of_hiring(staff: Staff) -> None:
    days = [person.hired_on for person in staff]
    assert days == sorted(days, key=lambda day: day or AS_OF)
    assert max(day for day in days if day) <= AS_OF


def test_exactly_one_person_answers_to_nobody(staff: Staff) -> None:
    assert [p.title for p in staff if p.supervisor is None] == ["ปลัดเมือง"]


def test_staff_answer_to_the_head_of_their_unit_or_the_next_one_up(
    staff: Staff,
) -> None:
    parents = {unit.code: unit.parent for unit in lists.units()}
    unit_of = {person.number: person.unit for person in staff}
    for person in staff:
        if person.supervisor is not None:
            unit: str | None = person.unit
            while unit is not None and unit != unit_of[person.supervisor]:
                unit = parents[unit]
            assert unit is not None, person


def test_some_have_no_e_mail_and_no_mail_can_reach_the_others(staff: Staff) -> None:
    mails = [person.email for person in staff]
    assert 50 < mails.count(None) < 400
    assert all(mail is None or mail.endswith(f"@{DOMAIN}") for mail in mails)
    assert DOMAIN.endswith(".example.org")


def test_everybody_is_placed_on_the_axes_of_the_frameworks(staff: Staff) -> None:
    for person in staff:
        assert {"group-2561", "work-2567", "role-2567"} <= set(person.placings)
    local = Counter("position-local" in person.placings for person in staff)
    assert local[True] > 400
    assert local[False] > 400
