"""Files of answers become packed answers, or name every cell that is none."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competency.frameworks import parse
from competency.problems import Place, Problem
from competency.responses import AnswerMap, Wanted, read, read_map
from competency.responses.codes import Codes

TEXT = (Path(__file__).parents[1] / "data" / "three.yaml").read_text("utf-8")
THREE = parse(TEXT)
"""Ten items; the answers 0–3 are packed as 1–4."""

TWO_SCALES = parse(
    TEXT.replace("answers:\n", "answers:\n  odd: [{value: 1, name: {th: ก, en: a}}, ")
    .replace("en: a}}, ", "en: a}}, {value: 5, name: {th: ข, en: b}}]\n", 1)
    .replace("level: 1, answers: can", "level: 1, answers: odd", 1)
    .replace("rule: {name: ladder, met: 2, share: 1.0}", "rule: {name: mean}")
)
"""The same, but the first item has the answers 1 and 5."""

ITEMS = tuple(item.id for item in THREE.items)
PEOPLE = ("007", "008", "๙")

Row = Sequence[str]


def lines(*rows: Row) -> list[tuple[int, Row]]:
    return list(enumerate(rows, 1))


def wanted(**more: object) -> Wanted:
    facts = {"framework": THREE, "people": PEOPLE, "person": "who", **more}
    return Wanted(**facts)  # type: ignore[arg-type]


def packed(*rows: Row, **more: object) -> Mapping[str, bytes]:
    found, problems = read(None, lines(*rows), wanted(**more))
    assert problems == ()
    assert found is not None
    return found.packed


def faults(*rows: Row, **more: object) -> list[tuple[int | None, str | None, str, str]]:
    """Row, column, rule and value of every problem; there is at least one."""
    found, problems = read("S", lines(*rows), wanted(**more))
    assert found is None
    assert problems != ()
    return [(p.place.row, p.place.column, p.rule, p.value) for p in problems]


def test_each_answer_goes_to_the_position_of_its_item() -> None:
    found = packed(("data.keep.1", "who", "data.read.1"), ("3", "007", "0"))
    assert found == {"007": bytes([1, 0, 0, 0, 4, 0, 0, 0, 0, 0])}


def test_a_blank_cell_is_unanswered_and_a_zero_is_an_answer() -> None:
    found = packed(("who", *ITEMS[:3]), ("007", " ", "0", "\u200b"))
    assert found["007"][:3] == bytes([0, 1, 0])


def test_what_does_not_apply_and_what_one_does_not_know_are_answers() -> None:
    found = packed(("who", *ITEMS[:2]), ("007", "does-not-apply", "Does-Not-Know"))
    assert found["007"][:2] == bytes([255, 254])


@pytest.mark.parametrize("text", ["2", " 2 ", "๒", "2.0", "+2", "02", "\u00a02"])
def test_a_whole_number_is_read_however_it_is_written(text: str) -> None:
    assert packed(("who", ITEMS[0]), ("007", text))["007"][0] == 3


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("4", "value-out-of-range"),
        ("-1", "value-out-of-range"),
        ("99", "value-out-of-range"),
        ("2.5", "value-not-whole"),
        ("2,0", "value-not-whole"),
        ("1_0", "value-not-whole"),
        ("มาก", "value-not-whole"),
        ("#N/A", "value-not-whole"),
    ],
)
def test_what_is_no_answer_is_refused_with_its_place(text: str, rule: str) -> None:
    found, problems = read("S", lines(("who", ITEMS[1]), ("007", text)), wanted())
    assert found is None
    assert problems == (Problem(Place("S", 2, ITEMS[1]), rule, text, "0–3"),)


def test_a_number_between_the_answers_of_a_scale_is_refused() -> None:
    rows = lines(("who", ITEMS[0]), ("007", "3"))
    found, problems = read(None, rows, wanted(framework=TWO_SCALES))
    assert found is None
    place = Place(None, 2, ITEMS[0])
    assert problems == (Problem(place, "value-unknown", "3", "1, 5"),)


def test_each_item_is_read_on_its_own_scale() -> None:
    rows = ("who", *ITEMS[:2]), ("007", "5", "3")
    assert packed(*rows, framework=TWO_SCALES)["007"][:2] == bytes([2, 4])


def test_somebody_whom_the_round_does_not_ask_is_a_fault() -> None:
    rows = ("who", ITEMS[0]), ("7", "1"), ("007", "1")
    assert faults(*rows) == [(2, "who", "person-not-asked", "7")]


def test_a_citizens_number_is_not_repeated() -> None:
    rows = ("who", ITEMS[0]), ("1-2345-67890-12-3", "1")
    assert faults(*rows) == [(2, "who", "person-not-asked", "1…3")]


def test_a_person_who_stands_there_twice_is_refused_with_both_rows() -> None:
    rows = lines(("who", ITEMS[0]), ("007", "1"), ("008", "1"), (" 007", "1"))
    found, problems = read(None, rows, wanted())
    assert found is None
    place = Place(None, 4, "who")
    assert problems == (Problem(place, "value-duplicate", "007", "2"),)


def test_a_row_without_a_number_is_refused_and_an_empty_one_is_none() -> None:
    rows = ("who", ITEMS[0]), ("", "1"), ("", " "), ("007", "1")
    assert faults(*rows) == [(2, "who", "value-missing", "")]


def test_somebody_without_any_answer_has_not_answered() -> None:
    rows = lines(("who", ITEMS[0], "note"), ("007", "", "ลา"), ("008", "1", ""))
    found, problems = read(None, rows, wanted())
    assert problems == ()
    assert found is not None
    assert (set(found.packed), found.blank) == ({"008"}, ("007",))


def test_columns_that_are_no_items_are_named_as_unused() -> None:
    rows = lines(("เพศ", "who", ITEMS[0], "", "อายุ"), ("ญ", "007", "1", "", "40"))
    found, _ = read(None, rows, wanted())
    assert found is not None
    assert found.unused == ("เพศ", "อายุ")


def test_a_file_without_any_item_column_is_refused() -> None:
    rows = ("who", "q1"), ("007", "1")
    assert faults(*rows) == [(1, None, "no-item-column", "")]


def test_all_faults_of_the_header_are_named_together() -> None:
    rows = (("id", ITEMS[0], ITEMS[0], "q"), ("007", "1", "2", "3"))
    more = {"map": AnswerMap({"Q9": ITEMS[1]})}
    assert faults(*rows, **more) == [
        (1, "who", "column-missing", ""),
        (1, "Q9", "column-missing", ""),
        (1, ITEMS[0], "column-twice", ""),
    ]


@pytest.mark.parametrize(
    "map_", [AnswerMap(), AnswerMap({"who": ITEMS[1]})], ids=["twice", "mapped"]
)
def test_the_column_of_people_is_only_that(map_: AnswerMap) -> None:
    header = ("who", ITEMS[0]) if map_.columns else ("who", ITEMS[0], "who")
    rows = header, ("007", "1", "008")[: len(header)]
    assert faults(*rows, map=map_) == [(1, "who", "column-twice", "")]


def test_a_row_with_a_comma_too_many_is_refused() -> None:
    rows = ("who", "note", ITEMS[0]), ("007", "มาก", "แต่", "1"), ("008", "", "2", "")
    assert (2, None, "row-too-wide", "4") in faults(*rows)
    assert not any(row == 3 for row, *_ in faults(*rows))


def test_a_row_that_ends_early_leaves_the_rest_unanswered() -> None:
    assert packed(("who", *ITEMS[:3]), ("007", "1"))["007"][:3] == bytes([2, 0, 0])


def test_titles_may_stand_above_the_header() -> None:
    rows = ("แบบสอบถาม", ""), ("ปี", "2569"), ("who", ITEMS[0]), ("007", "1")
    assert packed(*rows)["007"][0] == 2
    assert faults(*rows[:3], ("007", "9"))[0][0] == 4


@pytest.mark.parametrize("rows", [(), (("who", ITEMS[0]),)], ids=["empty", "header"])
def test_a_sheet_without_people_is_empty(rows: tuple[Row, ...]) -> None:
    found, problems = read("S", lines(*rows), wanted())
    assert found is None
    assert problems == (Problem(Place("S"), "sheet-empty"),)


def test_headers_match_whichever_way_sara_am_is_written() -> None:
    rows = ("เลขประจํา", ITEMS[0]), ("007", "1")
    assert packed(*rows, person="เลขประจำ")["007"][0] == 2


def test_a_map_gives_columns_and_values_their_meaning() -> None:
    map_ = AnswerMap(
        {"ข้อ 1": ITEMS[0], "ข้อ 2": ITEMS[1]},
        {"มาก": 3, "-": "does-not-apply", "99": "does-not-know"},
    )
    rows = ("who", "ข้อ 1", "ข้อ 2", ITEMS[2]), ("007", "มาก", "-", "99")
    assert packed(*rows, map=map_)["007"][:3] == bytes([4, 255, 254])


def test_a_number_that_another_one_was_turned_into_is_refused() -> None:
    map_ = AnswerMap(answers={"1": 0, "2": 1, "3": 2, "4": 3})
    rows = ("who", *ITEMS[:2]), ("007", "4", "0")
    assert faults(*rows, map=map_) == [(2, ITEMS[1], "value-unknown", "0")]
    assert packed(("who", ITEMS[0]), ("007", "4"), map=map_)["007"][0] == 4


def test_an_answer_of_the_map_is_refused_where_the_item_does_not_have_it() -> None:
    map_ = AnswerMap(answers={"สูงสุด": 5})
    rows = ("who", *ITEMS[:2]), ("007", "สูงสุด", "สูงสุด")
    found = faults(*rows, map=map_, framework=TWO_SCALES)
    assert found == [(2, ITEMS[1], "value-out-of-range", "สูงสุด")]


MAP = """\
columns: {ข้อ 1: data.read.1, 2024: data.read.2}
answers: {มาก: 3, 99: does-not-know, yes: "1", "-": does-not-apply}
"""


def test_a_map_is_read_as_it_is_written() -> None:
    found, problems = read_map(MAP, THREE)
    assert problems == ()
    assert found == AnswerMap(
        {"ข้อ 1": "data.read.1", "2024": "data.read.2"},
        {"มาก": 3, "99": "does-not-know", "yes": 1, "-": "does-not-apply"},
    )


@pytest.mark.parametrize("text", ["columns: {}", "{}", "answers: {}\ncolumns: {}"])
def test_a_map_may_be_empty(text: str) -> None:
    assert read_map(text, THREE) == (AnswerMap(), ())


FAULTY = """\
columns:
  Q1: data.read.9
  Q2: data.read.2
  Q3: data.read.2
  Q4:
answers:
  much: 4
  some: 1.5
  none: [0]
  "some ": 1
kolumns: {}
"""


def test_every_fault_of_a_map_is_named_with_its_line() -> None:
    found, problems = read_map(FAULTY, THREE)
    assert found is None
    named = [(p.place.row, p.place.column, p.rule, p.value) for p in problems]
    assert named == [
        (2, "columns.Q1", "item-unknown", "data.read.9"),
        (4, "columns.Q3", "value-twice", "data.read.2"),
        (5, "columns.Q4", "item-unknown", ""),
        (7, "answers.much", "not-one-of", "4"),
        (8, "answers.some", "not-one-of", "1.5"),
        (9, "answers.none", "not-one-of", ""),
        (10, "answers.some ", "key-twice", "some "),
        (11, "kolumns", "field-unknown", ""),
    ]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "not-a-map"),
        ("- a", "not-a-map"),
        ("columns: [a]", "not-mapping"),
        ("columns: &a {}", "yaml-anchor"),
        ("columns: {a: data.read.1, a: data.read.2}", "key-twice"),
        ("answers: {a: !!python/name:os.system ''}", "yaml-kind"),
        ("columns: {", "yaml-wrong"),
    ],
)
def test_what_is_no_map_is_refused(text: str, rule: str) -> None:
    found, problems = read_map(text, THREE)
    assert found is None
    assert rule in {problem.rule for problem in problems}


WORD_OF = {0: "", 254: "does-not-know", 255: "does-not-apply"}
ANY_CODES = st.lists(
    st.sampled_from([0, 1, 2, 3, 4, 254, 255]), min_size=10, max_size=10
)
TABLES = st.dictionaries(st.sampled_from(PEOPLE), ANY_CODES.filter(any), min_size=1)


def written(codes: Sequence[int]) -> list[str]:
    return [WORD_OF.get(code, str(code - 1)) for code in codes]


@given(table=TABLES, order=st.permutations(range(11)))
def test_answers_survive_a_file_whatever_the_order_of_its_columns(
    table: dict[str, list[int]], order: list[int]
) -> None:
    rows = [
        ("who", *ITEMS),
        *((name, *written(codes)) for name, codes in table.items()),
    ]
    found = packed(*([row[at] for at in order] for row in rows))
    assert found == {name: bytes(codes) for name, codes in table.items()}


@given(codes=ANY_CODES.filter(any), shift=st.permutations(range(4)))
def test_a_map_that_turns_every_number_is_undone_by_the_file(
    codes: list[int], shift: list[int]
) -> None:
    map_ = AnswerMap(answers={str(shift[value]): value for value in range(4)})
    texts = [WORD_OF.get(c, str(shift[c - 1]) if 0 < c <= 4 else "") for c in codes]
    assert packed(("who", *ITEMS), ("007", *texts), map=map_)["007"] == bytes(codes)


@given(
    codes=st.lists(ANY_CODES, min_size=3, max_size=3),
    planted=st.sets(st.tuples(st.integers(0, 2), st.integers(0, 9)), min_size=1),
    text=st.sampled_from(["4", "x", "2.5", "-1", "=1+1", "ไม่ทราบ"]),
)
def test_every_planted_fault_is_named_and_nothing_else(
    codes: list[list[int]], planted: set[tuple[int, int]], text: str
) -> None:
    table = [written(row) for row in codes]
    for row, item in planted:
        table[row][item] = text
    rows = (("who", *ITEMS), *((n, *r) for n, r in zip(PEOPLE, table, strict=True)))
    places = {(row, column) for row, column, _, _ in faults(*rows)}
    assert places == {(row + 2, ITEMS[item]) for row, item in planted}
    assert len(faults(*rows)) == len(planted)


REASONS = {"value-not-whole", "value-out-of-range", "value-unknown"}


@given(text=st.text(max_size=8) | st.integers().map(str))
def test_a_text_is_an_answer_or_has_a_reason(text: str) -> None:
    codes = Codes((0, 1, 2, 3), {"2": 3})
    if codes[text] not in {0, 1, 2, 3, 4, 254, 255}:
        assert codes.fault(text)[0] in REASONS
