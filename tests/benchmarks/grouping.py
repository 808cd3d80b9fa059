"""Grouping a million people by their patterns, against their rows one by one."""

from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_score
from threadpoolctl import threadpool_limits

from competency.clustering import Patterns, patterns
from competency.clustering.kmeans import Fit, fit
from competency.clustering.silhouette import silhouettes
from competency.scoring import Sheet, levels
from tests.benchmarks import Benchmark, cpu_ratio, people

Floats = NDArray[np.float64]

TARGET = 4.0
GROUPS, STARTS = 6, 10
SAME_INERTIA, SAME_SILHOUETTE = 0.005, 1e-4
"""How far ours may be from scikit-learn's before the comparison means nothing."""


class DifferentResultError(Exception):
    """Ours and the limit did not compute the same; the arguments are both values."""


@cache
def _shortfalls(count: int) -> pd.DataFrame:
    """Steps to the same target in each of nine competencies, float32."""
    sheet = Sheet(np.arange(count, dtype=np.int64), people.codes(count=count))
    return (TARGET - levels(sheet, people.framework())).clip(lower=0)


def _rows(found: Patterns) -> Floats:
    """The row of each person, as who knows no patterns would have it."""
    return found.rows[found.of_person].astype(np.float64)


def _ours(shortfalls: pd.DataFrame) -> Fit:
    found = patterns(shortfalls)
    weights = found.weights.astype(np.float64)
    rows = found.rows.astype(np.float64)
    return fit(rows, weights, GROUPS, seed=people.SEED, starts=STARTS)


def _theirs(rows: Floats) -> float:
    model = KMeans(GROUPS, n_init=STARTS, random_state=people.SEED)
    with threadpool_limits(1):
        return float(model.fit(rows).inertia_)


def cluster_vs_rows(count: int) -> float:
    """CPU time of patterns and k-means on them over that of k-means on all rows."""
    shortfalls = _shortfalls(count)
    rows = _rows(patterns(shortfalls))
    inertia: dict[str, float] = {}
    ratio = cpu_ratio(
        lambda: inertia.update(ours=_ours(shortfalls).inertia),
        lambda: inertia.update(theirs=_theirs(rows)),
    )
    if inertia["ours"] > inertia["theirs"] * (1 + SAME_INERTIA):
        raise DifferentResultError(inertia)
    return ratio


def silhouette_vs_rows(count: int) -> float:
    """CPU time of the weighted silhouette over that of scikit-learn on all rows."""
    found = patterns(_shortfalls(count))
    weights, rows = found.weights.astype(np.float64), found.rows.astype(np.float64)
    labels = fit(rows, weights, GROUPS, seed=people.SEED, starts=STARTS).labels
    all_rows, all_labels = _rows(found), labels[found.of_person]
    mean: dict[str, float] = {}

    def ours() -> None:
        each = silhouettes(rows, weights, labels)
        mean["ours"] = float(np.average(each, weights=weights))

    def theirs() -> None:
        with threadpool_limits(1):
            mean["theirs"] = float(silhouette_score(all_rows, all_labels))

    ratio = cpu_ratio(ours, theirs)
    if abs(mean["ours"] - mean["theirs"]) > SAME_SILHOUETTE:
        raise DifferentResultError(mean)
    return ratio


BENCHMARKS = (
    Benchmark(
        "cluster_1m_vs_rows", 1 / 8, "lower", lambda: cluster_vs_rows(people.PEOPLE)
    ),
    Benchmark(
        "silhouette_20k_vs_rows",
        1 / 5,
        "lower",
        lambda: silhouette_vs_rows(people.RESPONDENTS),
    ),
)
