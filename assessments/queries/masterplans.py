"""Digital master plans as they were added, and the one in use."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, select

from assessments.database import db
from assessments.models import MasterPlan as Row
from competency.masterplans import MasterPlan, parse

_TEXT = select(Row.text).where(Row.id == bindparam("id"))
_FIELDS = Row.id, Row.public_id, Row.name, Row.digest, Row.added_at, Row.active


@dataclass(frozen=True)
class Kept:
    """A master plan that was added; its content never changes."""

    id: int
    public_id: str
    name: str
    digest: str
    added_at: datetime
    active: bool

    @property
    def content(self) -> MasterPlan:
        """The plan itself."""
        return _parsed(self.id, self.digest)


@lru_cache(maxsize=16)
def _parsed(plan_id: int, digest: str) -> MasterPlan:  # noqa: ARG001 -- the digest is what makes the cache safe
    return parse(text(plan_id))


def text(plan_id: int) -> str:
    """The YAML text of a plan, as it was added."""
    kept: str = db.session.execute(_TEXT, {"id": plan_id}).scalar_one()
    return kept


def newest() -> tuple[Kept, ...]:
    """All plans, the newest first."""
    rows = db.session.execute(select(*_FIELDS).order_by(Row.id.desc())).mappings()
    return tuple(Kept(**row) for row in rows)


def plan(public_id: str) -> Kept | None:
    """A plan by its outward name."""
    return _one(select(*_FIELDS).where(Row.public_id == public_id))


def with_digest(digest: str) -> Kept | None:
    """The plan with this very content, if it was added before."""
    return _one(select(*_FIELDS).where(Row.digest == digest))


def in_use() -> Kept | None:
    """The plan that reports and training plans are read by; None where none is."""
    return _one(select(*_FIELDS).where(Row.active))


def _one(wanted: Select[*tuple[Any, ...]]) -> Kept | None:
    row = db.session.execute(wanted).mappings().one_or_none()
    return Kept(**row) if row else None
