"""What the sheets of a framework and their columns are called, in both languages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args

from competency.frameworks.values import RuleName, Status

Kind = Literal["code", "text", "whole", "number", "flag", "key"]
"""What a cell holds; codes are read without blanks around them, texts with them."""

Key = tuple[str, ...]
"""A field of a part, step by step: ("name", "th")."""

YES, NO = "yes", "no"
STATUSES: tuple[str, ...] = get_args(Status)
RULES: tuple[str, ...] = get_args(RuleName)


@dataclass(frozen=True)
class Column:
    """A column: its field, its header in both languages and what stands in it.

    `wanted` columns must be there; `choices` may be chosen from; `refers` names the
    sheet whose first column holds what may stand here.
    """

    key: Key
    th: str
    en: str
    kind: Kind = "text"
    wanted: bool = True
    choices: tuple[str, ...] = ()
    refers: str = ""


@dataclass(frozen=True)
class Sheet:
    """A sheet: its names, its columns, and how many of these say whose part it is."""

    key: str
    th: str
    en: str
    columns: tuple[Column, ...]
    owners: int = 0
    wanted: bool = True


def _pair(name: str, th: str, en: str, *, wanted: bool = True) -> tuple[Column, Column]:
    """A text in both languages, side by side."""
    return (
        Column((name, "th"), f"{th} (ไทย)", f"{en} (Thai)", wanted=wanted),
        Column((name, "en"), f"{th} (อังกฤษ)", f"{en} (English)", wanted=wanted),
    )


_ID = Column(("id",), "รหัส", "Id", "code")
_NAME = _pair("name", "ชื่อ", "Name")
_STATUS = Column(("status",), "สถานะ", "Status", "code", choices=STATUSES)
_ANY_STATUS = replace(_STATUS, wanted=False)
_SOURCE = Column(("source",), "ที่มา", "Source", wanted=False)
_COMPETENCY = Column(
    ("competency",), "สมรรถนะ", "Competency", "code", refers="competencies"
)

ABOUT = "about"
FIELD, VALUE, MEANING = ("field",), ("value",), ("meaning",)

SHEETS: tuple[Sheet, ...] = (
    Sheet(
        ABOUT,
        "กรอบ",
        "Framework",
        (
            Column(FIELD, "หัวข้อ", "Field", "code"),
            Column(VALUE, "ค่า", "Value"),
            Column(("th",), "ข้อความไทย", "Thai"),
            Column(("en",), "ข้อความอังกฤษ", "English"),
            Column(MEANING, "ความหมาย", "Meaning", wanted=False),
        ),
    ),
    Sheet(
        "levels",
        "ระดับ",
        "Levels",
        (Column(("level",), "ระดับ", "Level", "whole"), *_NAME, _ANY_STATUS),
    ),
    Sheet(
        "answers",
        "ชุดคำตอบ",
        "Answer scales",
        (
            Column(("scale",), "ชุดคำตอบ", "Answer scale", "code"),
            Column(("value",), "ค่า", "Value", "whole"),
            *_NAME,
        ),
        owners=1,
    ),
    Sheet(
        "areas",
        "ด้าน",
        "Areas",
        (
            _ID,
            *_NAME,
            Column(("group",), "กลุ่ม", "Group", wanted=False),
            _ANY_STATUS,
            _SOURCE,
        ),
    ),
    Sheet(
        "competencies",
        "สมรรถนะ",
        "Competencies",
        (
            _ID,
            Column(("area",), "ด้าน", "Area", "code", refers="areas"),
            *_NAME,
            *_pair("description", "คำอธิบาย", "Description", wanted=False),
            _ANY_STATUS,
            _SOURCE,
        ),
    ),
    Sheet(
        "units",
        "หน่วยสมรรถนะ",
        "Official units",
        (
            _COMPETENCY,
            Column(("code",), "รหัสหน่วย", "Unit code"),
            *_NAME,
            _STATUS,
            _SOURCE,
        ),
        owners=1,
        wanted=False,
    ),
    Sheet(
        "items",
        "ข้อคำถาม",
        "Items",
        (
            _COMPETENCY,
            _ID,
            Column(("level",), "ระดับ", "Level", "whole", wanted=False),
            Column(("answers",), "ชุดคำตอบ", "Answer scale", "code", refers="answers"),
            *_pair("text", "ข้อความ", "Text"),
            Column(("weight",), "น้ำหนัก", "Weight", "number", wanted=False),
            Column(
                ("reversed",),
                "กลับด้าน",
                "Reversed",
                "flag",
                wanted=False,
                choices=(YES, NO),
            ),
            Column(("key",), "คำตอบที่ถูก", "Right answer", "key", wanted=False),
            Column(("unit",), "รหัสหน่วย", "Unit code", wanted=False),
            *_pair("example", "ตัวอย่าง", "Example", wanted=False),
        ),
        owners=1,
    ),
    Sheet("profiles", "โปรไฟล์", "Profiles", (_ID, *_NAME), wanted=False),
    Sheet(
        "targets",
        "เป้าหมาย",
        "Targets",
        (
            Column(("profile",), "โปรไฟล์", "Profile", "code", refers="profiles"),
            _COMPETENCY,
            Column(("level",), "ระดับ", "Level", "number", wanted=False),
            Column(
                ("required",),
                "ต้องการ",
                "Required",
                "flag",
                wanted=False,
                choices=(YES, NO),
            ),
            _STATUS,
            _SOURCE,
        ),
        owners=2,
        wanted=False,
    ),
)
"""Every sheet of a framework, in its order."""

NOTES = ("คำชี้แจง", "Notes")
"""The sheet that explains the others; nothing is read from it."""


@dataclass(frozen=True)
class Field:
    """A row of the first sheet: a field, its kind, and what it means.

    A text in both languages has no kind; `wanted` fields must be there.
    """

    key: Key
    kind: Kind | None
    th: str
    en: str
    choices: tuple[str, ...] = ()
    wanted: bool = False

    @property
    def name(self) -> str:
        """The field as the row names it."""
        return ".".join(self.key)


FIELDS: tuple[Field, ...] = (
    Field(("id",), "code", "รหัสของกรอบ ไม่เปลี่ยน", "id of the framework", wanted=True),
    Field(
        ("version",),
        "code",
        "รุ่น เลขสามตัว เช่น 1.0.0",
        "three numbers, such as 1.0.0",
        wanted=True,
    ),
    Field(("name",), None, "ชื่อของกรอบ", "name of the framework", wanted=True),
    Field(("source", "title"), "text", "ที่มา", "where it comes from", wanted=True),
    Field(("source", "licence"), "text", "สัญญาอนุญาต", "licence"),
    Field(("source", "url"), "text", "ที่อยู่เว็บ", "web address"),
    Field(("source", "note"), None, "หมายเหตุของที่มา", "note on the source"),
    Field(
        ("rule", "name"),
        "code",
        "วิธีคิดระดับ: mean, ladder หรือ direct",
        "how answers become a level: mean, ladder or direct",
        RULES,
        wanted=True,
    ),
    Field(
        ("rule", "met"),
        "whole",
        "ladder: คำตอบตั้งแต่ค่านี้ถือว่าทำได้",
        "ladder: met from this answer on",
    ),
    Field(
        ("rule", "share"),
        "number",
        "ladder: สัดส่วนข้อที่ต้องทำได้ (0–1)",
        "ladder: share of items to be met (0–1)",
    ),
    Field(
        ("rule", "answered"),
        "number",
        "mean: สัดส่วนข้อที่ต้องตอบ (0–1)",
        "mean: share of items to be answered (0–1)",
    ),
    Field(("notes",), None, "หมายเหตุ หนึ่งแถวต่อหนึ่งเรื่อง", "a note; one row for each"),
)
"""The rows of the first sheet; the last may stand there several times."""

LANGUAGES: Mapping[str, tuple[str, str]] = {
    "th": ("ไทย", "Thai"),
    "en": ("อังกฤษ", "English"),
}
_LEVEL = re.compile(r"(?:ระดับ|Level) ([0-9]{1,9}) \((ไทย|Thai|อังกฤษ|English)\)")
_AXIS = re.compile(r"(?:แกน|axis):(.*)", re.DOTALL)


def wording(level: int, language: str) -> Column:
    """The column of the wording of a level in a language."""
    thai, english = LANGUAGES[language]
    key = ("levels", str(level), language)
    return Column(
        key, f"ระดับ {level} ({thai})", f"Level {level} ({english})", wanted=False
    )


def axis(name: str) -> Column:
    """The column of an axis of the roster: whom a profile is for."""
    return Column(("for", name), f"แกน:{name}", f"axis:{name}", wanted=False)


def named(sheet: Sheet, header: str) -> Column | None:
    """The column that a header means, in either language."""
    for column in sheet.columns:
        if header.strip() in {column.th, column.en}:
            return column
    if sheet.key == "competencies" and (found := _LEVEL.fullmatch(header.strip())):
        language = next(k for k, both in LANGUAGES.items() if found[2] in both)
        return wording(int(found[1]), language)
    if sheet.key == "profiles" and (found := _AXIS.fullmatch(header)):
        return axis(found[1])
    return None


def in_language(thing: Sheet | Column | Field, language: str) -> str:
    """What a sheet, a column or a field is called."""
    return thing.en if language == "en" else thing.th
