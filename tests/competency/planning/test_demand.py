import numpy as np
from hypothesis import given, settings

from competency.courses import Course, closes, rounded
from competency.planning.demand import demand
from competency.planning.values import Staff
from tests.competency.planning.instances import catalogue, course, people, staff


def test_people_whom_no_course_can_tell_apart_share_a_pattern() -> None:
    needs = demand(
        staff([[0], [0], [0], [2]], [[1], [2], [5], [3]]),
        [course("A", ("data", 0, 2))],
    )
    assert sorted(needs.weights.tolist()) == [1, 1, 2]
    assert sorted(needs.benefits.toarray().ravel().tolist()) == [0, 1, 2]


def test_people_stand_in_turn_of_their_units() -> None:
    needs = demand(staff([[0]] * 5, [[1]] * 5, [7, 7, 7, 8, 8]), [])
    assert needs.units.tolist() == [7, 8, 7, 8, 7]
    assert needs.people.tolist() == [11, 14, 12, 15, 13]


def test_what_courses_can_reach_takes_the_best_course_once_a_competency() -> None:
    courses = [course("A", ("data", 0, 1)), course("B", ("data", 0, 2))]
    needs = demand(staff([[0, 0]], [[3, 3]]), courses)
    assert (needs.shortfall, needs.reachable) == (6.0, 2.0)


def test_effects_on_other_competencies_are_left_out() -> None:
    needs = demand(staff([[0]], [[3]]), [course("A", ("web", 0, 2))])
    assert needs.gains.shape == (1, 0)
    assert needs.reachable == 0.0


@given(people(), catalogue())
@settings(max_examples=60, deadline=None)
def test_patterns_give_back_what_each_person_gains(
    staff_: Staff, courses: tuple[Course, ...]
) -> None:
    needs = demand(staff_, courses)
    assert needs.weights.sum() == len(staff_.levels)
    each = needs.gains[needs.pattern_of]
    effects = [effect for one in courses for effect in one.effects]
    for at, effect in enumerate(effects):
        levels = staff_.levels.loc[needs.people, effect.competency].to_numpy()
        targets = staff_.targets.loc[needs.people, effect.competency].to_numpy()
        due = closes(rounded(levels), rounded(targets), effect)
        np.testing.assert_array_equal(each[:, at], due)
