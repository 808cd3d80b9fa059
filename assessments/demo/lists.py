"""The product's own short lists, from which the demo city is made."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

AXES = ("group-2561", "work-2567", "role-2567")
LOCAL_POSITION = "position-local"


@dataclass(frozen=True)
class Post:
    """A title that so many people of a unit hold, and where it is placed."""

    title: str
    staff: str
    placings: Mapping[str, str]
    people: int = 1


@dataclass(frozen=True)
class DemoUnit:
    """A unit of the city: its head, who may be missing, and the posts under it."""

    code: str
    parent: str | None
    name_th: str
    name_en: str
    head: Post | None
    posts: tuple[Post, ...]


@cache
def content(name: str) -> Any:  # noqa: ANN401 -- a YAML file of any form
    """The content of one of the files in `demo_data`."""
    path = files("assessments") / "demo_data" / f"{name}.yaml"
    return yaml.safe_load(path.read_text("utf-8"))


def staff_types() -> dict[str, str]:
    """The Thai name of each kind of staff."""
    return {kind["id"]: kind["th"] for kind in content("units")["staff_types"]}


def units() -> tuple[DemoUnit, ...]:
    """The units, each after the one above it."""
    return tuple(_unit(entry) for entry in content("units")["units"])


def _unit(entry: Mapping[str, Any]) -> DemoUnit:
    head, name = entry.get("head"), entry["name"]
    return DemoUnit(
        entry["code"],
        entry["parent"],
        name["th"],
        name["en"],
        _post(head) if head else None,
        tuple(_post(post) for post in entry.get("posts", ())),
    )


def _post(entry: Mapping[str, Any]) -> Post:
    placings = {axis: entry[axis] for axis in AXES if axis in entry}
    if "position" in entry:
        placings[LOCAL_POSITION] = entry["position"]
    return Post(entry["title"], entry["staff"], placings, entry.get("people", 1))
