"""Levels of single people as bytes, and back: float32, NaN for unknown."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

_KEPT = np.dtype("<f4")


class KeptLevels(NamedTuple):
    """One person's levels by one kind of rater, and how many rated."""

    person: int
    raters: int
    levels: bytes


def pack(levels: pd.DataFrame) -> Iterator[KeptLevels]:
    """The levels of each person; where several of a kind rated somebody, their mean."""
    raters = levels.groupby(level=0).size()
    each = levels.groupby(level=0).mean() if levels.index.has_duplicates else levels
    rows = zip(each.index.tolist(), each.to_numpy(_KEPT), strict=True)
    return (KeptLevels(who, int(raters[who]), row.tobytes()) for who, row in rows)


def unpack(kept: bytes) -> tuple[float, ...]:
    """The levels that `pack` made bytes of, in framework order."""
    return tuple(np.frombuffer(kept, _KEPT).tolist())
