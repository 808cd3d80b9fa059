"""What stands on the last sheet of a framework's workbook, in both languages."""

_THAI = """\
หนึ่งแผ่นงานต่อหนึ่งส่วนของกรอบ แถวแรกคือหัวคอลัมน์
อย่าเปลี่ยนชื่อแผ่นงานและหัวคอลัมน์

ข้อความทุกข้อความต้องมีทั้งไทยและอังกฤษ

รหัสเป็นข้อความ ใช้ตัวอักษร ตัวเลข จุด ขีดกลาง หรือขีดล่าง เช่น 1.10 หรือ 007
และไม่นำรหัสเดิมไปใช้กับสิ่งอื่น

ห้ามใช้สูตรและวันที่ ให้พิมพ์ค่าเป็นข้อความ

ช่องว่างคือไม่ระบุ ไม่ใช่ 0 ในแผ่นเป้าหมาย
ช่องระดับที่ว่างคือยังไม่ทราบระดับที่ต้องการ

ถ้าไม่ต้องการสมรรถนะนั้นจากกลุ่มนั้น ให้ใส่ no ในคอลัมน์ต้องการ และเว้นระดับไว้

สถานะ: official ข้อเท็จจริงจากแหล่งเปิดเผย ours เขียนเพื่อระบบนี้ agency
หน่วยงานกำหนดเอง assumed อนุมาน ใช้เป็นข้อเสนอเท่านั้น

วิธีคิดระดับ: mean ค่าเฉลี่ยของคำตอบ ladder ขึ้นทีละระดับเมื่อทำข้อของระดับนั้นได้
direct หนึ่งข้อต่อสมรรถนะ

ลำดับของข้อคำถามและคำตอบคือลำดับที่ใช้ประเมิน ข้อของสมรรถนะเดียวกันควรอยู่ติดกัน

แผ่นสมรรถนะมีสองคอลัมน์ต่อหนึ่งระดับ เช่น ระดับ 1 (ไทย) และ ระดับ 1 (อังกฤษ)
เพิ่มคอลัมน์ได้ตามระดับที่มี

แผ่นโปรไฟล์มีหนึ่งคอลัมน์ต่อหนึ่งแกน เช่น แกน:role-2567
ค่าในช่องคือรหัสของกลุ่มคนนั้น

คำตอบที่ถูก: ค่าเดียว เช่น 3 หรือหลายค่าในวงเล็บ เช่น [0, 2]

ข้อความที่ไม่มีอักษรเลย (ต่างจากไม่ระบุ) เขียนเป็น ""
"""

_ENGLISH = """\
One sheet for each part of the framework. The first row is the header: keep the
names of sheets and headers.

Every text stands there in Thai and in English.

Ids are texts of letters, digits, dots, hyphens and underlines, such as 1.10 or 007.
Never use an id again for something else.

No formulas and no dates: type the value as a text.

A blank cell is not given, and never 0. On the sheet of targets a blank level is a
target that is not known.

Where nothing is required, write no in the column Required and leave the level
blank.

Status: official is a fact with a public source, ours was written for this product,
agency is the agency's own decision, assumed is inferred and only a suggestion.

Rules: mean is the mean of the answers, ladder goes up level by level as items are
met, direct has one item for each competency.

Items and answers are asked in the order of their rows. Keep the items of a
competency together.

The sheet of competencies may have two columns for each level, such as Level 1
(Thai) and Level 1 (English), with its wording.

The sheet of profiles has one column for each axis, such as axis:role-2567, with the
code of the people the profile is for.

Right answer: one value, such as 3, or several in brackets, such as [0, 2].

A text without any sign, other than one that is not given, is written as "".
"""


def _paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split("\n\n")]


NOTES_TEXTS: tuple[tuple[str, str], ...] = tuple(
    zip(_paragraphs(_THAI), _paragraphs(_ENGLISH), strict=True)
)
"""The notes, Thai and English side by side."""
