"""Courses come into the catalogue, change, and are offered no longer."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from assessments.database import db
from assessments.models import AuditLine
from assessments.operations import courses as operations
from assessments.operations.audit import SYSTEM
from assessments.queries import courses
from assessments.queries.courses import Changes
from competency.courses import Effect
from tests.assessments.catalogue import COURSES, FRAMEWORK, KEEP, READ, SHARE, put
from tests.conftest import NOW

CODES = ("KEEP", "READ", "SHARE")


def test_new_courses_are_kept_as_they_were_given(app: Flask) -> None:
    assert put() == Changes(new=CODES, changed=(), same=(), gone=())
    assert courses.catalogue(FRAMEWORK) == COURSES


def test_putting_the_same_list_twice_changes_nothing(app: Flask) -> None:
    put()
    assert put() == Changes(new=(), changed=(), same=CODES, gone=())
    assert courses.catalogue(FRAMEWORK) == COURSES


@pytest.mark.parametrize(
    "other",
    [
        replace(READ, seat_cost_satang=1),
        replace(READ, effects=(*READ.effects, Effect(FRAMEWORK, "data.keep", 0, 1))),
        replace(READ, effects=(Effect(FRAMEWORK, "data.read", 1, 3),)),
    ],
    ids=["cost", "second competency", "levels"],
)
def test_a_changed_course_is_told_and_kept(app: Flask, other: object) -> None:
    put()
    changed = (KEEP, other, SHARE)
    found = put(changed)  # type: ignore[arg-type]
    assert (found.changed, found.same) == (("READ",), ("KEEP", "SHARE"))
    assert courses.catalogue(FRAMEWORK) == changed


def test_a_whole_list_retires_what_it_does_not_hold(app: Flask) -> None:
    put()
    assert put((READ,)).gone == ("KEEP", "SHARE")
    assert courses.catalogue() == (READ,)


def test_a_part_of_the_list_retires_nothing(app: Flask) -> None:
    put()
    assert put((READ,), whole=False).gone == ()
    assert courses.catalogue(FRAMEWORK) == COURSES


def test_a_retired_course_comes_back_as_a_changed_one(app: Flask) -> None:
    put()
    put((READ,))
    assert put().changed == ("KEEP", "SHARE")
    assert courses.catalogue(FRAMEWORK) == COURSES


def test_what_a_course_lifts_in_another_framework_stays(app: Flask) -> None:
    put()
    other = Effect("other", "law", 0, 1)
    put((replace(READ, effects=(other,)),), "other")
    (mine,) = (c for c in courses.catalogue(FRAMEWORK) if c.code == "READ")
    (theirs,) = courses.catalogue("other")
    assert (mine.effects, theirs.effects) == (READ.effects, (other,))


def test_a_course_of_two_frameworks_is_retired_from_one_of_them(app: Flask) -> None:
    put()
    put((replace(READ, effects=(Effect("other", "law", 0, 1),)),), "other")
    put((KEEP,))
    assert [each.code for each in courses.catalogue(FRAMEWORK)] == ["KEEP"]
    assert [each.code for each in courses.catalogue("other")] == ["READ"]


def test_one_audit_line_tells_the_counts_and_no_course(app: Flask) -> None:
    put()
    operations.put((READ,), FRAMEWORK, whole=True, actor=SYSTEM, now=NOW)
    line = db.session.scalars(select(AuditLine).order_by(AuditLine.id.desc())).first()
    assert line is not None
    assert (line.action, line.noun, line.noun_id) == ("put", "courses", FRAMEWORK)
    counts = {"new": 0, "changed": 0, "same": 1, "gone": 2}
    assert line.detail == {"counts": counts}
