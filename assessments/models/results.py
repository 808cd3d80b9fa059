"""Results as they were computed once, at closing."""

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from assessments.database import Base


class Score(Base):
    """The levels of one person by one kind of rater, or combined."""

    __tablename__ = "scores"
    __table_args__ = (UniqueConstraint("round_id", "person_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    raters: Mapped[int]
    levels: Mapped[bytes]


class Figure(Base):
    """One group of people that a view may ask for.

    Shown if and only if its figures are present; a withheld group has no count
    of people either, so nothing downstream can leak it.
    """

    __tablename__ = "figures"
    __table_args__ = (
        UniqueConstraint("round_id", "unit_id", "cut", "value"),
        CheckConstraint(
            "(status = 'shown') = (figures IS NOT NULL)", name="shown_has_figures"
        ),
        CheckConstraint(
            "(status = 'shown') = (people IS NOT NULL)", name="shown_has_people"
        ),
        CheckConstraint("status IN ('shown', 'withheld')", name="status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    cut: Mapped[str] = mapped_column(String(40), default="all")
    value: Mapped[str] = mapped_column(String(100), default="")
    status: Mapped[str] = mapped_column(String(16))
    people: Mapped[int | None]
    figures: Mapped[bytes | None]
