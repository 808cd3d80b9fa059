"""Stand-ins for what is missing or wrong in a framework's content.

A file with a wrong field has other faults too, and its author wants all of them at
once. So a field of the wrong form is filled with something harmless, the rules
between the parts are checked all the same, and whatever is found only because of
a stand-in is left out.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from competency.frameworks.layout import Location, path
from competency.frameworks.values import Framework
from competency.problems import Problem

Root = TypeVar("Root", bound=BaseModel)

_TRIES = 4
KEY = "[key]"
"""Pydantic's last step where the key of a mapping is wrong, not its value."""

_PLAIN: Mapping[Any, Any] = {str: "_", int: 0, float: 1.0, bool: False}
_SPECIAL: Mapping[str, Any] = {"version": "0.0.0", "required": True}

_SCALE, _ANSWERS = ("scale", "level"), ("answers", "value")
ELSEWHERE: Mapping[str, tuple[tuple[str, str], ...]] = {
    "area-unknown": (("areas", "id"),),
    "answers-unknown": (("answers", ""),),
    "key-unknown": (_ANSWERS,),
    "met-unknown": (_ANSWERS,),
    "level-unknown": (_SCALE,),
    "level-off-scale": (_SCALE, _ANSWERS),
    "level-without-item": (_SCALE,),
    "item-at-lowest-level": (_SCALE,),
    "competency-unknown": (("competencies", "id"),),
    "profile-twice": (("profiles", "for"),),
    "year-outside": (("years", ""),),
}
"""Rules that compare with other parts: which parts, and which field of them."""

INSIDE: Mapping[str, frozenset[str]] = {
    "scale-hole": frozenset({"", "level"}),
    "level-without-item": frozenset({"", "level"}),
    "answer-count": frozenset(),
    "one-item-wanted": frozenset(),
    "competency-unknown": frozenset(),
    "level-unknown": frozenset(),
}
"""Rules about a whole part: the fields in it that they read ("": whole elements)."""

_NUMBERS = (".level", ".value")


def mended(
    content: Any,  # noqa: ANN401 -- plain values of any kind
    error: ValidationError,
    root: type[Root],
) -> tuple[Root | None, set[str]]:
    """The framework, or another file's `root`, with stand-ins, and where they stand.

    None where the content is too far from one to stand in for.
    """
    plain, paths = deepcopy(content), set()
    for _try in range(_TRIES):
        for found in own_errors(error):
            location, kind = located(found["loc"], root)
            paths.add(path(location))
            stray = found["type"] == "extra_forbidden" or KEY in found["loc"]
            _stand_in(plain, location, None if stray else kind)
        try:
            return root.model_validate_json(json.dumps(plain)), paths
        except ValidationError as again:
            error = again
    return None, paths


def own_errors(error: ValidationError) -> tuple[ErrorDetails, ...]:
    """What pydantic has found, without lists that are short of their wrong parts."""
    found = error.errors(include_url=False)
    around = {each["loc"][:end] for each in found for end in range(len(each["loc"]))}
    return tuple(
        each
        for each in found
        if each["type"] != "too_short" or each["loc"] not in around
    )


def located(
    location: Location, root: type[BaseModel] = Framework
) -> tuple[Location, Any]:
    """A field of the format by pydantic's location, and its type.

    Steps that name no field, such as the branch of a union, are left out.
    """
    kind: Any = root
    clean: list[int | str] = []
    for step in location:
        inner = None if step == KEY else _inside(kind, step)
        if inner is None:
            break
        clean.append(step)
        kind = inner
    return tuple(clean), kind


def _inside(kind: Any, step: int | str) -> Any:  # noqa: ANN401 -- a type
    """The type of a part of a type; None where it has no such part."""
    kind = _bare(kind)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        fields = kind.model_fields.items()
        named = {info.alias or name: info.annotation for name, info in fields}
        return named.get(str(step), Any)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple and isinstance(step, int):
        return inner[0]
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return inner[1]
    return None


def _bare(kind: Any) -> Any:  # noqa: ANN401 -- a type
    """A type without `Annotated` and without `| None`; several as they are."""
    if hasattr(kind, "__metadata__"):
        return _bare(kind.__origin__)
    if get_origin(kind) in {Union, UnionType}:
        others = [k for k in get_args(kind) if k is not type(None)]
        return _bare(others[0]) if len(others) == 1 else kind
    return kind


def _filler(kind: Any) -> Any:  # noqa: ANN401 -- a type, and a plain value of it
    if get_origin(kind) in {Union, UnionType}:
        return None
    kind = _bare(kind)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        fields = kind.model_fields.items()
        return {
            info.alias or name: _SPECIAL.get(name, _filler(info.annotation))
            for name, info in fields
            if info.is_required()
        }
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Literal:
        return inner[0]
    if origin is tuple:
        return [_filler(inner[0])] * 2
    return {} if origin else _PLAIN.get(kind, "_")


def _stand_in(content: Any, location: Location, kind: Any) -> None:  # noqa: ANN401 -- plain values
    """Put a value of a kind at a place; take away what stands there for None."""
    *parents, last = location
    holder = content
    for step in parents:
        if isinstance(holder, dict) and step not in holder:
            return  # the part around it was taken away before
        holder = holder[step]
    if kind is None:
        holder.pop(last, None)
    else:
        holder[last] = _SPECIAL.get(str(last), _filler(kind))


def own_faults(faults: Iterable[Problem], paths: set[str]) -> Iterator[Problem]:
    """The faults that would stand there without any stand-in too."""
    for fault in faults:
        column = fault.place.column or ""
        if not any(_hides(mended_, column, fault.rule) for mended_ in paths):
            yield fault


def _hides(stand_in: str, column: str, rule: str) -> bool:
    """Whether a rule may have found its fault only because of a stand-in."""
    if _within(column, stand_in):
        return True
    if _within(stand_in, column):
        read = stand_in[len(column) :].rpartition("]")[2].removeprefix(".")
        return read in INSIDE.get(rule, {read})
    return any(
        re.fullmatch(_touching(part, name), stand_in)
        for part, name in _compared(column, rule)
    )


def _touching(part: str, name: str) -> str:
    """A pattern of the paths that hold a field of a part's elements.

    Without a field, those that hold the keys of the part.
    """
    element = rf"(\[\d+\](\.{name})?)?" if name else ""
    return rf"{re.escape(part)}(\.[^\[\]]+)?{element}"


def _compared(column: str, rule: str) -> tuple[tuple[str, str], ...]:
    """The parts beside its own that a rule reads: numbers, those of their list."""
    if rule == "id-twice" and column.endswith(_NUMBERS):
        return ((column.rpartition("[")[0], column.rpartition(".")[2]),)
    return ELSEWHERE.get(rule, ())


def _within(path_: str, outer: str) -> bool:
    return path_ == outer or path_.startswith((f"{outer}.", f"{outer}["))
