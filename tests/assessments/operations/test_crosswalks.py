"""The agency's own crosswalks: kept once, before shipped ones, withdrawn."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from assessments.database import db
from assessments.models import AuditLine, KeptCrosswalk
from assessments.operations import crosswalks as operations
from assessments.operations.audit import SYSTEM
from assessments.operations.crosswalks import NoSuchCrosswalkError
from assessments.queries import crosswalks
from assessments.queries.crosswalks import Known
from competency.crosswalks import NoCrosswalkError, shipped
from competency.frameworks import parse
from tests import factories
from tests.conftest import NOW

TEXT = shipped()["ocsc-2561-to-2567"]
CHANGED = TEXT.replace("weight: 0.3}", "weight: 0.2}")


def checked(text: str) -> Known:
    """A crosswalk without faults."""
    found, problems = crosswalks.checked(text)
    assert problems == ()
    assert found is not None
    return found


def keep(text: str) -> tuple[str, bool]:
    """Keep a crosswalk as the agency's own."""
    return operations.keep(checked(text), actor=SYSTEM, now=NOW)


def of_pair() -> Known:
    """What is in use from the framework of 2561 to that of 2567."""
    ends = checked(TEXT)
    return crosswalks.between(ends.source, ends.target)


def test_the_agencys_own_comes_before_the_shipped_one(app: Flask) -> None:
    assert not of_pair().own
    name, new = keep(CHANGED)
    assert new
    found = of_pair()
    assert (found.public_id, found.walk.status) == (name, "agency")
    assert len(crosswalks.known()) == len(shipped())


def test_the_same_twice_is_kept_once_and_another_takes_its_place(app: Flask) -> None:
    first = keep(CHANGED)[0]
    assert keep(CHANGED) == (first, False)
    second = keep(TEXT)[0]
    assert of_pair().public_id == second
    assert db.session.scalar(select(func.count(KeptCrosswalk.id))) == 2
    actions = select(AuditLine.action).where(AuditLine.noun == "crosswalk")
    assert list(db.session.scalars(actions)) == ["keep", "keep"]


def test_a_withdrawn_one_gives_the_shipped_one_its_word_again(app: Flask) -> None:
    keep(TEXT)
    name = keep(CHANGED)[0]
    operations.withdraw(name, actor=SYSTEM, now=NOW)
    assert not of_pair().own
    with pytest.raises(NoSuchCrosswalkError):
        operations.withdraw(name, actor=SYSTEM, now=NOW)


def test_frameworks_that_nobody_knows_are_named(app: Flask) -> None:
    text = TEXT.replace("ocsc-digital-2561", "x").replace("ocsc-digital-2567", "y")
    found, problems = crosswalks.checked(text)
    assert found is None
    assert [(p.place.column, p.rule, p.value) for p in problems] == [
        ("from.framework", "framework-unknown", "x"),
        ("to.framework", "framework-unknown", "y"),
    ]


def test_one_that_fits_its_framework_no_longer_is_not_used(app: Flask) -> None:
    factories.framework_version()
    three = parse(factories.THREE)
    text = TEXT.partition("edges:")[0].replace("ocsc-digital-2561", "three")
    text += 'edges:\n  - {from: "data.read", to: "DLit", kind: related, weight: 0.5}\n'
    keep(text)
    target = checked(text).target
    assert crosswalks.between(three, target).own
    other = factories.THREE.replace("data.read", "data.see").replace("1.0.0", "2.0.0")
    factories.framework_version(other)
    assert [each.own for each in crosswalks.known()] == [False] * len(shipped())
    assert [each.source for each in crosswalks.outgrown()] == ["three"]
    with pytest.raises(NoCrosswalkError):
        crosswalks.between(parse(other), target)
