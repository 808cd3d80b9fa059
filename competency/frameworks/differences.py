"""What differs between two frameworks, part by part, in no language.

Parts are told apart by their ids, which are never reused: a part with the same id and
another name was renamed, one with another id is another part. The order of items and
answers counts, since it decides what a packed byte means.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from competency.frameworks.values import (
    Answer,
    Competency,
    Framework,
    Item,
    Profile,
    Target,
    Text,
    Value,
)


class Part(StrEnum):
    """What of a framework differs."""

    FRAMEWORK = "framework"
    LEVEL = "level"
    RULE = "rule"
    ANSWERS = "answers"
    AREA = "area"
    COMPETENCY = "competency"
    WORDING = "wording"
    UNIT = "unit"
    ITEM = "item"
    PROFILE = "profile"
    TARGET = "target"


class Change(StrEnum):
    """How it differs."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    MOVED = "moved"
    CHANGED = "changed"


@dataclass(frozen=True)
class Difference:
    """One difference: which part, its id, and what stood there before and stands now.

    `field` names what of the part changed, where it is not the whole of it. `before`
    and `after` are a text in both languages, a plain word or number, or None.
    """

    part: Part
    change: Change
    id: str
    field: str = ""
    before: Text | str | None = None
    after: Text | str | None = None


def differences(before: Framework, after: Framework) -> tuple[Difference, ...]:
    """Everything that differs from one framework to another; () where nothing does."""
    return (
        *_whole(before, after),
        *_scales(before, after),
        *_areas(before, after),
        *_competencies(before, after),
        *_items(before, after),
        *_profiles(before, after),
    )


def _plain(value: object) -> str | None:
    """A value as a plain word; True and False are "yes" and "no"."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    return str(value)


def _fields(
    part: Part, id_: str, before: Value, after: Value, names: Sequence[str]
) -> Iterator[Difference]:
    """The plain fields of a part that have another value."""
    for name in names:
        old, new = getattr(before, name), getattr(after, name)
        if old == new:
            continue
        texts = isinstance(old, Text | None) and isinstance(new, Text | None)
        pair = (old, new) if texts else (_plain(old), _plain(new))
        yield Difference(part, Change.CHANGED, id_, name, *pair)


def _named(
    part: Part, before: Mapping[str, Text], after: Mapping[str, Text]
) -> Iterator[Difference]:
    """Parts that came, went or have another name."""
    for id_, name in before.items():
        if id_ not in after:
            yield Difference(part, Change.REMOVED, id_, before=name)
        elif after[id_] != name:
            yield Difference(part, Change.RENAMED, id_, "name", name, after[id_])
    for id_, name in after.items():
        if id_ not in before:
            yield Difference(part, Change.ADDED, id_, after=name)


def _order(
    part: Part, before: Sequence[str], after: Sequence[str]
) -> Iterator[Difference]:
    """One difference where those that stayed stand in another order."""
    kept = [id_ for id_ in before if id_ in set(after)]
    now = [id_ for id_ in after if id_ in set(before)]
    if kept != now:
        yield Difference(
            part, Change.MOVED, "", "order", ", ".join(kept), ", ".join(now)
        )


def _whole(before: Framework, after: Framework) -> Iterator[Difference]:
    whole = Part.FRAMEWORK
    if before.id != after.id:
        yield Difference(whole, Change.CHANGED, after.id, "id", before.id, after.id)
    if before.name != after.name:
        yield Difference(
            whole, Change.RENAMED, after.id, "name", before.name, after.name
        )
    sources = "title", "licence", "url", "note"
    yield from _fields(whole, "source", before.source, after.source, sources)
    notes = tuple(set(before.notes) - set(after.notes))
    for note in (each for each in before.notes if each in notes):
        yield Difference(whole, Change.REMOVED, "note", before=note)
    for note in after.notes:
        if note not in before.notes:
            yield Difference(whole, Change.ADDED, "note", after=note)


def _scales(before: Framework, after: Framework) -> Iterator[Difference]:
    """Levels, the level rule and the answer scales."""
    yield from _named(
        Part.LEVEL,
        {str(level.level): level.name for level in before.scale},
        {str(level.level): level.name for level in after.scale},
    )
    yield from _level_statuses(before, after)
    rules = "name", "met", "share", "answered"
    yield from _fields(Part.RULE, "rule", before.rule, after.rule, rules)
    for name in dict.fromkeys((*before.answers, *after.answers)):
        old, new = before.answers.get(name), after.answers.get(name)
        if old != new:
            pair = _scale(old), _scale(new)
            yield Difference(Part.ANSWERS, _change(old, new), name, "", *pair)


def _level_statuses(before: Framework, after: Framework) -> Iterator[Difference]:
    old, new = ({each.level: each for each in f.scale} for f in (before, after))
    for number in (each for each in old if each in new):
        pair = old[number], new[number]
        yield from _fields(Part.LEVEL, str(number), *pair, ("status",))


def _change(old: object, new: object) -> Change:
    if old is None:
        return Change.ADDED
    return Change.REMOVED if new is None else Change.CHANGED


def _scale(answers: Sequence[Answer] | None) -> Text | None:
    """An answer scale as one text: values and names."""
    if answers is None:
        return None
    words = [f"{answer.value} {answer.name.th}" for answer in answers]
    english = [f"{answer.value} {answer.name.en}" for answer in answers]
    return Text(th=", ".join(words), en=", ".join(english))


def _areas(before: Framework, after: Framework) -> Iterator[Difference]:
    old, new = ({a.id: a for a in each.areas} for each in (before, after))
    names = ({id_: a.name for id_, a in each.items()} for each in (old, new))
    yield from _named(Part.AREA, *names)
    yield from _order(Part.AREA, list(old), list(new))
    for id_ in (each for each in old if each in new):
        fields = "group", "status", "source"
        yield from _fields(Part.AREA, id_, old[id_], new[id_], fields)


def _competencies(before: Framework, after: Framework) -> Iterator[Difference]:
    old, new = ({c.id: c for c in each.competencies} for each in (before, after))
    names = ({id_: c.name for id_, c in each.items()} for each in (old, new))
    yield from _named(Part.COMPETENCY, *names)
    yield from _order(Part.COMPETENCY, list(old), list(new))
    for id_ in (each for each in old if each in new):
        was, now = old[id_], new[id_]
        if was.area != now.area:
            yield Difference(
                Part.COMPETENCY, Change.MOVED, id_, "area", was.area, now.area
            )
        fields = "description", "status", "source"
        yield from _fields(Part.COMPETENCY, id_, was, now, fields)
        yield from _named(
            Part.WORDING,
            {f"{id_} {level}": words for level, words in was.levels.items()},
            {f"{id_} {level}": words for level, words in now.levels.items()},
        )
        yield from _units(was, now)


def _units(before: Competency, after: Competency) -> Iterator[Difference]:
    """Official units by their code, which is told apart within its competency."""
    old, new = (
        {f"{before.id} {unit.code}": unit for unit in each.units}
        for each in (before, after)
    )
    names = ({id_: unit.name for id_, unit in each.items()} for each in (old, new))
    yield from _named(Part.UNIT, *names)
    yield from _order(Part.UNIT, list(old), list(new))
    for id_ in (each for each in old if each in new):
        fields = "status", "source"
        yield from _fields(Part.UNIT, id_, old[id_], new[id_], fields)


def _items(before: Framework, after: Framework) -> Iterator[Difference]:
    old, new = (
        {i.id: (c.id, i) for c in each.competencies for i in c.items}
        for each in (before, after)
    )
    names = ({id_: i.text for id_, (_c, i) in each.items()} for each in (old, new))
    yield from _named(Part.ITEM, *names)
    for id_ in (each for each in old if each in new):
        (was_in, was), (now_in, now) = old[id_], new[id_]
        if was_in != now_in:
            yield Difference(Part.ITEM, Change.MOVED, id_, "competency", was_in, now_in)
        fields = "level", "answers", "weight", "reversed", "key", "unit", "example"
        yield from _fields(Part.ITEM, id_, was, now, fields)
    yield from _order(Part.ITEM, _stayed(old, new), _stayed(new, old))


def _stayed(
    items: Mapping[str, tuple[str, Item]], others: Mapping[str, tuple[str, Item]]
) -> list[str]:
    """The items that belong to the same competency in both."""
    return [
        id_
        for id_, (competency, _item) in items.items()
        if id_ in others and others[id_][0] == competency
    ]


def _profiles(before: Framework, after: Framework) -> Iterator[Difference]:
    old, new = ({p.id: p for p in each.profiles} for each in (before, after))
    names = ({id_: p.name for id_, p in each.items()} for each in (old, new))
    yield from _named(Part.PROFILE, *names)
    yield from _order(Part.PROFILE, list(old), list(new))
    for id_, profile in new.items():
        was = old.get(id_, Profile(id=id_, name=profile.name))
        axes = [
            ", ".join(f"{a}={c}" for a, c in p.for_.items()) for p in (was, profile)
        ]
        if id_ in old and axes[0] != axes[1]:
            yield Difference(Part.PROFILE, Change.CHANGED, id_, "for", *axes)
        yield from _targets(id_, was.targets, profile.targets)


def _axes(profile: Profile) -> str:
    return ", ".join(f"{axis}={code}" for axis, code in profile.for_.items())


def _targets(
    profile: str, before: Mapping[str, Target], after: Mapping[str, Target]
) -> Iterator[Difference]:
    for competency in dict.fromkeys((*before, *after)):
        old, new = before.get(competency), after.get(competency)
        id_ = f"{profile} {competency}"
        if (was := cell(old)) != (now := cell(new)):
            yield Difference(Part.TARGET, Change.CHANGED, id_, "level", was, now)
        if old is not None and new is not None:
            fields = "status", "source"
            yield from _fields(Part.TARGET, id_, old, new, fields)
        elif new is not None and new.status == "assumed":
            # else a new suggestion would read like a target that somebody has set
            status = "status", None, new.status
            yield Difference(Part.TARGET, Change.CHANGED, id_, *status)


def cell(target: Target | None) -> str:
    """What a cell says, as a word: a level, "unknown" or "not required"."""
    if target is None or (target.required and target.level is None):
        return "unknown"
    return f"{target.level:g}" if target.level is not None else "not required"
