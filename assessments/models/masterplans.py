"""Digital master plans as they were added; at most one is in use."""

from datetime import datetime

from sqlalchemy import Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from assessments.database import Base
from assessments.models.keys import public_id

_IN_USE = text("active")


class MasterPlan(Base):
    """One master plan: its text, its Thai name and the digest of its content."""

    __tablename__ = "master_plans"
    __table_args__ = (
        Index(
            "uq_master_plans_one_in_use",
            "active",
            unique=True,
            sqlite_where=_IN_USE,
            postgresql_where=_IN_USE,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id()
    name: Mapped[str] = mapped_column(String(300))
    text: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    added_at: Mapped[datetime]
    active: Mapped[bool] = mapped_column(default=False)
