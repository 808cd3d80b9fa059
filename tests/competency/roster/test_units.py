from competency.problems import Problems
from competency.roster import RosterUnit, unit_table, units

FIRST = ("รหัสหน่วยงาน", "รหัสหน่วยงานต้นสังกัด", "ชื่อหน่วยงาน", "ชื่อหน่วยงาน (อังกฤษ)")


def read(*rows: tuple[str, ...]) -> tuple[tuple[RosterUnit, ...], Problems]:
    table, problems = unit_table("หน่วยงาน", [(1, FIRST), *enumerate(rows, 2)])
    assert problems == ()
    assert table is not None
    return units(table)


def faults(*rows: tuple[str, ...]) -> list[tuple[int | None, str | None, str, str]]:
    found, problems = read(*rows)
    assert found == ()
    return [(p.place.row, p.place.column, p.rule, p.value) for p in problems]


def test_a_tree_in_any_order() -> None:
    found, problems = read(("01", "00", "กอง", "Division"), ("00", "", "เมือง", ""))

    assert problems == ()
    assert found == (
        RosterUnit("01", "00", "กอง", "Division"),
        RosterUnit("00", None, "เมือง"),
    )


def test_an_orphan_and_a_unit_under_itself() -> None:
    assert faults(("00", "", "เมือง"), ("01", "99", "กอง"), ("02", "02", "ฝ่าย")) == [
        (3, FIRST[1], "unit-orphan", "99"),
        (4, FIRST[1], "unit-under-itself", "02"),
    ]


def test_a_loop_is_named_once_as_a_ring() -> None:
    rows = ("00", "", "เมือง"), ("01", "02", "ก"), ("02", "03", "ข"), ("03", "01", "ค")

    assert faults(*rows) == [(3, FIRST[1], "unit-loop", "01 → 02 → 03 → 01")]


def test_exactly_one_root() -> None:
    assert faults(("00", "", "เมือง"), ("01", "", "กอง")) == [
        (3, FIRST[1], "unit-second-root", "01")
    ]
    assert faults(("00", "01", "เมือง"), ("01", "00", "กอง"))[-1] == (
        None,
        FIRST[1],
        "unit-no-root",
        "",
    )


def test_a_code_that_stands_twice() -> None:
    assert faults(("00", "", "เมือง"), ("01", "00", "ก"), ("01", "00", "ข")) == [
        (4, FIRST[0], "value-duplicate", "01")
    ]


def test_all_faults_come_at_once() -> None:
    found = faults(("", "9", ""), ("1", "1", "x"), ("1", "", "y"))

    assert [(row, rule) for row, _, rule, _ in found] == [
        (2, "value-missing"),
        (2, "value-missing"),
        (4, "value-duplicate"),
        (2, "unit-orphan"),
        (3, "unit-under-itself"),
    ]
