"""Answers: one packed row for each subject and rater of a round, and evidence."""

from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from assessments.database import Base
from assessments.models.keys import public_id

_ONE_SUPERVISOR = text("kind = 'supervisor'")


class Response(Base):
    """What one rater says of one subject, one byte an item."""

    __tablename__ = "responses"
    __table_args__ = (
        UniqueConstraint("round_id", "subject_id", "rater_id"),
        ForeignKeyConstraint(
            ["round_id", "subject_id"],
            ["invitations.round_id", "invitations.person_id"],
        ),
        CheckConstraint(
            "(kind = 'self') = (subject_id = rater_id)", name="self_rates_self"
        ),
        CheckConstraint(
            "kind IN ('self', 'supervisor', 'peer', 'subordinate')", name="kind"
        ),
        CheckConstraint("status IN ('asked', 'draft', 'submitted')", name="status"),
        Index(
            "uq_responses_one_supervisor",
            "round_id",
            "subject_id",
            unique=True,
            sqlite_where=_ONE_SUPERVISOR,
            postgresql_where=_ONE_SUPERVISOR,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id()
    round_id: Mapped[int]
    subject_id: Mapped[int]
    rater_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    status: Mapped[str] = mapped_column(String(16), default="asked")
    version: Mapped[int] = mapped_column(default=0)
    codes: Mapped[bytes]
    saved_at: Mapped[datetime | None]
    submitted_at: Mapped[datetime | None]


class Evidence(Base):
    """What somebody points to for a competency of their own rating."""

    __tablename__ = "evidence"
    __table_args__ = (UniqueConstraint("response_id", "competency"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(ForeignKey("responses.id"))
    competency: Mapped[str] = mapped_column(String(100))
    text: Mapped[str] = mapped_column(String(1000))
    saved_at: Mapped[datetime]
