"""The adaptive ladder beside the full form, on simulated people.

A person's true level in a competency lies around the target (normal, deviation 1.5
levels). An item is met where the true level, with an error of its own (logistic,
deviation half a level), reaches the item's level less a half; one answer in a hundred
is given carelessly, met or not by the toss of a coin. Targets are every level alike.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from competency.adaptive import following, ladder, taken_as_met
from competency.answers import blank, change
from competency.frameworks import Framework, parse, shipped
from competency.scoring import Sheet, levels
from tests.benchmarks import Benchmark

FRAMEWORKS = ("digcomp-3.0", "ocsc-digital-2567", "ocsc-digital-2561")
PAIRS = 300
"""Person–competency pairs of each framework."""

SPREAD, ERROR, CARELESS = 1.5, 0.5, 0.01
MET, NOT_MET = 3, 1
_LOGISTIC = np.sqrt(3) / np.pi


@dataclass(frozen=True)
class Outcome:
    """Of all simulated pairs: the share of items not asked, the share alike."""

    saved: float
    same: float


@cache
def outcome(seed: int = 0) -> Outcome:
    """What came out over all frameworks, each weighing the same."""
    rng = np.random.default_rng(seed)
    found = [_framework(parse(shipped()[name]), rng) for name in FRAMEWORKS]
    saved, same = (float(np.mean(each)) for each in zip(*found, strict=True))
    return Outcome(saved, same)


def _framework(framework: Framework, rng: np.random.Generator) -> tuple[float, float]:
    asked = total = alike = 0
    names = framework.competency_ids
    for number in range(PAIRS):
        name = names[number % len(names)]
        span = framework.spans[name]
        target = int(rng.integers(framework.lowest + 1, framework.highest + 1))
        full = _answers(framework, span, target, rng)
        short = _asked(framework, name, target, full)
        asked += sum(map(bool, short[span]))
        total += span.stop - span.start
        alike += _level(framework, short, name) == _level(framework, full, name)
    return 1 - asked / total, alike / PAIRS


def _answers(
    framework: Framework, span: slice, target: int, rng: np.random.Generator
) -> bytes:
    """One person's answers to all items of a competency."""
    wanted = np.array([float(i.level or 0) for i in framework.items[span]])
    true = target + rng.normal(0, SPREAD)
    error = rng.logistic(0, ERROR * _LOGISTIC, len(wanted))
    met = true + error >= wanted - 0.5
    careless = rng.random(len(wanted)) < CARELESS
    met = np.where(careless, rng.random(len(wanted)) < 0.5, met)
    codes = {span.start + n: MET if each else NOT_MET for n, each in enumerate(met)}
    return change(blank(framework), codes, framework)


def _asked(framework: Framework, name: str, target: int, full: bytes) -> bytes:
    """The same person asked step by step."""
    found, codes = ladder(framework, name, target), blank(framework)
    while places := following(framework, found, codes):
        codes = change(codes, {place: full[place] for place in places}, framework)
    return codes


def _level(framework: Framework, codes: bytes, name: str) -> float:
    column = np.frombuffer(codes, np.uint8).reshape(-1, 1)
    sheet = Sheet(np.zeros(1, np.int64), taken_as_met(framework, column))
    return float(levels(sheet, framework)[name].iloc[0])


def ladder_items_saved() -> float:
    """The share of items that the adaptive ladder does not ask."""
    return outcome().saved


def ladder_same_level() -> float:
    """The share of person–competency pairs with the level of the full form."""
    return outcome().same


BENCHMARKS = (
    Benchmark("ladder_items_saved", 0.45, "higher", ladder_items_saved),
    Benchmark("ladder_same_level", 0.95, "higher", ladder_same_level),
)
"""Shares, not speeds: what a short form costs and saves."""
