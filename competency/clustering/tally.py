"""Equal shortfalls counted once: a million people are a few thousand patterns."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

HIGHEST = 8
"""Shortfalls are capped here: no shipped framework has more than eight steps."""

HALF = 0.5 + 1e-4
"""A level rounds up from the half on; the rest absorbs the noise of float32."""

_ROOM = 2**63 - 1


@dataclass(frozen=True)
class Patterns:
    """Each distinct row of whole shortfalls once, and whose row it is.

    `rows` is uint8 of shape (n_patterns, n_competencies), in rising order; `weights`
    int64 of shape (n_patterns,) counts people; `of_person` int64 of shape
    (n_people,) is −1 for a person with an unknown shortfall.
    """

    rows: NDArray[np.uint8]
    weights: NDArray[np.int64]
    of_person: NDArray[np.int64]
    competency_ids: tuple[str, ...]

    @property
    def unknown(self) -> int:
        """How many people have no pattern, since a shortfall of theirs is unknown."""
        return int((self.of_person < 0).sum())

    @property
    def in_need(self) -> NDArray[np.bool_]:
        """Which patterns fall short anywhere, bool of shape (n_patterns,)."""
        return np.asarray(self.rows.any(axis=1), np.bool_)


def patterns(shortfalls: pd.DataFrame, cap: int = HIGHEST) -> Patterns:
    """Patterns of whole steps, no step above `cap`.

    A shortfall is target minus level, so rounding the level halves up is rounding
    the shortfall halves down (exactly so for whole targets). A person with any NaN
    has no pattern: unknown is not 0. Columns come in the order of the frame.
    """
    values = shortfalls.to_numpy(dtype=np.float64)
    known = ~np.isnan(values).any(axis=1)
    whole = np.clip(np.ceil(values[known] - HALF), 0, cap).astype(np.uint8)
    codes, keys = pd.factorize(_keys(whole, cap + 1), sort=True)
    rows = np.zeros((len(keys), whole.shape[1]), np.uint8)
    rows[codes] = whole
    of_person = np.full(len(values), -1, np.int64)
    of_person[known] = codes
    weights = np.bincount(codes, minlength=len(keys)).astype(np.int64)
    return Patterns(rows, weights, of_person, tuple(map(str, shortfalls.columns)))


def _keys(rows: NDArray[np.uint8], base: int) -> NDArray[np.int64]:
    """One int64 per row, equal for equal rows, rising as rows rise.

    Digits of base `base`; where 63 bits would not hold the next digit, the keys so
    far are replaced by their ranks, which are never more than there are rows.
    """
    keys = np.zeros(len(rows), np.int64)
    room = 1
    for column in rows.T:
        if room * base > _ROOM:
            ranks, distinct = pd.factorize(keys, sort=True)
            keys, room = ranks.astype(np.int64), len(distinct)
        keys = keys * base + column
        room *= base
    return keys
