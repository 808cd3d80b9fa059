"""Weighted k-means, one thread at a time whatever runs beside it."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import k_means
from threadpoolctl import ThreadpoolController

Floats = NDArray[np.float64]
Labels = NDArray[np.int64]


@dataclass(frozen=True)
class Fit:
    """Centres (k, n_features), the cluster of each row, and weighted inertia."""

    centres: Floats
    labels: Labels
    inertia: float


@cache
def _controller() -> ThreadpoolController:
    """The thread pools of this process; finding them takes milliseconds."""
    return ThreadpoolController()


def fit(rows: Floats, weights: Floats, k: int, *, seed: int, starts: int) -> Fit:
    """The best of several starts of k-means++ and Lloyd's steps.

    Two spinning OpenMP threads beside a busy neighbour made this 37 times slower,
    so there is one; work is spread over numbers of groups and draws instead.
    """
    with _controller().limit(limits=1):
        centres, labels, inertia = k_means(
            rows, k, sample_weight=weights, n_init=starts, random_state=seed
        )
    return Fit(centres, labels.astype(np.int64), float(inertia))
