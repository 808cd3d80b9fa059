"""Answers become levels: three rules, several kinds of rater, one formula each.

The framework chooses the rule (`mean`, `ladder`, `direct`); each stands with its
formula, its rule for missing answers and its source in the module of its name.
"""

from competency.scoring.combining import (
    KINDS,
    PRESETS,
    Percent,
    Preset,
    Term,
    combine,
    enough,
    shared,
    terms,
    weights,
)
from competency.scoring.keeping import KeptLevels, pack, unpack
from competency.scoring.rules import levels, stated
from competency.scoring.sheets import Sheet

__all__ = [
    "KINDS",
    "PRESETS",
    "KeptLevels",
    "Percent",
    "Preset",
    "Sheet",
    "Term",
    "combine",
    "enough",
    "levels",
    "pack",
    "shared",
    "stated",
    "terms",
    "unpack",
    "weights",
]
