"""A master plan of two strategies over the framework of three competencies."""

from pathlib import Path
from typing import Any

import yaml

from competency.frameworks import parse as framework
from competency.masterplans import MasterPlan, read

THREE = framework(
    (Path(__file__).parents[2] / "data" / "three.yaml").read_text("utf-8")
)
FRAMEWORKS = {"three": THREE}


def both(words: str) -> dict[str, str]:
    return {"th": f"{words} ไทย", "en": words}


def link(competency: str, weight: float = 1.0, framework: str = "three") -> Any:  # noqa: ANN401 -- plain values
    return {"framework": framework, "competency": competency, "weight": weight}


def goal(name: str, measure: str = "share_on_target", **changes: Any) -> Any:  # noqa: ANN401 -- fields of any form
    return {
        "id": name,
        "name": both(f"Goal {name}"),
        "unit": both("share"),
        "measure": measure,
        "values": [{"year": 2569, "value": 0.5}, {"year": 2570, "value": 0.75}],
    } | changes


def strategy(name: str, *links: Any, goals: Any = None) -> Any:  # noqa: ANN401 -- fields of any form
    return {
        "id": name,
        "name": both(f"Strategy {name}"),
        "description": both(f"What {name} is for"),
        "goals": [goal(f"{name}.share")] if goals is None else goals,
        "competencies": list(links),
    }


STRATEGIES = (
    strategy("people", link("data.read", 3), link("data.keep", 1)),
    strategy("safety", link("data.keep", 3)),
)


def content(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 -- fields of any form
    return {
        "id": "city",
        "name": both("Master plan"),
        "agency": both("City"),
        "years": {"first": 2568, "last": 2571},
        "source": {"title": "the tests"},
        "status": "ours",
        "strategies": list(STRATEGIES),
    } | changes


def text(**changes: Any) -> str:  # noqa: ANN401 -- fields of any form
    kept: str = yaml.dump(
        content(**changes), Dumper=_Plain, allow_unicode=True, sort_keys=False
    )
    return kept


class _Plain(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 -- PyYAML's
        return True


def plan(**changes: Any) -> MasterPlan:  # noqa: ANN401 -- fields of any form
    found, problems = read(text(**changes), FRAMEWORKS)
    assert problems == ()
    assert found is not None
    return found
