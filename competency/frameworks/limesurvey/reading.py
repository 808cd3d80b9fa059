"""The framework of a survey structure, as far as that tells it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from competency.frameworks.importing import Gathered, Imported, copied
from competency.frameworks.layout import Location
from competency.frameworks.limesurvey.ratings import (
    ARRAYS,
    POINTS,
    Scale,
    kind,
    points,
    rates,
    uneven,
    values,
)
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

TITLE = "Survey structure exported from LimeSurvey (.lss)"
_STATUS = "agency"
_LAST_LEVEL = 99
_DISTINCT = 2
_LANGUAGES = ("th", "en")
_ALWAYS = frozenset({"", "1"})
"""Conditions under which a question is asked of everybody."""

_FILLED_IN = re.compile(r"\{[^\s{}][^{}]*\}")
"""What LimeSurvey replaces when it shows a text."""


def read(survey: Survey, version: str = "1.0.0") -> Imported:
    """The framework of a survey: groups are competencies, what they rate are items.

    Questions of other types are left out and named. A survey knows no levels: those of
    the longest answer scale stand in for them, under the rule "mean".
    """
    reading = _Reading(survey, version)
    reading.survey()
    for group in _sorted(parts(survey, GROUPS), "group_order"):
        reading.group(group)
    if not reading.content["competencies"]:
        nothing = Problem(Place("questions"), "nothing-rated")
        return Imported(None, (nothing,), tuple(dict.fromkeys(reading.left)))
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
        self.languages: dict[str, None] = {}
        rated = [q for each in self.questions.values() for q in each if self.rates(q)]
        items = [_code(part) for question in rated for part in self.rated(question)]
        self.apart = len(set(items)) == len(items)

    def rates(self, question: Part) -> bool:
        """Whether a question becomes items."""
        return rates(question, self.answers.get(_qid(question), ()))

    def rated(self, question: Part) -> Sequence[Part]:
        """What a question rates: its rows, or itself."""
        if kind(question) in ARRAYS:
            return self.rows.get(_qid(question), ())
        return (question,)

    def both(self, texts: Mapping[str, str]) -> dict[str, str]:
        """A text in Thai and English; another language stands for what is missing."""
        self.languages |= dict.fromkeys(texts)
        known = {k: texts[k] for k in _LANGUAGES if k in texts}
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
        """A competency, unless no question of the group rates anything."""
        questions = self.questions.get(group.fields.get("gid", "").strip(), [])
        rated = [question for question in questions if self.rates(question)]
        self.left += [_left(q) for q in questions if not self.rates(q)]
        if not rated:
            return
        here = ("competencies", len(self.content["competencies"]))
        competency: dict[str, Any] = {
            "id": _code(rated[0]),
            "area": self.id,
            "name": self.both(group.texts),
            "status": _STATUS,
            "items": [],
        }
        if about := self._about(group, rated):
            competency["description"] = self.both(about)
        self.gathered.at(here, group.place)
        self.gathered.at((*here, "id"), _cell(rated[0], "title"), _code(rated[0]))
        self.gathered.at((*here, "name"), _cell(group, "group_name"))
        self.content["competencies"].append(competency)
        for question in rated:
            self.items(question, competency["items"], here)

    def _about(self, group: Part, rated: Sequence[Part]) -> Mapping[str, str]:
        """What explains a group: its description, else the words above its array.

        Words above other arrays have no place; they are named.
        """
        arrays = [q for q in rated if kind(q) in ARRAYS and q.texts]
        said = [
            question
            for question in arrays
            if not any(
                question.texts.items() <= told.items()
                for told in (group.texts, group.helps)
            )
        ]
        several = {tuple(sorted(question.texts.items())) for question in said}
        if not group.helps and len(several) == 1:
            return said[0].texts
        self.left += [
            Problem(_cell(question, "question"), "question-text-left", _code(question))
            for question in said
        ]
        return group.helps

    def items(self, question: Part, items: list[Any], here: Location) -> None:
        """What a question rates as items, all on one answer scale."""
        scale = self.scale(question)
        for row in self.rated(question):
            at = (*here, "items", len(items))
            own = self.apart or row is question
            id_ = _code(row) if own else f"{_code(question)}.{_code(row)}"
            self.gathered.at(at, row.place)
            self.gathered.at((*at, "id"), _cell(row, "title"), id_)
            self.gathered.at((*at, "text"), _cell(row, "question"))
            self.left += [
                *_depends(row),
                *(_depends(question) if row is not question else ()),
            ]
            items.append({"id": id_, "answers": scale, "text": self.both(row.texts)})

    def scale(self, question: Part) -> str:
        """The name of a question's answer scale; the same answers have one name."""
        answers = [
            a for a in self.answers.get(_qid(question), ()) if not a.number("scale_id")
        ]
        known = self._known(question, answers)
        if known not in self.scales:
            name = f"answers{len(self.scales) + 1}"
            self.scales[known] = name
            self.gathered.at(("answers", name), _cell(question, "qid"), _code(question))
            for n, answer in enumerate(answers):
                self.gathered.at(("answers", name, n), _cell(answer, "answer"))
            self.content["answers"][name] = [
                {"value": value, "name": {"th": th, "en": en}}
                for value, th, en in known
            ]
            if uneven([value for value, _th, _en in known]):
                self.left.append(_uneven(question, known))
        return self.scales[known]

    def _known(self, question: Part, answers: Sequence[Part]) -> Scale:
        """A question's own answers, or the points that its type has."""
        if count := POINTS.get(kind(question)):
            return points(count)
        texts = [self.both(answer.texts) for answer in answers]
        return tuple(
            (v, t["th"], t["en"]) for v, t in zip(values(answers), texts, strict=True)
        )

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
        further = [k for k in self.languages if k not in {*_LANGUAGES, *self.alone}]
        if further:
            yield Problem(Place(), "languages-left", ", ".join(sorted(further)))
        yield Problem(Place(), "levels-from-answers")
        yield from dict.fromkeys(self.left)


def _qid(question: Part) -> str:
    return question.fields.get("qid", "").strip()


def _code(question: Part) -> str:
    return question.fields.get("title", "").strip()


def _cell(part: Part, column: str) -> Place:
    return replace(part.place, column=column)


def _left(question: Part) -> Problem:
    place = _cell(question, "type")
    return Problem(place, "question-not-read", _code(question), kind(question))


def _uneven(question: Part, scale: Scale) -> Problem:
    counted = ", ".join(str(value) for value, _th, _en in scale)
    return Problem(_cell(question, "qid"), "answers-uneven", _code(question), counted)


def _depends(part: Part) -> Iterator[Problem]:
    """What a part takes from other answers, which it does not here."""
    condition = part.fields.get("relevance", "").strip()
    if condition not in _ALWAYS:
        yield Problem(
            _cell(part, "relevance"), "question-condition", _code(part), condition
        )
    for text in part.texts.values():
        if found := _FILLED_IN.search(text):
            place = _cell(part, "question")
            yield Problem(place, "text-filled-in", _code(part), found[0])
