"""What the pages of a rating show: its items, its table of contents, how far it is."""

from dataclasses import dataclass

from flask_babel import lazy_gettext

from assessments.languages import current as language
from assessments.queries.answers import Draft
from competency.answers import DOES_NOT_APPLY, DOES_NOT_KNOW
from competency.frameworks import Competency, Framework, Item

APART = {
    DOES_NOT_APPLY: lazy_gettext("Does not apply to my work"),
    DOES_NOT_KNOW: lazy_gettext("I do not know"),
}
"""Answers of every item beside those of its own scale."""


@dataclass(frozen=True)
class Question:
    """An item on a page: its place in the packed answers and the code kept there."""

    place: int
    number: int
    item: Item
    choices: tuple[tuple[int, str], ...]
    code: int


@dataclass(frozen=True)
class Chapter:
    """A competency in the table of contents, and how far its items are answered."""

    competency: Competency
    answered: int
    total: int
    asked: bool

    @property
    def complete(self) -> bool:
        """Whether nothing waits for an answer here."""
        return self.answered == self.total


def choices(framework: Framework, item: Item) -> tuple[tuple[int, str], ...]:
    """The codes that an item takes, with their words, in the order of its scale."""
    scale = framework.answers[item.answers]
    named = ((place + 1, a.name.of(language())) for place, a in enumerate(scale))
    return (*named, *((code, str(words)) for code, words in APART.items()))


def questions(
    draft: Draft, competency: str, *, every: bool = False
) -> tuple[Question, ...]:
    """The items of one competency that are shown, with what is kept of them."""
    framework = draft.framework
    return tuple(
        Question(
            place,
            number,
            framework.items[place],
            choices(framework, framework.items[place]),
            draft.codes[place],
        )
        for number, place in enumerate(shown(draft, competency, every=every), 1)
    )


def shown(draft: Draft, competency: str, *, every: bool) -> tuple[int, ...]:
    """The places of a page: all items, or those that are asked step by step.

    What nobody asks for is shown whole.
    """
    span = draft.framework.spans[competency]
    whole = tuple(range(span.start, span.stop))
    asked = tuple(place for place in draft.asked if span.start <= place < span.stop)
    return asked if draft.adaptive and asked and not every else whole


def chapters(draft: Draft) -> tuple[Chapter, ...]:
    """The table of contents; competencies that nobody asks for may stay empty."""
    framework, asked = draft.framework, set(draft.asked)
    found = []
    for competency in framework.competencies:
        places = shown(draft, competency.id, every=False)
        answered = sum(bool(draft.codes[place]) for place in places)
        wanted = not asked.isdisjoint(places)
        found.append(Chapter(competency, answered, len(places), wanted))
    return tuple(found)


def progress(draft: Draft) -> tuple[int, int]:
    """How much is done of how much: items, or competencies that are settled."""
    if not draft.adaptive:
        return len(draft.asked) - len(draft.missing), len(draft.asked)
    wanted = [each for each in chapters(draft) if each.asked]
    return sum(each.complete for each in wanted), len(wanted)


def resume_at(draft: Draft) -> str:
    """The competency to go on with: the first with an item that waits, or the first."""
    spans = draft.framework.spans
    first = next(iter(draft.missing), 0)
    return next(name for name, span in spans.items() if span.start <= first < span.stop)
