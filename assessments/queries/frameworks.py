"""Framework versions as they were added."""

from functools import lru_cache

from sqlalchemy import bindparam, select

from assessments.database import db
from assessments.models import FrameworkVersion
from competency.frameworks import Framework, parse

_TEXT = select(FrameworkVersion.text).where(FrameworkVersion.id == bindparam("id"))


@lru_cache(maxsize=32)
def _parsed(version_id: int, digest: str) -> Framework:  # noqa: ARG001 -- the digest is what makes the cache safe
    return parse(db.session.execute(_TEXT, {"id": version_id}).scalar_one())


def pinned(version_id: int, digest: str) -> Framework:
    """The framework of a version whose digest is known; it is read only once."""
    return _parsed(version_id, digest)
