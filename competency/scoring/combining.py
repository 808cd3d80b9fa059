"""Levels of several kinds of rater become one.

    level = Σ w(kind, kinds that know) · level(kind)

The weights are looked up for the very combination of kinds that know the level, so
that a missing kind is never rescaled in silence. Where several of a kind rated one
person, their mean speaks for the kind.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType

import numpy as np
import pandas as pd
from numpy.typing import NDArray

KINDS = ("self", "supervisor", "peer", "subordinate")
"""Kinds of rater; their order is that of the weights below."""

Percent = tuple[float, ...]
"""Percent of each kind, in the order of `KINDS`."""

Preset = Mapping[tuple[str, ...], Percent]
"""Percent of each kind, for each combination of kinds in the order of `KINDS`."""

_CIVIL_SERVICE: Preset = MappingProxyType(
    {
        ("self",): (100, 0, 0, 0),
        ("supervisor",): (0, 100, 0, 0),
        ("peer",): (0, 0, 100, 0),
        ("subordinate",): (0, 0, 0, 100),
        ("self", "supervisor"): (10, 90, 0, 0),
        ("self", "peer"): (50, 0, 50, 0),
        ("self", "subordinate"): (50, 0, 0, 50),
        ("supervisor", "peer"): (0, 60, 40, 0),
        ("supervisor", "subordinate"): (0, 60, 0, 40),
        ("peer", "subordinate"): (0, 0, 50, 50),
        ("self", "supervisor", "peer"): (10, 70, 20, 0),
        ("self", "supervisor", "subordinate"): (10, 70, 0, 20),
        ("self", "peer", "subordinate"): (30, 0, 40, 30),
        ("supervisor", "peer", "subordinate"): (0, 40, 20, 40),
        ("self", "supervisor", "peer", "subordinate"): (10, 70, 10, 10),
    }
)


def shared(percent: Percent) -> Preset:
    """The weights of every combination, in the proportion of these.

    A combination whose kinds all weigh nothing has no weights: its level is unknown.
    """
    some = (kinds for n in range(1, len(KINDS) + 1) for kinds in combinations(KINDS, n))
    sums = {kinds: sum(percent[KINDS.index(kind)] for kind in kinds) for kinds in some}
    return MappingProxyType(
        {
            kinds: tuple(
                100 * weight / total if kind in kinds else 0.0
                for kind, weight in zip(KINDS, percent, strict=True)
            )
            for kinds, total in sums.items()
            if total
        }
    )


PRESETS: Mapping[str, Preset] = MappingProxyType(
    {"civil-service": _CIVIL_SERVICE, "equal": shared((25, 25, 25, 25))}
)
"""Weights by name. `civil-service` are the defaults of the civil service's personnel
system (DPIS, table PER_POS_TYPE) for general competencies; using them for digital
ones is the agency's choice. With `equal`, every kind that knows counts alike."""


def weights(name: str, percent: Percent) -> Preset:
    """The weights of a preset, or those in the proportion of one's own percent."""
    return PRESETS[name] if name in PRESETS else shared(percent)


def combine(levels: Mapping[str, pd.DataFrame], weights: Preset) -> pd.DataFrame:
    """One level by person (sorted index) and competency, float32; NaN if unknown.

    `levels` has a frame for each kind that rated; all have the same columns.
    """
    frames = {kind: _one_each(frame) for kind, frame in levels.items()}
    people = pd.Index([], dtype=np.int64, name="person")
    for frame in frames.values():
        people = people.union(frame.index)
    columns = next(iter(levels.values())).columns if levels else pd.Index([])
    total = np.zeros((len(people), len(columns)), np.float64)
    shares = _shares(weights)
    stacked = {k: f.reindex(people).to_numpy(np.float64) for k, f in frames.items()}
    knowing = _knowing(stacked, total.shape)
    for kind, known in stacked.items():
        share = shares[knowing, KINDS.index(kind)]
        total += share * np.nan_to_num(known)
    total[knowing == 0] = np.nan
    index = pd.Index(people, name="person")
    return pd.DataFrame(total.astype(np.float32), index, columns)


def enough(levels: pd.DataFrame, least: int) -> pd.DataFrame:
    """The levels of one kind of rater, NaN where fewer than `least` raters know one.

    A subject stands there once for each rater. So no single peer's word counts, or
    can be read off a mean.
    """
    known = levels.notna().groupby(level=0).transform("sum")
    return levels.where(known >= least)


@dataclass(frozen=True)
class Term:
    """What one kind of rater adds to a combined level: weight (0 to 1) × level."""

    kind: str
    weight: float
    level: float


def terms(levels: Mapping[str, float], weights: Preset) -> tuple[Term, ...]:
    """The terms whose sum is the combined level of one competency of one person.

    Only kinds that know the level have a term; none do where nobody knows it, or the
    weights say nothing of such a combination.
    """
    knowing = tuple(k for k in KINDS if not math.isnan(levels.get(k, math.nan)))
    percent = weights.get(knowing)
    if percent is None:
        return ()
    return tuple(
        Term(kind, percent[KINDS.index(kind)] / 100, levels[kind]) for kind in knowing
    )


def _one_each(frame: pd.DataFrame) -> pd.DataFrame:
    """The mean of each person's ratings that know the level."""
    if frame.index.is_unique:
        return frame
    return frame.astype(np.float64).groupby(level=0).mean()


def _knowing(
    stacked: Mapping[str, NDArray[np.float64]], shape: tuple[int, int]
) -> NDArray[np.intp]:
    """Which kinds know each level, as a sum of one bit a kind."""
    bits = np.zeros(shape, np.intp)
    for kind, known in stacked.items():
        bits += ~np.isnan(known) * (1 << KINDS.index(kind))
    return bits


def _shares(weights: Preset) -> NDArray[np.float64]:
    """The share of each kind (columns) for each sum of bits (rows), 0 to 1."""
    shares = np.full((1 << len(KINDS), len(KINDS)), np.nan)
    shares[0] = 0
    for kinds, percent in weights.items():
        bits = sum(1 << KINDS.index(kind) for kind in kinds)
        shares[bits] = np.array(percent) / 100
    return shares
