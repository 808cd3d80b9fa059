"""A Thai text with the facts that a notice of a breach needs, out of the audit log.

Section 37 (4) of the Personal Data Protection Act B.E. 2562 gives 72 hours from
knowing of a breach. What no program can know is left open for the agency to write.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from assessments.thai import moment

TIME_TO_TELL = timedelta(hours=72)
TAKING = ("export", "download", "read")
"""Actions by which data leave the program or somebody reads another's levels."""

_OPEN = "…………………………………………"


@dataclass(frozen=True)
class Event:
    """A line of the log: who (by user name) did what, when."""

    at: datetime
    username: str | None
    role: str
    action: str
    noun: str
    noun_id: str
    detail: Mapping[str, object]

    @property
    def who(self) -> str:
        """The user name, or that it was the program itself."""
        return self.username or "ระบบ"


@dataclass(frozen=True)
class People:
    """How many people the database holds: by name, with an account, asked in rounds."""

    named: int
    accounts: int
    asked: int


def report(
    events: Sequence[Event],
    people: People,
    facts: Mapping[str, str],
    *,
    since: datetime,
    now: datetime,
) -> str:
    """The text, which says of each line whether it is from the log or to be written."""
    parts = (
        _head(facts, since, now),
        _affected(people),
        _who(events),
        _taken(events),
        _what(events),
        _open(),
    )
    return "\n".join(line for part in parts for line in (*part, "")).rstrip() + "\n"


def _head(facts: Mapping[str, str], since: datetime, now: datetime) -> tuple[str, ...]:
    return (
        "ข้อเท็จจริงประกอบการแจ้งเหตุละเมิดข้อมูลส่วนบุคคล (มาตรา 37 (4))",
        f"หน่วยงาน: {facts['agency']}",
        f"ผู้ติดต่อ: {facts['contact']}",
        f"ช่วงเวลาที่ตรวจ: {moment(since)} ถึง {moment(now)}",
        f"จัดทำเมื่อ: {moment(now)}",
        (
            f"หากเพิ่งทราบเหตุเมื่อจัดทำ ต้องแจ้ง สคส. ภายใน {moment(now + TIME_TO_TELL)} "
            "(72 ชั่วโมงนับแต่ทราบเหตุ)"
        ),
    )


def _affected(people: People) -> tuple[str, ...]:
    return (
        "จำนวนเจ้าของข้อมูลในระบบ (จำนวนสูงสุดที่อาจได้รับผลกระทบ)",
        f"- มีชื่อในระบบ {people.named:,} คน",
        f"- มีบัญชีผู้ใช้ที่ใช้ได้ {people.accounts:,} บัญชี",
        f"- ได้รับเชิญในรอบการประเมิน {people.asked:,} คน",
    )


def _who(events: Sequence[Event]) -> Iterator[str]:
    yield "ใคร: บัญชีที่กระทำในช่วงเวลานี้ (จากบันทึกการใช้งาน)"
    for (who, role), count in Counter((e.who, e.role) for e in events).most_common():
        yield f"- {who} ({role or 'ไม่ระบุบทบาท'}): {count:,} รายการ"
    if not events:
        yield "- ไม่มีรายการ"


def _taken(events: Sequence[Event]) -> Iterator[str]:
    yield "การนำข้อมูลออกและการอ่านระดับของผู้อื่น (จากบันทึกการใช้งาน)"
    found = [each for each in events if each.action in TAKING]
    for each in found:
        more = ", ".join(f"{name}={value}" for name, value in each.detail.items())
        said = f"{each.action} {each.noun} {each.noun_id}".strip()
        yield f"- {moment(each.at)} {each.who}: {said}" + (f" ({more})" if more else "")
    if not found:
        yield "- ไม่มีรายการ"


def _what(events: Sequence[Event]) -> Iterator[str]:
    yield "อะไร: การกระทำทั้งหมดในช่วงเวลานี้ พร้อมครั้งแรกและครั้งสุดท้าย"
    counted = Counter((each.action, each.noun) for each in events)
    for (action, noun), count in counted.most_common():
        times = [e.at for e in events if (e.action, e.noun) == (action, noun)]
        span = f"{moment(min(times))} – {moment(max(times))}"
        yield f"- {action} {noun}: {count:,} ครั้ง ({span})"
    if not events:
        yield "- ไม่มีรายการ"


def _open() -> tuple[str, ...]:
    return (
        "ส่วนที่หน่วยงานต้องเขียนเอง (ระบบไม่ทราบ)",
        f"- ลักษณะของเหตุ และเวลาที่ทราบเหตุ: {_OPEN}",
        f"- ผลกระทบที่อาจเกิดขึ้น และระดับความเสี่ยง: {_OPEN}",
        f"- มาตรการที่ดำเนินการแล้วและจะดำเนินการ: {_OPEN}",
        f"- การแจ้งเจ้าของข้อมูล (หากมีความเสี่ยงสูง): {_OPEN}",
    )
