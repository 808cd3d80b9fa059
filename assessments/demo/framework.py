"""The demo city's own version of the shipped framework: the same items, own targets."""

from collections.abc import Mapping
from typing import Any

from assessments.demo import lists
from competency.frameworks import Framework, Profile, Target, Text, parse, shipped


def framework() -> Framework:
    """The shipped framework with the city's invented targets, which say so."""
    given = lists.content("targets")
    base = parse(shipped()[given["framework"]])
    source = base.source.model_copy(update={"note": _note(given["source"])})
    return base.model_copy(
        update={
            "version": given["version"],
            "source": source,
            "profiles": tuple(_profile(p, given) for p in base.profiles),
        }
    )


def _note(source: str) -> Text:
    thai, _, english = source.partition(" / ")
    return Text(th=thai, en=english or thai)


def _profile(profile: Profile, given: Mapping[str, Any]) -> Profile:
    cells = given["targets"][profile.id]
    targets = {id_: _target(cell, given) for id_, cell in cells.items()}
    return profile.model_copy(update={"targets": targets})


def _target(cell: Any, given: Mapping[str, Any]) -> Target:  # noqa: ANN401 -- a YAML value
    """A number is a level; a mapping is written out as in a framework file."""
    facts = cell if isinstance(cell, Mapping) else {"level": float(cell)}
    return Target(source=given["source"], status=given["status"], **facts)
