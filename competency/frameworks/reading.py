"""Framework files: read with all problems at once, written, told by digest."""

import json
from collections.abc import Hashable, Iterator, Mapping
from hashlib import sha256
from importlib.resources import files
from typing import Any

import yaml
from pydantic import ValidationError

from competency.errors import CompetencyError
from competency.frameworks.checks import faults
from competency.frameworks.values import Framework
from competency.problems import Place, Problem, Problems

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

PYDANTIC_RULES = {
    "missing": "field_missing",
    "extra_forbidden": "field_unknown",
    "string_type": "not_text",
    "string_too_short": "text_empty",
    "int_type": "not_whole_number",
    "int_from_float": "not_whole_number",
    "int_parsing": "not_whole_number",
    "float_type": "not_number",
    "bool_type": "not_yes_or_no",
    "literal_error": "not_one_of",
    "string_pattern_mismatch": "version_form",
    "too_short": "list_too_short",
}
"""What pydantic finds, by our rule's name; everything else is `value_wrong`."""


class FrameworkError(CompetencyError):
    """A text that is no framework; the argument is the tuple of its problems."""


class _StrictLoader(_Loader):  # type: ignore[misc]
    """A safe loader that gathers keys standing twice; YAML would keep the last."""

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self.duplicates: list[tuple[str, int]] = []

    def construct_mapping(
        self,
        node: yaml.MappingNode,
        deep: bool = False,  # noqa: FBT001, FBT002 -- PyYAML's signature
    ) -> dict[Hashable, Any]:
        """A dict of the node; keys that stand twice are remembered."""
        seen = set()
        for key, _value in node.value:
            if key.value in seen:
                self.duplicates.append((str(key.value), key.start_mark.line + 1))
            seen.add(key.value)
        made: dict[Hashable, Any] = super().construct_mapping(node, deep)
        return made


def read(text: str) -> tuple[Framework | None, Problems]:
    """The framework of a YAML text, or all its problems.

    A problem's row is the line of the file where it is known, its column the
    dotted path of the field (`competencies[2].items[0].level`).
    """
    content, problems = _load(text)
    if problems:
        return None, problems
    if not isinstance(content, dict):
        return None, (Problem(Place(), "not_a_framework", type(content).__name__),)
    try:
        found = Framework.model_validate_json(json.dumps(content, default=str))
    except ValidationError as error:
        return None, tuple(_from_pydantic(error))
    problems = tuple(faults(found))
    return (None if problems else found), problems


def parse(text: str) -> Framework:
    """The framework of a text that was checked before.

    Raises `FrameworkError` with all problems.
    """
    found, problems = read(text)
    if found is None:
        raise FrameworkError(problems)
    return found


def _load(text: str) -> tuple[object, Problems]:
    try:
        if problems := tuple(_anchors(text)):
            return None, problems
        loader = _StrictLoader(text)
        try:
            content = loader.get_single_data()
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        row = mark.line + 1 if mark else None
        words = getattr(error, "problem", None) or ""
        return None, (Problem(Place(row=row), "not_yaml", words),)
    return content, tuple(
        Problem(Place(row=line), "key_twice", key) for key, line in loader.duplicates
    )


def _anchors(text: str) -> Iterator[Problem]:
    """Anchors and aliases, which could blow a small file up; found by event."""
    if "&" not in text and "*" not in text:
        return
    for event in yaml.parse(text, Loader=_Loader):
        if anchor := getattr(event, "anchor", None):
            mark = event.start_mark
            place = Place(row=mark.line + 1 if mark else None)
            yield Problem(place, "anchor_used", anchor)


def _from_pydantic(error: ValidationError) -> Iterator[Problem]:
    for found in error.errors():
        rule = PYDANTIC_RULES.get(found["type"], "value_wrong")
        expected = str(found.get("ctx", {}).get("expected", ""))
        place = Place(column=path(found["loc"]))
        value = "" if rule == "field_missing" else _short(found["input"])
        yield Problem(place, rule, value, expected)


def path(location: tuple[int | str, ...]) -> str:
    """A location as people write it: `competencies[2].items[0].level`."""
    parts = [f"[{p}]" if isinstance(p, int) else f".{p}" for p in location]
    return "".join(parts).removeprefix(".")


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else f"{text[:59]}…"  # noqa: PLR2004 -- a table cell


def _content(framework: Framework) -> dict[str, Any]:
    """The plain content, without what equals the format's defaults."""
    dumped = framework.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return dict(dumped)


def digest(framework: Framework) -> str:
    """SHA-256 (hex) of the content in one canonical form.

    Layout, key order and defaults written out do not change it.
    """
    canonical = json.dumps(
        _content(framework), sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    return sha256(canonical.encode()).hexdigest()


def dump(framework: Framework) -> str:
    """The framework as a YAML text that reads back to the same digest."""
    return yaml.safe_dump(
        _content(framework), allow_unicode=True, sort_keys=False, width=100
    )


def shipped() -> Mapping[str, str]:
    """Framework id → YAML text of every file that the product ships."""
    folder = files("competency") / "catalogue"
    found = sorted(p.name for p in folder.iterdir() if p.name.endswith(".yaml"))
    return {
        name.removesuffix(".yaml"): (folder / name).read_text("utf-8") for name in found
    }
