"""Drafts begin as copies, change by turns, and end as versions that never change."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from assessments.database import db
from assessments.models import AuditLine, FrameworkDraft, FrameworkVersion
from assessments.operations import drafts as operations
from assessments.operations import frameworks as adding
from assessments.operations.drafts import (
    FaultyDraftError,
    StaleDraftError,
    UnchangedDraftError,
)
from assessments.operations.frameworks import VersionTakenError
from assessments.queries import accounts, drafts, frameworks
from assessments.queries.drafts import Draft
from assessments.queries.frameworks import Version
from competency.frameworks import FrameworkError, parse
from competency.frameworks.editing import opened, put
from competency.frameworks.versions import VersionLowError
from tests import factories
from tests.factories import THREE

NAME = ("name", "en")
LATER = timedelta(minutes=5)


@pytest.fixture
def actor(app: Flask) -> accounts.Actor:
    """An HR officer."""
    return accounts.Actor(factories.account(roles={"hr": None}), "hr")


@pytest.fixture
def base(actor: accounts.Actor, now: datetime) -> Version:
    """The framework of three competencies, as a version."""
    return adding.add(THREE, actor=actor, now=now)


@pytest.fixture
def draft(base: Version, actor: accounts.Actor, now: datetime) -> Draft:
    """A draft copied from it."""
    return operations.start(base, actor=actor, now=now)


def renamed(draft: Draft, actor: accounts.Actor, now: datetime, name: str) -> Draft:
    """The draft with another English name."""
    content = put(draft.content, {NAME: name})
    return operations.change(draft, content, actor=actor, now=now + LATER)


def test_a_draft_begins_as_its_version(draft: Draft, base: Version) -> None:
    assert draft.content == opened(THREE)
    assert (draft.base, draft.counter, draft.problems) == (base, 1, ())
    assert drafts.draft(draft.public_id) == draft
    assert drafts.unpublished() == (draft,)


def test_a_change_is_kept_and_counted(
    draft: Draft, actor: accounts.Actor, now: datetime
) -> None:
    after = renamed(draft, actor, now, "Changed")
    assert after.content["name"]["en"] == "Changed"
    assert (after.counter, after.edited_at) == (2, now + LATER)
    row = db.session.get_one(FrameworkDraft, draft.id)
    assert row.account_id == actor.account_id


def test_what_changes_nothing_is_not_counted(
    draft: Draft, actor: accounts.Actor, now: datetime
) -> None:
    same = operations.change(draft, draft.content, actor=actor, now=now + LATER)
    assert same == drafts.draft(draft.public_id) == draft


def test_of_two_who_change_the_same_draft_the_second_is_refused(
    draft: Draft, actor: accounts.Actor, now: datetime
) -> None:
    renamed(draft, actor, now, "First")
    for name in ("Second", "Three competencies"):
        with pytest.raises(StaleDraftError):
            renamed(draft, actor, now, name)
    found = drafts.draft(draft.public_id)
    assert found is not None
    assert (found.content["name"]["en"], found.counter) == ("First", 2)


def test_a_faulty_draft_is_kept_with_its_problems(
    draft: Draft, actor: accounts.Actor, now: datetime
) -> None:
    faulty = renamed(draft, actor, now, "")
    assert faulty.whole is None
    assert [p.place.column for p in faulty.problems] == ["name.en"]
    with pytest.raises(FaultyDraftError):
        operations.publish(faulty, "2.0.0", actor=actor, now=now)
    assert len(frameworks.versions()) == 1


def test_a_draft_that_was_given_up_is_gone(
    draft: Draft, base: Version, actor: accounts.Actor, now: datetime
) -> None:
    operations.discard(draft, actor=actor, now=now)
    assert drafts.draft(draft.public_id) is None
    assert frameworks.versions() == (base,)
    with pytest.raises(StaleDraftError):
        operations.discard(draft, actor=actor, now=now)


def test_a_stale_draft_cannot_be_given_up(
    draft: Draft, actor: accounts.Actor, now: datetime
) -> None:
    renamed(draft, actor, now, "Changed")
    with pytest.raises(StaleDraftError):
        operations.discard(draft, actor=actor, now=now)
    assert len(drafts.unpublished()) == 1


def test_publishing_makes_a_version_beside_the_old_one(
    draft: Draft, base: Version, actor: accounts.Actor, now: datetime
) -> None:
    before = frameworks.text(base.id)
    changed = renamed(draft, actor, now, "Changed")
    made = operations.publish(changed, "1.0.1", actor=actor, now=now)
    assert made.version == made.content.version == "1.0.1"
    assert made.content.name.en == "Changed"
    assert frameworks.text(base.id) == before == THREE
    assert {v.version for v in frameworks.versions()} == {"1.0.0", "1.0.1"}
    row = db.session.get_one(FrameworkDraft, draft.id)
    assert (row.version_id, row.published_at) == (made.id, now)
    assert drafts.unpublished() == ()


def test_a_published_draft_cannot_be_changed_published_or_given_up(
    draft: Draft, actor: accounts.Actor, now: datetime
) -> None:
    changed = renamed(draft, actor, now, "Changed")
    operations.publish(changed, "1.0.1", actor=actor, now=now)
    done = drafts.with_id(draft.id)
    assert done is not None
    for seen in (changed, done):
        with pytest.raises(StaleDraftError):
            renamed(seen, actor, now, "Again")
        with pytest.raises(StaleDraftError):
            operations.publish(seen, "1.0.2", actor=actor, now=now)
        with pytest.raises(StaleDraftError):
            operations.discard(seen, actor=actor, now=now)
    assert len(frameworks.versions()) == 2


def test_an_unchanged_draft_is_not_published(
    draft: Draft, actor: accounts.Actor, now: datetime
) -> None:
    with pytest.raises(UnchangedDraftError):
        operations.publish(draft, "1.0.1", actor=actor, now=now)
    back = renamed(renamed(draft, actor, now, "x"), actor, now, "Three competencies")
    with pytest.raises(UnchangedDraftError):
        operations.publish(back, "1.0.1", actor=actor, now=now)


def test_a_number_that_is_taken_or_too_low_is_refused_and_nothing_is_kept(
    draft: Draft, actor: accounts.Actor, now: datetime
) -> None:
    adding.add(THREE.replace('"1.0.0"', '"1.0.1"'), actor=actor, now=now)
    changed = renamed(draft, actor, now, "Changed")
    with pytest.raises(VersionTakenError):
        operations.publish(changed, "1.0.1", actor=actor, now=now)
    with pytest.raises(VersionLowError):
        operations.publish(changed, "1.0.0", actor=actor, now=now)
    assert drafts.draft(draft.public_id) == changed
    assert len(frameworks.versions()) == 2
    operations.publish(changed, "1.0.2", actor=actor, now=now)


def test_the_version_of_a_round_stays_whatever_is_published(
    actor: accounts.Actor, now: datetime
) -> None:
    factories.person(factories.unit())
    factories.round_()
    (base,) = frameworks.versions()
    assert frameworks.rounds_of(base.id) == 1
    draft = operations.start(base, actor=actor, now=now)
    changed = renamed(draft, actor, now, "Changed")
    operations.publish(changed, "5.0.0", actor=actor, now=now)
    row = db.session.get_one(FrameworkVersion, base.id)
    assert parse(row.text) == base.content
    assert frameworks.rounds_of(base.id) == 1


def test_no_operation_changes_or_removes_a_version() -> None:
    names = {name for name in vars(adding) if not name.startswith("_")}
    own = {n for n in names if getattr(adding, n).__class__.__name__ == "function"}
    written = {n for n in own if getattr(adding, n).__module__ == adding.__name__}
    assert written == {"add", "add_shipped", "find", "kept"}


def test_every_step_leaves_one_line_without_texts(
    draft: Draft, actor: accounts.Actor, now: datetime
) -> None:
    changed = renamed(draft, actor, now, "A secret name")
    operations.publish(changed, "1.0.1", actor=actor, now=now)
    lines = select(AuditLine).where(AuditLine.noun == "draft").order_by(AuditLine.id)
    found = list(db.session.scalars(lines))
    assert [line.action for line in found] == ["start", "change", "publish"]
    assert {line.account_id for line in found} == {actor.account_id}
    assert "secret" not in str([line.detail for line in found])


def test_a_code_that_an_earlier_version_gave_up_cannot_mean_something_else(
    base: Version, actor: accounts.Actor, now: datetime
) -> None:
    gone = THREE.replace("id: caseworker", "id: clerk").replace('"1.0.0"', '"2.0.0"')
    newer = adding.add(gone, actor=actor, now=now)
    draft = operations.start(newer, actor=actor, now=now)
    other = {"id": "caseworker", "name": {"th": "นักบิน", "en": "Pilot"}}
    content = put(draft.content, {("profiles", 0): other})
    faulty = operations.change(draft, content, actor=actor, now=now)
    assert [p.rule for p in faulty.problems] == ["id-retired"]
    with pytest.raises(FaultyDraftError):
        operations.publish(faulty, "3.0.0", actor=actor, now=now)
    text = faulty.text.replace("2.0.0", "3.0.0")
    with pytest.raises(FrameworkError):
        adding.add(text, actor=actor, now=now)
    assert len(frameworks.versions()) == 2
