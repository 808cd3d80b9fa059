"""Scoring a million people, against one copy of their answers."""

import numpy as np

from competency.scoring import Sheet, levels
from tests.benchmarks import Benchmark, cpu_ratio, people

UNANSWERED = 0.03


def _against_copy(unanswered: float) -> float:
    matrix = people.codes(unanswered)
    sheet = Sheet(np.arange(people.PEOPLE, dtype=np.int64), matrix)
    copy = np.empty_like(matrix)
    return cpu_ratio(
        lambda: levels(sheet, people.framework()), lambda: np.copyto(copy, matrix)
    )


def score_1m_vs_copy() -> float:
    """Everybody has answered everything."""
    return _against_copy(0.0)


def score_1m_unanswered_vs_copy() -> float:
    """Three answers in a hundred are missing."""
    return _against_copy(UNANSWERED)


BENCHMARKS = (
    Benchmark("score_1m_vs_copy", 4.0, "lower", score_1m_vs_copy),
    Benchmark("score_1m_unanswered_vs_copy", 8.0, "lower", score_1m_unanswered_vs_copy),
)
