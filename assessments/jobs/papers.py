"""What is known of one person's result, and the paper that says it.

Pages import this too: nothing here draws before a paper is asked for.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from flask import current_app
from flask_babel import gettext as _

from assessments import languages, wording
from assessments.documents import result as documents
from assessments.documents.result import Entry, Paper, Whose
from assessments.documents.typesetting import Page
from assessments.pictures import Radar
from assessments.queries import answers, courses, papers
from assessments.queries.answers import Draft
from assessments.queries.papers import Subject
from assessments.queries.results import COMBINED, Rated
from competency.courses import Course, Suited, suited
from competency.results import (
    PersonalResult,
    Standing,
    by_need,
    personal,
    provisional,
)
from competency.rounds import WITH_RESULTS
from competency.scoring import weights

MOST_COURSES = 3
"""Courses that are told for a competency."""

Draw = Callable[[Radar], bytes]


@dataclass(frozen=True)
class Known:
    """One person's result with all that is told beside it, by competency.

    `kinds` are what each kind of rater said, none before closing; `more` are
    sentences that stand after those on the levels.
    """

    draft: Draft
    result: PersonalResult
    kinds: Mapping[str, Rated]
    courses: Mapping[str, tuple[Suited, ...]]
    more: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def final(self) -> bool:
        """Whether the result was kept at closing and changes no more."""
        return self.draft.state in WITH_RESULTS

    @property
    def aimless(self) -> bool:
        """Whether no target is known at all."""
        standings = {each.standing for each in self.result.outcomes}
        return standings == {Standing.TARGET_UNKNOWN}

    @property
    def said(self) -> Mapping[str, tuple[str, ...]]:
        """Competency → what each kind said and how it counts; {} without others."""
        settings = self.draft.settings
        counting = weights(settings.weights, settings.percent)
        ids = self.draft.framework.competency_ids
        return wording.said(self.kinds, ids, counting)

    @property
    def origin(self) -> str:
        """What the result rests on."""
        others = self.draft.settings.weights if self.said else ""
        at = self.draft.closes_at
        return wording.origin(at, final=self.final, others=others)


def known(draft: Draft) -> Known | None:
    """The result of a person's answers; None where there is none."""
    person = draft.rater_id
    rated = papers.spoken(draft.round_id, (person,)).get(person, {})
    return _known(draft, rated, courses.catalogue(draft.framework.id))


def known_of(round_id: int, people: Sequence[int]) -> tuple[Known, ...]:
    """The results of these people in a round, in their order, without who has none."""
    drafts = answers.of_round(round_id, people)
    rated = papers.spoken(round_id, people)
    offered: dict[str, tuple[Course, ...]] = {}
    found = []
    for person in people:
        name = drafts[person].framework.id
        offered.setdefault(name, courses.catalogue(name))
        found.append(_known(drafts[person], rated.get(person, {}), offered[name]))
    return tuple(each for each in found if each is not None)


def _known(
    draft: Draft, rated: Mapping[str, Rated], offered: Sequence[Course]
) -> Known | None:
    levels = _levels(draft, rated)
    if levels is None:
        return None
    result = personal(draft.framework, draft.profile, levels, draft.codes, draft.own)
    closed = draft.state in WITH_RESULTS
    kinds = {kind: each for kind, each in rated.items() if closed and kind != COMBINED}
    return Known(draft, result, kinds, _courses(draft.framework.id, result, offered))


def _levels(draft: Draft, rated: Mapping[str, Rated]) -> tuple[float, ...] | None:
    """What was kept at closing; until then, what the answers handed in amount to."""
    if draft.state in WITH_RESULTS:
        return rated[COMBINED].levels if COMBINED in rated else None
    if draft.status == "submitted":
        return provisional(draft.codes, draft.framework, adaptive=draft.adaptive)
    return None


def _courses(
    framework: str, result: PersonalResult, offered: Sequence[Course]
) -> Mapping[str, tuple[Suited, ...]]:
    """Competency → courses on offer that serve this person, the best ones first."""
    return {
        each.competency.id: suited(
            offered, framework, each.competency.id, each.level, each.target
        )[:MOST_COURSES]
        for each in result.outcomes
    }


def paper(known: Known, subject: Subject, draw: Draw) -> Paper:
    """What is printed of a person, in the language of now."""
    language, outcomes = languages.current(), known.result.outcomes
    framework, drawn = known.draft.framework, wording.picture(known.result)
    unit = subject.unit(language)
    return Paper(
        Whose(subject.number, subject.name, subject.title, unit),
        f"{framework.name.of(language)} {framework.version}",
        not known.final,
        known.origin,
        known.aimless,
        tuple(_entries(known)),
        tuple(outcomes.index(each) for each in by_need(known.result)),
        draw(drawn) if drawn else None,
        wording.told(known.result),
    )


def _entries(known: Known) -> list[Entry]:
    """The competencies of a paper, in framework order."""
    lines = [wording.line(known.result, each) for each in known.result.outcomes]
    return [_entry(known, line) for line in lines]


def _entry(known: Known, line: wording.Line) -> Entry:
    name = line.outcome.competency.id
    more = known.more.get(name, ())
    return Entry(
        line.name,
        line.level,
        line.target,
        line.gap,
        line.standing is Standing.SHORT,
        line.standing in {Standing.MET, Standing.ABOVE},
        line.level_share,
        line.target_share,
        tuple(filter(None, (*line.meaning, *more, line.own))),
        wording.answered(line.outcome),
        known.said.get(name, ()),
        _offers(line, known.courses[name]),
    )


def _offers(line: wording.Line, found: tuple[Suited, ...]) -> tuple[str, ...]:
    """What the courses are, and each of them in a line; () for nothing to say."""
    lead = wording.courses(line.outcome, found)
    each = (f"{one.course.name} – {wording.course(one)}" for one in found)
    return (lead, *each) if lead else ()


def typeset(made: Sequence[Paper], title: str, about: str, now: datetime) -> bytes:
    """Papers as one PDF in the language of now, marked where all is invented."""
    notice = _("Demo: all people, units and figures are invented.")
    demo = bool(current_app.config["DEMO"])
    page = Page(title, languages.current(), about, now, notice if demo else "")
    return documents.write(made, page, _)
