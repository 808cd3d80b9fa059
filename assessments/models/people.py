"""Units of the organisation and the people in them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from assessments.database import Base, JsonObject
from assessments.models.keys import public_id


class Unit(Base):
    """A unit of the organisation; the root of a tree is an agency."""

    __tablename__ = "units"
    __table_args__ = (CheckConstraint("parent_id <> id", name="not_its_own_parent"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id()
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    code: Mapped[str] = mapped_column(String(64), unique=True)
    name_th: Mapped[str] = mapped_column(String(300))
    name_en: Mapped[str] = mapped_column(String(300), default="")
    sort_key: Mapped[bytes]
    is_agency: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)


class Person(Base):
    """One member of staff, as the roster tells it."""

    __tablename__ = "people"
    __table_args__ = (
        CheckConstraint("supervisor_id <> id", name="not_their_own_supervisor"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id()
    code: Mapped[str] = mapped_column(String(64), unique=True)
    prefix: Mapped[str] = mapped_column(String(64), default="")
    given_name: Mapped[str] = mapped_column(String(200))
    family_name: Mapped[str] = mapped_column(String(200), default="")
    sort_key: Mapped[bytes]
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    supervisor_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id"), index=True
    )
    title: Mapped[str] = mapped_column(String(300), default="")
    staff_type: Mapped[str] = mapped_column(String(200), default="")
    placings: Mapped[JsonObject] = mapped_column(default=dict)
    email: Mapped[str | None] = mapped_column(String(254))
    hired_on: Mapped[date | None]
    left_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]
