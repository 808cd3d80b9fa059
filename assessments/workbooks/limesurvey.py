"""Survey structures of LimeSurvey as bytes of XML."""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from competency.frameworks import Framework
from competency.frameworks.importing import Imported
from competency.frameworks.limesurvey import Survey
from competency.frameworks.limesurvey import read as framework_of
from competency.frameworks.limesurvey import write as survey_of
from competency.problems import Place, Problem, Problems

LARGEST = 16 * 2**20
MOST_ROWS = 200_000
"""Rows of all tables; question attributes alone have thirty for each question."""

_DEEPEST = 8
"""Elements within elements; those that are read stand in the fifth."""

_READ = frozenset(
    {
        "answers",
        "answer_l10ns",
        "groups",
        "group_l10ns",
        "questions",
        "subquestions",
        "question_l10ns",
        "surveys",
        "surveys_languagesettings",
    }
)
_DATABASE_VERSION = "495"
"""The layout of tables that is written: one of LimeSurvey 6."""

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def read(data: bytes) -> Imported:
    """The framework of an .lss file, or every problem of it.

    Entities and document types are refused unread, and so is what is too large.
    """
    if len(data) > LARGEST:
        size = str(len(data))
        return Imported(None, (Problem(Place(), "file-too-large", size, str(LARGEST)),))
    survey, problems = _survey(data)
    return Imported(None, problems) if survey is None else framework_of(survey)


def _survey(data: bytes) -> tuple[Survey | None, Problems]:
    """The tables of a survey; None of what is no survey structure."""
    tables: dict[str, list[Mapping[str, str]]] = {}
    kinds: list[str] = []
    try:
        for count, (table, row) in enumerate(_rows(data, kinds), 1):
            if count > MOST_ROWS:
                found = str(count)
                problem = Problem(Place(), "file-rows", found, str(MOST_ROWS))
                return None, (problem,)
            if table in _READ:
                tables.setdefault(table, []).append(row)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return None, (Problem(Place(), "not-a-survey", "", ".lss"),)
    if kinds != ["Survey"]:
        return None, (Problem(Place(), "not-a-survey", "", ".lss"),)
    return Survey({name: tuple(rows) for name, rows in tables.items()}), ()


def _rows(data: bytes, kinds: list[str]) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Table and columns of each row; the kind of document goes into `kinds`."""
    way: list[str] = []
    for event, element in iterparse(BytesIO(data), ("start", "end"), forbid_dtd=True):
        if event == "start":
            way.append(element.tag)
            if len(way) > _DEEPEST:
                raise ValueError(element.tag)
            continue
        way.pop()
        if element.tag == "row" and len(way) >= len(("document", "table", "rows")):
            yield way[1], {child.tag: child.text or "" for child in element}
            element.clear()
        elif element.tag == "LimeSurveyDocType" and way == ["document"]:
            kinds.append((element.text or "").strip())


def write(framework: Framework) -> bytes:
    """The .lss file of a framework, in the layout that LimeSurvey exports."""
    tables = survey_of(framework).tables
    surveys = tables["surveys"][0]
    languages = [surveys["language"], *surveys["additional_languages"].split()]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        "<document>",
        " <LimeSurveyDocType>Survey</LimeSurveyDocType>",
        f" <DBVersion>{_DATABASE_VERSION}</DBVersion>",
        " <languages>",
        *(f"  <language>{language}</language>" for language in languages),
        " </languages>",
    ]
    for name, rows in tables.items():
        lines += _table(name, rows)
    return "\n".join((*lines, "</document>", "")).encode()


def _table(name: str, rows: tuple[Mapping[str, str], ...]) -> Iterator[str]:
    """A table as LimeSurvey writes it; one without rows is left out."""
    if not rows:
        return
    yield f" <{name}>"
    yield "  <fields>"
    yield from (f"   <fieldname>{column}</fieldname>" for column in rows[0])
    yield "  </fields>"
    yield "  <rows>"
    for row in rows:
        yield "   <row>"
        yield from (f"    {_column(column, text)}" for column, text in row.items())
        yield "   </row>"
    yield "  </rows>"
    yield f" </{name}>"


def _column(name: str, text: str) -> str:
    if not text:
        return f"<{name}/>"
    inside = _FORBIDDEN.sub("", text).replace("]]>", "]]]]><![CDATA[>")
    return f"<{name}><![CDATA[{inside}]]></{name}>"
