"""From shortfalls to groups of need, described by what sets each apart."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from competency.clustering.estimator import NeedClusters
from competency.clustering.kmeans import Floats, Labels
from competency.clustering.silhouette import silhouettes
from competency.clustering.tally import Patterns, patterns
from competency.clustering.values import Cluster, Mark, Needs, Standing

APART = 0.5
"""A competency sets a group apart from half a step more than the others on."""

NAMED = 3
"""At most so many competencies are named as setting a group apart."""

SMALLEST_GROUP = 5


@dataclass(frozen=True)
class _Known:
    """Patterns of the competencies that anybody has a known shortfall in."""

    patterns: Patterns
    left_out: tuple[str, ...]
    people: pd.Index


def cluster(
    shortfalls: pd.DataFrame,
    *,
    clusters: int | None = None,
    min_size: int = SMALLEST_GROUP,
    resamples: int = 100,
    seed: int = 0,
    n_jobs: int | None = None,
) -> Needs:
    """Groups of people with like shortfalls, described; maybe none.

    Takes shortfalls of a round (person / competency, NaN unknown). People who fall
    short nowhere are not clustered, people with an unknown shortfall cannot be; both
    are counted. `clusters` fixes the number of groups before size and stability.
    """
    known = _known(shortfalls)
    found = NeedClusters(
        clusters,
        min_size=min_size,
        resamples=resamples,
        random_state=seed,
        n_jobs=n_jobs,
    )
    of_pattern = _fitted(found, known.patterns)
    return _described(found, known, of_pattern)


def _known(shortfalls: pd.DataFrame) -> _Known:
    """Patterns without the competencies that are unknown for everybody.

    A competency without any target or answer would make everybody unknown.
    """
    empty = shortfalls.isna().all(axis=0) if len(shortfalls) else shortfalls.any()
    left_out = tuple(str(name) for name in shortfalls.columns[empty])
    kept = shortfalls.loc[:, ~empty]
    return _Known(patterns(kept), left_out, shortfalls.index)


def _fitted(found: NeedClusters, tally: Patterns) -> Labels:
    """The group of each pattern; −1 without one."""
    labels = np.full(len(tally.rows), -1, np.int64)
    needed = tally.in_need
    if needed.any():
        found.fit(tally.rows[needed], sample_weight=tally.weights[needed])
        labels[needed] = found.labels_
    return labels


def _described(found: NeedClusters, known: _Known, labels: Labels) -> Needs:
    tally, fitted = known.patterns, hasattr(found, "labels_")
    separate = _separate(tally, labels)
    members = _members(known, labels, separate)
    numbers = range(found.n_clusters_ if fitted else 0)
    return Needs(
        clusters=tuple(_cluster(found, tally, labels, separate, n) for n in numbers),
        mixed=_marks(tally, tally.in_need & (labels < 0)),
        counts={each: int((members["standing"] == each).sum()) for each in Standing},
        silhouette=found.silhouette_ if fitted else float("nan"),
        reference=found.reference_ if fitted else float("nan"),
        trials=found.trials_ if fitted else (),
        competency_ids=tally.competency_ids,
        left_out=known.left_out,
        members=members,
    )


def _separate(tally: Patterns, labels: Labels) -> Floats:
    """Silhouette of each pattern among the shown groups; NaN outside them."""
    result = np.full(len(labels), np.nan)
    grouped = labels >= 0
    if labels.max(initial=-1) >= 1:
        rows, weights = tally.rows[grouped].astype(float), tally.weights[grouped]
        result[grouped] = silhouettes(rows, weights.astype(float), labels[grouped])
    return result


def _members(known: _Known, labels: Labels, separate: Floats) -> pd.DataFrame:
    """A NEEDS frame: person / cluster, silhouette, standing."""
    place = known.patterns.of_person
    columns = {
        "cluster": np.append(labels, -1)[place],
        "silhouette": np.append(separate, np.nan)[place].astype(np.float32),
        "standing": _standings(known.patterns, labels)[place],
    }
    return pd.DataFrame(columns, index=known.people)


def _standings(tally: Patterns, labels: Labels) -> NDArray[np.object_]:
    """Standing of each pattern, and at the end that of people without one."""
    standings = np.full(len(labels) + 1, Standing.UNKNOWN.value, object)
    standings[:-1] = Standing.NO_NEED.value
    standings[:-1][tally.in_need] = Standing.MIXED.value
    standings[:-1][labels >= 0] = Standing.GROUP.value
    return standings


def _cluster(
    found: NeedClusters, tally: Patterns, labels: Labels, separate: Floats, number: int
) -> Cluster:
    inside = labels == number
    marks = _marks(tally, inside)
    own = separate[inside]
    return Cluster(
        number=number,
        people=int(tally.weights[inside].sum()),
        stability=float(found.stability_[number]),
        returned=float(found.returned_[number]),
        silhouette=float(np.average(own, weights=tally.weights[inside])),
        marks=marks,
        apart=_apart(marks),
    )


def _marks(tally: Patterns, inside: NDArray[np.bool_]) -> tuple[Mark, ...]:
    """Every competency's mean inside and among the others in need; () if empty."""
    if not inside.any():
        return ()
    rows, weights = tally.rows.astype(float), tally.weights
    means = np.average(rows[inside], axis=0, weights=weights[inside])
    short = np.average(rows[inside] > 0, axis=0, weights=weights[inside])
    outside = tally.in_need & ~inside
    others = np.full(len(means), np.nan)
    if outside.any():
        others = np.average(rows[outside], axis=0, weights=weights[outside])
    values = zip(tally.competency_ids, means, others, short, strict=True)
    return tuple(Mark(name, *map(float, numbers)) for name, *numbers in values)


def _apart(marks: tuple[Mark, ...]) -> tuple[str, ...]:
    """The competencies with a clearly greater need than elsewhere, greatest first."""
    clear = [mark for mark in marks if mark.difference >= APART]
    first = sorted(clear, key=lambda mark: -mark.difference)[:NAMED]
    return tuple(mark.competency for mark in first)
