"""Many packed answers side by side, and what their codes are worth."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from competency.frameworks import Framework

Codes = NDArray[np.uint8]
"""Packed answers, item-major: (n_items, n_subjects)."""

Levels = NDArray[np.float32]
"""Levels of (n_subjects,); NaN where unknown."""

N_CODES = 256


@dataclass(frozen=True, eq=False)
class Sheet:
    """Answers of many: subjects int64 (n,), codes uint8 (n_items, n), item-major.

    A subject rated by several stands there several times.
    """

    subjects: NDArray[np.int64]
    codes: Codes


def values(framework: Framework, position: int) -> NDArray[np.float64]:
    """What each code of an item is worth, float64 (256,); NaN where it is no rating.

    A reversed item is turned: its lowest answer is worth what its highest says.
    """
    item, scale = framework.items[position], framework.answer_values(position)
    low, high = min(scale), max(scale)
    worth = np.full(N_CODES, np.nan)
    worth[1 : len(scale) + 1] = scale
    return low + high - worth if item.reversed else worth


def laid(framework: Framework, position: int) -> NDArray[np.float64]:
    """The same laid linearly from the item's answer scale on the level scale."""
    scale = framework.answer_values(position)
    low, high = min(scale), max(scale)
    share = (values(framework, position) - low) / (high - low)
    return framework.lowest + share * (framework.highest - framework.lowest)
