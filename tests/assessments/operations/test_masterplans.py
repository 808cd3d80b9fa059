"""Adding master plans and choosing the one in use, each with its audit line."""

import pytest
from flask import Flask
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError

from assessments.database import db
from assessments.models import AuditLine, MasterPlan
from assessments.operations import masterplans, transaction
from assessments.operations.audit import SYSTEM
from assessments.operations.masterplans import NoSuchMasterPlanError
from assessments.queries import frameworks
from assessments.queries import masterplans as queries
from assessments.queries.masterplans import Kept
from competency.masterplans import MasterPlanError, shipped
from tests import factories
from tests.competency.masterplans.plans import both, text
from tests.conftest import NOW

EXAMPLE = shipped()["demo-city-2566-2570"]


def _add(given: str) -> Kept:
    return masterplans.add(given, actor=SYSTEM, now=NOW)


def _actions() -> list[str]:
    mine = AuditLine.noun == "masterplan"
    wanted = select(AuditLine.action).where(mine).order_by(AuditLine.id)
    return list(db.session.scalars(wanted))


@pytest.fixture
def three(app: Flask) -> None:
    """The framework that the plans of these tests name."""
    factories.framework_version()


def test_before_any_is_added_none_is_in_use(app: Flask) -> None:
    assert queries.in_use() is None
    assert queries.newest() == ()


def test_an_added_plan_is_in_use_and_reads_back(three: None) -> None:
    kept = _add(text())
    assert queries.in_use() == kept
    assert kept.content.years.every == (2568, 2569, 2570, 2571)
    assert queries.text(kept.id) == text()
    assert queries.plan(kept.public_id) == kept
    assert kept.name == "Master plan ไทย"
    assert _actions() == ["add"]


def test_the_example_can_be_added_where_no_framework_was(app: Flask) -> None:
    assert len(_add(EXAMPLE).content.strategies) == 5


def test_a_new_plan_takes_the_place_of_the_one_before(three: None) -> None:
    first, second = _add(text()), _add(text(name=both("Another")))
    assert queries.in_use() == second
    assert [each.active for each in queries.newest()] == [True, False]
    assert [each.id for each in queries.newest()] == [second.id, first.id]


def test_the_same_content_is_kept_once_and_in_use_again(three: None) -> None:
    first = _add(text())
    _add(text(name=both("Another")))
    assert _add(text() + "\n# a remark\n").id == first.id
    assert queries.in_use() == first
    assert len(queries.newest()) == 2


def test_a_plan_that_was_put_aside_can_be_used_again(three: None) -> None:
    first = _add(text())
    masterplans.put_aside(first.public_id, actor=SYSTEM, now=NOW)
    assert queries.in_use() is None
    again = masterplans.use(first.public_id, actor=SYSTEM, now=NOW)
    assert queries.in_use() == again == first
    assert _actions() == ["add", "put_aside", "use"]


@pytest.mark.parametrize("move", [masterplans.use, masterplans.put_aside])
def test_a_plan_that_is_not_there_is_refused(app: Flask, move: object) -> None:
    assert callable(move)
    with pytest.raises(NoSuchMasterPlanError):
        move("no-such-plan", actor=SYSTEM, now=NOW)
    assert _actions() == []


def test_a_plan_with_problems_changes_nothing(app: Flask) -> None:
    with pytest.raises(MasterPlanError) as refused:
        _add(text())
    rules = {problem.rule for problem in refused.value.args[0]}
    assert rules == {"framework-unknown"}
    assert db.session.scalar(select(func.count(MasterPlan.id))) == 0
    assert _actions() == []


def test_two_plans_in_use_are_refused_by_the_table(three: None) -> None:
    _add(text())
    row = {"public_id": "x", "name": "x", "text": "x", "digest": "x"}
    with pytest.raises(IntegrityError), transaction():
        db.session.execute(
            insert(MasterPlan), [row | {"active": True, "added_at": NOW}]
        )


def test_the_newest_version_of_a_framework_is_what_plans_may_name(three: None) -> None:
    known = frameworks.newest()
    assert "three" in known
    assert "ocsc-digital-2567" in known
    newer = factories.THREE.replace('version: "1.0.0"', 'version: "1.1.0"')
    factories.framework_version(newer)
    assert frameworks.newest()["three"].version == "1.1.0"
