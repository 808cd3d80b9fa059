"""What holds between the parts of a framework, beyond the form of each."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from competency.frameworks.values import Competency, Framework, Item, Profile
from competency.problems import Place, Problem

MOST_ANSWERS = 249
"""Answers of one scale: a packed byte also holds "unanswered" and two refusals."""

MOST_CHOICES = 7
"""Several choices are kept as the bits of one byte."""


def faults(framework: Framework) -> Iterator[Problem]:
    """Every broken rule of a framework, each with its field path."""
    for check in CHECKS:
        yield from check(framework)


def _at(column: str, rule: str, value: object = "", expected: object = "") -> Problem:
    return Problem(Place(column=column), rule, str(value), str(expected))


def _listed(values: Iterable[object]) -> str:
    return ", ".join(str(value) for value in values)


def _twice(places: Iterable[tuple[str, object]]) -> Iterator[Problem]:
    """Ids that stood before, each at its later place."""
    seen: set[object] = set()
    for column, value in places:
        if value in seen:
            yield _at(column, "id-twice", value)
        seen.add(value)


def _ids(framework: Framework) -> Iterator[Problem]:
    numbered = {
        "areas": [area.id for area in framework.areas],
        "competencies": [c.id for c in framework.competencies],
        "profiles": [profile.id for profile in framework.profiles],
    }
    for name, ids in numbered.items():
        yield from _twice((f"{name}[{i}].id", id_) for i, id_ in enumerate(ids))
    yield from _twice(
        (f"competencies[{c}].items[{i}].id", item.id)
        for c, competency in enumerate(framework.competencies)
        for i, item in enumerate(competency.items)
    )
    for c, competency in enumerate(framework.competencies):
        units = enumerate(competency.units)
        yield from _twice(
            (f"competencies[{c}].units[{i}].code", unit.code) for i, unit in units
        )
    yield from _twice(
        (f"scale[{i}].level", level.level) for i, level in enumerate(framework.scale)
    )


def _answer_scales(framework: Framework) -> Iterator[Problem]:
    for name, answers in framework.answers.items():
        column = f"answers.{name}"
        if not 1 < len(answers) <= MOST_ANSWERS:
            yield _at(column, "answer-count", len(answers), f"2–{MOST_ANSWERS}")
        places = ((f"{column}[{i}].value", a.value) for i, a in enumerate(answers))
        yield from _twice(places)


def _references(framework: Framework) -> Iterator[Problem]:
    areas = {area.id for area in framework.areas}
    scales = set(framework.answers)
    for c, competency in enumerate(framework.competencies):
        column = f"competencies[{c}]"
        if competency.area not in areas:
            known = _listed(sorted(areas))
            yield _at(f"{column}.area", "area-unknown", competency.area, known)
        for i, item in enumerate(competency.items):
            if item.answers not in scales:
                place = f"{column}.items[{i}].answers"
                yield _at(place, "answers-unknown", item.answers, _listed(scales))


def _levels(framework: Framework) -> Iterator[Problem]:
    scale = {level.level for level in framework.scale}
    for c, competency in enumerate(framework.competencies):
        column = f"competencies[{c}]"
        for level in sorted(set(competency.levels) - scale):
            place = f"{column}.levels.{level}"
            yield _at(place, "level-unknown", level, _listed(scale))
        for i, item in enumerate(competency.items):
            if item.level is not None and item.level not in scale:
                place = f"{column}.items[{i}].level"
                yield _at(place, "level-unknown", item.level, _listed(scale))


def _keys(framework: Framework) -> Iterator[Problem]:
    for c, competency in enumerate(framework.competencies):
        for i, item in enumerate(competency.items):
            if item.key is None or item.answers not in framework.answers:
                continue
            column = f"competencies[{c}].items[{i}].key"
            values = [answer.value for answer in framework.answers[item.answers]]
            if strays := sorted(item.right - set(values)):
                yield _at(column, "key-unknown", _listed(strays), _listed(values))
            if not item.right:
                yield _at(column, "list-short", "", 1)
            if item.takes_several and len(values) > MOST_CHOICES:
                yield _at(column, "answer-count", len(values), f"2–{MOST_CHOICES}")


def _targets(framework: Framework) -> Iterator[Problem]:
    for p, profile in enumerate(framework.profiles):
        yield from _profile_targets(framework, f"profiles[{p}].targets", profile)


def _profile_targets(
    framework: Framework, column: str, profile: Profile
) -> Iterator[Problem]:
    scale = f"{framework.lowest}–{framework.highest}"
    known = set(framework.competency_ids)
    for id_, target in profile.targets.items():
        place = f"{column}.{id_}"
        if id_ not in known:
            yield _at(place, "competency-unknown", id_, _listed(sorted(known)))
        if target.level is None:
            continue
        if not framework.lowest <= target.level <= framework.highest:
            yield _at(f"{place}.level", "level-off-scale", target.level, scale)
        if not target.required:
            yield _at(f"{place}.level", "level-of-not-required", target.level)


def _profiles(framework: Framework) -> Iterator[Problem]:
    counted = Counter(
        tuple(sorted(profile.for_.items())) for profile in framework.profiles
    )
    for p, profile in enumerate(framework.profiles):
        axes = tuple(sorted(profile.for_.items()))
        if counted[axes] > 1:
            words = _listed(f"{axis}={code}" for axis, code in axes)
            yield _at(f"profiles[{p}].for", "profile-twice", words)


def _rated(competency: Competency) -> list[tuple[int, Item]]:
    """The items that a level is made of, with their places in the list."""
    every = enumerate(competency.items)
    return [(place, item) for place, item in every if not item.is_question]


def _has_items(framework: Framework) -> Iterator[Problem]:
    for c, competency in enumerate(framework.competencies):
        if not _rated(competency):
            yield _at(f"competencies[{c}].items", "items-missing", competency.id)


def _scale(framework: Framework) -> Iterator[Problem]:
    levels = {level.level for level in framework.scale}
    steps = set(range(framework.lowest, framework.highest))
    if holes := sorted(steps - levels):
        yield _at("scale", "scale-hole", _listed(holes))


def _ladder(framework: Framework) -> Iterator[Problem]:
    """Every level above the lowest needs an item, else it is reached by nothing."""
    rule = framework.rule
    if rule.name != "ladder":
        return
    for name, value in (("met", rule.met), ("share", rule.share)):
        if value is None:
            yield _at(f"rule.{name}", "field-missing")
    wanted = {step.level for step in framework.scale} - {framework.lowest}
    for c, competency in enumerate(framework.competencies):
        column = f"competencies[{c}].items"
        rated = _rated(competency)
        levels = {item.level for _place, item in rated}
        if rated and (gaps := sorted(wanted - levels)):
            yield _at(column, "level-without-item", _listed(gaps))
        for i, item in rated:
            if item.level is None:
                yield _at(f"{column}[{i}].level", "item-without-level", item.id)
            elif item.level == framework.lowest:
                place = f"{column}[{i}].level"
                yield _at(place, "item-at-lowest-level", item.level)


def _met_is_an_answer(framework: Framework) -> Iterator[Problem]:
    met = framework.rule.met
    if framework.rule.name != "ladder" or met is None:
        return
    used = {item.answers for item in framework.items if not item.is_question}
    for name in sorted(used & set(framework.answers)):
        values = [answer.value for answer in framework.answers[name]]
        if met not in values:
            yield _at("rule.met", "met-unknown", met, _listed(values))


def _direct(framework: Framework) -> Iterator[Problem]:
    if framework.rule.name != "direct":
        return
    scale = {level.level for level in framework.scale}
    for c, competency in enumerate(framework.competencies):
        column = f"competencies[{c}].items"
        rated = _rated(competency)
        if len(rated) != 1:
            yield _at(column, "one-item-wanted", len(rated), 1)
        for i, item in rated:
            values = {a.value for a in framework.answers.get(item.answers, ())}
            if strays := sorted(values - scale):
                place = f"{column}[{i}].answers"
                yield _at(place, "level-off-scale", _listed(strays), _listed(scale))


CHECKS: tuple[Callable[[Framework], Iterator[Problem]], ...] = (
    _ids,
    _answer_scales,
    _references,
    _levels,
    _keys,
    _targets,
    _profiles,
    _has_items,
    _scale,
    _ladder,
    _met_is_an_answer,
    _direct,
)
