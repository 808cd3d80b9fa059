"""Privacy notices: versioned texts that say what is kept of people, and why.

What a notice has to say stands in section 23 of the Thai Personal Data Protection
Act B.E. 2562 (2019). A version that was shown is never changed; a new one follows.
"""

import json
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files

import yaml

from competency.frameworks.values import Text, Value

_FACT = re.compile(r"{(\w+)}")


class Purpose(Value):
    """What data are kept for: which, on what basis of section 24, and how long."""

    id: str
    name: Text
    data: Text
    basis: Text
    kept: Text


class Section(Value):
    """A heading with its sentences, maybe with the table of purposes above them."""

    title: Text
    texts: tuple[Text, ...]
    purposes: bool = False


class Notice(Value):
    """One version of the notice; its texts name facts of the agency in braces."""

    version: str
    since: date
    title: Text
    lead: Text
    purposes: tuple[Purpose, ...]
    sections: tuple[Section, ...]


@cache
def shipped() -> tuple[Notice, ...]:
    """Every version there is, the oldest first."""
    folder = files("competency") / "catalogue" / "notices"
    found = [
        Notice.model_validate_json(_json(each.read_text("utf-8")))
        for each in folder.iterdir()
        if each.name.endswith(".yaml")
    ]
    return tuple(sorted(found, key=lambda notice: int(notice.version)))


def _json(text: str) -> str:
    return json.dumps(yaml.safe_load(text), default=str)


def current() -> Notice:
    """The version that people are shown now."""
    return shipped()[-1]


def said(text: Text, language: str, facts: Mapping[str, str]) -> str:
    """A text of a notice in a language, with the agency's own facts put in."""
    return _FACT.sub(lambda found: facts[found[1]], text.of(language))
