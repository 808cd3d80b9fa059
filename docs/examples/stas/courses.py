# ruff: noqa: INP001 -- an example to run, not a package
"""Write the example courses for the STAS survey as `flask plans make` reads them.

    python docs/examples/stas/courses.py FOLDER/courses.xlsx

Every course is invented, with its price, its places and what it lifts: the survey
names none. They are there so that a plan can be made of real answers.
"""

import sys
from pathlib import Path

from assessments.workbooks import courses
from competency.courses import Course, Effect

FRAMEWORK = "stas-example"
PROVIDER = "หน่วยงานสมมติ"
ORIGIN = "ตัวอย่าง ไม่ใช่หลักสูตรจริง"
SATANG = 100


def course(
    code: str,
    name: str,
    lifts: dict[str, tuple[float, float]],
    form: tuple[str, float],
    baht: tuple[int, int],
    seats: tuple[int, int, int],
) -> Course:
    """A course that lifts competencies from a level to a level.

    `form` is how it is held and for how many hours, `baht` the cost of a run and of
    a seat, `seats` the least and the most of a run, and how many runs there can be.
    """
    return Course(
        code=code,
        name=name,
        provider=PROVIDER,
        delivery=form[0],
        hours=form[1],
        run_cost_satang=baht[0] * SATANG,
        seat_cost_satang=baht[1] * SATANG,
        min_seats=seats[0],
        max_seats=seats[1],
        max_runs=seats[2],
        effects=tuple(
            Effect(FRAMEWORK, competency, *levels)
            for competency, levels in lifts.items()
        ),
        origin=ORIGIN,
    )


ROOM, ONLINE = ("Onsite", 12.0), ("Online", 6.0)
COURSES = (
    course(
        "EX-01",
        "พื้นฐานการใช้เทคโนโลยีประจำวัน",
        {"self-efficacy": (1, 4)},
        ROOM,
        (12_000, 250),
        (10, 30, 10),
    ),
    course(
        "EX-02",
        "ใช้เทคโนโลยีด้วยตนเองอย่างมั่นใจ",
        {"self-efficacy": (3, 5)},
        ONLINE,
        (6_000, 120),
        (20, 60, 20),
    ),
    course(
        "EX-03",
        "ลดความเครียดจากเทคโนโลยี",
        {"ease": (1, 4)},
        ROOM,
        (15_000, 300),
        (10, 25, 20),
    ),
    course(
        "EX-04",
        "จัดการเวลาและสิ่งรบกวนบนหน้าจอ",
        {"ease": (2, 4)},
        ONLINE,
        (5_000, 100),
        (20, 100, 20),
    ),
    course(
        "EX-05",
        "เครื่องมือดิจิทัลเพื่อการเรียน",
        {"academic": (1, 5)},
        ROOM,
        (14_000, 280),
        (10, 30, 20),
    ),
    course(
        "EX-06",
        "สืบค้นและอ้างอิงด้วยเทคโนโลยี",
        {"academic": (3, 5)},
        ONLINE,
        (6_000, 120),
        (20, 60, 20),
    ),
    course(
        "EX-07",
        "ความปลอดภัยและข้อมูลส่วนบุคคล",
        {"safety": (1, 5)},
        ROOM,
        (12_000, 250),
        (10, 30, 10),
    ),
    course(
        "EX-08",
        "ใช้งานอย่างปลอดภัยและมั่นใจ",
        {"safety": (3, 5), "self-efficacy": (4, 5)},
        ONLINE,
        (8_000, 150),
        (20, 60, 20),
    ),
)
"""Two courses a competency, one for beginners; the last one lifts two at once."""


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(courses.template(COURSES))
