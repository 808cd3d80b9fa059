"""Framework versions as they were added."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache

from sqlalchemy import bindparam, func, select

from assessments.database import db
from assessments.models import FrameworkVersion, Round
from competency.frameworks import Framework, digest, parse, retired, shipped
from competency.problems import Problems

_TEXT = select(FrameworkVersion.text).where(FrameworkVersion.id == bindparam("id"))

_FIELDS = (
    FrameworkVersion.id,
    FrameworkVersion.public_id,
    FrameworkVersion.framework,
    FrameworkVersion.version,
    FrameworkVersion.digest,
    FrameworkVersion.added_at,
)


@dataclass(frozen=True)
class Version:
    """One version that was added; its content never changes."""

    id: int
    public_id: str
    framework: str
    version: str
    digest: str
    added_at: datetime

    @property
    def content(self) -> Framework:
        """The framework itself."""
        return pinned(self.id, self.digest)


@lru_cache(maxsize=32)
def _parsed(version_id: int, digest: str) -> Framework:  # noqa: ARG001 -- the digest is what makes the cache safe
    return parse(db.session.execute(_TEXT, {"id": version_id}).scalar_one())


def pinned(version_id: int, digest: str) -> Framework:
    """The framework of a version whose digest is known; it is read only once."""
    return _parsed(version_id, digest)


def text(version_id: int) -> str:
    """The YAML text of a version, as it was added."""
    kept: str = db.session.execute(_TEXT, {"id": version_id}).scalar_one()
    return kept


@cache
def _shipped() -> Mapping[str, Framework]:
    """Digest → framework, of all that the product ships."""
    found = (parse(each) for each in shipped().values())
    return {digest(framework): framework for framework in found}


def waiting() -> tuple[Framework, ...]:
    """Shipped frameworks that nobody has added yet."""
    found = _shipped()
    wanted = FrameworkVersion.digest.in_(tuple(found))
    added = set(db.session.scalars(select(FrameworkVersion.digest).where(wanted)))
    return tuple(each for known, each in found.items() if known not in added)


def versions() -> tuple[Version, ...]:
    """All versions: by framework, the newest first."""
    newest = FrameworkVersion.framework, FrameworkVersion.id.desc()
    rows = db.session.execute(select(*_FIELDS).order_by(*newest)).mappings()
    return tuple(Version(**row) for row in rows)


def reused(framework: Framework) -> Problems:
    """Codes of a framework that its earlier versions gave up for something else."""
    wanted = select(*_FIELDS).where(FrameworkVersion.framework == framework.id)
    rows = db.session.execute(wanted.order_by(FrameworkVersion.id)).mappings()
    return retired.reused(framework, [Version(**row).content for row in rows])


def version(public_id: str) -> Version | None:
    """A version by its outward name."""
    wanted = select(*_FIELDS).where(FrameworkVersion.public_id == public_id)
    row = db.session.execute(wanted).mappings().one_or_none()
    return Version(**row) if row else None


def named(framework: str, number: str | None = None) -> Version | None:
    """A version by framework id and version number; the newest without a number."""
    wanted = select(*_FIELDS).where(FrameworkVersion.framework == framework)
    if number is not None:
        wanted = wanted.where(FrameworkVersion.version == number)
    wanted = wanted.order_by(FrameworkVersion.id.desc()).limit(1)
    row = db.session.execute(wanted).mappings().one_or_none()
    return Version(**row) if row else None


def with_digest(digest: str) -> Version | None:
    """The version with this very content, if it was added before."""
    wanted = select(*_FIELDS).where(FrameworkVersion.digest == digest)
    row = db.session.execute(wanted).mappings().one_or_none()
    return Version(**row) if row else None


def rounds_of(version_id: int) -> int:
    """How many rounds have pinned a version."""
    wanted = select(func.count(Round.id)).where(
        Round.framework_version_id == version_id
    )
    return db.session.scalar(wanted) or 0


def content(name: str) -> Framework | None:
    """The framework meant by "id" (the newest) or "id@version", added or shipped."""
    framework, _at, number = name.partition("@")
    if found := named(framework, number or None):
        return found.content
    return next(
        (
            each
            for each in _shipped().values()
            if each.id == framework and number in {"", each.version}
        ),
        None,
    )


def newest() -> Mapping[str, Framework]:
    """The newest version of every framework that was added or is shipped, by id."""
    added = (each.content for each in reversed(versions()))
    return {each.id: each for each in (*waiting(), *added)}
