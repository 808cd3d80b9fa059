"""The seeded people that every benchmark of scale works on.

20,000 invented respondents, drawn again and again to a million: 80 items of 9
competencies, answers of five steps that share a general and a competency's own
factor, and one respondent in twenty who ticks the same answer throughout.
"""

from functools import cache

import numpy as np
import yaml
from numpy.typing import NDArray

from competency.frameworks import Framework, parse

RESPONDENTS, PEOPLE = 20_000, 1_000_000
COMPETENCIES, ITEMS, STEPS = 9, 80, 5
GENERAL, OWN = 0.6, 0.4
STRAIGHT_LINERS = 0.05
SEED = 2569

COMPETENCY_OF_ITEM = np.arange(ITEMS) * COMPETENCIES // ITEMS
"""Runs of 8 or 9 items, in framework order."""


def _text(words: str) -> dict[str, str]:
    return {"th": words, "en": words}


def _items(number: int) -> list[dict[str, object]]:
    places = np.flatnonzero(number == COMPETENCY_OF_ITEM)
    return [
        {"id": f"c{number}.{place}", "answers": "five", "text": _text(f"Item {place}")}
        for place in places
    ]


@cache
def framework() -> Framework:
    """80 items of 9 competencies, answered in five steps, scored by their mean."""
    steps = range(1, STEPS + 1)
    content = {
        "id": "bench",
        "version": "1.0.0",
        "name": _text("Bench"),
        "source": {"title": "Made for measuring", "licence": "MIT"},
        "scale": [{"level": s, "name": _text(f"Level {s}")} for s in range(STEPS + 1)],
        "rule": {"name": "mean"},
        "answers": {"five": [{"value": s, "name": _text(f"{s}")} for s in steps]},
        "areas": [{"id": "all", "name": _text("All")}],
        "competencies": [
            {"id": f"c{n}", "area": "all", "name": _text(f"C{n}"), "items": _items(n)}
            for n in range(COMPETENCIES)
        ],
        "profiles": [],
    }
    return parse(yaml.safe_dump(content, allow_unicode=True))


def _respondents(rng: np.random.Generator) -> NDArray[np.uint8]:
    """Codes 1 to 5 of the respondents, uint8 (ITEMS, RESPONDENTS)."""
    general = rng.normal(size=RESPONDENTS)
    own = rng.normal(size=(COMPETENCIES, RESPONDENTS))[COMPETENCY_OF_ITEM]
    noise = rng.normal(size=(ITEMS, RESPONDENTS))
    leaning = GENERAL * general + OWN * own + 0.5 * noise
    codes = np.clip(np.floor(leaning + 3.5), 1, STEPS).astype(np.uint8)
    straight = rng.random(RESPONDENTS) < STRAIGHT_LINERS
    codes[:, straight] = codes[0, straight]
    return codes


def codes(unanswered: float = 0.0, count: int = PEOPLE) -> NDArray[np.uint8]:
    """Packed answers, uint8 (ITEMS, count), item-major; 0 where unanswered."""
    rng = np.random.default_rng(SEED)
    drawn = rng.integers(0, RESPONDENTS, count)
    matrix = np.ascontiguousarray(_respondents(rng)[:, drawn])
    if unanswered:
        for item in matrix:
            item[rng.random(count) < unanswered] = 0
    return matrix
