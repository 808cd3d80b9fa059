"""Where the Sarabun files lie, for pages, pictures and workbooks."""

from pathlib import Path

import fontpkg

FAMILY = "Sarabun"
WEIGHTS = (400, 700)


def path(weight: int = 400) -> Path:
    """The font file of a weight."""
    return Path(fontpkg.path(FAMILY, weight=weight))
