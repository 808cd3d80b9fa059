"""Where in a draft something stands, in words and as the page that shows it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import LazyString, lazy_gettext
from flask_babel import gettext as _

from competency.frameworks.editing import Content, at
from competency.frameworks.layout import Location

PARTS: dict[str, LazyString] = {
    "about": lazy_gettext("Name, source and notes"),
    "levels": lazy_gettext("Levels and level rule"),
    "answers": lazy_gettext("Answer scales"),
    "areas": lazy_gettext("Areas and competencies"),
    "profiles": lazy_gettext("Profiles"),
}
"""Pages of a draft that show one part each, besides those of single competencies."""

_PAGES = {
    "scale": "levels",
    "rule": "levels",
    "answers": "answers",
    "areas": "areas",
    "competencies": "areas",
    "profiles": "profiles",
}
_NUMBERED: dict[str, LazyString] = {
    "scale": lazy_gettext("level no. %(number)s"),
    "areas": lazy_gettext("area no. %(number)s"),
    "competencies": lazy_gettext("competency no. %(number)s"),
    "items": lazy_gettext("item no. %(number)s"),
    "profiles": lazy_gettext("profile no. %(number)s"),
    "notes": lazy_gettext("note no. %(number)s"),
    "units": lazy_gettext("official unit no. %(number)s"),
    "answers": lazy_gettext("answer no. %(number)s"),
}
FIELDS: dict[str, LazyString] = {
    "id": lazy_gettext("id"),
    "version": lazy_gettext("version"),
    "name": lazy_gettext("name"),
    "th": lazy_gettext("Thai"),
    "en": lazy_gettext("English"),
    "source": lazy_gettext("source"),
    "title": lazy_gettext("title"),
    "licence": lazy_gettext("licence"),
    "url": lazy_gettext("address"),
    "note": lazy_gettext("note"),
    "notes": lazy_gettext("notes"),
    "scale": lazy_gettext("scale of levels"),
    "level": lazy_gettext("level"),
    "levels": lazy_gettext("wording of levels"),
    "status": lazy_gettext("status"),
    "rule": lazy_gettext("level rule"),
    "met": lazy_gettext("answer from which an item is met"),
    "share": lazy_gettext("share of items to be met"),
    "answered": lazy_gettext("share of items to be answered"),
    "answers": lazy_gettext("answer scale"),
    "value": lazy_gettext("value"),
    "areas": lazy_gettext("areas"),
    "area": lazy_gettext("area"),
    "group": lazy_gettext("group"),
    "competencies": lazy_gettext("competencies"),
    "description": lazy_gettext("description"),
    "items": lazy_gettext("items"),
    "text": lazy_gettext("text"),
    "weight": lazy_gettext("weight"),
    "reversed": lazy_gettext("reversed"),
    "key": lazy_gettext("right answer"),
    "unit": lazy_gettext("official unit"),
    "units": lazy_gettext("official units"),
    "code": lazy_gettext("code"),
    "example": lazy_gettext("example"),
    "profiles": lazy_gettext("profiles"),
    "for": lazy_gettext("people it is for"),
    "targets": lazy_gettext("targets"),
    "required": lazy_gettext("required"),
}
"""What the fields of a framework are called on the pages of a draft."""


@dataclass(frozen=True)
class Spot:
    """A place in words, and the address of the page that shows it."""

    words: str
    address: str


_DOTTED = re.compile(
    r"(?P<before>profiles\[\d+\]\.(?:targets|for)|answers)\.(?P<id>[^\[]+?)"
    r"(?P<after>(?:\.(?:level|status|required|source)|\[.*)?)"
)
"""Paths through mappings whose keys are ids, which may hold dots themselves."""


def location(path: str) -> Location:
    """The steps of a dotted path."""
    if found := _DOTTED.fullmatch(path):
        return (*location(found["before"]), found["id"], *location(found["after"]))
    steps = re.findall(r"\[(\d+)\]|([^.\[\]]+)", path)
    return tuple(int(index) if index else name for index, name in steps)


def spot(path: str | None, content: Content, draft: str, language: str) -> Spot:
    """Where a path of a draft leads."""
    steps = location(path or "")
    found = " › ".join(_words(steps, content, language))
    return Spot(found or str(_("the whole draft")), _address(steps, content, draft))


def _words(steps: Location, content: Content, language: str) -> list[str]:
    said: list[str] = []
    for place, step in enumerate(steps):
        if isinstance(step, int):
            element = at(content, steps[: place + 1])
            said[-1:] = [
                *_owner(steps, place),
                _element(steps, place, element, language),
            ]
        else:
            said.append(str(FIELDS.get(step, step)))
    return said


def _owner(steps: Location, place: int) -> list[str]:
    """The id of an answer scale, whose answers are a list under its name."""
    return [str(steps[place - 1])] if steps[0] == "answers" else []


def _element(steps: Location, place: int, element: object, language: str) -> str:
    """An element of a list: its kind and number, and its name where it has one."""
    several = "answers" if steps[0] == "answers" else str(steps[place - 1])
    number = {"number": int(steps[place]) + 1}
    said = str(_NUMBERED[several]) % number if several in _NUMBERED else ""
    name = called(element, language)
    return f"{said} “{name}”" if name else said


def called(part: object, language: str) -> str:
    """The name of a part of a draft; its id, or nothing, where it has none."""
    if not isinstance(part, Mapping):
        return ""
    name: Any = at(part, ("name", language)) or at(part, ("name", "th"))
    return str(name or part.get("id") or "")


def _address(steps: Location, content: Content, draft: str) -> str:
    first = str(steps[0]) if steps else ""
    owner = at(content, (*steps[:2], "id")) if first == "competencies" else None
    if isinstance(owner, str):
        return url_for("hr.draft_competency", public_id=draft, competency=owner)
    if first == "profiles" and "targets" in steps:
        return url_for("hr.draft_targets", public_id=draft)
    page = _PAGES.get(first, "about")
    return url_for("hr.draft_part", public_id=draft, part=page)
