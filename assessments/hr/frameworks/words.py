"""What a framework holds, in the words of a page."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import LazyString, lazy_gettext
from flask_babel import gettext as _

from assessments import languages
from assessments.hr.people import AXES
from competency.frameworks import Area, Competency, Framework, Item, Rule

STATUSES: dict[str, tuple[LazyString, LazyString]] = {
    "official": (
        lazy_gettext("official"),
        lazy_gettext("a fact with a public source"),
    ),
    "ours": (
        lazy_gettext("ours"),
        lazy_gettext("written for this product, not official"),
    ),
    "agency": (
        lazy_gettext("agency"),
        lazy_gettext("the agency's own decision"),
    ),
    "assumed": (
        lazy_gettext("assumed"),
        lazy_gettext("inferred: a suggestion that sets no target until HR accepts it"),
    ),
}
"""Status words: what each is called, and what it means."""

AREA_GROUPS: dict[str, LazyString] = {
    "core": lazy_gettext("core"),
    "optional": lazy_gettext("optional"),
    "managerial": lazy_gettext("managerial"),
    "functional": lazy_gettext("functional"),
}
"""Groups of areas in the shipped frameworks; others go by their own word."""


@dataclass(frozen=True)
class Step:
    """A level of a competency: its name and wording, and the items at it."""

    level: str
    wording: str
    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Part:
    """A competency with its steps; items and questions are counted."""

    competency: Competency
    steps: tuple[Step, ...]
    items: int
    questions: int


@dataclass(frozen=True)
class AreaPart:
    """An area with its competencies."""

    area: Area
    group: str
    parts: tuple[Part, ...]


def rule(framework: Framework, language: str) -> str:
    """How answers become a level."""
    return _RULES[framework.rule.name](framework.rule, framework, language)


def _mean(rule_: Rule, _framework: Framework, _language: str) -> str:
    text = _(
        "The level is the weighted mean of the answers, laid from the answer scale "
        "onto the scale of levels. It is unknown where fewer than %(share)s of the "
        "items are answered.",
        share=languages.share(rule_.answered),
    )
    return str(text)


def _ladder(rule_: Rule, framework: Framework, language: str) -> str:
    met = _met(framework, language)
    if rule_.share == 1:
        text = _(
            "An item is met from the answer “%(met)s” on. A level is reached when all "
            "its items, and those of every level below it, are met. A missing answer "
            "that could change the level leaves it unknown.",
            met=met,
        )
        return str(text)
    text = _(
        "An item is met from the answer “%(met)s” on. A level is reached when "
        "%(share)s of its items, and of the items of every level below it, are met. A "
        "missing answer that could change the level leaves it unknown.",
        met=met,
        share=languages.share(rule_.share),
    )
    return str(text)


def _direct(_rule: Rule, _framework: Framework, _language: str) -> str:
    return str(_("Each competency is rated once, and this rating is its level."))


_RULES = {"mean": _mean, "ladder": _ladder, "direct": _direct}


def _met(framework: Framework, language: str) -> str:
    """What the answer is called from which on an item is met, in each scale in use."""
    rated = framework.items[: framework.rated]
    used = dict.fromkeys(item.answers for item in rated)
    answers = (each for name in used for each in framework.answers[name])
    met = (each for each in answers if each.value == framework.rule.met)
    return " / ".join(dict.fromkeys(each.name.of(language) for each in met))


def areas(framework: Framework, language: str) -> tuple[AreaPart, ...]:
    """Areas with their competencies, in the order of the file."""
    return tuple(
        AreaPart(
            area,
            str(AREA_GROUPS.get(area.group, area.group)) if area.group else "",
            tuple(
                _part(each, framework, language)
                for each in framework.competencies
                if each.area == area.id
            ),
        )
        for area in framework.areas
    )


def _part(competency: Competency, framework: Framework, language: str) -> Part:
    questions = sum(item.is_question for item in competency.items)
    steps = tuple(_steps(competency, framework, language))
    return Part(competency, steps, len(competency.items) - questions, questions)


def _steps(
    competency: Competency, framework: Framework, language: str
) -> Iterator[Step]:
    """Levels with a wording or an item, then the items that stand at no level."""
    for step in sorted(framework.scale, key=lambda each: each.level):
        wording = competency.levels.get(step.level)
        items = _items(competency, step.level, framework, language)
        if wording or items:
            said = wording.of(language) if wording else ""
            yield Step(f"{step.level} {step.name.of(language)}", said, items)
    if rest := _items(competency, None, framework, language):
        yield Step(str(_("Items of no single level")), "", rest)
    if asked := _items(competency, None, framework, language, questions=True):
        yield Step(str(_("Knowledge questions")), "", asked)


def _items(
    competency: Competency,
    level: int | None,
    framework: Framework,
    language: str,
    *,
    questions: bool = False,
) -> tuple[tuple[str, str], ...]:
    """The text of each item at a level, or question, and what is special about it."""
    return tuple(
        (item.text.of(language), " · ".join(_notes(item, framework, language)))
        for item in competency.items
        if item.is_question is questions and (questions or item.level == level)
    )


def _notes(item: Item, framework: Framework, language: str) -> Iterator[str]:
    if item.unit:
        yield item.unit
    if item.reversed:
        yield _("agreeing means less")
    if item.weight != 1:
        yield _("weight %(weight)s", weight=f"{item.weight:g}")
    if item.is_question:
        yield from _options(item, framework, language)
    elif len({each.answers for each in framework.items[: framework.rated]}) > 1:
        yield _("answers: %(name)s", name=item.answers)
    if item.example:
        yield _("for example: %(text)s", text=item.example.of(language))


def _options(item: Item, framework: Framework, language: str) -> Iterator[str]:
    """What a question offers, and what of it is right."""
    scale = framework.answers[item.answers]
    named = [(each.value in item.right, each.name.of(language)) for each in scale]
    right = ", ".join(name for is_right, name in named if is_right)
    wrong = ", ".join(name for is_right, name in named if not is_right)
    yield _("right answer: %(names)s", names=right)
    yield _("others: %(names)s", names=wrong)


def profiles(framework: Framework, language: str) -> tuple[tuple[str, str], ...]:
    """Each profile's name and whom it is for, as codes on the roster's axes."""
    return tuple(
        (
            each.name.of(language),
            ", ".join(f"{AXES.get(a, a)}: {code}" for a, code in each.for_.items()),
        )
        for each in framework.profiles
    )
