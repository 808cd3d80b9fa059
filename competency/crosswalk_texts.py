"""Crosswalks as texts: which frameworks one claims to join, and one written again."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import yaml

from competency.crosswalks import Crosswalk
from competency.frameworks.layout import content
from competency.problems import Place, Problem, Problems


def claimed(text: str) -> tuple[tuple[str, str], Problems]:
    """The frameworks that a text names at its ends, as "id" or "id@version".

    "" where it names none. Problems only where the text is no mapping at all.
    """
    found = content(text)
    if not isinstance(found.value, Mapping):
        wrong = Problem(Place(), "not-a-crosswalk")
        return ("", ""), tuple(found.problems) or (wrong,)
    return (_end(found.value.get("from")), _end(found.value.get("to"))), ()


def _end(end: object) -> str:
    if not isinstance(end, Mapping):
        return ""
    name, version = str(end.get("framework") or ""), end.get("version")
    return f"{name}@{version}" if name and version else name


def plain(walk: Crosswalk) -> dict[str, Any]:
    """The content of a crosswalk without what it leaves out, names as in its file."""
    found = walk.model_dump(mode="json", by_alias=True, exclude_none=True)
    for edge in found["edges"]:
        if edge["kind"] == "none":
            edge.pop("weight", None)
    return found


def dump(walk: Crosswalk) -> str:
    """The YAML text of a crosswalk; read again, it is the same."""
    return yaml.safe_dump(plain(walk), allow_unicode=True, sort_keys=False, width=100)


def agencys(walk: Crosswalk) -> Crosswalk:
    """The crosswalk as a decision of the agency, whatever it was marked before."""
    return walk.model_copy(update={"status": "agency"})


def digest(walk: Crosswalk) -> str:
    """SHA-256 of the content, whatever the layout of its text."""
    text = json.dumps(plain(walk), sort_keys=True, ensure_ascii=False)
    return sha256(text.encode()).hexdigest()
