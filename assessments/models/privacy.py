"""Which notice an account has read, and what people asked about their data."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from assessments.database import Base
from assessments.models.keys import public_id


class NoticeSeen(Base):
    """A version of the privacy notice that an account has read, and when."""

    __tablename__ = "notices_seen"
    __table_args__ = (UniqueConstraint("account_id", "notice"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    notice: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime]


class PrivacyRequest(Base):
    """What a person asks about their own data, and how it was answered.

    The row is the register: it stays, whatever was decided.
    """

    __tablename__ = "privacy_requests"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('access', 'correction', 'objection', 'erasure', 'restriction')",
            name="kind",
        ),
        CheckConstraint("state IN ('open', 'granted', 'refused')", name="state"),
        CheckConstraint(
            "(state = 'open') = (answered_at IS NULL)", name="answered_has_a_time"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id()
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    words: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(16), default="open")
    reason: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
