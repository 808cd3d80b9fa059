"""Bars of speed: ratios to a limit that runs beside, so no computer fails them."""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter, process_time
from typing import Literal

REPEATS, FEW_REPEATS = 5, 2
LONG_RUN = 20.0
"""Seconds from which a run is repeated only twice."""


@dataclass(frozen=True)
class Benchmark:
    """One bar: `measure` gives the value, which is to be lower or higher than it."""

    name: str
    bar: float
    better: Literal["lower", "higher"]
    measure: Callable[[], float]

    def is_met(self, value: float) -> bool:
        """Whether a value keeps the bar."""
        return value <= self.bar if self.better == "lower" else value >= self.bar


@dataclass(frozen=True)
class Measured:
    """One row of the table and of `build/bench.json`."""

    name: str
    value: float
    bar: float
    better: str
    met: bool


def run(benchmark: Benchmark) -> Measured:
    """The measured value of one benchmark, beside its bar."""
    value = benchmark.measure()
    met = benchmark.is_met(value)
    return Measured(benchmark.name, value, benchmark.bar, benchmark.better, met)


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU seconds of this process, all threads, for one run of the work."""
    gc.collect()
    begun = process_time()
    work()
    return process_time() - begun


def cpu_ratio(ours: Callable[[], object], limit: Callable[[], object]) -> float:
    """CPU time of our work over that of the limit: the median of interleaved pairs.

    Both run once before, unmeasured; where that takes long, two pairs have to do.
    """
    begun = perf_counter()
    ours()
    repeats = FEW_REPEATS if perf_counter() - begun > LONG_RUN else REPEATS
    limit()
    pairs = ((cpu_seconds(ours), cpu_seconds(limit)) for _ in range(repeats))
    return median(mine / least for mine, least in pairs)
