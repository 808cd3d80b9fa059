from competency.problems import Place, Problem
from competency.roster import tables

THAI = tuple(names[0] for names in tables.ROSTER.values())
ENGLISH = tuple(names[1] for names in tables.ROSTER.values())


def test_thai_and_english_headers_name_the_same_columns() -> None:
    row = tuple("x" for _ in THAI)
    thai, no_problems = tables.roster_table(None, [(1, THAI), (2, row)])
    english, _ = tables.roster_table(None, [(1, ENGLISH), (2, row)])

    assert no_problems == ()
    assert thai is not None
    assert english is not None
    assert tuple(thai.headers) == tuple(english.headers) == tuple(tables.ROSTER)
    assert thai.rows == english.rows


def test_blanks_case_and_unseen_signs_in_headers_do_not_count() -> None:
    first = ("\u200bSTAFF  number ", "given\nname", "unit code")
    table, problems = tables.roster_table("S", [(1, first), (2, ("1", "ก", "00"))])

    assert problems == ()
    assert table is not None
    assert table.rows[0].cells == {"number": "1", "given": "ก", "unit": "00"}
    assert table.headers["number"] == "STAFF  number"


def test_sara_am_written_in_two_signs_is_the_same_header() -> None:
    two_signs = "คำนำหน้า".replace("\u0e33", "\u0e4d\u0e32")
    first = (THAI[0], two_signs, "ชื่อ", "รหัสหน่วยงาน")
    lines = [(1, first), (2, ("1", "นาย", "ก", "0"))]
    table, problems = tables.roster_table(None, lines)

    assert problems == ()
    assert table is not None
    assert table.rows[0].cells["prefix"] == "นาย"


def test_every_missing_header_is_named() -> None:
    table, problems = tables.roster_table("บุคลากร", [(1, ("ตำแหน่ง",)), (2, ("ครู",))])

    assert table is None
    assert problems == tuple(
        Problem(Place("บุคลากร", 1, header), "column-missing", "", header)
        for header in ("เลขประจำตัวบุคลากร", "ชื่อ", "รหัสหน่วยงาน")
    )


def test_a_header_that_stands_twice_is_named_even_in_two_languages() -> None:
    first = ("เลขประจำตัวบุคลากร", "ชื่อ", "รหัสหน่วยงาน", "Given name")
    _, problems = tables.roster_table(None, [(3, first), (4, ("1", "ก", "0", "a"))])

    assert problems == (
        Problem(Place(None, 3, "Given name"), "column-twice", "", "Given name"),
    )


def test_a_sheet_without_rows_below_the_headers_is_empty() -> None:
    assert tables.roster_table("A", [(1, THAI)])[1] == (
        Problem(Place("A"), "sheet-empty"),
    )
    assert tables.unit_table("A", [])[1] == (Problem(Place("A"), "sheet-empty"),)


def test_axis_columns_are_read_and_other_columns_are_named_as_unused() -> None:
    first = (
        "Staff number",
        "ชื่อ",
        "Unit code",
        "แกน:สายงาน",
        "AXIS: site",
        "หมายเหตุ",
        "",
    )
    row = ("1", "ก", "0", "คลัง", "A", "ลาออก", "")
    table, problems = tables.roster_table(None, [(1, first), (2, row)])

    assert problems == ()
    assert table is not None
    assert table.rows[0].cells["axis:สายงาน"] == "คลัง"
    assert table.rows[0].cells["axis:site"] == "A"
    assert table.unused == ("หมายเหตุ",)


def test_an_axis_with_a_closed_list_cannot_slip_in_unchecked() -> None:
    first = ("Staff number", "ชื่อ", "Unit code", "axis:work-2567", "axis:")
    table, _ = tables.roster_table(None, [(1, first), (2, ("1", "ก", "0", "XX", "y"))])

    assert table is not None
    assert table.rows[0].cells["work-2567"] == "XX"
    assert table.unused == ("axis:",)


def test_texts_are_trimmed_and_inner_blanks_stay() -> None:
    first = ("Staff number", "ชื่อ", "Unit code", "นามสกุล")
    row = (" 0012 ", "\u200bสมชาย\u00a0", "00", " ณ  อยุธยา ")
    table, _ = tables.roster_table(None, [(1, first), (2, row)])

    assert table is not None
    assert table.rows[0].cells == {
        "number": "0012",
        "given": "สมชาย",
        "unit": "00",
        "family": "ณ  อยุธยา",
    }


def test_rows_keep_the_numbers_of_the_file_and_blank_rows_are_left_out() -> None:
    first = ("Staff number", "ชื่อ", "Unit code")
    lines = [(2, first), (5, ("1", "ก", "0")), (6, ("", " ", "")), (9, ("2", "ข", "0"))]
    table, _ = tables.roster_table(None, lines)

    assert table is not None
    assert [row.number for row in table.rows] == [5, 9]


def test_titles_and_notes_may_stand_above_the_headers() -> None:
    title = (1, ("บัญชีรายชื่อ", "", ""))
    first = ("Staff number", "ชื่อ", "Unit code")
    table, problems = tables.roster_table(
        None, [title, (3, first), (4, ("1", "ก", "0"))]
    )

    assert problems == ()
    assert table is not None
    assert [row.number for row in table.rows] == [4]
