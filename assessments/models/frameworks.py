"""Framework versions, never updated, the drafts of further ones, and crosswalks."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from assessments.database import Base
from assessments.models.keys import public_id


class FrameworkVersion(Base):
    """One version of a framework: its text and the digest of its content."""

    __tablename__ = "framework_versions"
    __table_args__ = (UniqueConstraint("framework", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id()
    framework: Mapped[str] = mapped_column(String(100))
    version: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    added_at: Mapped[datetime]


class KeptCrosswalk(Base):
    """A crosswalk of the agency's own; the newest that was not withdrawn counts.

    `source` and `target` are the ids of the frameworks at its ends.
    """

    __tablename__ = "crosswalks"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id()
    source: Mapped[str] = mapped_column(String(100))
    target: Mapped[str] = mapped_column(String(100))
    text: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))
    added_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class FrameworkDraft(Base):
    """A version being written: plain content, maybe faulty, and how often it changed.

    `account_id` is whoever edited it last.
    """

    __tablename__ = "framework_drafts"
    __table_args__ = (
        CheckConstraint(
            "(published_at IS NULL) = (version_id IS NULL)",
            name="published_as_a_version",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id()
    framework: Mapped[str] = mapped_column(String(100))
    base_version_id: Mapped[int] = mapped_column(ForeignKey("framework_versions.id"))
    text: Mapped[str] = mapped_column(Text)
    counter: Mapped[int] = mapped_column(default=1)
    edited_at: Mapped[datetime]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    published_at: Mapped[datetime | None]
    version_id: Mapped[int | None] = mapped_column(ForeignKey("framework_versions.id"))
