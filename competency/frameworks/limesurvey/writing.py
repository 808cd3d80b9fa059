"""A framework as a survey structure of LimeSurvey."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from competency.frameworks.limesurvey.survey import Row, Survey
from competency.frameworks.markup import lines
from competency.frameworks.reading import digest
from competency.frameworks.values import Answer, Competency, Framework, Item, Text

LANGUAGES = ("th", "en")
RESERVED = frozenset(
    {
        *("lang", "sid", "savedid", "token", "qid", "gid", "sgq"),
        *("self", "that", "this", "time", "other"),
    }
)
"""Codes that LimeSurvey keeps for itself: it would write others in their place."""

LONGEST_CODE = 20
_CODE = re.compile(rf"[A-Za-z][A-Za-z0-9]{{0,{LONGEST_CODE - 1}}}")
_SURVEY = re.compile(r"survey-([1-9][0-9]{0,8})")
_SMALLEST = 100_000
"""Numbers of surveys have six digits."""


def write(framework: Framework) -> Survey:
    """The survey: a group for each competency, its items as array questions.

    Codes are the ids where LimeSurvey takes them (letters and digits), else numbers.
    Levels, rule, areas and targets have no place in a survey.
    """
    made = _Made(number(framework), framework)
    for order, competency in enumerate(framework.competencies, 1):
        made.group(order, competency)
    return Survey({name: tuple(rows) for name, rows in made.tables.items()})


def number(framework: Framework) -> str:
    """The number of the survey: that of its id, else one made of its digest."""
    if found := _SURVEY.fullmatch(framework.id):
        return found[1]
    return str(_SMALLEST + int(digest(framework)[:8], 16) % (9 * _SMALLEST))


@dataclass
class _Made:
    """The tables being written, and the next number of each kind of part."""

    sid: str
    framework: Framework
    tables: dict[str, list[Row]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        rated = self.framework.items[: self.framework.rated]
        items = [item.id for item in rated]
        groups = list(self.framework.competency_ids)
        self.items = dict(zip(items, codes(items, "SQ"), strict=True))
        self.groups = dict(zip(groups, codes(groups, "Q"), strict=True))
        self.taken = set(self.groups.values())
        for name in _ORDER:
            self.tables[name] = []
        self._survey()

    def next(self, kind: str) -> str:
        """The next number of a kind of part."""
        self.numbers[kind] = self.numbers.get(kind, 0) + 1
        return str(self.numbers[kind])

    def row(self, table: str, **columns: str) -> None:
        """Add a row."""
        self.tables[table].append(columns)

    def _survey(self) -> None:
        framework = self.framework
        first, *others = LANGUAGES
        self.row(
            "surveys",
            sid=self.sid,
            gsid="1",
            admin="inherit",
            adminemail="inherit",
            anonymized="N",
            format="G",
            template="inherit",
            language=first,
            additional_languages=" ".join(others),
            assessments="Y",
        )
        for language in LANGUAGES:
            note = framework.source.note
            self.row(
                "surveys_languagesettings",
                surveyls_survey_id=self.sid,
                surveyls_language=language,
                surveyls_title=lines(framework.name.of(language)),
                surveyls_description=lines(note.of(language)) if note else "",
            )

    def group(self, order: int, competency: Competency) -> None:
        """Add a competency, and its items as one question for each run of a scale."""
        gid = self.next("gid")
        self.row(
            "groups", gid=gid, sid=self.sid, group_order=str(order), grelevance="1"
        )
        for language in LANGUAGES:
            about = competency.description
            self.row(
                "group_l10ns",
                id=self.next("group_l10ns"),
                gid=gid,
                group_name=lines(competency.name.of(language)),
                description=lines(about.of(language)) if about else "",
                language=language,
            )
        # a survey has no right answers: questions of knowledge would become ratings
        rated = (item for item in competency.items if not item.is_question)
        runs = groupby(rated, key=lambda item: item.answers)
        for place, (scale, items) in enumerate(runs, 1):
            code = self._title(self.groups[competency.id], place)
            own = {"gid": gid, "type": "F", "title": code, **_ARRAY}
            qid = self._question("questions", competency.name, place, **own)
            self._answers(qid, self.framework.answers[scale])
            self._items(qid, gid, list(items))

    def _title(self, code: str, place: int) -> str:
        """The code of a competency's question, apart from all others."""
        if place == 1:
            return code
        count = place
        while (title := f"{code[:14]}r{count}") in self.taken:
            count += 1
        self.taken.add(title)
        return title

    def _question(self, table: str, text: Text, order: int, **columns: str) -> str:
        """Add a question or a row of one; its number comes back."""
        qid = self.next("qid")
        own = {"qid": qid, "parent_qid": "0", "sid": self.sid, **columns}
        self.row(table, **own, question_order=str(order), **_EVERY_QUESTION)
        for language in LANGUAGES:
            self.row(
                "question_l10ns",
                id=self.next("question_l10ns"),
                qid=qid,
                question=lines(text.of(language)),
                help="",
                language=language,
            )
        return qid

    def _items(self, qid: str, gid: str, items: Sequence[Item]) -> None:
        for order, item in enumerate(items, 1):
            own = {"gid": gid, "type": "T", "title": self.items[item.id]}
            self._question("subquestions", item.text, order, parent_qid=qid, **own)

    def _answers(self, qid: str, answers: Sequence[Answer]) -> None:
        for order, answer in enumerate(answers, 1):
            aid = self.next("aid")
            self.row(
                "answers",
                aid=aid,
                qid=qid,
                code=f"A{order}",
                sortorder=str(order),
                assessment_value=str(answer.value),
                scale_id="0",
            )
            for language in LANGUAGES:
                self.row(
                    "answer_l10ns",
                    id=self.next("answer_l10ns"),
                    aid=aid,
                    answer=lines(answer.name.of(language)),
                    language=language,
                )


_ARRAY: Row = {"question_theme_name": "arrays/array"}
_EVERY_QUESTION: Row = {
    "other": "N",
    "mandatory": "N",
    "encrypted": "N",
    "scale_id": "0",
    "same_default": "0",
    "relevance": "1",
}

_ORDER = (
    "answers",
    "answer_l10ns",
    "groups",
    "group_l10ns",
    "questions",
    "subquestions",
    "question_l10ns",
    "surveys",
    "surveys_languagesettings",
)
"""The tables in the order of LimeSurvey's own files."""


def codes(ids: Sequence[str], letters: str) -> list[str]:
    """A code for each id: itself where all may be codes, else letters and a number."""
    folded = {id_.lower() for id_ in ids}
    fit = all(_CODE.fullmatch(id_) for id_ in ids) and not folded & RESERVED
    if fit and len(folded) == len(ids):
        return list(ids)
    return list(_numbered(letters, len(ids)))


def _numbered(letters: str, count: int) -> Iterator[str]:
    return (f"{letters}{n:03}" for n in range(1, count + 1))
