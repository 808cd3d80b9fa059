"""What differs between two framework versions, in sentences."""

from collections.abc import Callable, Iterable

from competency.frameworks import Text
from competency.frameworks.differences import Change, Difference, Part

Translator = Callable[[str], str]


def sentences(
    found: Iterable[Difference], _: Translator, language: str
) -> tuple[str, ...]:
    """One sentence for each difference, in their order."""
    return tuple(sentence(each, _, language) for each in found)


def sentence(found: Difference, _: Translator, language: str) -> str:
    """One difference in words."""
    said = {
        "part": parts(_)[found.part],
        "id": found.id,
        "field": fields(_).get(found.field, found.field),
        "before": _said(found.before, _, language),
        "after": _said(found.after, _, language),
    }
    return _form(found, _) % said


def _form(found: Difference, _: Translator) -> str:
    if found.part is Part.TARGET and found.field == "level":
        return _target(found, _)
    if found.field == "order":
        return _("%(part)s: another order: %(before)s → %(after)s")
    if found.change is Change.CHANGED and not found.field:
        return _("%(part)s %(id)s changed: %(before)s → %(after)s")
    return {
        Change.ADDED: _("%(part)s %(id)s added: %(after)s"),
        Change.REMOVED: _("%(part)s %(id)s removed: %(before)s"),
        Change.RENAMED: _("%(part)s %(id)s renamed: %(before)s → %(after)s"),
        Change.MOVED: _("%(part)s %(id)s moved from %(before)s to %(after)s"),
        Change.CHANGED: _("%(part)s %(id)s, %(field)s: %(before)s → %(after)s"),
    }[found.change]


def _target(found: Difference, _: Translator) -> str:
    profile, _blank, competency = found.id.partition(" ")
    words = _("Target of %(profile)s for %(competency)s: %(change)s")
    named = {"profile": profile, "competency": competency}
    return words % (named | {"change": "%(before)s → %(after)s"})


def _said(value: Text | str | None, _: Translator, language: str) -> str:
    if value is None:
        return _("nothing")
    if isinstance(value, Text):
        return f"“{value.of(language)}”"
    known = {
        "unknown": _("unknown"),
        "not required": _("not required"),
        "yes": _("yes"),
        "no": _("no"),
    }
    return known.get(value, value)


def parts(_: Translator) -> dict[Part, str]:
    """What the parts of a framework are called."""
    return {
        Part.FRAMEWORK: _("Framework"),
        Part.LEVEL: _("Level"),
        Part.RULE: _("Level rule"),
        Part.ANSWERS: _("Answer scale"),
        Part.AREA: _("Area"),
        Part.COMPETENCY: _("Competency"),
        Part.WORDING: _("Wording of level"),
        Part.UNIT: _("Official unit"),
        Part.ITEM: _("Item"),
        Part.PROFILE: _("Profile"),
        Part.TARGET: _("Target"),
    }


def fields(_: Translator) -> dict[str, str]:
    """What the fields of a part are called."""
    return {
        "name": _("name"),
        "title": _("source"),
        "licence": _("licence"),
        "url": _("address"),
        "note": _("note"),
        "met": _("answer from which an item is met"),
        "share": _("share of items to be met"),
        "answered": _("share of items to be answered"),
        "group": _("group"),
        "status": _("status"),
        "source": _("source"),
        "area": _("area"),
        "description": _("description"),
        "level": _("level"),
        "answers": _("answer scale"),
        "weight": _("weight"),
        "reversed": _("reversed"),
        "key": _("right answer"),
        "unit": _("official unit"),
        "example": _("example"),
        "for": _("people it is for"),
        "id": _("id"),
    }
