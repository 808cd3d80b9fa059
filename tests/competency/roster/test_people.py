from datetime import date

import pytest

from competency.problems import Place, Problem, Problems
from competency.roster import RosterPerson, people, roster_table

FIRST = (
    "เลขประจำตัวบุคลากร",
    "คำนำหน้า",
    "ชื่อ",
    "นามสกุล",
    "รหัสหน่วยงาน",
    "ประเภทตำแหน่ง",
    "ระดับ",
    "กลุ่มบุคลากร (กรอบ 2561)",
    "ระยะ (กรอบ 2561)",
    "กลุ่มงาน (กรอบ 2567)",
    "ระดับบทบาท (กรอบ 2567)",
    "เลขประจำตัวผู้บังคับบัญชา",
    "อีเมล",
    "วันที่บรรจุ (พ.ศ.)",
    "รหัสระดับตำแหน่ง",
    "แกน:สายงาน",
)
HEAD = {"เลขประจำตัวบุคลากร": "000001", "ชื่อ": "สมหญิง", "รหัสหน่วยงาน": "01"}
UNITS = ("00", "01")


def read(
    *rows: dict[str, str], units: tuple[str, ...] = UNITS
) -> tuple[tuple[RosterPerson, ...], Problems]:
    texts = [tuple(row.get(header, "") for header in FIRST) for row in rows]
    table, problems = roster_table("บุคลากร", [(1, FIRST), *enumerate(texts, 2)])
    assert problems == ()
    assert table is not None
    return people(table, units)


def person(number: str, **cells: str) -> dict[str, str]:
    return HEAD | {"เลขประจำตัวบุคลากร": number} | cells


def faults(*rows: dict[str, str]) -> list[tuple[int | None, str | None, str, str]]:
    found, problems = read(*rows)
    assert found == ()
    return [(p.place.row, p.place.column, p.rule, p.value) for p in problems]


def test_one_person_in_full() -> None:
    row = {
        "คำนำหน้า": "ว่าที่ร้อยตรี",
        "นามสกุล": "ณ อยุธยา",
        "ประเภทตำแหน่ง": "วิชาการ",
        "ระดับ": "ชำนาญการ",
        "กลุ่มบุคลากร (กรอบ 2561)": "ACAD",
        "ระยะ (กรอบ 2561)": "Developing",
        "กลุ่มงาน (กรอบ 2567)": "it",
        "ระดับบทบาท (กรอบ 2567)": "OPR",
        "เลขประจำตัวผู้บังคับบัญชา": "000001",
        "อีเมล": "s@city.example.org",
        "วันที่บรรจุ (พ.ศ.)": "29/02/2543",
        "รหัสระดับตำแหน่ง": "K2",
        "แกน:สายงาน": "คลัง",
    }
    found, problems = read(HEAD, person("000002", **row))

    assert problems == ()
    assert found[1] == RosterPerson(
        number="000002",
        given="สมหญิง",
        unit="01",
        family="ณ อยุธยา",
        prefix="ว่าที่ร้อยตรี",
        supervisor="000001",
        email="s@city.example.org",
        hired_on=date(2000, 2, 29),
        placings={
            "group-2561": "ACAD",
            "position-level": "K2",
            "position-local": "วิชาการ/ชำนาญการ",
            "role-2567": "OPR",
            "stage-2561": "DEVELOPING",
            "work-2567": "IT",
            "สายงาน": "คลัง",
        },
    )


def test_blank_is_blank_and_two_people_may_share_a_name() -> None:
    found, problems = read(HEAD, person("000002"))

    assert problems == ()
    assert found[0].given == found[1].given
    assert found[1].email is None
    assert found[1].hired_on is None
    assert found[1].placings == {}


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        ("รหัสหน่วยงาน", "1", "unit-unknown"),
        ("เลขประจำตัวผู้บังคับบัญชา", "1", "supervisor-unknown"),
        ("เลขประจำตัวผู้บังคับบัญชา", "000002", "supervisor-self"),
        ("วันที่บรรจุ (พ.ศ.)", "29/02/2544", "date-wrong"),
        ("อีเมล", "s@city", "email-wrong"),
        ("กลุ่มบุคลากร (กรอบ 2561)", "BOSS", "code-unknown"),
        ("ระยะ (กรอบ 2561)", "LATE", "code-unknown"),
        ("กลุ่มงาน (กรอบ 2567)", "ICT", "code-unknown"),
        ("ระดับบทบาท (กรอบ 2567)", "OP", "code-unknown"),
        ("รหัสระดับตำแหน่ง", "K9", "code-unknown"),
        ("ชื่อ", "", "value-missing"),
    ],
)
def test_a_wrong_cell_is_named(column: str, value: str, rule: str) -> None:
    assert faults(HEAD, person("000002", **{column: value})) == [
        (3, column, rule, value)
    ]


def test_half_a_position_is_named_where_the_other_half_is_missing() -> None:
    assert faults(person("000001", ระดับ="กลาง")) == [
        (2, "ประเภทตำแหน่ง", "position-half", "")
    ]


def test_staff_numbers_and_addresses_stand_once() -> None:
    first, second = person("000001", อีเมล="a@b.th"), person("000001", อีเมล="A@B.TH")

    assert faults(first, second) == [
        (3, "เลขประจำตัวบุคลากร", "value-duplicate", "000001"),
        (3, "อีเมล", "value-duplicate", "A@B.TH"),
    ]


def test_a_citizen_number_is_refused_and_not_repeated() -> None:
    number = "1-2345-67890-12-3"
    rows = (
        person(number),
        person("2") | {"เลขประจำตัวผู้บังคับบัญชา": number},
        person(number),
    )
    found = faults(*rows)

    assert {rule for _, _, rule, _ in found} == {"citizen-number", "value-duplicate"}
    assert [row for row, _, rule, _ in found if rule == "citizen-number"] == [2, 3, 4]
    assert {value for *_, value in found} == {"1…3"}


def test_a_loop_of_supervisors_is_named_once() -> None:
    above = "เลขประจำตัวผู้บังคับบัญชา"
    rows = (
        person("1", **{above: "2"}),
        person("2", **{above: "3"}),
        person("3", **{above: "1"}),
    )

    assert faults(*rows) == [(2, above, "supervisor-loop", "1 → 2 → 3 → 1")]


def test_without_units_there_is_one_problem_and_not_one_a_row() -> None:
    _, problems = read(HEAD, person("2"), units=())

    assert problems == (Problem(Place("บุคลากร"), "units-unknown"),)


def test_all_faults_of_all_rows_come_at_once_in_the_order_of_the_rows() -> None:
    wrong = {"อีเมล": "x", "วันที่บรรจุ (พ.ศ.)": "x", "รหัสหน่วยงาน": "x"}
    found = faults(person("1", **wrong), HEAD, person("2", **wrong))

    assert [row for row, *_ in found] == [2, 2, 2, 4, 4, 4, 4]
