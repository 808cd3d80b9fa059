"""All that is kept of one person, put together for that person alone.

Never what a single colleague or subordinate said, and nobody else's name or answers:
what several said is told as their mean, of `FEWEST` or more.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from math import isfinite

from assessments.jobs.rounds import SEVERAL
from assessments.queries import answers, owndata, results
from assessments.queries.answers import Draft
from assessments.queries.owndata import Row, Rows
from competency import knowledge
from competency.answers import DOES_NOT_APPLY, DOES_NOT_KNOW, UNANSWERED
from competency.frameworks import Framework
from competency.gaps import cells_of, target_level
from competency.rounds import WITH_RESULTS

OwnData = Mapping[str, Rows]
"""Sections of a person's data, each with its rows."""

FEWEST = 3
"""Raters of one kind below which nothing of what they said is told."""

_UNRATED = {
    UNANSWERED: "unanswered",
    DOES_NOT_KNOW: "does not know",
    DOES_NOT_APPLY: "does not apply",
}


def content(person_id: int | None, account_id: int) -> OwnData:
    """Everything kept of a person and their account, by section."""
    of_account = {
        "account": owndata.account(account_id),
        "roles": owndata.roles(account_id),
        "notices": owndata.notices(account_id),
        "jobs": owndata.jobs(account_id),
        "log": owndata.log(account_id),
        "touched": owndata.touched(person_id, account_id),
    }
    return of_account if person_id is None else {**_of(person_id), **of_account}


def _of(person_id: int) -> OwnData:
    drafts = answers.mine(person_id)
    return {
        "roster": owndata.roster(person_id),
        "placings": owndata.placings(person_id),
        "rounds": owndata.rounds(person_id),
        "answers": tuple(row for draft in drafts for row in _answers(draft)),
        "evidence": owndata.evidence(person_id),
        "results": tuple(row for draft in drafts for row in _results(draft)),
        "given": owndata.given(person_id),
        "targets": owndata.targets(person_id),
        "groups": owndata.groups(person_id),
        "plans": owndata.plans(person_id),
        "seats": owndata.seats(person_id),
        "reminders": owndata.reminders(person_id),
        "requests": owndata.requests(person_id),
    }


def _answers(draft: Draft) -> Iterator[Row]:
    framework = draft.framework
    for competency, place in _places(framework):
        yield {
            "round": draft.round_name,
            "competency": competency,
            "item": framework.items[place].id,
            "text": framework.items[place].text.th,
            "answer": _said(framework, place, draft.codes[place]),
        }


def _places(framework: Framework) -> Iterator[tuple[str, int]]:
    """Competency and position of every item: those that are rated, then questions."""
    for spans in (framework.spans, framework.questions):
        for competency, span in spans.items():
            yield from ((competency, place) for place in range(span.start, span.stop))


def _said(framework: Framework, place: int, code: int) -> str:
    """What an answer says in Thai; one word where it rates nothing."""
    if code in _UNRATED:
        return _UNRATED[code]
    picked = knowledge.chosen(framework, place, code)
    scale = framework.answers[framework.items[place].answers]
    return ", ".join(each.name.th for each in scale if each.value in picked)


def _results(draft: Draft) -> Iterator[Row]:
    """Levels of a closed round beside the targets, together and by kind of rater."""
    if draft.state not in WITH_RESULTS:
        return
    cells = cells_of(draft.framework, draft.profile, draft.own)
    for kind, levels in _levels(draft).items():
        for at, competency in enumerate(draft.framework.competencies):
            yield {
                "round": draft.round_name,
                "kind": kind,
                "competency": competency.id,
                "name": competency.name.th,
                "level": _known(levels[at]),
                "target": _known(target_level(cells.get(competency.id))),
            }


def _levels(draft: Draft) -> Mapping[str, tuple[float, ...]]:
    whole = results.own(draft.round_id, draft.rater_id)
    kinds = results.by_kind(draft.round_id, draft.rater_id)
    told = {
        kind: rated.levels
        for kind, rated in kinds.items()
        if kind not in SEVERAL or rated.raters >= FEWEST
    }
    return told if whole is None else {results.COMBINED: whole, **told}


def _known(level: float) -> float | None:
    """A level as a number; None where unknown or not required."""
    return round(level, 2) if isfinite(level) else None


def as_json(data: OwnData) -> bytes:
    """The same as JSON: sections of rows, moments in UTC by ISO 8601."""
    text = json.dumps(data, ensure_ascii=False, indent=1, default=_plain)
    return text.encode()


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
