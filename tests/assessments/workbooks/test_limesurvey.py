"""Bytes of survey structures: real layout, real limits, nothing dangerous read."""

import csv
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring

from assessments.workbooks import limesurvey
from assessments.workbooks.limesurvey import read, write
from competency.frameworks import parse, shipped
from competency.frameworks.itembank import build
from competency.frameworks.sheets import Given, Line
from tests.competency.frameworks.test_itembank import BANK, REAL_MAP, map_
from tests.factories import THREE

SURVEY = """<?xml version="1.0" encoding="UTF-8"?>
<document>
 <LimeSurveyDocType>Survey</LimeSurveyDocType>
 <DBVersion>495</DBVersion>
 <languages>
  <language>th</language>
 </languages>
 <answers>
  <fields>
   <fieldname>aid</fieldname>
  </fields>
  <rows>
   <row>
    <aid><![CDATA[1]]></aid>
    <qid><![CDATA[5]]></qid>
    <code><![CDATA[A1]]></code>
    <sortorder><![CDATA[1]]></sortorder>
    <assessment_value><![CDATA[0]]></assessment_value>
    <scale_id><![CDATA[0]]></scale_id>
   </row>
   <row>
    <aid><![CDATA[2]]></aid>
    <qid><![CDATA[5]]></qid>
    <code><![CDATA[A2]]></code>
    <sortorder><![CDATA[2]]></sortorder>
    <assessment_value><![CDATA[1]]></assessment_value>
    <scale_id><![CDATA[0]]></scale_id>
   </row>
  </rows>
 </answers>
 <answer_l10ns>
  <rows>
   <row>
    <aid><![CDATA[1]]></aid>
    <answer><![CDATA[ไม่ <b>ใช่</b>]]></answer>
    <language><![CDATA[th]]></language>
   </row>
   <row>
    <aid><![CDATA[2]]></aid>
    <answer><![CDATA[ใช่]]></answer>
    <language><![CDATA[th]]></language>
   </row>
  </rows>
 </answer_l10ns>
 <groups>
  <rows>
   <row>
    <gid><![CDATA[2]]></gid>
    <group_order><![CDATA[1]]></group_order>
    <randomization_group/>
   </row>
  </rows>
 </groups>
 <group_l10ns>
  <rows>
   <row>
    <gid><![CDATA[2]]></gid>
    <group_name><![CDATA[การเขียน]]></group_name>
    <language><![CDATA[th]]></language>
   </row>
  </rows>
 </group_l10ns>
 <questions>
  <rows>
   <row>
    <qid><![CDATA[5]]></qid>
    <parent_qid><![CDATA[0]]></parent_qid>
    <gid><![CDATA[2]]></gid>
    <type><![CDATA[F]]></type>
    <title><![CDATA[write]]></title>
    <question_order><![CDATA[1]]></question_order>
   </row>
  </rows>
 </questions>
 <subquestions>
  <rows>
   <row>
    <qid><![CDATA[6]]></qid>
    <parent_qid><![CDATA[5]]></parent_qid>
    <type><![CDATA[T]]></type>
    <title><![CDATA[SQ001]]></title>
    <question_order><![CDATA[1]]></question_order>
   </row>
  </rows>
 </subquestions>
 <question_l10ns>
  <rows>
   <row>
    <qid><![CDATA[6]]></qid>
    <question><![CDATA[ฉันเขียนจดหมายได้]]></question>
    <language><![CDATA[th]]></language>
   </row>
  </rows>
 </question_l10ns>
 <question_attributes>
  <rows>
   <row>
    <qid><![CDATA[5]]></qid>
    <attribute><![CDATA[hidden]]></attribute>
    <value/>
   </row>
  </rows>
 </question_attributes>
 <surveys>
  <rows>
   <row>
    <sid><![CDATA[161359]]></sid>
    <language><![CDATA[th]]></language>
   </row>
  </rows>
 </surveys>
 <surveys_languagesettings>
  <rows>
   <row>
    <surveyls_survey_id><![CDATA[161359]]></surveyls_survey_id>
    <surveyls_language><![CDATA[th]]></surveyls_language>
    <surveyls_title><![CDATA[สำนักงาน]]></surveyls_title>
   </row>
  </rows>
 </surveys_languagesettings>
</document>
"""


def test_a_file_as_limesurvey_writes_it_becomes_a_framework() -> None:
    found = read(SURVEY.encode())
    assert found.problems == ()
    made = found.framework
    assert made is not None
    assert (made.id, made.name.th) == ("survey-161359", "สำนักงาน")
    assert [(i.id, i.text.th) for i in made.items] == [("SQ001", "ฉันเขียนจดหมายได้")]
    assert [a.name.th for a in made.answers["answers1"]] == ["ไม่ ใช่", "ใช่"]


@pytest.mark.parametrize("name", list(shipped()))
def test_a_shipped_framework_comes_back_with_its_items(name: str) -> None:
    before = parse(shipped()[name])
    found = read(write(before))
    assert found.problems == ()
    assert found.framework is not None
    rated = before.items[: before.rated]
    assert [i.text for i in found.framework.items] == [i.text for i in rated]


def test_the_layout_is_that_of_limesurvey() -> None:
    root = fromstring(write(parse(THREE)))
    assert root.tag == "document"
    assert root.findtext("LimeSurveyDocType") == "Survey"
    assert [e.text for e in root.findall("languages/language")] == ["th", "en"]
    assert [e.text for e in root.findall("groups/fields/fieldname")] == [
        "gid",
        "sid",
        "group_order",
        "grelevance",
    ]
    assert {e.text for e in root.findall("questions/rows/row/type")} == {"F"}
    (theme,) = {e.text for e in root.iter("question_theme_name")}
    assert theme == "arrays/array"
    assert len(root.findall("subquestions/rows/row")) == 10


def test_texts_that_look_like_markup_stay_texts() -> None:
    text = THREE.replace("Three competencies", '"a <b>x</b> ]]> & b"')
    before = parse(text)
    found = read(write(before)).framework
    assert found is not None
    assert found.name.en == "a <b>x</b> ]]> & b"


BOMB = """<?xml version="1.0"?>
<!DOCTYPE document [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>
<document><LimeSurveyDocType>Survey</LimeSurveyDocType>&b;</document>"""
OUTSIDE = """<?xml version="1.0"?>
<!DOCTYPE document [<!ENTITY x SYSTEM "file:///etc/hostname">]>
<document><LimeSurveyDocType>&x;</LimeSurveyDocType></document>"""


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"id: three",
        b"<document/>",
        BOMB.encode(),
        OUTSIDE.encode(),
        SURVEY.replace(">Survey<", ">Group<").encode(),
        SURVEY.encode()[:900],
        ("<a>" * 5000 + "</a>" * 5000).encode(),
        SURVEY.replace("UTF-8", "no-such-code").encode(),
    ],
)
def test_what_is_no_survey_is_refused(data: bytes) -> None:
    found = read(data)
    assert found.framework is None
    assert [problem.rule for problem in found.problems] == ["not-a-survey"]


def test_a_file_too_large_is_refused_unread() -> None:
    data = b"<" + bytes(limesurvey.LARGEST)
    assert [p.rule for p in read(data).problems] == ["file-too-large"]


def test_too_many_rows_are_refused() -> None:
    rows = "<row><qid>1</qid></row>" * (limesurvey.MOST_ROWS + 1)
    table = f"<question_attributes><rows>{rows}</rows></question_attributes>"
    data = f"<document>{table}</document>".encode()
    assert [p.rule for p in read(data).problems] == ["file-rows"]


def test_the_real_item_bank_goes_through_a_survey(shared: Path) -> None:
    folder = shared / BANK
    if not folder.exists():
        pytest.skip(f"{BANK} is not here")
    files = []
    for name in ("items_en.csv", "answer_scales_en.csv"):
        with (folder / name).open(encoding="utf-8-sig", newline="") as file:
            lines = (Line(n, tuple(row)) for n, row in enumerate(csv.reader(file), 1))
            files.append(Given(name, tuple(lines)))
    before = build(parse(shipped()["digcomp-2.2"]), map_(REAL_MAP), *files).framework
    assert before is not None
    after = read(write(before)).framework
    assert after is not None
    assert [(i.id, i.text) for i in after.items] == [
        (i.id, i.text) for i in before.items
    ]
    assert [after.answers[i.answers] for i in after.items] == [
        before.answers[i.answers] for i in before.items
    ]
