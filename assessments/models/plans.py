"""Courses, plans, course runs and who has a seat."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from assessments.database import Base, JsonObject
from assessments.models.keys import public_id


class Course(Base):
    """A course of the catalogue; money is whole satang."""

    __tablename__ = "courses"
    __table_args__ = (
        CheckConstraint("run_cost_satang >= 0", name="run_cost"),
        CheckConstraint("seat_cost_satang >= 0", name="seat_cost"),
        CheckConstraint("min_seats <= max_seats", name="seats"),
        CheckConstraint("max_runs >= 0", name="runs"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id()
    code: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(300))
    provider: Mapped[str] = mapped_column(String(300), default="")
    hours: Mapped[float]
    delivery: Mapped[str] = mapped_column(String(100), default="")
    accreditation: Mapped[str] = mapped_column(String(200), default="")
    unit_code: Mapped[str] = mapped_column(String(64), default="")
    origin: Mapped[str] = mapped_column(String(200), default="")
    run_cost_satang: Mapped[int] = mapped_column(BigInteger)
    seat_cost_satang: Mapped[int] = mapped_column(BigInteger)
    min_seats: Mapped[int]
    max_seats: Mapped[int]
    max_runs: Mapped[int]
    active: Mapped[bool] = mapped_column(default=True)


class CourseEffect(Base):
    """What a course lifts: a competency of a framework, from a level to a level."""

    __tablename__ = "course_effects"
    __table_args__ = (
        UniqueConstraint("course_id", "framework", "competency"),
        CheckConstraint("from_level < to_level", name="levels"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id"))
    framework: Mapped[str] = mapped_column(String(100))
    competency: Mapped[str] = mapped_column(String(100))
    from_level: Mapped[float]
    to_level: Mapped[float]


class Plan(Base):
    """One training plan and everything needed to make it again."""

    __tablename__ = "plans"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id()
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"), index=True)
    name: Mapped[str] = mapped_column(String(300), default="")
    state: Mapped[str] = mapped_column(String(16), default="draft")
    settings: Mapped[JsonObject]
    seed: Mapped[int]
    method: Mapped[str] = mapped_column(String(40))
    budget_satang: Mapped[int] = mapped_column(BigInteger)
    cost_satang: Mapped[int] = mapped_column(BigInteger)
    closed: Mapped[float]
    bound: Mapped[float]
    summary: Mapped[JsonObject]
    input_digest: Mapped[str] = mapped_column(String(64))
    versions: Mapped[JsonObject]
    made_at: Mapped[datetime]


class CourseRun(Base):
    """One run of a course in a plan; the course's facts as they stood are in it."""

    __tablename__ = "course_runs"
    __table_args__ = (UniqueConstraint("plan_id", "course_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"))
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id"))
    number: Mapped[int]
    seats: Mapped[int]
    cost_satang: Mapped[int] = mapped_column(BigInteger)
    closes: Mapped[float]
    starts_on: Mapped[date | None]
    place: Mapped[str] = mapped_column(String(300), default="")


class Placement(Base):
    """A person's seat in a course run, and the shortfall it closes."""

    __tablename__ = "placements"

    course_run_id: Mapped[int] = mapped_column(
        ForeignKey("course_runs.id"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    closes: Mapped[float]
    reason: Mapped[JsonObject] = mapped_column(default=dict)
