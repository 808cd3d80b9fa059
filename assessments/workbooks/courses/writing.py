"""A course catalogue written as the workbook that is filled in and read again."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from assessments.workbooks import writer
from assessments.workbooks.cells import Value
from assessments.workbooks.courses.layout import (
    COURSES,
    EFFECT_KEYS,
    EFFECTS,
    HEADERS,
    NOTES,
    PLAIN_COMPETENCY,
    SATANG,
)
from competency.courses import Course


def template(
    courses: Sequence[Course] = (),
    *,
    names: Mapping[str, str] | None = None,
    now: datetime | None = None,
) -> bytes:
    """A workbook with the headers that `read` wants, holding these courses.

    `names` are the competencies that courses may lift, by id: told in the notes.
    """
    known = (_known(names),) if names else ()
    return writer.write(
        (
            _bare(COURSES, tuple(HEADERS), map(_course_row, courses)),
            _bare(EFFECTS, EFFECT_KEYS, _effect_rows(courses)),
            writer.Sheet(NOTES, NOTES, (_notes(), *known)),
        ),
        now=now,
    )


_KINDS: Mapping[str, str] = {
    "code": "code",
    "competency": "code",
    "unit_code": "code",
    "from_level": "level",
    "to_level": "level",
    "hours": "number",
    "delivery": "code",
    "run_cost": "baht",
    "seat_cost": "baht",
    "min_seats": "whole",
    "max_seats": "whole",
    "max_runs": "whole",
}


def _bare(
    name: str, keys: Sequence[str], rows: Iterator[Sequence[Value]]
) -> writer.Sheet:
    columns = tuple(
        writer.Column(HEADERS[key], _KINDS.get(key, "text")) for key in keys
    )
    return writer.Sheet(name, "", (writer.Table(columns, rows),), fixed=2)


def _course_row(course: Course) -> tuple[Value, ...]:
    main = course.effects[0]
    return (
        course.code,
        course.name,
        main.competency,
        course.unit_code,
        main.from_level,
        main.to_level,
        course.hours,
        course.delivery,
        course.run_cost_satang / SATANG,
        course.seat_cost_satang / SATANG,
        course.min_seats,
        course.max_seats,
        course.max_runs,
        course.provider,
        course.origin,
    )


def _effect_rows(courses: Sequence[Course]) -> Iterator[Sequence[Value]]:
    for course in courses:
        for effect in course.effects[1:]:
            unit = ""
            levels = effect.from_level, effect.to_level
            yield (course.code, effect.competency, unit, *levels)


def _notes() -> writer.Table:
    rows = (
        ("หลักสูตรหนึ่งแถวต่อหนึ่งหลักสูตร รหัสหลักสูตรต้องไม่ซ้ำกัน",),
        ("หลักสูตรที่พัฒนาสมรรถนะมากกว่าหนึ่งด้าน ให้เพิ่มด้านที่เหลือในแผ่นสมรรถนะเพิ่มเติม",),
        ("หลักสูตรรับผู้ที่มีระดับตั้งแต่ระดับก่อนเรียน แต่ยังไม่ถึงระดับหลังเรียน",),
        ("ค่าใช้จ่ายเป็นบาท จำนวนคนขั้นต่ำต้องไม่มากกว่าจำนวนคนสูงสุด",),
    )
    return writer.Table((writer.Column(NOTES, width=90),), rows)


def _known(names: Mapping[str, str]) -> writer.Table:
    columns = (
        writer.Column(PLAIN_COMPETENCY, "code", width=90),
        writer.Column("ชื่อสมรรถนะ", width=60),
    )
    return writer.Table(columns, names.items(), heading="รหัสที่ใช้ได้")
