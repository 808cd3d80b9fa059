"""Courses for the framework of three competencies, and a plan made of them."""

from collections.abc import Sequence
from datetime import datetime

from assessments.jobs import plans as jobs
from assessments.operations import courses as operations
from assessments.operations.audit import SYSTEM
from assessments.queries import plans
from assessments.queries.courses import Changes
from assessments.queries.plans import PlanLine
from competency.courses import Course, Effect
from tests.assessments.clusterings import quiet
from tests.conftest import NOW

FRAMEWORK = "three"
BUDGET = 10_000_000
"""100,000 baht: enough for two runs of READ and one of KEEP, with some left."""


def course(
    code: str, competency: str, levels: tuple[float, float], **facts: object
) -> Course:
    """A course of 20 seats a run at 20,000 baht a run and 500 baht a seat."""
    defaults: dict[str, object] = {
        "name": f"หลักสูตร {code}",
        "provider": "สำนักปลัด",
        "hours": 6.0,
        "delivery": "Onsite",
        "run_cost_satang": 2_000_000,
        "seat_cost_satang": 50_000,
        "min_seats": 10,
        "max_seats": 20,
        "max_runs": 2,
        "effects": (Effect(FRAMEWORK, competency, *levels),),
    }
    return Course(code=code, **(defaults | facts))  # type: ignore[arg-type]


READ = course("READ", "data.read", (0, 3), name="=อ่านข้อมูล")
KEEP = course("KEEP", "data.keep", (0, 2), max_runs=1)
SHARE = course("SHARE", "safe.share", (1, 2))
"""Serves people from level 1 on; those below target in the round have level 0."""

COURSES = (KEEP, READ, SHARE)


def put(
    courses: Sequence[Course] = COURSES,
    framework: str = FRAMEWORK,
    *,
    whole: bool = True,
    now: datetime = NOW,
) -> Changes:
    """What bringing these courses in has changed."""
    return operations.put(courses, framework, whole=whole, actor=SYSTEM, now=now)


def plan(round_id: int, budget_satang: int = BUDGET) -> PlanLine:
    """The kept plan of a closed round, from the catalogue."""
    line = plans.line(jobs.make(round_id, budget_satang, quiet))
    assert line is not None
    return line
