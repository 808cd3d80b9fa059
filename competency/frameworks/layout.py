"""The YAML text of a framework: its plain content, and the line of each field."""

import re
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from competency.problems import Place, Problem, Problems

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

DEEPEST = 24
"""Levels of nesting that are read; the format itself needs eight."""

_TAG = "tag:yaml.org,2002:"
_VALUES = frozenset({f"{_TAG}{kind}" for kind in ("int", "float", "bool", "null")})
_TEXTS = frozenset({f"{_TAG}str", f"{_TAG}timestamp"})
NUMBERED = "levels"
"""The one mapping whose keys are numbers: the wording of a competency's levels."""

_NUMBER = re.compile(r"\s*[+-]?[0-9]{1,9}(\.0*)?\s*")
_MOST = 2**63

Location = tuple[int | str, ...]


@dataclass
class Content:
    """What a text holds: plain values, and where each field path stands.

    `lines` are counted from 1; `written` is each scalar as the author wrote it,
    before YAML made a number or a truth value of it.
    """

    value: Any = None
    problems: list[Problem] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)

    def line(self, path: str) -> int | None:
        """The line of a field, or of the nearest field around one that is absent."""
        while path and path not in self.lines:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return self.lines.get(path)


def path(location: Location) -> str:
    """A location as people write it: `competencies[2].items[0].level`."""
    parts = [f"[{p}]" if isinstance(p, int) else f".{p}" for p in location]
    return "".join(parts).removeprefix(".")


def content(text: str) -> Content:
    """The content of a YAML text; what is wrong with it as YAML is in `problems`.

    Anchors, nesting without end and texts that are no YAML leave no value.
    """
    try:
        if problems := list(_traps(text)):
            return Content(problems=problems)
        loader = _Loader(text)
        try:
            return _read(loader)
        finally:
            loader.dispose()
    except (yaml.YAMLError, UnicodeError) as error:
        mark = getattr(error, "problem_mark", None)
        words = getattr(error, "problem", None) or getattr(error, "reason", None) or ""
        place = Place(row=mark.line + 1 if mark else None)
        return Content(problems=[Problem(place, "yaml-wrong", str(words))])


def _traps(text: str) -> Iterator[Problem]:
    """What could blow a small file up, found by event before anything is built."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        place = Place(row=event.start_mark.line + 1 if event.start_mark else None)
        if anchor := getattr(event, "anchor", None):
            yield Problem(place, "yaml-anchor", str(anchor))
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            yield Problem(place, "yaml-deep", str(depth), str(DEEPEST))
            return


def _read(loader: Any) -> Content:  # noqa: ANN401 -- PyYAML has no common base
    found = Content()
    root = loader.get_single_node()
    if root is not None:
        found.value = _plain(loader, root, (), found)
    return found


def _plain(loader: Any, node: yaml.Node, at: Location, found: Content) -> Any:  # noqa: ANN401 -- plain values of any kind
    here = path(at)
    found.lines[here] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return _mapping(loader, node, at, found)
    if isinstance(node, yaml.SequenceNode):
        children = enumerate(node.value)
        return [_plain(loader, child, (*at, i), found) for i, child in children]
    found.written[here] = node.value
    return _scalar(loader, node, here, found)


def _mapping(
    loader: Any,  # noqa: ANN401 -- PyYAML has no common base
    node: yaml.MappingNode,
    at: Location,
    found: Content,
) -> Mapping[Hashable, Any]:
    made: dict[Hashable, Any] = {}
    for key, child in node.value:
        name = _name(key, numbered=at[-1:] == (NUMBERED,))
        here = path((*at, name))
        place = Place(row=key.start_mark.line + 1, column=here)
        if name in made:
            found.problems.append(Problem(place, "key-twice", name))
        if key.tag not in _TEXTS and at[-1:] != (NUMBERED,):
            found.problems.append(Problem(place, "key-not-text", name))
        made[name] = _plain(loader, child, (*at, name), found)
    return made


def _name(key: yaml.Node, *, numbered: bool) -> str:
    """A key as it is told from others: 01 and 1 are one number."""
    if not isinstance(key, yaml.ScalarNode):
        return "?"
    name = str(key.value)
    return str(int(float(name))) if numbered and _NUMBER.fullmatch(name) else name


def _scalar(loader: Any, node: yaml.Node, here: str, found: Content) -> Any:  # noqa: ANN401 -- plain values of any kind
    """A text, a number, a truth value or nothing; dates stay as they are written."""
    if node.tag in _VALUES:
        try:
            value = loader.construct_object(node)
        except ValueError:
            return node.value
        # JSON, which checks the form of what is read, takes no number of any length.
        return node.value if isinstance(value, int) and abs(value) > _MOST else value
    if node.tag not in _TEXTS:
        place = Place(row=node.start_mark.line + 1, column=here)
        found.problems.append(Problem(place, "yaml-kind", node.tag.removeprefix(_TAG)))
    return node.value


def placed(problems: Problems, found: Content) -> Problems:
    """The problems with the lines of their fields, in the order of the file."""
    lined = (
        problem
        if problem.place.row is not None or problem.place.column is None
        else Problem(
            Place(None, found.line(problem.place.column), problem.place.column),
            problem.rule,
            problem.value,
            problem.expected,
        )
        for problem in problems
    )
    return tuple(sorted(lined, key=lambda p: p.place.row or 0))
