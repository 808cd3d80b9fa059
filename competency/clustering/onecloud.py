"""What a silhouette would be if everybody stood in one cloud, without groups.

k-means cuts any cloud into pieces, and the pieces of coarse levels look separate. So
the silhouette of real people is held against that of invented ones who have, in each
competency, the same levels smoothed to one peak, and between competencies the same
correlations: a Gaussian copula. After Hennig, C. and Lin, C.-J. (2015): Flexible
parametric bootstrap for testing homogeneity against clustering and assessing the
number of clusters, Statistics and Computing 25, 821–833.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm
from sklearn.isotonic import IsotonicRegression

from competency.clustering.kmeans import Floats, fit
from competency.clustering.silhouette import means

BINS = 20
"""A feature with more distinct values than this is taken in so many equal bins."""

PEOPLE = 2_000
"""Most invented people in one cloud: enough for a silhouette within 0.01."""

_STARTS = 3
_ROUNDS = 3
_STUDY = 4_000


@dataclass(frozen=True)
class _Feature:
    """Left edges and width of the bins of one feature, and its smoothed shares."""

    edges: Floats
    width: float
    shares: Floats

    def values(self, normal: Floats, rng: np.random.Generator) -> Floats:
        """Values whose shares are the smoothed ones, in the order of the normals."""
        upper = np.cumsum(self.shares)[:-1]
        place = np.searchsorted(upper, norm.cdf(normal), side="right")
        return self.edges[place] + self.width * rng.random(len(normal))


@dataclass(frozen=True)
class Cloud:
    """One cloud with the shape of some weighted rows, to be drawn from."""

    features: tuple[_Feature, ...]
    factor: Floats
    floor: Floats | None

    def draw(self, n: int, rng: np.random.Generator) -> Floats:
        """Invented rows, float64 (n, n_features); none lies on the forbidden floor."""
        rows = self._draw(n, rng)
        for _ in range(_STUDY):
            low = self._low(rows)
            if not low.any():
                break
            rows[low] = self._draw(int(low.sum()), rng)
        return rows[~self._low(rows)]

    def _low(self, rows: Floats) -> NDArray[np.bool_]:
        if self.floor is None:
            return np.zeros(len(rows), bool)
        low: NDArray[np.bool_] = (rows == self.floor).all(axis=1)
        return low

    def _draw(self, n: int, rng: np.random.Generator) -> Floats:
        normals = rng.standard_normal((n, len(self.features))) @ self.factor.T
        columns = zip(self.features, normals.T, strict=True)
        return np.column_stack([each.values(normal, rng) for each, normal in columns])


def cloud(rows: Floats, weights: Floats, rng: np.random.Generator) -> Cloud:
    """The cloud of these rows: smoothed shares, and correlations as they are.

    Coarse levels weaken correlations, so those of the normals behind them are raised
    until invented people correlate as the real ones do. Where nobody stands at the
    least of every feature (people without needs are not clustered), nobody does here.
    """
    features = tuple(_feature(column, weights) for column in rows.T)
    least = rows.min(axis=0)
    floor = None if (rows == least).all(axis=1).any() else least
    wanted = _correlations(rows, weights)
    behind = wanted
    for _ in range(_ROUNDS):
        trial = Cloud(features, _factor(behind), floor).draw(_STUDY, rng)
        behind = behind + wanted - _correlations(trial, np.ones(len(trial)))
    return Cloud(features, _factor(behind), floor)


def silhouettes_without_groups(
    rows: Floats, weights: Floats, k: int, seeds: NDArray[np.int64]
) -> tuple[float, ...]:
    """Mean silhouettes of k groups cut from invented clouds, one for each seed."""
    shape = cloud(rows, weights, np.random.default_rng(int(seeds[0])))
    people = min(PEOPLE, max(k + 1, round(float(weights.sum()))))
    return tuple(_cut(shape, people, k, int(seed)) for seed in seeds)


def _cut(shape: Cloud, people: int, k: int, seed: int) -> float:
    rng = np.random.default_rng(seed)
    drawn, counts = np.unique(shape.draw(people, rng), axis=0, return_counts=True)
    if len(drawn) <= k:
        return 1.0
    weights = counts.astype(np.float64)
    labels = fit(drawn, weights, k, seed=seed, starts=_STARTS).labels
    return means(drawn, weights, (labels,), rng)[0]


def _feature(column: Floats, weights: Floats) -> _Feature:
    values = np.unique(column)
    if len(values) <= BINS and (values == np.round(values)).all():
        edges = np.arange(values[0], values[-1] + 1)
        width = 0.0
    else:
        width = float(np.ptp(column)) / BINS
        edges = values[0] + width * np.arange(BINS)
    place = np.clip(np.searchsorted(edges, column, side="right") - 1, 0, len(edges) - 1)
    shares = np.bincount(place, weights=weights, minlength=len(edges))
    return _Feature(edges, width, one_peak(shares / shares.sum()))


def one_peak(shares: Floats) -> Floats:
    """The nearest shares, by least squares, that rise to one peak and then fall."""
    risen = [_smoothed(shares, peak) for peak in range(len(shares))]
    nearest = min(risen, key=lambda each: float(((each - shares) ** 2).sum()))
    scaled: Floats = nearest / nearest.sum()
    return scaled


def _smoothed(shares: Floats, peak: int) -> Floats:
    rising, falling = IsotonicRegression(), IsotonicRegression(increasing=False)
    left, right = shares[: peak + 1], shares[peak + 1 :]
    parts = [rising.fit_transform(np.arange(len(left)), left)]
    if len(right):
        parts.append(falling.fit_transform(np.arange(len(right)), right))
    return np.concatenate(parts)


def _correlations(rows: Floats, weights: Floats) -> Floats:
    """Weighted correlations of normal scores of middle ranks; 0 for constants."""
    scores = np.column_stack([_normal_scores(column, weights) for column in rows.T])
    scores -= np.average(scores, axis=0, weights=weights)
    products = (scores * weights[:, None]).T @ scores
    spread = np.sqrt(np.diag(products))
    sizes = np.outer(spread, spread)
    found = np.zeros_like(products)
    np.divide(products, sizes, out=found, where=sizes > 0)
    np.fill_diagonal(found, 1)
    return found


def _normal_scores(column: Floats, weights: Floats) -> Floats:
    _, place = np.unique(column, return_inverse=True)
    counts = np.bincount(place, weights=weights)
    middle: Floats = (np.cumsum(counts) - counts / 2) / counts.sum()
    return np.asarray(norm.ppf(middle))[place]


def _factor(correlations: Floats) -> Floats:
    """A square root of the nearest proper correlations."""
    values, vectors = np.linalg.eigh((correlations + correlations.T) / 2)
    root = vectors * np.sqrt(np.clip(values, 1e-6, None))
    scaled: Floats = root / np.linalg.norm(root, axis=1)[:, None]
    return scaled
