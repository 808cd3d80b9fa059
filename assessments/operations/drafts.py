"""Drafts of framework versions: begun, changed, given up, published."""

from datetime import datetime
from typing import cast

from sqlalchemy import ColumnElement, CursorResult, Executable, delete, update

from assessments.database import db
from assessments.models import FrameworkDraft
from assessments.operations import audit, frameworks, transaction
from assessments.operations.audit import Actor
from assessments.queries import drafts
from assessments.queries import frameworks as versions
from assessments.queries.drafts import Draft
from assessments.queries.frameworks import Version
from competency.errors import CompetencyError
from competency.frameworks import Framework, digest, dump
from competency.frameworks.editing import Content, opened, saved
from competency.frameworks.versions import require_enough


class StaleDraftError(CompetencyError):
    """The draft was changed, published or given up since it was read: (draft id)."""


class FaultyDraftError(CompetencyError):
    """A draft with problems cannot be published: (number of problems)."""


class UnchangedDraftError(CompetencyError):
    """A draft that says what its base version says cannot be published."""


def start(base: Version, *, actor: Actor, now: datetime) -> Draft:
    """A new draft that holds what a version holds."""
    row = FrameworkDraft(
        framework=base.framework,
        base_version_id=base.id,
        text=saved(opened(versions.text(base.id))),
        counter=1,
        edited_at=now,
        account_id=actor.account_id,
    )
    with transaction():
        db.session.add(row)
        db.session.flush()
        audit.line(actor, "start", "draft", row.id, now, version=base.id)
        return _found(row.id)


def change(draft: Draft, content: Content, *, actor: Actor, now: datetime) -> Draft:
    """The draft with another content; a content that is the same changes nothing.

    Raises `StaleDraftError` where the draft is not as it was read.
    """
    text = saved(content)
    with transaction():
        if text == draft.text and _hold(draft, {}):
            return draft
        values = {"text": text, "edited_at": now, "account_id": actor.account_id}
        _require(draft, values | {"counter": draft.counter + 1})
        audit.line(actor, "change", "draft", draft.id, now, counter=draft.counter + 1)
        return _found(draft.id)


def discard(draft: Draft, *, actor: Actor, now: datetime) -> None:
    """Give a draft up. Raises `StaleDraftError` where it is not as it was read."""
    with transaction():
        gone = delete(FrameworkDraft).where(*_as_read(draft))
        if not _rows(gone):
            raise StaleDraftError(draft.id)
        audit.line(actor, "discard", "draft", draft.id, now)


def publish(draft: Draft, number: str, *, actor: Actor, now: datetime) -> Version:
    """The immutable version that the draft has become.

    Raises `FaultyDraftError`, `UnchangedDraftError`, `StaleDraftError`,
    `VersionTakenError`, and `VersionLowError` or `VersionFormError` for the number.
    """
    framework = _publishable(draft)
    require_enough(number, draft.base.content, framework)
    numbered = framework.model_copy(update={"version": number})
    with transaction():
        _require(draft, {"counter": draft.counter + 1})
        version = frameworks.kept(numbered, dump(numbered), actor=actor, now=now)
        _mark(draft, version, now)
        audit.line(actor, "publish", "draft", draft.id, now, version=version.id)
        return version


def _publishable(draft: Draft) -> Framework:
    """The framework of a draft that has no problems and says something new."""
    framework = draft.whole
    if framework is None:
        raise FaultyDraftError(len(draft.problems))
    same = framework.model_copy(update={"version": draft.base.version})
    if digest(same) == draft.base.digest:
        raise UnchangedDraftError(draft.id)
    return framework


def _as_read(draft: Draft) -> tuple[ColumnElement[bool], ...]:
    return (
        FrameworkDraft.id == draft.id,
        FrameworkDraft.counter == draft.counter,
        FrameworkDraft.published_at.is_(None),
    )


def _hold(draft: Draft, values: dict[str, object]) -> bool:
    """Whether the draft is as it was read; if so, it has these values now."""
    written = values or {"counter": draft.counter}
    row = update(FrameworkDraft).where(*_as_read(draft)).values(written)
    return bool(_rows(row))


def _rows(change: Executable) -> int:
    """How many rows a change has touched."""
    done = cast("CursorResult[object]", db.session.execute(change))
    return done.rowcount


def _require(draft: Draft, values: dict[str, object]) -> None:
    if not _hold(draft, values):
        raise StaleDraftError(draft.id)


def _mark(draft: Draft, version: Version, now: datetime) -> None:
    row = update(FrameworkDraft).where(FrameworkDraft.id == draft.id)
    db.session.execute(row.values(published_at=now, version_id=version.id))


def _found(draft_id: int) -> Draft:
    found = drafts.with_id(draft_id)
    if found is None:
        raise StaleDraftError(draft_id)
    return found
