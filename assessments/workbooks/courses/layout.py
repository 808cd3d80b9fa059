"""What the sheets of a course catalogue and their columns are called."""

from collections.abc import Mapping

COURSES, EFFECTS, NOTES = "หลักสูตร", "สมรรถนะเพิ่มเติม", "หมายเหตุ"

HEADERS: Mapping[str, str] = {
    "code": "รหัสหลักสูตร",
    "name": "ชื่อหลักสูตร",
    "competency": "ด้านสมรรถนะ (กรอบ 2567)",
    "unit_code": "รหัสสมรรถนะ",
    "from_level": "ระดับก่อนเรียน",
    "to_level": "ระดับหลังเรียน",
    "hours": "จำนวนชั่วโมง",
    "delivery": "รูปแบบ",
    "run_cost": "ค่าใช้จ่ายคงที่ต่อรุ่น (บาท)",
    "seat_cost": "ค่าใช้จ่ายต่อคน (บาท)",
    "min_seats": "จำนวนคนขั้นต่ำต่อรุ่น",
    "max_seats": "จำนวนคนสูงสุดต่อรุ่น",
    "max_runs": "จำนวนรุ่นสูงสุด",
    "provider": "หน่วยจัด",
    "origin": "ที่มา",
}
"""Columns of the first sheet, in their order."""

EFFECT_KEYS = ("code", "competency", "unit_code", "from_level", "to_level")
PLAIN_COMPETENCY = "ด้านสมรรถนะ"
SATANG = 100
