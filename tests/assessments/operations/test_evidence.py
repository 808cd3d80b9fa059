"""Evidence beside one's own rating: kept once, changed, taken away, only while open."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from assessments.database import db
from assessments.models import Evidence
from assessments.operations import evidence as operations
from assessments.operations.answers import HandedInError
from assessments.operations.evidence import (
    LONGEST,
    EvidenceTooLongError,
    NoSuchCompetencyError,
)
from assessments.queries import answers, evidence
from assessments.queries.answers import Draft
from competency.rounds import RoundClosedError
from tests import factories
from tests.conftest import NOW

FULL = bytes([3, 3, 3, 1, 3, 1, 1, 3, 3, 3])


@pytest.fixture
def draft(app: Flask) -> Draft:
    """Somebody's answers in an open round."""
    person = factories.person(factories.unit())
    number = factories.round_()
    found = answers.draft(factories.response(number, person), person)
    assert found is not None
    return found


def put(draft: Draft, text: str, competency: str = "data.read") -> None:
    """Keep evidence now."""
    operations.put(draft, competency, text, now=NOW)


def test_evidence_is_kept_once_a_competency(draft: Draft) -> None:
    put(draft, " รายงาน\r\nประจำเดือน ")
    put(draft, "แดชบอร์ด https://example.org/a")
    put(draft, "แดชบอร์ด https://example.org/a")
    put(draft, "x", "data.keep")
    kept = evidence.of_response(draft.id)
    assert kept == {"data.read": "แดชบอร์ด https://example.org/a", "data.keep": "x"}
    assert evidence.of_subject(draft.round_id, draft.rater_id) == kept


def test_lines_stay_lines_and_a_blank_text_takes_it_away(draft: Draft) -> None:
    put(draft, "a\r\nb")
    assert evidence.of_response(draft.id) == {"data.read": "a\nb"}
    put(draft, "  ")
    assert db.session.scalar(select(func.count(Evidence.id))) == 0


def test_what_cannot_be_kept_changes_nothing(draft: Draft) -> None:
    put(draft, "a")
    with pytest.raises(EvidenceTooLongError):
        put(draft, "ก" * (LONGEST + 1))
    with pytest.raises(NoSuchCompetencyError):
        put(draft, "b", "data.fly")
    with pytest.raises(RoundClosedError):
        operations.put(draft, "data.read", "b", now=NOW + timedelta(days=60))
    assert evidence.of_response(draft.id) == {"data.read": "a"}


def test_handed_in_it_stays(draft: Draft) -> None:
    put(draft, "a")
    factories.answered(draft.round_id, draft.rater_id, FULL)
    handed_in = answers.draft(draft.public_id, draft.rater_id)
    assert handed_in is not None
    with pytest.raises(HandedInError):
        put(handed_in, "b")
