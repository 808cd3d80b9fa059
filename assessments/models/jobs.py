"""Work that runs apart from a request; the row is the truth about it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from assessments.database import Base, JsonObject
from assessments.models.keys import public_id

_LIVE = text("state IN ('waiting', 'running')")


class Job(Base):
    """One piece of work: what was asked, how far it is, what came out."""

    __tablename__ = "jobs"
    __table_args__ = (
        CheckConstraint(
            "state IN ('waiting', 'running', 'done', 'failed')", name="state"
        ),
        Index(
            "uq_jobs_live",
            "kind",
            "arguments_key",
            unique=True,
            sqlite_where=_LIVE,
            postgresql_where=_LIVE,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id()
    kind: Mapped[str] = mapped_column(String(40))
    arguments: Mapped[JsonObject]
    arguments_key: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(16), default="waiting")
    attempts: Mapped[int] = mapped_column(default=0)
    ordered_at: Mapped[datetime]
    claimed_at: Mapped[datetime | None]
    beat_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(Text)
    result: Mapped[JsonObject | None]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    role: Mapped[str] = mapped_column(String(32), default="")
