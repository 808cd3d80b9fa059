"""The framework of a survey structure, as far as that tells it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from competency.frameworks.importing import Gathered, Imported, copied
from competency.frameworks.layout import Location
from competency.frameworks.limesurvey.survey import (
    ANSWERS,
    GROUPS,
    QUESTIONS,
    SUBQUESTIONS,
    Part,
    Survey,
    parts,
)
from competency.frameworks.markup import plain
from competency.problems import Place, Problem

ARRAY = "F"
"""LimeSurvey's type of an array whose answers are its own."""

TITLE = "Survey structure exported from LimeSurvey (.lss)"
_STATUS = "agency"
_LAST_LEVEL = 99
_DISTINCT = 2

Scale = tuple[tuple[int, str, str], ...]
"""Value, Thai and English name of each answer."""


def read(survey: Survey, version: str = "1.0.0") -> Imported:
    """The framework of a survey: groups are competencies, rows of arrays are items.

    Questions of other types are left out and named. A survey knows no levels: those of
    the longest answer scale stand in for them, under the rule "mean".
    """
    reading = _Reading(survey, version)
    reading.survey()
    for group in _sorted(parts(survey, GROUPS), "group_order"):
        reading.group(group)
    reading.levels()
    found = reading.gathered.imported()
    return replace(found, remarks=tuple(reading.remarks()))


def _sorted(found: Sequence[Part], column: str) -> list[Part]:
    return sorted(found, key=lambda part: part.number(column))


def _of(found: Sequence[Part], column: str) -> Mapping[str, list[Part]]:
    """Parts by a column that says what they belong to."""
    by: dict[str, list[Part]] = {}
    for part in found:
        by.setdefault(part.fields.get(column, "").strip(), []).append(part)
    return by


class _Reading:
    """A survey being read: its parts by what they belong to, and what came of it."""

    def __init__(self, survey: Survey, version: str) -> None:
        self.source = survey
        self.gathered = Gathered()
        self.content = self.gathered.content
        self.version = version
        main = [q for q in parts(survey, QUESTIONS) if q.number("parent_qid") == 0]
        self.questions = _of(_sorted(main, "question_order"), "gid")
        rows = [*parts(survey, SUBQUESTIONS), *parts(survey, QUESTIONS)]
        below = [row for row in rows if row.number("parent_qid")]
        self.rows = _of(_sorted(below, "question_order"), "parent_qid")
        self.answers = _of(_sorted(parts(survey, ANSWERS), "sortorder"), "qid")
        self.scales: dict[Scale, str] = {}
        self.left: list[Problem] = []
        self.alone: dict[str, None] = {}
        arrays = [q for each in self.questions.values() for q in each if _is_array(q)]
        items = [_code(row) for q in arrays for row in self.rows.get(_qid(q), ())]
        self.apart = len(set(items)) == len(items)

    def both(self, texts: Mapping[str, str]) -> dict[str, str]:
        """A text in Thai and English; another language stands for what is missing."""
        known = {k: texts[k] for k in ("th", "en") if k in texts}
        if len(known) < _DISTINCT and texts:
            language = next(iter(known), next(iter(texts)))
            self.alone[language] = None
            return {"th": texts[language], "en": texts[language]}
        return {"th": known.get("th", ""), "en": known.get("en", "")}

    def survey(self) -> None:
        """The names of the survey, and what every framework has."""
        settings = self.source.rows("surveys_languagesettings")
        titles, notes = (
            {
                row.get("surveyls_language", ""): plain(row.get(column, ""))
                for row in settings
                if plain(row.get(column, ""))
            }
            for column in ("surveyls_title", "surveyls_description")
        )
        sid = next((r.get("sid", "") for r in self.source.rows("surveys")), "").strip()
        name = self.both(titles)
        source: dict[str, Any] = {"title": TITLE}
        if notes:
            source["note"] = self.both(notes)
        self.id = f"survey-{sid}" if sid else ""
        self.content |= {"id": self.id, "version": self.version, "name": name}
        self.content |= {"source": source, "rule": {"name": "mean"}, "answers": {}}
        area = {"id": self.id, "name": name, "status": _STATUS}
        self.content |= {"areas": [area], "competencies": [], "scale": []}
        of_survey: tuple[Location, ...] = (("id",), ("areas", 0, "id"))
        for location in of_survey:
            self.gathered.at(location, Place("surveys", 1, "sid"), sid)
        place = Place("surveys_languagesettings", 1, "surveyls_title")
        for field in ("name", "areas"):
            self.gathered.at((field,), place)
        self.gathered.at(("competencies",), Place("groups"))
        self.gathered.at(("scale",), Place("answers"))

    def group(self, group: Part) -> None:
        """A competency, unless no question of the group is an array."""
        questions = self.questions.get(group.fields.get("gid", "").strip(), [])
        arrays = [question for question in questions if _is_array(question)]
        self.left += [_left(q) for q in questions if not _is_array(q)]
        if not arrays:
            return
        here = ("competencies", len(self.content["competencies"]))
        competency: dict[str, Any] = {
            "id": _code(arrays[0]),
            "area": self.id,
            "name": self.both(group.texts),
            "status": _STATUS,
            "items": [],
        }
        if group.helps:
            competency["description"] = self.both(group.helps)
        self.gathered.at(here, group.place)
        self.gathered.at((*here, "id"), _cell(arrays[0], "title"), _code(arrays[0]))
        self.gathered.at((*here, "name"), _cell(group, "group_name"))
        self.content["competencies"].append(competency)
        for question in arrays:
            self.items(question, competency["items"], here)

    def items(self, question: Part, items: list[Any], here: Location) -> None:
        """The rows of an array as items, all on one answer scale."""
        scale = self.scale(question)
        for row in self.rows.get(_qid(question), ()):
            at = (*here, "items", len(items))
            id_ = _code(row) if self.apart else f"{_code(question)}.{_code(row)}"
            self.gathered.at(at, row.place)
            self.gathered.at((*at, "id"), _cell(row, "title"), id_)
            self.gathered.at((*at, "text"), _cell(row, "question"))
            items.append({"id": id_, "answers": scale, "text": self.both(row.texts)})

    def scale(self, question: Part) -> str:
        """The name of a question's answer scale; the same answers have one name."""
        answers = [
            a for a in self.answers.get(_qid(question), ()) if not a.number("scale_id")
        ]
        values = _values(answers)
        texts = [self.both(answer.texts) for answer in answers]
        known: Scale = tuple(
            (v, t["th"], t["en"]) for v, t in zip(values, texts, strict=True)
        )
        if known not in self.scales:
            name = f"answers{len(self.scales) + 1}"
            self.scales[known] = name
            self.gathered.at(("answers", name), _cell(question, "qid"), _code(question))
            for n, answer in enumerate(answers):
                self.gathered.at(("answers", name, n), _cell(answer, "answer"))
            self.content["answers"][name] = [
                {"value": v, "name": t} for v, t in zip(values, texts, strict=True)
            ]
        return self.scales[known]

    def levels(self) -> None:
        """The steps of the longest answer scale as levels."""
        scales = self.content["answers"].values()
        longest: list[dict[str, Any]] = max(scales, key=len, default=[])
        steps = sorted(longest, key=lambda answer: int(answer["value"]))
        values = [int(step["value"]) for step in steps]
        whole = [*range(values[0], values[0] + len(values))] if values else []
        if values != whole or not 0 <= min(values, default=0) <= _LAST_LEVEL - len(
            values
        ):
            values = [*range(len(values))]
        self.content["scale"] = [
            {"level": level, "name": step["name"], "status": _STATUS}
            for level, step in zip(values, steps, strict=True)
        ]
        self.content["notes"] = [copied(language) for language in self.alone]

    def remarks(self) -> Iterator[Problem]:
        """What was filled in, and the questions that were left out."""
        yield from (Problem(Place(), "texts-copied", each) for each in self.alone)
        yield Problem(Place(), "levels-from-answers")
        yield from self.left


def _is_array(question: Part) -> bool:
    return question.fields.get("type", "").strip() == ARRAY


def _qid(question: Part) -> str:
    return question.fields.get("qid", "").strip()


def _code(question: Part) -> str:
    return question.fields.get("title", "").strip()


def _cell(part: Part, column: str) -> Place:
    return replace(part.place, column=column)


def _left(question: Part) -> Problem:
    kind = question.fields.get("type", "").strip()
    return Problem(_cell(question, "type"), "question-not-read", _code(question), kind)


def _values(answers: Sequence[Part]) -> list[int]:
    """The values of answers: for assessments, else in their codes, else their order."""
    by_code = [_digits(a.fields.get("code", "")) for a in answers]
    for values in ([a.number("assessment_value") for a in answers], by_code):
        known = [value for value in values if value is not None]
        if len(set(known)) == len(answers):
            return known
    return [*range(len(answers))]


def _digits(code: str) -> int | None:
    """The number in a code such as A3."""
    text = code.strip().lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    return int(text) if text.isdigit() and len(text) < len("1000") else None
