"""Individual development plans: one for each person and round."""

from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from assessments.database import Base, JsonObject


class DevelopmentPlan(Base):
    """What one person develops after a round; `rows` is written and read as a whole.

    `version` counts what was kept, so that of two writers the later one is told.
    """

    __tablename__ = "development_plans"
    __table_args__ = (
        UniqueConstraint("round_id", "person_id"),
        ForeignKeyConstraint(
            ["round_id", "person_id"],
            ["invitations.round_id", "invitations.person_id"],
        ),
        CheckConstraint(
            "state IN ('draft', 'proposed', 'agreed', 'done')", name="state"
        ),
        CheckConstraint(
            "(state = 'draft') = (proposed_at IS NULL)", name="proposed_has_a_time"
        ),
        CheckConstraint(
            "(state IN ('agreed', 'done')) = (agreed_at IS NOT NULL)",
            name="agreed_has_a_time",
        ),
        CheckConstraint(
            "(state = 'done') = (done_at IS NOT NULL)", name="done_has_a_time"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int]
    person_id: Mapped[int] = mapped_column(index=True)
    version: Mapped[int]
    state: Mapped[str] = mapped_column(String(16))
    rows: Mapped[JsonObject]
    saved_at: Mapped[datetime]
    saved_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    proposed_at: Mapped[datetime | None]
    agreed_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
