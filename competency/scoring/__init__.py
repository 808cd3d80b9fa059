"""Answers become levels: three rules, several kinds of rater, one formula each.

The framework chooses the rule (`mean`, `ladder`, `direct`); each stands with its
formula, its rule for missing answers and its source in the module of its name.
"""

from competency.scoring.combining import KINDS, PRESETS, Preset, combine
from competency.scoring.keeping import KeptLevels, pack, unpack
from competency.scoring.rules import levels, stated
from competency.scoring.sheets import Sheet

__all__ = [
    "KINDS",
    "PRESETS",
    "KeptLevels",
    "Preset",
    "Sheet",
    "combine",
    "levels",
    "pack",
    "stated",
    "unpack",
]
