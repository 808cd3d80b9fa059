"""Which number of groups, and which of its groups may be shown."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray

from competency.clustering.kmeans import Fit, Floats, Labels, fit
from competency.clustering.onecloud import silhouettes_without_groups
from competency.clustering.silhouette import means
from competency.clustering.stability import STABLE, mean_similarity, similarities
from competency.clustering.values import Trial

SUBSTANTIAL = 0.25
"""No substantial structure at or below this mean silhouette.

Kaufman, L. and Rousseeuw, P. J. (1990): Finding Groups in Data, table 2.4.
"""

CLOUDS = 19
"""Clouds without groups that must all look less separate: a test at 1 in 20."""

MARGIN = 0.02
"""By how much, since a silhouette of 2,000 invented people errs by about 0.01."""

HOLD = 0.5
"""Least share of the people that the shown groups must hold together."""

UNSEEN = float("nan")


@dataclass(frozen=True)
class Settings:
    """What a search is told; `fixed` takes the one number without comparing."""

    numbers: tuple[int, ...]
    fixed: bool
    min_size: int
    resamples: int
    starts: int
    seed: int
    n_jobs: int | None


@dataclass(frozen=True)
class Found:
    """Shown groups, largest first: centres (k, n_features), sizes, stability.

    `labels` holds −1 for a row in no shown group; without any, the arrays are empty.
    `returned` is the share of draws in which a group came back (similarity ≥ 0.75).
    """

    labels: Labels
    centres: Floats
    sizes: Floats
    stability: Floats
    returned: Floats
    silhouette: float
    reference: float
    trials: tuple[Trial, ...]


@dataclass(frozen=True)
class _Judged:
    """One number of groups with the stability of each, (n_draws, k)."""

    cut: Fit
    silhouette: float
    sizes: Floats
    draws: Floats
    shown: NDArray[np.bool_]

    @property
    def grouped(self) -> float:
        return float(self.sizes[self.shown].sum() / self.sizes.sum())

    @property
    def stability(self) -> Floats:
        return mean_similarity(self.draws)


def search(rows: Floats, weights: Floats, settings: Settings) -> Found:
    """The groups that may be shown, maybe none; rows are distinct, weights above 0."""
    possible = [k for k in settings.numbers if 1 < k <= len(rows)]
    if not possible:
        return _nothing(rows, (), UNSEEN, UNSEEN)
    cuts = Parallel(n_jobs=settings.n_jobs, prefer="threads")(
        delayed(_cut)(rows, weights, k, settings) for k in possible
    )
    rng = np.random.default_rng([settings.seed, _SILHOUETTE])
    labellings = [cut.labels for cut in cuts]
    separate = means(rows, weights, labellings, rng, settings.n_jobs)
    return _chosen(rows, weights, cuts, separate, settings)


def _chosen(
    rows: Floats,
    weights: Floats,
    cuts: list[Fit],
    separate: tuple[float, ...],
    settings: Settings,
) -> Found:
    """The first number of groups, by silhouette, that passes; else none."""
    seen: dict[int, _Judged] = {}
    reference = UNSEEN
    for at in _promising(separate, settings):
        judged = _judge(rows, weights, cuts[at], separate[at], settings)
        seen[at] = judged
        if not (judged.grouped >= HOLD or settings.fixed) or not judged.shown.any():
            continue
        if not settings.fixed:
            reference = _reference(rows, weights, len(judged.sizes), settings)
            if judged.silhouette < reference + MARGIN:
                break
        return _shown(judged, reference, _trials(cuts, separate, seen))
    best = max(separate)
    return _nothing(rows, _trials(cuts, separate, seen), best, reference)


def _promising(separate: tuple[float, ...], settings: Settings) -> Iterator[int]:
    """Places of the numbers worth judging, most separate first."""
    order = sorted(range(len(separate)), key=lambda at: (-separate[at], at))
    return (at for at in order if settings.fixed or separate[at] > SUBSTANTIAL)


def _cut(rows: Floats, weights: Floats, k: int, settings: Settings) -> Fit:
    seed = int(_seeds(settings.seed, (_CUT, k), 1)[0])
    return fit(rows, weights, k, seed=seed, starts=settings.starts)


def _judge(
    rows: Floats, weights: Floats, cut: Fit, separate: float, settings: Settings
) -> _Judged:
    k = len(cut.centres)
    sizes = np.bincount(cut.labels, weights, k).astype(np.float64)
    seeds = _seeds(settings.seed, (_DRAWS, k), settings.resamples)
    draws = similarities(rows, weights, cut.labels, seeds, settings.n_jobs)
    stable = mean_similarity(draws) >= STABLE
    return _Judged(cut, separate, sizes, draws, stable & (sizes >= settings.min_size))


def _reference(rows: Floats, weights: Floats, k: int, settings: Settings) -> float:
    seeds = _seeds(settings.seed, (_CLOUDS, k), CLOUDS)
    return max(silhouettes_without_groups(rows, weights, k, seeds))


def _shown(judged: _Judged, reference: float, trials: tuple[Trial, ...]) -> Found:
    """Shown groups numbered from the largest; equal sizes by their centres."""
    places = np.flatnonzero(judged.shown)
    centres, sizes = judged.cut.centres, judged.sizes
    order = sorted(places, key=lambda at: (-sizes[at], tuple(centres[at])))
    number = np.full(len(sizes), -1, np.int64)
    number[order] = np.arange(len(order))
    returned = (judged.draws >= STABLE).mean(axis=0)
    return Found(
        labels=number[judged.cut.labels],
        centres=centres[order],
        sizes=sizes[order],
        stability=judged.stability[order],
        returned=returned[order],
        silhouette=judged.silhouette,
        reference=reference,
        trials=trials,
    )


def _nothing(
    rows: Floats, trials: tuple[Trial, ...], silhouette: float, reference: float
) -> Found:
    none = np.zeros(0)
    return Found(
        labels=np.full(len(rows), -1, np.int64),
        centres=np.zeros((0, rows.shape[1])),
        sizes=none,
        stability=none,
        returned=none,
        silhouette=silhouette,
        reference=reference,
        trials=trials,
    )


def _trials(
    cuts: list[Fit], separate: tuple[float, ...], seen: dict[int, _Judged]
) -> tuple[Trial, ...]:
    return tuple(
        Trial(
            clusters=len(cut.centres),
            silhouette=separate[at],
            stability=float(seen[at].stability.min()) if at in seen else UNSEEN,
            grouped=seen[at].grouped if at in seen else UNSEEN,
        )
        for at, cut in enumerate(cuts)
    )


_CUT, _DRAWS, _CLOUDS, _SILHOUETTE = range(4)


def _seeds(seed: int, purpose: tuple[int, int], n: int) -> NDArray[np.int64]:
    """Seeds that depend on the purpose alone, so that the order of work does not."""
    rng = np.random.default_rng([seed, *purpose])
    return rng.integers(2**31 - 1, size=n)
