"""Where the Sarabun files lie, and what they can draw."""

from functools import cache
from pathlib import Path

import fontpkg

FAMILY = "Sarabun"
WEIGHTS = (400, 700)


def path(weight: int = 400) -> Path:
    """The font file of a weight."""
    return Path(fontpkg.path(FAMILY, weight=weight))


@cache
def letters() -> frozenset[int]:
    """The code points that every weight of the font can draw."""
    from matplotlib.ft2font import FT2Font  # noqa: PLC0415 -- heavy

    drawn = (FT2Font(str(path(weight))).get_charmap() for weight in WEIGHTS)
    return frozenset.intersection(*map(frozenset, drawn))
