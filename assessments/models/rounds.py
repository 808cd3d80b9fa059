"""Rounds, the tree as it stood, and who was asked."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from assessments.database import Base, JsonObject
from assessments.models.keys import public_id


class Round(Base):
    """One assessment: a pinned framework, a window of time, settings."""

    __tablename__ = "rounds"
    __table_args__ = (
        CheckConstraint("opens_at < closes_at", name="opens_before_it_closes"),
        CheckConstraint("k >= 5", name="smallest_group"),
        CheckConstraint("k_wide >= 10", name="smallest_wide_group"),
        CheckConstraint(
            "state IN ('draft', 'open', 'closing', 'closed', 'archived')", name="state"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id()
    name: Mapped[str] = mapped_column(String(300))
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    framework_version_id: Mapped[int] = mapped_column(
        ForeignKey("framework_versions.id")
    )
    state: Mapped[str] = mapped_column(String(16), default="draft", index=True)
    opens_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    settings: Mapped[JsonObject] = mapped_column(default=dict)
    k: Mapped[int] = mapped_column(default=5)
    k_wide: Mapped[int] = mapped_column(default=10)
    created_at: Mapped[datetime]


class RoundUnit(Base):
    """A unit as it stood when the round opened; a subtree is position ≤ x < end."""

    __tablename__ = "round_units"
    __table_args__ = (
        UniqueConstraint("round_id", "unit_id"),
        UniqueConstraint("round_id", "position"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    position: Mapped[int]
    end: Mapped[int]
    depth: Mapped[int] = mapped_column(default=0)
    code: Mapped[str] = mapped_column(String(64))
    name_th: Mapped[str] = mapped_column(String(300))
    name_en: Mapped[str] = mapped_column(String(300), default="")


class Invitation(Base):
    """A person asked in a round, with the roster's facts as they stood."""

    __tablename__ = "invitations"
    __table_args__ = (UniqueConstraint("round_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    supervisor_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id"), index=True
    )
    staff_type: Mapped[str] = mapped_column(String(200), default="")
    placings: Mapped[JsonObject] = mapped_column(default=dict)
    profile: Mapped[str | None] = mapped_column(String(100))


class Reminder(Base):
    """What came of the last mail to somebody whom a round waits for.

    Not a column of `Invitation`: whoever rates others may not be invited themselves.
    `tried_at` and `outcome` are set before the mail is handed over, `sent_at` after
    the server took it; `attempts` counts tries until it does.
    """

    __tablename__ = "reminders"
    __table_args__ = (
        UniqueConstraint("round_id", "person_id"),
        CheckConstraint(
            "outcome IN ('sent', 'refused', 'later', 'unclear')", name="outcome"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    outcome: Mapped[str] = mapped_column(String(16))
    tried_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=1)
