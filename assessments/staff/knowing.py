"""What was known beside how one rates oneself: told kindly, and to oneself alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import LazyString, lazy_gettext
from flask_babel import gettext as _

from assessments.languages import current as language
from assessments.queries.answers import Draft
from assessments.staff.asking import knowledge_asked, words
from competency.frameworks import Framework, Item
from competency.knowledge import Differing, differing, is_right, known
from competency.results import provisional
from competency.rounds import WITH_RESULTS

KINDLY: Mapping[Differing, LazyString] = {
    Differing.SURER: lazy_gettext(
        "You rate yourself confidently here, and the questions were harder than that. "
        "Nothing is wrong with either: it is worth a second look at the basics."
    ),
    Differing.KNOWS_MORE: lazy_gettext(
        "You answered every question rightly and rate yourself modestly. You may know "
        "more than you give yourself credit for."
    ),
}


@dataclass(frozen=True)
class Review:
    """A question as it was answered, once answers cannot change any more."""

    text: str
    given: str
    right: str
    is_right: bool


@dataclass(frozen=True)
class Knowing:
    """Of one competency: right answers of so many, what to make of it, each one."""

    right: int
    questions: int
    remark: str
    reviews: tuple[Review, ...]

    @property
    def short(self) -> str:
        """How many were right, in words."""
        counts = {"right": self.right, "questions": self.questions}
        return str(_("%(right)s of %(questions)s right") % counts)


def knowing(draft: Draft) -> Mapping[str, Knowing]:
    """Competency → what was known; empty where no questions were asked or are kept."""
    framework = draft.framework
    found = known(framework, draft.codes)
    if not found or draft.is_emptied:
        return {}
    levels = provisional(draft.codes, framework, adaptive=draft.adaptive)
    own = dict(zip(framework.competency_ids, levels, strict=True))
    final = draft.state in WITH_RESULTS
    return {
        name: Knowing(
            each.right,
            each.questions,
            _remark(differing(each, framework.share(own[name]))),
            _reviews(draft, name) if final else (),
        )
        for name, each in found.items()
    }


def _remark(how: Differing | None) -> str:
    return "" if how is None else str(KINDLY[how])


def _reviews(draft: Draft, competency: str) -> tuple[Review, ...]:
    """Questions in the order in which they were asked, with the right answers."""
    framework = draft.framework
    return tuple(
        Review(
            each.item.text.of(language()),
            words(draft, each.place, each.code),
            _right(framework, each.item),
            is_right(framework, each.place, each.code),
        )
        for each in knowledge_asked(draft, competency)
    )


def _right(framework: Framework, item: Item) -> str:
    scale = framework.answers[item.answers]
    right = (each.name.of(language()) for each in scale if each.value in item.right)
    return ", ".join(right)
