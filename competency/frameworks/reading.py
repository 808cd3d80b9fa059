"""Framework files: read with all problems at once, written, told by digest."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from competency.errors import CompetencyError
from competency.frameworks.checks import faults
from competency.frameworks.layout import Content, content, path, placed
from competency.frameworks.mending import (
    KEY,
    located,
    mended,
    own_errors,
    own_faults,
)
from competency.frameworks.values import Framework
from competency.problems import Place, Problem, Problems

PYDANTIC_RULES = {
    "missing": "field-missing",
    "extra_forbidden": "field-unknown",
    "string_type": "not-text",
    "string_too_short": "text-empty",
    "string_pattern_mismatch": "text-empty",
    "int_type": "not-whole",
    "int_from_float": "not-whole",
    "int_parsing": "not-whole",
    "float_type": "not-number",
    "finite_number": "not-number",
    "bool_type": "not-yes-or-no",
    "literal_error": "not-one-of",
    "too_short": "list-short",
    "tuple_type": "not-list",
    "model_type": "not-mapping",
    "dict_type": "not-mapping",
    "mapping_type": "not-mapping",
    "greater_than": "number-small",
    "greater_than_equal": "number-small",
    "less_than": "number-large",
    "less_than_equal": "number-large",
}
"""What pydantic finds, by our rule's name; everything else is `field-wrong`."""

_FIELD_RULES = {"version": "version-form", "id": "id-form"}
_BOUNDS = ("expected", "ge", "gt", "le", "lt", "min_length")
_CELL = 60

LARGEST = 2 * 2**20
"""Bytes of a framework file that are read; the largest shipped one has a tenth."""


class FrameworkError(CompetencyError):
    """A text that is no framework; the argument is the tuple of its problems."""


def decoded(data: bytes) -> tuple[str, Problems]:
    """The text of a framework file, without a byte order mark; or why it is none."""
    if len(data) > LARGEST:
        problem = Problem(Place(), "file-too-large", str(len(data)), str(LARGEST))
        return "", (problem,)
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return "", (Problem(Place(row=line), "file-not-utf-8"),)


def read(text: str) -> tuple[Framework | None, Problems]:
    """The framework of a YAML text, or all its problems.

    A problem's row is the line of the file, its column the dotted path of the field
    (`competencies[2].items[0].level`).
    """
    found = content(text)
    if found.value is None and found.problems:
        return None, tuple(found.problems)
    if not isinstance(found.value, dict):
        return None, (Problem(Place(), "not-a-framework"),)
    framework, problems = checked(found)
    problems = placed((*found.problems, *problems), found)
    return (None if problems else framework), problems


def checked(found: Content) -> tuple[Framework | None, Problems]:
    """The framework of a content, and what breaks a rule in it, by field path."""
    try:
        framework = Framework.model_validate_json(json.dumps(found.value))
    except ValidationError as error:
        whole, paths = mended(found.value, error, Framework)
        rest = own_faults(faults(whole), paths) if whole else ()
        return None, (*form(error, found), *rest)
    return framework, tuple(faults(framework))


def form(
    error: ValidationError, found: Content, root: type[BaseModel] = Framework
) -> Iterator[Problem]:
    """What pydantic has found, once for each field of the file's `root`."""
    told: set[str] = set()
    for each in own_errors(error):
        location, _kind = located(each["loc"], root)
        column = path(location)
        if column in told:
            continue
        told.add(column)
        rule, value = _rule(each, column, found)
        limits = each.get("ctx", {})
        expected = next((str(limits[b]) for b in _BOUNDS if b in limits), "")
        yield Problem(Place(column=column), rule, _short(value), expected)


def _rule(each: ErrorDetails, column: str, found: Content) -> tuple[str, str]:
    """Our name for an error, and what stands in the file."""
    if each["loc"][-1] == KEY:
        return "id-form", str(each["loc"][-2])
    written = found.written.get(column, "")
    if each["type"] == "missing" or each["input"] is None:
        return "field-missing", ""
    rule = PYDANTIC_RULES.get(each["type"], "field-wrong")
    if each["type"] == "string_pattern_mismatch":
        rule = _FIELD_RULES.get(column.rpartition(".")[2], rule)
    return rule, written


def _short(text: str) -> str:
    return text if len(text) <= _CELL else f"{text[: _CELL - 1]}…"


def parse(text: str) -> Framework:
    """The framework of a text that was checked before.

    Raises `FrameworkError` with all problems.
    """
    found, problems = read(text)
    if found is None:
        raise FrameworkError(problems)
    return found


def plain(framework: Framework) -> dict[str, Any]:
    """The plain content, without what equals the format's defaults."""
    dumped = framework.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return dict(dumped)


def digest(framework: Framework) -> str:
    """SHA-256 (hex) of the content in one canonical form.

    Layout, the order of keys and defaults written out do not change it; the order
    of items, answers and profiles does, for it decides what a packed byte means.
    """
    canonical = json.dumps(
        plain(framework), sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    return sha256(canonical.encode()).hexdigest()


def dump(framework: Framework) -> str:
    """The framework as a YAML text that reads back to the same digest."""
    return written(plain(framework))


def written(content: Mapping[str, Any]) -> str:
    """A plain content, faulty or not, as a YAML text that reads back to the same."""
    return yaml.dump(
        dict(content),
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=100,
    )


_BREAKS = re.compile("[\x85\u2028\u2029]")
"""Line breaks beside the usual one: YAML would read them as spaces unless escaped."""


class _Dumper(yaml.SafeDumper):
    """Writes what stands twice twice: the reader refuses anchors."""

    def text(self, text: str) -> yaml.ScalarNode:
        """A text, in quotes with escapes where it would not come back else."""
        style = '"' if _BREAKS.search(text) else None
        return self.represent_scalar("tag:yaml.org,2002:str", text, style)

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 -- PyYAML's signature
        """True: nothing is written as an alias."""
        return True


_Dumper.add_representer(str, _Dumper.text)


@cache
def shipped() -> Mapping[str, str]:
    """Framework id → YAML text of every file that the product ships."""
    folder = files("competency") / "catalogue"
    found = sorted(p.name for p in folder.iterdir() if p.name.endswith(".yaml"))
    return {
        name.removesuffix(".yaml"): (folder / name).read_text("utf-8") for name in found
    }
