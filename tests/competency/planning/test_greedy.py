from competency.planning.demand import demand
from competency.planning.greedy import extend, filled
from competency.planning.seating import Seating
from tests.competency.planning.instances import course, staff


def test_the_most_levels_for_the_money_come_first() -> None:
    needs = demand(
        staff([[0], [0]], [[2], [2]]),
        [
            course("dear", ("data", 0, 2), costs=(1_000, 0)),
            course("cheap", ("data", 0, 2), costs=(10, 0)),
        ],
    )
    assert filled(needs, 5_000).runs.tolist() == [0, 1]


def test_a_run_is_filled_only_as_far_as_the_money_goes() -> None:
    needs = demand(
        staff([[0]] * 5, [[1]] * 5), [course("A", ("data", 0, 1), costs=(100, 30))]
    )
    found = filled(needs, 190)
    assert (len(found.seats[0]), found.spent) == (3, 190)


def test_a_class_that_would_be_too_small_is_not_opened() -> None:
    needs = demand(
        staff([[0]] * 2, [[1]] * 2), [course("A", ("data", 0, 1), seats=(3, 9))]
    )
    assert filled(needs, 0).runs.tolist() == [0]


def test_those_who_gain_most_come_first() -> None:
    needs = demand(
        staff([[1], [0], [1]], [[2], [2], [2]]),
        [course("A", ("data", 0, 2), seats=(1, 1))],
    )
    assert needs.people[filled(needs, 0).seats[0]].tolist() == [12]


def test_a_started_plan_is_carried_on() -> None:
    needs = demand(staff([[0]] * 3, [[1]] * 3), [course("A", ("data", 0, 1))])
    seating = Seating(needs, 0)
    extend(seating)
    again = list(seating.seats[0])
    extend(seating)
    assert seating.seats[0] == again
    assert len(again) == 3
