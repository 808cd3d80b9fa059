"""How far groups come back when the people are drawn again.

Hennig, C. (2007): Cluster-wise assessment of cluster stability, Computational
Statistics & Data Analysis 52, 258–271. His bounds: a mean Jaccard similarity of 0.75
or more is a valid, stable cluster; below 0.6 it should not be trusted.
"""

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray

from competency.clustering.kmeans import Floats, Labels, fit

STABLE = 0.75
"""Least mean Jaccard similarity of a group that is shown (Hennig 2007)."""

STARTS = 3
"""Starts of k-means in each draw: one start alone makes good clusters look unstable."""


def similarities(
    rows: Floats,
    weights: Floats,
    labels: Labels,
    seeds: NDArray[np.int64],
    n_jobs: int | None = None,
) -> Floats:
    """Jaccard similarity of each cluster to its best match, float64 (n_seeds, k).

    One draw for each seed: people are drawn with replacement by giving the distinct
    rows multinomial weights, the draw is clustered anew, and each cluster is compared
    with the most similar new one among the people drawn. NaN where none of a cluster
    was drawn.
    """
    k = int(labels.max()) + 1
    draws = Parallel(n_jobs=n_jobs, prefer="threads")(
        delayed(_draw)(rows, weights, labels, k, int(seed)) for seed in seeds
    )
    return np.array(draws).reshape(-1, k)


def _draw(rows: Floats, weights: Floats, labels: Labels, k: int, seed: int) -> Floats:
    """Best Jaccard similarity of each cluster in one draw; NaN where none was drawn."""
    rng = np.random.default_rng(seed)
    total = max(1, round(float(weights.sum())))
    drawn = rng.multinomial(total, weights / weights.sum()).astype(np.float64)
    kept = drawn > 0
    if kept.sum() < k:
        return np.zeros(k)
    again = fit(rows[kept], drawn[kept], k, seed=seed, starts=STARTS).labels
    pairs = labels[kept] * k + again
    shared = np.bincount(pairs, weights=drawn[kept], minlength=k * k).reshape(k, k)
    before, after = shared.sum(axis=1), shared.sum(axis=0)
    either = before[:, None] + after[None, :] - shared
    best = np.divide(shared, either, out=np.zeros((k, k)), where=either > 0).max(axis=1)
    return np.where(before > 0, best, np.nan)


def mean_similarity(draws: Floats) -> Floats:
    """Mean similarity of each cluster, float64 (k,); 0 where it was never drawn."""
    drawn = ~np.isnan(draws)
    sums = np.where(drawn, draws, 0).sum(axis=0)
    means: Floats = sums / np.maximum(drawn.sum(axis=0), 1)
    return means
