import numpy as np
import pytest

from competency.courses import (
    Course,
    Effect,
    benefits,
    closes,
    rounded,
    serving,
    suited,
)

NAN = float("nan")


def course(code: str, *effects: Effect) -> Course:
    return Course(code, code, "", 6, "Onsite", 0, 0, 1, 10, 1, effects)


def closed(level: float, target: float, from_level: float, to_level: float) -> float:
    levels, targets = np.array([level], np.float32), np.array([target], np.float32)
    effect = Effect("f", "data", from_level, to_level)
    return float(closes(levels, targets, effect)[0])


@pytest.mark.parametrize(
    ("level", "target", "expected"),
    [
        (1, 3, 2),  # served, up to the level after
        (1, 2, 1),  # never beyond the target
        (2, 5, 1),  # never beyond the level after
        (0, 3, 0),  # below the level before
        (3, 5, 0),  # already at the level after
        (2, 2, 0),  # nothing missing
        (2, 1, 0),  # above the target
    ],
)
def test_a_course_lifts_whom_it_serves_up_to_their_target(
    level: float, target: float, expected: float
) -> None:
    assert closed(level, target, 1, 3) == expected


@pytest.mark.parametrize(("level", "target"), [(NAN, 3), (1, NAN), (NAN, NAN)])
def test_an_unknown_level_or_target_gives_no_benefit(
    level: float, target: float
) -> None:
    assert closed(level, target, 0, 5) == 0


def test_what_is_not_required_gives_no_benefit() -> None:
    assert closed(1, -np.inf, 0, 5) == 0


def test_halves_are_rounded_up_and_unknown_stays_unknown() -> None:
    values = rounded(np.array([0.49, 0.5, 1.5, 2.5, NAN], np.float32))
    np.testing.assert_array_equal(values, np.array([0, 1, 2, 3, NAN]))


def test_a_course_with_several_effects_counts_for_each() -> None:
    gains = np.array([[1, 2, 0], [0, 0, 3]], np.float32)
    owners = np.array([0, 0, 1])
    found = benefits(gains, owners, 2)
    assert found.dtype == np.float32
    np.testing.assert_array_equal(found.toarray(), [[3, 0], [0, 3]])


def test_only_courses_of_the_framework_serve() -> None:
    ours = course("A", Effect("f", "data", 0, 1))
    other = course("B", Effect("g", "data", 0, 1))
    assert serving([ours, other], "f") == (ours,)


def test_the_cost_is_fixed_for_a_run_and_grows_with_seats() -> None:
    dear = Course("A", "A", "", 6, "", 900_000, 28_000, 1, 9, 9, ())
    assert dear.cost_satang(2, 15) == 2_220_000


def fitting(level: float, target: float) -> list[tuple[str, float]]:
    """The courses that suit somebody, with what each closes."""
    known = (
        course("B", Effect("f", "data", 0, 3)),
        course("A", Effect("f", "data", 0, 3)),
        course("C", Effect("f", "data", 0, 2), Effect("f", "other", 0, 5)),
        course("D", Effect("g", "data", 0, 5)),
        course("E", Effect("f", "data", 3, 5)),
    )
    found = suited(known, "f", "data", level, target)
    return [(each.course.code, each.closes) for each in found]


def test_courses_that_close_most_come_first_and_equals_by_code() -> None:
    assert fitting(1, 3) == [("A", 2), ("B", 2), ("C", 1)]
    assert fitting(1.4, 2) == [("A", 1), ("B", 1), ("C", 1)]


def test_beyond_a_target_that_is_met_courses_close_nothing() -> None:
    assert fitting(3, 3) == [("E", 0)]
    assert fitting(2, -np.inf) == [("A", 0), ("B", 0)]
    assert fitting(2, NAN) == [("A", 0), ("B", 0)]


def test_nothing_suits_an_unknown_level() -> None:
    assert fitting(NAN, 3) == []
