"""Small rosters as the files that people send."""

UNITS = (
    "รหัสหน่วยงาน,รหัสหน่วยงานต้นสังกัด,ชื่อหน่วยงาน,ชื่อหน่วยงาน (อังกฤษ)",
    "00,,เมืองตัวอย่าง,Example City",
    "01,00,กองคลัง,Finance",
    "02,00,กองช่าง,Engineering",
)
HEADER = (
    "เลขประจำตัวบุคลากร,คำนำหน้า,ชื่อ,นามสกุล,รหัสหน่วยงาน,ตำแหน่ง,ประเภทบุคลากร,"
    "กลุ่มงาน (กรอบ 2567),ระดับบทบาท (กรอบ 2567),เลขประจำตัวผู้บังคับบัญชา,อีเมล,วันที่บรรจุ (พ.ศ.)"
)
PEOPLE = (
    "000001,นาย,ก้อง,ณ อยุธยา,00,ปลัดเมือง,พนักงานเมือง,NONIT,EXE,,k@c.example,29/02/2543",
    "000002,นาง,ขวัญ,ใจดี,01,ผู้อำนวยการกอง,พนักงานเมือง,NONIT,SUP,000001,,๐๑/๐๔/๒๕๖๓",
    "000003,นางสาว,เกศ,ใจดี,01,นักวิชาการเงิน,พนักงานเมือง,NONIT,OPR,000002,,",
)


def csv(*lines: str) -> bytes:
    """The lines as Thai Excel writes a CSV file: with a mark, and CR LF."""
    return "\r\n".join((*lines, "")).encode("utf-8-sig")


ROSTER_FILE = csv(HEADER, *PEOPLE)
UNITS_FILE = csv(*UNITS)
FAULTY_FILE = csv(
    HEADER,
    PEOPLE[0],
    PEOPLE[1].replace("000001", "999999"),
    PEOPLE[2].replace("01,นัก", "77,นัก") + "31/02/2560",
)
"""A supervisor in row 3 who is not there; in row 4 no such unit and no such day."""
