"""Edits of a framework's plain content: one edit in, another content out.

A content being edited may be faulty for a while, so nothing here asks whether it is a
framework; `competency.frameworks.read` does. An edit keeps everything else as it was,
and no edit changes the content it was given.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from competency.errors import CompetencyError
from competency.frameworks.layout import Location, content, path
from competency.frameworks.reading import written
from competency.problems import Place, Problem

Content = Mapping[str, Any]
"""The plain content of a framework: mappings, lists, texts, numbers, truth values."""

ITEMS = "items"
UNITS = "units"
COMPETENCIES: Location = ("competencies",)
NAMED = frozenset({"areas", "competencies", "profiles", "answers"})
"""Parts whose new elements need an id that somebody chooses."""

_ID = re.compile(r"\w[\w.\-]{0,99}")


class NoSuchPartError(CompetencyError):
    """The content has no part at this location."""


def opened(text: str) -> Content:
    """The plain content of a draft's text."""
    found = content(text).value
    if not isinstance(found, dict):
        raise NoSuchPartError(())
    return found


def saved(content: Content) -> str:
    """The text that `opened` reads back to the same content."""
    return written(content)


def at(content: Any, location: Location) -> Any:  # noqa: ANN401 -- plain values of any kind
    """What stands at a location; None where nothing does."""
    for step in location:
        if isinstance(content, Mapping):
            content = content.get(step)
        elif isinstance(content, list) and isinstance(step, int):
            content = content[step] if 0 <= step < len(content) else None
        else:
            return None
    return content


def put(content: Content, values: Mapping[Location, Any]) -> Content:
    """The content with these values at their locations.

    None takes a field away, and with it every mapping that holds nothing any more.
    Mappings on the way to a value are made where they are missing. Raises
    `NoSuchPartError` for an element of a list that is not there.
    """
    for location, value in values.items():
        if not _same(at(content, location), value):
            content = _put(content, location, value)
    return content


def _same(old: object, new: object) -> bool:
    """Whether two plain values mean the same: 1 and 1.0 do, 1 and True do not."""
    return old == new and isinstance(old, bool) == isinstance(new, bool)


def _put(node: Any, location: Location, value: Any) -> Any:  # noqa: ANN401 -- plain values of any kind
    step, rest = location[0], location[1:]
    if not rest:
        return _set(node, step, value)
    inside = at(node, (step,))
    inner = _put({} if inside is None else inside, rest, value)
    return _set(node, step, None if inner == {} and value is None else inner)


def _set(node: Any, step: int | str, value: Any) -> Any:  # noqa: ANN401 -- plain values of any kind
    if isinstance(node, list) and isinstance(step, int) and 0 <= step < len(node):
        return [*node[:step], value, *node[step + 1 :]]
    if not isinstance(node, Mapping) or isinstance(step, int):
        raise NoSuchPartError(step)
    if value is None:
        return {key: each for key, each in node.items() if key != step}
    return {**node, step: value}


def _listed(content: Content, location: Location) -> list[Any]:
    found = at(content, location)
    if found is None:
        return []
    if not isinstance(found, list):
        raise NoSuchPartError(location)
    return found


def added(content: Content, location: Location, value: Any) -> Content:  # noqa: ANN401 -- plain values of any kind
    """The content with one more element at the end of a list."""
    return put(content, {location: [*_listed(content, location), value]})


def moved(content: Content, location: Location, by: int) -> Content:
    """The content with an element of a list moved up (−) or down (+) by some places."""
    several, index = list(_listed(content, location[:-1])), _index(content, location)
    element = several.pop(index)
    several.insert(max(index + by, 0), element)
    return put(content, {location[:-1]: several})


def _index(content: Content, location: Location) -> int:
    index = location[-1]
    if isinstance(index, int) and 0 <= index < len(_listed(content, location[:-1])):
        return index
    raise NoSuchPartError(location)


def removed(content: Content, location: Location) -> Content:
    """The content without a part; a competency takes its targets along."""
    if at(content, location) is None:
        raise NoSuchPartError(location)
    if not isinstance(location[-1], int):
        return put(content, {location: None})
    gone = at(content, location)
    several = list(_listed(content, location[:-1]))
    del several[location[-1]]
    left = put(content, {location[:-1]: several})
    return _without_targets(left, gone) if location[:-1] == COMPETENCIES else left


def _without_targets(content: Content, gone: Mapping[str, Any]) -> Content:
    """The content without targets of a competency that no longer stands in it."""
    profiles = range(len(_listed(content, ("profiles",))))
    places = [("profiles", index, "targets", gone["id"]) for index in profiles]
    there = (place for place in places if at(content, place) is not None)
    return put(content, dict.fromkeys(there))


def ids(content: Content, location: Location) -> tuple[str, ...]:
    """The ids of a list's elements, in their order."""
    return tuple(
        str(each["id"])
        for each in _listed(content, location)
        if isinstance(each, Mapping) and "id" in each
    )


def asks_id(location: Location) -> bool:
    """Whether a new element at this place needs an id that somebody chooses."""
    return len(location) == 1 and location[0] in NAMED


def id_fault(content: Content, location: Location, id_: str) -> Problem | None:
    """What is wrong with the id of a new element; None where it can be used."""
    place = Place(column=path(location))
    if not id_:
        return Problem(place, "value-missing")
    if not _ID.fullmatch(id_):
        return Problem(place, "id-form", id_)
    several = at(content, location)
    taken = several if isinstance(several, Mapping) else ids(content, location)
    return Problem(place, "id-twice", id_) if id_ in taken else None


def grown(content: Content, location: Location, id_: str, base: Content) -> Content:
    """The content with one more element at a place, still to be filled in.

    `base` is the content that the edits began with: its ids are not used again.
    """
    if location == ("answers",):
        return put(content, {("answers", id_): [_answer(0), _answer(1)]})
    if location[-1] == ITEMS:
        return added(content, location, new_item(content, location, base))
    if location[-1] == UNITS:
        return added(content, location, _unit())
    if location[0] == "answers":
        return added(content, location, _answer(_next(content, location, "value")))
    return added(content, location, _element(content, str(location[0]), id_))


def _blank() -> dict[str, str]:
    return {"th": "", "en": ""}


def _answer(value: int) -> dict[str, Any]:
    return {"value": value, "name": _blank()}


def _unit() -> dict[str, Any]:
    """An empty unit; the agency's word until somebody names its official source."""
    return {"code": "", "name": _blank(), "status": "agency"}


def _element(content: Content, part: str, id_: str) -> dict[str, Any]:
    if part == "notes":
        return {**_blank()}
    if part == "scale":
        return {"level": _next(content, ("scale",), "level"), "name": _blank()}
    made: dict[str, Any] = {"id": id_, "name": _blank()}
    if part == "competencies":
        first = next(iter(ids(content, ("areas",))), "")
        made |= {"area": first, ITEMS: []}
    return made


def _next(content: Content, location: Location, name: str) -> int:
    """The number after the highest that the elements of a list have in a field."""
    numbers = (at(each, (name,)) for each in _listed(content, location))
    return max((n for n in numbers if isinstance(n, int)), default=-1) + 1


def new_item(content: Content, location: Location, base: Content) -> dict[str, Any]:
    """An empty item with an id that neither the content nor its base has used.

    It answers on the scale, and stands at the level, of the item before it.
    """
    owner = str(at(content, (*location[:-1], "id")))
    used = {each for known in (content, base) for each in _item_ids(known)}
    before = _listed(content, location)
    number = len(before) + 1
    while f"{owner}.{number}" in used:
        number += 1
    last = before[-1] if before else {}
    scale = next(iter(content.get("answers") or ()), "")
    made = {"id": f"{owner}.{number}", "answers": last.get("answers", scale)}
    level = {"level": last["level"]} if "level" in last else {}
    return made | level | {"text": _blank()}


def _item_ids(content: Content) -> Iterator[str]:
    for index, _each in enumerate(content.get("competencies") or ()):
        yield from ids(content, ("competencies", index, ITEMS))
