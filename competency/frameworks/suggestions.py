"""Target levels that the product suggests; none counts until an agency accepts it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from competency.frameworks.targets import Key
from competency.frameworks.values import Text, Value


class _Profile(Value):
    """Why people of a profile need what they need, and the level of each competency."""

    why: Text
    levels: Mapping[str, float]


class _File(Value):
    note: Text
    profiles: Mapping[str, _Profile]


@dataclass(frozen=True)
class Suggestions:
    """Suggested levels with their reasons, and what is to be known of all of them."""

    note: Text
    cells: Mapping[Key, tuple[float, str]]


@cache
def suggestions(framework: str) -> Suggestions | None:
    """What is suggested for a framework of this id; None where nothing is."""
    folder = files("competency") / "catalogue" / "suggestions"
    names = {each.name.removesuffix(".yaml"): each for each in folder.iterdir()}
    if framework not in names:
        return None
    found = yaml.safe_load(names[framework].read_text("utf-8"))
    return _cells(_File.model_validate(found))


def _cells(file: _File) -> Suggestions:
    cells = {
        (profile, competency): (level, _reason(each.why))
        for profile, each in file.profiles.items()
        for competency, level in each.levels.items()
    }
    return Suggestions(file.note, cells)


def _reason(why: Text) -> str:
    """The reason in both languages, since a source is one text."""
    return f"ข้อเสนอของระบบนี้: {why.th} · Suggested by this product: {why.en}"
