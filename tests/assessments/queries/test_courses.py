"""The catalogue as it is read: whole, of a framework, by code."""

from flask import Flask

from assessments.queries import courses
from competency.courses import Effect
from tests.assessments.catalogue import COURSES, FRAMEWORK, READ, course, put


def test_an_empty_catalogue_has_no_courses(app: Flask) -> None:
    assert courses.catalogue() == ()
    assert courses.codes_of(FRAMEWORK) == frozenset()


def test_courses_come_by_code_with_all_that_they_lift(app: Flask) -> None:
    second = Effect(FRAMEWORK, "safe.share", 0, 1)
    both = course("BOTH", "data.read", (0, 1))
    both = course("BOTH", "data.read", (0, 1), effects=(*both.effects, second))
    put((*COURSES, both))
    found = courses.catalogue()
    assert [each.code for each in found] == ["BOTH", "KEEP", "READ", "SHARE"]
    assert found[0].effects == both.effects


def test_courses_of_another_framework_are_left_out(app: Flask) -> None:
    put()
    law = course("LAW", "law", (0, 1), effects=(Effect("other", "law", 0, 1),))
    put((law,), "other")
    assert courses.catalogue("other") == (law,)
    assert courses.codes_of(FRAMEWORK) == {"KEEP", "READ", "SHARE"}
    assert courses.codes_beside(FRAMEWORK) == {"LAW"}
    assert len(courses.catalogue()) == 4


def test_ids_are_found_by_code_and_unknown_codes_left_out(app: Flask) -> None:
    put()
    assert set(courses.ids(["READ", "NONE"])) == {"READ"}


def test_what_would_change_is_told_without_changing_it(app: Flask) -> None:
    put()
    new = course("NEW", "data.read", (0, 1))
    found = courses.changes((READ, new), FRAMEWORK, whole=True)
    assert found.counts == {"new": 1, "changed": 0, "same": 1, "gone": 2}
    assert courses.catalogue() == COURSES
