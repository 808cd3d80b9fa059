"""Master plan files: read with all problems at once, told by digest, shipped."""

import json
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files

from pydantic import ValidationError

from competency.errors import CompetencyError
from competency.frameworks.layout import Content, content, placed
from competency.frameworks.mending import mended, own_faults
from competency.frameworks.reading import form
from competency.masterplans.checks import Frameworks, faults
from competency.masterplans.values import MasterPlan
from competency.problems import Place, Problem, Problems


class MasterPlanError(CompetencyError):
    """A text that is no master plan; the argument is the tuple of its problems."""


def read(text: str, frameworks: Frameworks) -> tuple[MasterPlan | None, Problems]:
    """The master plan of a YAML text, or all its problems with line and field.

    `frameworks` are all that its strategies may name competencies of.
    """
    found = content(text)
    if found.value is None and found.problems:
        return None, tuple(found.problems)
    if not isinstance(found.value, dict):
        return None, (Problem(Place(), "not-a-master-plan"),)
    plan, problems = _checked(found, frameworks)
    every = placed((*found.problems, *problems), found)
    return (None if every else plan), every


def _checked(
    found: Content, frameworks: Frameworks
) -> tuple[MasterPlan | None, Problems]:
    try:
        plan = MasterPlan.model_validate_json(json.dumps(found.value))
    except ValidationError as error:
        whole, paths = mended(found.value, error, MasterPlan)
        rest = own_faults(faults(whole, frameworks), paths) if whole else ()
        return None, (*form(error, found, MasterPlan), *rest)
    return plan, tuple(faults(plan, frameworks))


def parse(text: str) -> MasterPlan:
    """The master plan of a text that was read without problems before."""
    return MasterPlan.model_validate_json(json.dumps(content(text).value))


def digest(plan: MasterPlan) -> str:
    """SHA-256 (hex) of the content in one canonical form, whatever its layout."""
    plain = plan.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    canonical = json.dumps(
        plain, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    return sha256(canonical.encode()).hexdigest()


@cache
def shipped() -> Mapping[str, str]:
    """Id → YAML text of every master plan that the product ships."""
    folder = files("competency") / "catalogue" / "masterplans"
    found = sorted(p.name for p in folder.iterdir() if p.name.endswith(".yaml"))
    return {
        name.removesuffix(".yaml"): (folder / name).read_text("utf-8") for name in found
    }
