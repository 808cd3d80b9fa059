"""Adding framework versions; none is ever changed."""

from datetime import datetime

from assessments.database import db
from assessments.models import FrameworkVersion
from assessments.operations import audit, transaction
from assessments.operations.audit import Actor
from assessments.queries import frameworks
from assessments.queries.frameworks import Version
from competency.errors import CompetencyError
from competency.frameworks import (
    Framework,
    FrameworkError,
    digest,
    parse,
    shipped,
)


class VersionTakenError(CompetencyError):
    """Another content has this version number already: (framework, version)."""


class NoSuchFrameworkError(CompetencyError):
    """No version of this name was added or shipped: (framework, version)."""


def add(text: str, *, actor: Actor, now: datetime) -> Version:
    """The version with this content: the one added before, or a new one.

    Raises `FrameworkError` for a text with problems, or with codes that an earlier
    version gave up for something else, and `VersionTakenError` where the framework
    has this version number with another content.
    """
    framework = parse(text)
    with transaction():
        return kept(framework, text, actor=actor, now=now)


def kept(framework: Framework, text: str, *, actor: Actor, now: datetime) -> Version:
    """The same in a transaction that runs already, for the framework of the text."""
    known = digest(framework)
    if found := frameworks.with_digest(known):
        return found
    if frameworks.named(framework.id, framework.version):
        raise VersionTakenError(framework.id, framework.version)
    if problems := frameworks.reused(framework):
        raise FrameworkError(problems)
    row = FrameworkVersion(
        framework=framework.id,
        version=framework.version,
        text=text,
        digest=known,
        added_at=now,
    )
    db.session.add(row)
    db.session.flush()
    audit.line(actor, "add", "framework", row.id, now, digest=known)
    return Version(row.id, row.public_id, row.framework, row.version, row.digest, now)


def find(name: str, *, actor: Actor, now: datetime) -> Version:
    """The version meant by "id" (the newest) or "id@version".

    A shipped framework that nobody has added yet is added. Raises
    `NoSuchFrameworkError`.
    """
    framework, _, number = name.partition("@")
    if found := frameworks.named(framework, number or None):
        return found
    text = shipped().get(framework)
    if text is None or number not in {"", parse(text).version}:
        raise NoSuchFrameworkError(framework, number)
    return add(text, actor=actor, now=now)


def add_shipped(*, actor: Actor, now: datetime) -> tuple[Version, ...]:
    """Every framework that the product ships, added where it was not."""
    return tuple(add(text, actor=actor, now=now) for text in shipped().values())
