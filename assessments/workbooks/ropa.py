"""The record of processing activities, as section 39 of the act lists it, in Thai.

Personal Data Protection Act B.E. 2562 (2019), section 39 (1) to (8). What is kept and
why comes from the privacy notice itself, so that the two never differ.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from assessments.workbooks.writer import Column, Sheet, Table, write
from competency.notices import Notice, said

ACTIVITIES, GENERAL, REFUSED = "กิจกรรม", "ข้อมูลทั่วไป", "การปฏิเสธคำขอ"
TITLE = "บันทึกรายการกิจกรรมการประมวลผลข้อมูลส่วนบุคคล (มาตรา 39)"
KINDS: Mapping[str, str] = {
    "access": "ขอเข้าถึงหรือขอสำเนา (มาตรา 30)",
    "objection": "คัดค้าน (มาตรา 32)",
    "erasure": "ขอลบหรือทำให้ไม่ระบุตัวตน (มาตรา 33)",
    "restriction": "ขอระงับการใช้ (มาตรา 34)",
    "correction": "ขอแก้ไขให้ถูกต้อง (มาตรา 35–36)",
}
_GENERAL = (
    ("(3) ผู้ควบคุมข้อมูลส่วนบุคคล", "{agency}"),
    ("(3) ผู้ติดต่อหรือเจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคล", "{contact}"),
    (
        "(5) สิทธิและวิธีการเข้าถึง และเงื่อนไข",
        (
            "เจ้าของข้อมูลเข้าสู่ระบบแล้วดาวน์โหลดข้อมูลของตนในหน้า “ข้อมูลของฉัน” ได้ทันที "
            "และยื่นคำขอในหน้าเดียวกัน หน่วยงานตอบพร้อมเหตุผลภายใน 30 วัน "
            "สิ่งที่เพื่อนร่วมงานหรือผู้ใต้บังคับบัญชาประเมินแสดงเป็นค่าเฉลี่ยเมื่อมีตั้งแต่สามคนขึ้นไป"
        ),
    ),
    (
        "(6) การใช้หรือเปิดเผยตามมาตรา 27 วรรคสาม",
        (
            "ใช้ภายในหน่วยงานตามบทบาท: ผู้บังคับบัญชาตามรอบ "
            "หัวหน้าหน่วยงานและผู้บริหาร (ค่าเฉลี่ยกลุ่มตั้งแต่ 5 คน) "
            "งานการเจ้าหน้าที่ และผู้ดูแลระบบ ระบบไม่ส่งข้อมูลออกนอกหน่วยงาน "
            "ยกเว้นอีเมลเตือนผ่านเซิร์ฟเวอร์อีเมลที่หน่วยงานกำหนด ซึ่งไม่มีคำตอบหรือระดับ"
        ),
    ),
    (
        "(8) มาตรการรักษาความมั่นคงปลอดภัยตามมาตรา 37 (1)",
        (
            "กำหนดผู้มีสิทธิเป็นรายหน้าและรายหน่วยงาน หน้าที่ไม่ระบุผู้มีสิทธิปิดไว้ "
            "รหัสผ่านเก็บด้วย Argon2id บันทึกการใช้งานทุกการเปลี่ยนแปลงโดยไม่มีคำตอบหรือชื่อ "
            "ไม่แสดงกลุ่มที่มีคนน้อยกว่าจำนวนขั้นต่ำ คำตอบที่แจ้งว่าบันทึกแล้วอยู่บนดิสก์ก่อนแจ้ง "
            "ลบตามระยะเวลาทุกคืน การเข้ารหัสดิสก์และการสำรองข้อมูลเป็นหน้าที่ของหน่วยงาน"
        ),
    ),
)
"""What holds for all activities; facts of the agency stand in braces."""


@dataclass(frozen=True)
class Refusal:
    """A request that was refused, with its reason."""

    number: int
    kind: str
    asked_at: datetime
    answered_at: datetime | None
    reason: str


def workbook(
    notice: Notice,
    facts: Mapping[str, str],
    refused: Iterable[Refusal],
    *,
    now: datetime,
) -> bytes:
    """The bytes of the record: activities, what holds for all, refusals."""
    sheets = (_activities(notice, facts), _general(facts), _refused(refused))
    return write(sheets, language="th", now=now)


def _activities(notice: Notice, facts: Mapping[str, str]) -> Sheet:
    columns = (
        Column("(2) วัตถุประสงค์", width=36),
        Column("(1) ข้อมูลส่วนบุคคลที่เก็บรวบรวม", width=60),
        Column("ฐานตามมาตรา 24", width=40),
        Column("(4) ระยะเวลาเก็บรักษา", width=40),
    )
    rows = [
        [said(text, "th", facts) for text in (each.name, each.data, each.basis)]
        + [said(each.kept, "th", facts)]
        for each in notice.purposes
    ]
    source = f"ตามประกาศความเป็นส่วนตัวฉบับที่ {notice.version}"
    return Sheet(ACTIVITIES, TITLE, (Table(columns, rows),), (source,))


def _general(facts: Mapping[str, str]) -> Sheet:
    columns = (Column("รายการ", width=46), Column("รายละเอียด", width=90))
    rows = [(name, _filled(words, facts)) for name, words in _GENERAL]
    return Sheet(GENERAL, TITLE, (Table(columns, rows),))


def _filled(words: str, facts: Mapping[str, str]) -> str:
    return facts[words[1:-1]] if words.startswith("{") else words


def _refused(refused: Iterable[Refusal]) -> Sheet:
    columns = (
        Column("เลขที่คำขอ", "whole"),
        Column("คำขอ", width=40),
        Column("วันที่ยื่น", "moment"),
        Column("วันที่ตอบ", "moment"),
        Column("(7) เหตุผลที่ปฏิเสธ", width=80),
    )
    rows = [
        (each.number, KINDS[each.kind], each.asked_at, each.answered_at, each.reason)
        for each in refused
    ]
    return Sheet(REFUSED, TITLE, (Table(columns, rows),))
