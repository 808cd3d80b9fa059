"""NeedClusters: groups that are separate, come back, and are large enough."""

from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike
from sklearn.base import BaseEstimator, ClusterMixin
from sklearn.utils import check_random_state
from sklearn.utils.validation import (
    _check_sample_weight,
    check_non_negative,
    validate_data,
)

from competency.clustering.search import Settings, search


class NeedClusters(ClusterMixin, BaseEstimator):  # type: ignore[misc]
    """Weighted k-means whose groups have to earn being shown.

    Every number of groups from `smallest` to `largest` is tried. In order of mean
    silhouette, the first number is taken whose shown groups hold half of the people;
    a group is shown from `min_size` people and a stability of 0.75 on. The silhouette
    must be substantial and above that of one cloud, else there are no clear groups.
    With `n_clusters` given, that number is taken and only size and stability decide.

    Equal rows are counted once, so weights and repeated rows give the same, in any
    order of rows.

    Learnt: `labels_` (−1: in no shown group), `cluster_centers_`, `sizes_` and
    `stability_` of the shown groups, largest first; `returned_`, the share of draws
    in which each came back; `n_clusters_`; `silhouette_`; `reference_`; `trials_`,
    rows of number of groups, silhouette, least stability, share of people grouped.
    """

    def __init__(  # noqa: PLR0913 -- settings of an estimator, each with a default
        self,
        n_clusters: int | None = None,
        *,
        smallest: int = 2,
        largest: int = 10,
        min_size: int = 5,
        resamples: int = 100,
        n_init: int = 10,
        random_state: int | np.random.RandomState | None = 0,
        n_jobs: int | None = None,
    ) -> None:
        self.n_clusters = n_clusters
        self.smallest = smallest
        self.largest = largest
        self.min_size = min_size
        self.resamples = resamples
        self.n_init = n_init
        self.random_state = random_state
        self.n_jobs = n_jobs

    def fit(
        self,
        X: ArrayLike,  # noqa: N803 -- scikit-learn's name
        y: object = None,
        sample_weight: ArrayLike | None = None,
    ) -> Self:
        """Itself, having learnt the groups of the rows of X (n_samples, n_features)."""
        del y
        given = validate_data(self, X, dtype=np.float64)
        weight = _check_sample_weight(sample_weight, given, dtype=np.float64)
        check_non_negative(weight, "NeedClusters.fit")
        rows, place = np.unique(given, axis=0, return_inverse=True)
        weights = np.bincount(place.ravel(), weight, len(rows)).astype(np.float64)
        some = weights > 0
        found = search(rows[some], weights[some], self._settings())
        labels = np.full(len(rows), -1, np.int64)
        labels[some] = found.labels
        self.labels_ = labels[place.ravel()]
        self.cluster_centers_, self.sizes_ = found.centres, found.sizes
        self.stability_, self.returned_ = found.stability, found.returned
        self.n_clusters_, self.trials_ = len(found.sizes), found.trials
        self.silhouette_, self.reference_ = found.silhouette, found.reference
        return self

    def _settings(self) -> Settings:
        numbers = tuple(range(self.smallest, self.largest + 1))
        fixed = self.n_clusters
        seed = check_random_state(self.random_state).randint(2**31 - 1)
        return Settings(
            numbers=numbers if fixed is None else (fixed,),
            fixed=fixed is not None,
            min_size=self.min_size,
            resamples=self.resamples,
            starts=self.n_init,
            seed=int(seed),
            n_jobs=self.n_jobs,
        )

    def __sklearn_tags__(self) -> Any:  # noqa: ANN401 -- scikit-learn's own type
        tags = super().__sklearn_tags__()
        tags.estimator_type = "clusterer"
        return tags
