"""Drafts of framework versions: what each holds now, and what is wrong with it."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy import ColumnElement, select

from assessments.database import db
from assessments.models import FrameworkDraft, FrameworkVersion
from assessments.queries import frameworks
from assessments.queries.frameworks import Version
from competency.frameworks import Framework, read
from competency.frameworks.editing import Content, opened
from competency.problems import Problems

_FIELDS = (
    FrameworkDraft.id,
    FrameworkDraft.public_id,
    FrameworkDraft.framework,
    FrameworkDraft.text,
    FrameworkDraft.counter,
    FrameworkDraft.edited_at,
    FrameworkDraft.published_at,
    FrameworkDraft.version_id,
    FrameworkDraft.base_version_id,
)
_BASE = (
    FrameworkVersion.id,
    FrameworkVersion.public_id,
    FrameworkVersion.framework,
    FrameworkVersion.version,
    FrameworkVersion.digest,
    FrameworkVersion.added_at,
)


@dataclass(frozen=True)
class Draft:
    """A draft as it was read: its text, and the count of changes that it has seen."""

    id: int
    public_id: str
    framework: str
    text: str
    counter: int
    edited_at: datetime
    published_at: datetime | None
    version_id: int | None
    base: Version

    @property
    def content(self) -> Content:
        """The plain content, faulty or not."""
        return _opened(self.text)

    @property
    def problems(self) -> Problems:
        """All that is wrong with it, beside the versions before it too."""
        framework, problems = _read(self.text)
        return problems if framework is None else frameworks.reused(framework)

    @property
    def whole(self) -> Framework | None:
        """The framework that it is; None while there are problems."""
        return None if self.problems else _read(self.text)[0]


@lru_cache(maxsize=8)
def _opened(text: str) -> Content:
    return opened(text)


@lru_cache(maxsize=8)
def _read(text: str) -> tuple[Framework | None, Problems]:
    return read(text)


def draft(public_id: str) -> Draft | None:
    """A draft by its outward name."""
    found = _where(FrameworkDraft.public_id == public_id)
    return found[0] if found else None


def with_id(draft_id: int) -> Draft | None:
    """A draft by its key."""
    found = _where(FrameworkDraft.id == draft_id)
    return found[0] if found else None


def unpublished() -> tuple[Draft, ...]:
    """Drafts that are still being written, the one edited last first."""
    return _where(FrameworkDraft.published_at.is_(None))


def _where(condition: ColumnElement[bool]) -> tuple[Draft, ...]:
    joined = FrameworkVersion.id == FrameworkDraft.base_version_id
    wanted = (
        select(*_FIELDS, *(each.label(f"base_{each.key}") for each in _BASE))
        .join(FrameworkVersion, joined)
        .where(condition)
        .order_by(FrameworkDraft.edited_at.desc(), FrameworkDraft.id.desc())
    )
    return tuple(_draft(dict(row)) for row in db.session.execute(wanted).mappings())


def _draft(row: dict[str, object]) -> Draft:
    base = {each.key: row.pop(f"base_{each.key}") for each in _BASE}
    row.pop("base_version_id", None)
    return Draft(**row, base=Version(**base))  # type: ignore[arg-type]
