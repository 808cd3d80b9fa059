"""Reading and checking a large framework, against bare YAML parsing of its text."""

from typing import Any

import yaml

from competency.frameworks import read
from tests.benchmarks import Benchmark, cpu_ratio

COMPETENCIES, ITEMS = 1_000, 10
STEPS = 5


def _text(words: str) -> dict[str, str]:
    return {"th": f"ข้อความ {words}", "en": words}


def _competency(number: int, items: int) -> dict[str, Any]:
    return {
        "id": f"c{number:04d}",
        "area": f"a{number % 50:02d}",
        "name": _text(f"Competency {number}"),
        "items": [
            {
                "id": f"c{number:04d}.{item}",
                "level": 1 + item % STEPS,
                "answers": "can",
                "text": _text(f"Item {item} of competency {number}"),
            }
            for item in range(items)
        ],
    }


def text(competencies: int = COMPETENCIES, items: int = ITEMS) -> str:
    """A framework of so many competencies with so many items each, as YAML."""
    content = {
        "id": "large",
        "version": "1.0.0",
        "name": _text("Large"),
        "source": {"title": "Made for measuring", "licence": "MIT"},
        "scale": [{"level": n, "name": _text(f"Level {n}")} for n in range(STEPS + 1)],
        "rule": {"name": "ladder", "met": 2, "share": 1.0},
        "answers": {"can": [{"value": n, "name": _text(f"{n}")} for n in range(4)]},
        "areas": [{"id": f"a{n:02d}", "name": _text(f"Area {n}")} for n in range(50)],
        "competencies": [_competency(n, items) for n in range(competencies)],
    }
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False)


def framework_10k_vs_yaml(competencies: int = COMPETENCIES) -> float:
    """CPU time of reading with all checks over that of the bare parser."""
    given = text(competencies)
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found, problems = read(given)
    if found is None:
        raise ValueError(problems)
    return cpu_ratio(lambda: read(given), lambda: yaml.load(given, loader))  # noqa: S506 -- a safe loader


BENCHMARKS = (Benchmark("framework_10k_vs_yaml", 1.5, "lower", framework_10k_vs_yaml),)
