"""Framework contents with one thing changed, and their YAML texts."""

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import yaml

from competency.frameworks import Framework, read
from competency.problems import Problem
from tests.factories import THREE

Steps = tuple[int | str, ...]
GONE = object()
"""Stands for "take it away" where a new value is given."""


def three() -> dict[str, Any]:
    """The content of the framework of three competencies, with more of the format."""
    content: dict[str, Any] = yaml.safe_load(THREE)
    first = content["competencies"][0]
    first["items"][0] |= {"weight": 2.0, "reversed": True, "unit": "DG-001"}
    first["items"][1] |= {"key": 3}
    first["units"] = [
        {"code": "DG-001", "name": {"th": "หน่วย", "en": "Unit"}, "status": "official"}
    ]
    content["profiles"][0]["targets"]["data.read"]["required"] = True
    content["notes"] = [{"th": "หมายเหตุ", "en": "A note"}]
    return content


def text(content: object) -> str:
    """A content as JSON, which is YAML too and written much faster."""
    return json.dumps(content, ensure_ascii=False, indent=1)


def changed(content: Any, at: Steps, value: object) -> Any:  # noqa: ANN401 -- plain values of any kind
    """A copy in which something else stands at a place, or nothing."""
    whole = holder = deepcopy(content)
    for step in at[:-1]:
        holder = holder[step]
    if value is GONE:
        del holder[at[-1]]
    else:
        holder[at[-1]] = value
    return whole


def places(content: Any, at: Steps = ()) -> Iterator[Steps]:  # noqa: ANN401 -- plain values of any kind
    """Every place inside a content."""
    if at:
        yield at
    if isinstance(content, dict):
        for key, inner in content.items():
            yield from places(inner, (*at, key))
    elif isinstance(content, list):
        for number, inner in enumerate(content):
            yield from places(inner, (*at, number))


def column(at: Steps) -> str:
    """A place as problems name it; keys of `levels` are numbers but no indexes."""
    parts = [
        f"[{step}]" if isinstance(step, int) and at[i - 1] != "levels" else f".{step}"
        for i, step in enumerate(at)
    ]
    return "".join(parts).removeprefix(".")


def within(column_: str, outer: str) -> bool:
    """Whether a column is another one or stands inside it."""
    return column_ == outer or column_.startswith((f"{outer}.", f"{outer}["))


def problems(content: object) -> tuple[Problem, ...]:
    """What is wrong with a content."""
    return outcome(content)[1]


def outcome(content: object) -> tuple[Framework | None, tuple[Problem, ...]]:
    """The framework of a content, or what is wrong with it."""
    return read(text(content))


def rules(content: object) -> set[tuple[str, str]]:
    """The place and the rule of each problem."""
    return {(p.place.column or "", p.rule) for p in problems(content)}
