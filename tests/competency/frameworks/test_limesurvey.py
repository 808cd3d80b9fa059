"""Survey structures: groups and arrays become a framework, and come back."""

import pytest
from hypothesis import HealthCheck, given, settings

from competency.frameworks import Framework, digest, dump, parse, shipped
from competency.frameworks.importing import Imported
from competency.frameworks.limesurvey import Survey, read, write
from competency.frameworks.limesurvey.writing import codes
from tests.competency.frameworks.generated import worded_frameworks
from tests.factories import THREE

Rows = tuple[dict[str, str], ...]


def rows(columns: str, *lines: str) -> Rows:
    """Rows of a table: columns and cells separated by bars."""
    names = columns.split("|")
    return tuple(dict(zip(names, line.split("|"), strict=True)) for line in lines)


NEW: dict[str, Rows] = {
    "surveys": rows("sid|language", "4711|en"),
    "surveys_languagesettings": rows(
        "surveyls_language|surveyls_title|surveyls_description",
        "en|Office skills|<p>Once a year</p>",
        "th|ทักษะสำนักงาน|",
    ),
    "groups": rows("gid|group_order", "8|2", "7|1", "9|3"),
    "group_l10ns": rows(
        "gid|group_name|description|language",
        "7|Writing|How one writes|en",
        "7|การเขียน||th",
        "8|Counting||en",
        "8|การนับ||th",
        "9|Thanks||en",
    ),
    "questions": rows(
        "qid|parent_qid|gid|type|title|question_order",
        "2|0|8|F|count|1",
        "1|0|7|F|write|1",
        "3|0|9|T|words|1",
    ),
    "subquestions": rows(
        "qid|parent_qid|title|question_order|scale_id",
        "12|1|SQ002|2|0",
        "11|1|SQ001|1|0",
        "21|2|SQ003|1|0",
    ),
    "question_l10ns": rows(
        "qid|question|language",
        "1|Writing|en",
        "11|I greet &amp; sign|en",
        "11|ฉันทักทายและลงชื่อ|th",
        "12|I am brief|en",
        "21|I add|en",
        "21|ฉันบวกเลขได้|th",
    ),
    "answers": rows(
        "aid|qid|code|sortorder|assessment_value|scale_id",
        "2|1|A2|2|1|0",
        "1|1|A1|1|0|0",
        "3|2|N|1|0|0",
        "4|2|Y|2|0|0",
    ),
    "answer_l10ns": rows(
        "aid|answer|language",
        "1|No|en",
        "1|ไม่|th",
        "2|Yes|en",
        "2|ใช่|th",
        "3|Never|en",
        "4|Always|en",
    ),
}
OLD: dict[str, Rows] = {
    "surveys": rows("sid|language", "4711|en"),
    "surveys_languagesettings": rows(
        "surveyls_language|surveyls_title", "en|Office skills", "th|ทักษะสำนักงาน"
    ),
    "groups": rows(
        "gid|group_name|group_order|description|language",
        "7|Writing|1||en",
        "7|การเขียน|1||th",
    ),
    "questions": rows(
        "qid|parent_qid|gid|type|title|question|question_order|language",
        "1|0|7|F|write|Writing|1|en",
        "1|0|7|F|write|การเขียน|1|th",
    ),
    "subquestions": rows(
        "qid|parent_qid|gid|type|title|question|question_order|language|scale_id",
        "11|1|7|T|SQ001|I greet|1|en|0",
        "11|1|7|T|SQ001|ฉันทักทาย|1|th|0",
    ),
    "answers": rows(
        "qid|code|answer|sortorder|assessment_value|language|scale_id",
        "1|1|No|1|0|en|0",
        "1|2|Yes|2|0|en|0",
        "1|1|ไม่|1|0|th|0",
        "1|2|ใช่|2|0|th|0",
    ),
}


def framework(found: Imported) -> Framework:
    """The framework of a survey without problems."""
    assert found.problems == ()
    assert found.framework is not None
    return found.framework


def changed(table: str, row: int, column: str, text: str) -> Survey:
    lines = [dict(each) for each in NEW[table]]
    lines[row - 1][column] = text
    return Survey({**NEW, table: tuple(lines)})


def test_groups_are_competencies_and_rows_of_arrays_are_items() -> None:
    found = framework(read(Survey(NEW)))
    assert (found.id, found.name.th) == ("survey-4711", "ทักษะสำนักงาน")
    assert [(c.id, c.name.en) for c in found.competencies] == [
        ("write", "Writing"),
        ("count", "Counting"),
    ]
    assert [(i.id, i.answers, i.text.th) for i in found.items] == [
        ("SQ001", "answers1", "ฉันทักทายและลงชื่อ"),
        ("SQ002", "answers1", "I am brief"),
        ("SQ003", "answers2", "ฉันบวกเลขได้"),
    ]
    assert found.items[0].text.en == "I greet & sign"
    assert found.source.note is not None
    assert found.source.note.en == "Once a year"


def test_values_are_those_for_assessments_else_in_the_order_of_answers() -> None:
    found = framework(read(Survey(NEW)))
    assert [(a.value, a.name.th) for a in found.answers["answers1"]] == [
        (0, "ไม่"),
        (1, "ใช่"),
    ]
    assert [(a.value, a.name.en) for a in found.answers["answers2"]] == [
        (0, "Never"),
        (1, "Always"),
    ]


def test_values_stand_in_the_codes_where_assessments_have_none() -> None:
    found = framework(read(Survey(OLD)))
    assert [a.value for a in found.answers["answers1"]] == [1, 2]
    assert [step.level for step in found.scale] == [1, 2]


def test_before_version_4_texts_stood_in_the_rows() -> None:
    found = framework(read(Survey(OLD)))
    assert [c.name.th for c in found.competencies] == ["การเขียน"]
    assert [(i.id, i.text.th, i.text.en) for i in found.items] == [
        ("SQ001", "ฉันทักทาย", "I greet")
    ]
    assert [a.name.th for a in found.answers["answers1"]] == ["ไม่", "ใช่"]


def test_what_was_filled_in_or_left_out_is_told() -> None:
    found = read(Survey(NEW))
    assert [(r.rule, r.value, r.expected) for r in found.remarks] == [
        ("texts-copied", "en", ""),
        ("levels-from-answers", "", ""),
        ("question-not-read", "words", "T"),
    ]
    assert "not translated yet" in framework(found).notes[0].en


def test_codes_that_stand_in_several_questions_get_the_code_of_theirs() -> None:
    found = framework(read(changed("subquestions", 3, "title", "SQ001")))
    assert [i.id for i in found.items] == ["write.SQ001", "write.SQ002", "count.SQ001"]


@pytest.mark.parametrize(
    ("survey", "place"),
    [
        (changed("questions", 2, "title", "a b"), ("questions", 2, "title", "id-form")),
        (
            changed("questions", 2, "title", "count"),
            ("questions", 1, "title", "id-twice"),
        ),
        (
            Survey({**NEW, "group_l10ns": NEW["group_l10ns"][2:]}),
            ("groups", 2, "group_name", "text-empty"),
        ),
        (
            Survey({**NEW, "answers": NEW["answers"][1:]}),
            ("questions", 2, "qid", "answer-count"),
        ),
        (Survey({**NEW, "groups": ()}), ("groups", None, None, "list-short")),
        (Survey({**NEW, "surveys": ()}), ("surveys", 1, "sid", "id-form")),
        (
            Survey({**NEW, "subquestions": NEW["subquestions"][:2]}),
            ("groups", 1, None, "items-missing"),
        ),
    ],
)
def test_a_fault_is_told_at_its_table_and_row(
    survey: Survey, place: tuple[str, int | None, str | None, str]
) -> None:
    told = {
        (p.place.sheet, p.place.row, p.place.column, p.rule)
        for p in read(survey).problems
    }
    assert place in told


def test_faults_are_told_at_once() -> None:
    tables = {**NEW, "answer_l10ns": NEW["answer_l10ns"][:4], "surveys": ()}
    rules = [problem.rule for problem in read(Survey(tables)).problems]
    assert sorted(rules) == sorted(["id-form", "text-empty", "text-empty"])


def told(framework_: Framework) -> list[object]:
    """What a survey holds of a framework."""
    return [
        framework_.name,
        [(c.name, c.description) for c in framework_.competencies],
        [item.text for item in framework_.items],
        [framework_.answers[item.answers] for item in framework_.items],
    ]


@pytest.mark.parametrize("text", [THREE, *shipped().values()])
def test_what_a_survey_holds_of_a_framework_comes_back(text: str) -> None:
    before = parse(text)
    after = framework(read(write(before)))
    assert told(after) == told(before)
    assert framework(read(write(after))) == after
    assert parse(dump(after)) == after


@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
@given(worded_frameworks())
def test_any_framework_comes_back_from_a_survey(before: Framework) -> None:
    after = framework(read(write(before)))
    assert told(after) == told(before)
    assert digest(framework(read(write(after)))) == digest(after)


def test_ids_stay_where_they_may_be_codes() -> None:
    assert codes(["Q01", "q2"], "SQ") == ["Q01", "q2"]
    assert codes(["Q01", "q01"], "SQ") == ["SQ001", "SQ002"]
    assert codes(["data.read.1", "Q2"], "SQ") == ["SQ001", "SQ002"]
    assert codes(["1"], "Q") == ["Q001"]
