"""Targets of one person alone: as they are now, and as they stood in a round."""

from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from assessments.database import Base

_SAYS_ONE_THING = "required = (level IS NOT NULL)"


class PersonalTarget(Base):
    """What is required of a person in a competency, whatever the profile says."""

    __tablename__ = "personal_targets"
    __table_args__ = (
        UniqueConstraint("person_id", "framework", "competency"),
        CheckConstraint(_SAYS_ONE_THING, name="says_one_thing"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    framework: Mapped[str] = mapped_column(String(100), index=True)
    competency: Mapped[str] = mapped_column(String(100))
    level: Mapped[float | None]
    required: Mapped[bool] = mapped_column(default=True)
    source: Mapped[str] = mapped_column(String(500), default="")
    set_at: Mapped[datetime]


class RoundTarget(Base):
    """A personal target as it stood when a round opened."""

    __tablename__ = "round_targets"
    __table_args__ = (
        UniqueConstraint("round_id", "person_id", "competency"),
        ForeignKeyConstraint(
            ["round_id", "person_id"],
            ["invitations.round_id", "invitations.person_id"],
        ),
        CheckConstraint(_SAYS_ONE_THING, name="says_one_thing"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int]
    person_id: Mapped[int] = mapped_column(index=True)
    competency: Mapped[str] = mapped_column(String(100))
    level: Mapped[float | None]
    required: Mapped[bool] = mapped_column(default=True)
    source: Mapped[str] = mapped_column(String(500), default="")
