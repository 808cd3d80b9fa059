"""Targets of single people: kept, changed, taken away, and copied into a round."""

from datetime import timedelta

import numpy as np
import pytest
from flask import Flask
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from assessments.database import db
from assessments.jobs import contents
from assessments.jobs import rounds as jobs
from assessments.models import AuditLine, PersonalTarget
from assessments.operations import targets as operations
from assessments.operations import transaction
from assessments.operations.audit import SYSTEM
from assessments.operations.targets import Changes, Key
from assessments.queries import plans, rounds, targets
from competency.frameworks import Target
from tests import factories
from tests.assessments.clusterings import quiet
from tests.conftest import NOW

FRAMEWORK = "three"


def level(number: float | None, source: str = "คำสั่ง 9/2570") -> Target:
    """A cell of one's own; None is not required."""
    required = number is not None
    return Target(level=number, required=required, source=source, status="agency")


def put(cells: dict[Key, Target | None]) -> Changes:
    """Keep cells of the framework of three competencies."""
    return operations.put(FRAMEWORK, cells, actor=SYSTEM, now=NOW)


def audited() -> list[dict[str, object]]:
    """The details of the audit lines about personal targets."""
    wanted = select(AuditLine.detail).where(AuditLine.noun == "personal_targets")
    return list(db.session.scalars(wanted.order_by(AuditLine.id)))


def test_targets_are_new_changed_the_same_and_gone(app: Flask) -> None:
    person = factories.person(factories.unit())
    read, keep, share = (
        (person, name) for name in ("data.read", "data.keep", "safe.share")
    )
    assert put({read: level(3), keep: level(None), share: None}) == Changes(2, 0, 0, 1)
    assert put({read: level(2), keep: level(None)}) == Changes(0, 1, 0, 1)
    assert put({read: level(2, "อื่น"), keep: None}) == Changes(0, 1, 1, 0)
    assert targets.of_person(person, FRAMEWORK) == {"data.read": level(2, "อื่น")}
    assert targets.of_person(person, "other") == {}


def test_each_change_leaves_one_line_with_ids_and_counts(app: Flask) -> None:
    person = factories.person(factories.unit())
    put({(person, "data.read"): level(3)})
    counts = {"new": 1, "changed": 0, "gone": 0, "same": 0}
    assert audited() == [{"people": [person], **counts}]


def test_the_table_refuses_a_cell_that_says_two_things(app: Flask) -> None:
    person = factories.person(factories.unit())
    row = {"person_id": person, "framework": "x", "competency": "y", "set_at": NOW}
    wrong = row | {"level": 1.0, "required": False, "source": ""}
    with pytest.raises(IntegrityError), transaction():
        db.session.execute(insert(PersonalTarget), [wrong])


def test_a_round_keeps_what_stood_when_it_opened(app: Flask) -> None:
    unit = factories.unit()
    mine, others = factories.person(unit), factories.person(unit)
    put({(mine, "data.read"): level(3), (mine, "data.gone"): level(1)})
    put({(others, "data.read"): level(9)})
    number = factories.round_()
    put({(mine, "data.read"): level(1), (others, "data.keep"): level(1)})
    assert targets.in_round(number) == {mine: {"data.read": level(3)}}
    assert targets.in_rounds_of(mine) == {number: {"data.read": level(3)}}
    assert targets.counts(number) == (1, 1)


def test_whoever_left_has_no_target_in_lists(app: Flask) -> None:
    unit = factories.unit()
    person = factories.person(unit, left_at=NOW - timedelta(days=1))
    put({(person, "data.read"): level(3)})
    assert targets.of_staff(FRAMEWORK) == {}
    assert targets.listed(FRAMEWORK, {unit}) == ()
    assert targets.numbers({unit}) == {}


def test_lists_and_numbers_are_of_the_units_asked_for(app: Flask) -> None:
    here, there = factories.unit(), factories.unit()
    mine, other = factories.person(here, "0001"), factories.person(there, "0002")
    put({(mine, "data.read"): level(3), (other, "data.read"): level(2)})
    assert [each.number for each in targets.listed(FRAMEWORK, {here})] == ["0001"]
    assert targets.numbers({there}) == {"0002": other}


def test_gaps_plans_and_groups_reckon_with_personal_targets(app: Flask) -> None:
    unit = factories.unit()
    people = [factories.person(unit) for _ in range(5)]
    put({(people[0], "data.read"): level(3), (people[1], "data.read"): level(None)})
    number = factories.round_()
    answers = bytes([3, 3, 3, 1, 3, 1, 1, 1, 1, 1])
    for person in people:
        factories.answered(number, person, answers)
    jobs.close(number, quiet)
    staff = contents.staff(rounds.round_(number), plans.people(number))
    assert staff.targets["data.read"].tolist() == [3, -np.inf, 2, 2, 2]
