"""Framework versions as they were added; a row is never updated."""

from datetime import datetime

from sqlalchemy import String, Text, UniqueConstraint
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
