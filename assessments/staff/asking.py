"""What the pages of a rating show: its items, its table of contents, how far it is."""

from dataclasses import dataclass

from flask_babel import lazy_gettext

from assessments.languages import current as language
from assessments.queries.answers import Draft
from competency import knowledge
from competency.answers import DOES_NOT_APPLY, DOES_NOT_KNOW
from competency.frameworks import Competency, Framework, Item
from competency.knowledge import option_code

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

    def holds(self, code: int) -> bool:
        """Whether a choice is among the answers that were kept."""
        if not self.item.takes_several or DOES_NOT_KNOW in {code, self.code}:
            return code == self.code
        return bool(code & self.code)


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


def options(draft: Draft, place: int) -> tuple[tuple[int, str], ...]:
    """The codes that a question of knowledge takes, with their words, shuffled."""
    framework = draft.framework
    scale = framework.answers[framework.items[place].answers]
    shuffled = (
        (option_code(framework, place, at), scale[at].name.of(language()))
        for at in knowledge.options(framework, place, draft.public_id)
    )
    return (*shuffled, (DOES_NOT_KNOW, str(APART[DOES_NOT_KNOW])))


def words(draft: Draft, place: int, code: int) -> str:
    """What an answer says, on its own or as several choices; "" for none."""
    item = draft.framework.items[place]
    if not item.is_question:
        return dict(choices(draft.framework, item)).get(code, "")
    scale = options(draft, place)
    asked = Question(place, 0, item, scale, code)
    return ", ".join(said for each, said in scale if code and asked.holds(each))


def knowledge_asked(draft: Draft, competency: str) -> tuple[Question, ...]:
    """The questions of knowledge of one competency that this round asks."""
    framework, asked = draft.framework, set(draft.asked)
    shuffled = knowledge.order(framework, competency, draft.public_id)
    return tuple(
        Question(
            place,
            number,
            framework.items[place],
            options(draft, place),
            draft.codes[place],
        )
        for number, place in enumerate((p for p in shuffled if p in asked), 1)
    )


def places(draft: Draft, competency: str) -> frozenset[int]:
    """The positions of everything that a competency's page may ask."""
    framework = draft.framework
    spans = framework.spans[competency], framework.questions[competency]
    return frozenset(p for span in spans for p in range(span.start, span.stop))


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
        span = framework.questions[competency.id]
        questioned = asked & {*range(span.start, span.stop)}
        on_page = (*shown(draft, competency.id, every=False), *questioned)
        answered = sum(bool(draft.codes[place]) for place in on_page)
        wanted = not asked.isdisjoint(on_page)
        found.append(Chapter(competency, answered, len(on_page), wanted))
    return tuple(found)


def progress(draft: Draft) -> tuple[int, int]:
    """How much is done of how much: items, or competencies that are settled."""
    if not draft.adaptive:
        return len(draft.asked) - len(draft.missing), len(draft.asked)
    wanted = [each for each in chapters(draft) if each.asked]
    return sum(each.complete for each in wanted), len(wanted)


def resume_at(draft: Draft) -> str:
    """The competency to go on with: the first with an item that waits, or the first."""
    first = next(iter(draft.missing), 0)
    names = draft.framework.competency_ids
    return next(name for name in names if first in places(draft, name))
