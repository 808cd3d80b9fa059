"""Item banks on a framework: what becomes of rows, and what is wrong with them."""

import csv
from pathlib import Path

import pytest

from competency.frameworks import digest, dump, parse, shipped
from competency.frameworks.itembank import BankMap, build, read_map
from competency.frameworks.sheets import Given, Line
from tests.factories import THREE

MAP = """
id: bank
version: "2.0.0"
name: {th: คลังข้อคำถาม, en: Item bank}
source: {title: Written for the tests, licence: MIT}
rule: {name: mean}
columns: {item: code, competency: "on", level: stage, answers: type, weight: weight,
  text: {th: thai, en: english}}
competencies: {reading: data.read, 2: data.keep}
levels: {early: 1, late: 3}
scales: {scale: type, value: number, name: {en: label}}
"""
ITEMS = (
    ("code", "on", "stage", "type", "thai", "english", "weight"),
    ("Q1", "reading", "early", "yes-no", "อ่านได้", "Can read", ""),
    ("Q2", "2", "late", "yes-no", "เก็บได้", "Can keep", "2.5"),
    ("Q3", "safe.share", "2", "yes-no", "", "=Can share", ""),
)
SCALES = (
    ("type", "number", "label"),
    ("yes-no", "0", "No"),
    ("yes-no", "1", "Yes"),
)
BANK = "digcompsat_item_bank"
REAL_MAP = """
id: digcompsat
version: "1.0.0"
name: {th: DigCompSAT, en: DigCompSAT}
source: {title: "DigCompSat, JRC123226", licence: CC-BY-4.0}
rule: {name: mean}
columns: {item: item, competency: competence, level: level, answers: type,
  text: {en: text_en}}
levels: {foundation: 2, intermediate: 4, advanced: 6}
scales: {scale: type, value: code, name: {en: label_en}}
"""


def given(name: str, rows: tuple[tuple[str, ...], ...]) -> Given:
    return Given(name, tuple(Line(n, row) for n, row in enumerate(rows, 1)))


def map_(text: str = MAP) -> BankMap:
    """The map of a text without problems."""
    found, problems = read_map(text)
    assert problems == ()
    assert found is not None
    return found


def changed(rows: tuple[tuple[str, ...], ...], row: int, at: int, text: str) -> Given:
    lines = [list(each) for each in rows]
    lines[row - 1][at] = text
    return given("items.csv", tuple(map(tuple, lines)))


def test_items_take_the_place_of_those_of_the_base() -> None:
    found = build(
        parse(THREE), map_(), given("items.csv", ITEMS), given("s.csv", SCALES)
    )
    assert found.problems == ()
    made = found.framework
    assert made is not None
    assert (made.id, made.version, made.rule.name) == ("bank", "2.0.0", "mean")
    assert [(i.id, i.level, i.answers, i.weight) for i in made.items] == [
        ("Q1", 1, "yes-no", 1.0),
        ("Q2", 3, "yes-no", 2.5),
        ("Q3", 2, "yes-no", 1.0),
    ]
    assert made.spans["data.keep"] == slice(1, 2)
    assert [a.name.th for a in made.answers["yes-no"]] == ["No", "Yes"]
    assert made.profiles == parse(THREE).profiles
    assert made.competency("data.read").levels == parse(THREE).competencies[0].levels
    assert digest(parse(dump(made))) == digest(made)


def test_a_text_in_one_language_stands_for_both_and_is_named() -> None:
    found = build(
        parse(THREE), map_(), given("items.csv", ITEMS), given("s.csv", SCALES)
    )
    assert found.framework is not None
    assert found.framework.items[2].text.th == "=Can share"
    assert found.framework.notes[-1].en.endswith("(Items: Q3)")
    assert [(r.rule, r.value) for r in found.remarks] == [("texts-copied", "en")]


def test_one_answer_scale_of_the_map_needs_no_column() -> None:
    text = MAP.replace("answers: type, ", "").replace(
        "scales: {scale: type, value: number, name: {en: label}}",
        "answers: {only: [{value: 0, name: {th: ก, en: a}}, "
        "{value: 1, name: {th: ข, en: b}}]}",
    )
    found = build(parse(THREE), map_(text), given("items.csv", ITEMS))
    assert found.problems == ()
    assert found.framework is not None
    assert {item.answers for item in found.framework.items} == {"only"}


@pytest.mark.parametrize(
    ("row", "at", "text", "place"),
    [
        (2, 0, "", (2, "code", "field-missing")),
        (3, 0, "Q1", (3, "code", "id-twice")),
        (2, 1, "writing", (2, "on", "competency-unknown")),
        (2, 2, "middle", (2, "stage", "not-whole")),
        (2, 2, "9", (2, "stage", "level-unknown")),
        (2, 3, "maybe", (2, "type", "answers-unknown")),
        (4, 5, "", (4, "thai", "text-empty")),
        (3, 6, "0", (3, "weight", "number-small")),
        (1, 2, "step", (1, "stage", "column-missing")),
    ],
)
def test_a_fault_is_told_at_its_cell(
    row: int, at: int, text: str, place: tuple[int, str, str]
) -> None:
    items = changed(ITEMS, row, at, text)
    found = build(parse(THREE), map_(), items, given("s.csv", SCALES))
    told = {
        (p.place.sheet, p.place.row, p.place.column, p.rule) for p in found.problems
    }
    assert ("items.csv", *place) in told


def test_a_column_that_is_missing_is_told_once() -> None:
    items = changed(ITEMS, 1, 3, "kind")
    found = build(parse(THREE), map_(), items, given("s.csv", SCALES))
    assert [(p.rule, p.place.column) for p in found.problems] == [
        ("column-missing", "type")
    ]


def test_faults_of_a_scale_are_told_in_its_own_file() -> None:
    scales = given("s.csv", (*SCALES[:2], ("yes-no", "one", ""), ("odd", "1", "Odd")))
    found = build(parse(THREE), map_(), given("items.csv", ITEMS), scales)
    told = {(p.place.row, p.place.column, p.rule) for p in found.problems}
    assert {p.place.sheet for p in found.problems} == {"s.csv"}
    assert told == {
        (3, "number", "not-whole"),
        (3, "label", "text-empty"),
        (4, "type", "answer-count"),
    }


def test_a_competency_without_items_is_told() -> None:
    found = build(
        parse(THREE), map_(), given("items.csv", ITEMS[:3]), given("s.csv", SCALES)
    )
    assert [(p.rule, p.value) for p in found.problems] == [
        ("items-missing", "safe.share")
    ]


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        (("id: bank", "id: a b"), (2, "id", "id-form")),
        (("item: code", "itm: code"), (7, "columns.item", "field-missing")),
        (("item: code", "itm: code"), (7, "columns.itm", "field-unknown")),
        (("late: 3", "late: high"), (10, "levels.late", "not-whole")),
        (("name: {en: label}", "name: {}"), (11, "scales.name", "field-missing")),
    ],
)
def test_faults_of_a_map_are_told_with_line_and_field(
    wrong: tuple[str, str], place: tuple[int, str, str]
) -> None:
    found, problems = read_map(MAP.replace(*wrong))
    assert found is None
    assert place in {(p.place.row, p.place.column, p.rule) for p in problems}


def test_a_text_that_is_no_map_is_refused() -> None:
    assert [p.rule for p in read_map("- a\n")[1]] == ["not-a-map"]


def test_the_real_bank_becomes_a_framework_on_digcomp(shared: Path) -> None:
    folder = shared / BANK
    if not folder.exists():
        pytest.skip(f"{BANK} is not here")
    files = []
    for name in ("items_en.csv", "answer_scales_en.csv"):
        with (folder / name).open(encoding="utf-8-sig", newline="") as file:
            files.append(given(name, tuple(map(tuple, csv.reader(file)))))
    found = build(parse(shipped()["digcomp-2.2"]), map_(REAL_MAP), *files)
    assert found.problems == ()
    made = found.framework
    assert made is not None
    assert (len(made.items), len(made.competencies)) == (82, 21)
    assert {name: len(scale) for name, scale in made.answers.items()} == {
        "knowledge": 4,
        "skill": 4,
        "attitude": 4,
    }
    assert "not translated yet" in made.notes[-1].en
    assert parse(dump(made)) == made
