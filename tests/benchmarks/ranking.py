"""How many agencies have a unit told apart from those beside it where none differs.

Everybody's levels come from the same source, wherever they work: whole levels from 0
to 5, tied to each other by an ability, some competencies with nearly everybody at the
bottom. Units have 1 to 80 people in two layers, and 30 to 100 % of them answer.
"""

import numpy as np
import pandas as pd

from competency.figures import Asked, Figures, Measure, Rule, counted, group_figures
from competency.orgtree import OrgTree, tree
from competency.uncertainty import Sample, with_intervals
from tests.benchmarks import Benchmark

AGENCIES = 2_000
COMPETENCIES = 7
CENTRES = np.linspace(-0.5, 4, COMPETENCIES)
"""The mean before it is cut to the scale: floors, middles and a ceiling."""

K, OWN = 5, 6
"""People who stand in an inner unit itself, so that no rest is small."""


def share_ranked(agencies: int = AGENCIES, seed: int = 0, lower: float = 0) -> float:
    """The share of agencies in which any unit is told to differ from its neighbours.

    `lower` is by how much the first division differs in truth.
    """
    rng = np.random.default_rng(seed)
    return float(np.mean([_is_ranked(rng, lower) for _ in range(agencies)]))


def _is_ranked(rng: np.random.Generator, lower: float) -> bool:
    apart = _agency(rng, lower).numbers[:, Measure.APART]
    return bool((np.nan_to_num(apart) != 0).any())


def _agency(rng: np.random.Generator, lower: float) -> Figures:
    org = _tree(rng)
    inner = org.ends - np.arange(len(org.units)) > 1
    sizes = np.where(inner, OWN, rng.integers(1, 81, len(org.units)))
    people = rng.binomial(sizes, rng.uniform(0.3, 1))
    places = np.repeat(np.arange(len(sizes)), people)
    first = (places > 0) & (places < org.ends[1])
    mean = CENTRES - np.where(first, lower, 0)[:, None]
    ability = rng.normal(0, 0.7, (len(places), 1))
    drawn = mean + ability + rng.normal(0, 0.7, mean.shape)
    levels = pd.DataFrame(np.clip(np.rint(drawn), 0, 5).astype(np.float32))
    gaps = levels - rng.integers(1, 4, COMPETENCIES)
    asked = org.over(sizes[:, None].astype(np.float64))
    found = Asked(org, places, gaps, levels)
    sample = Sample(counted(found, K), gaps, levels, asked)
    return with_intervals(group_figures(found, Rule(K, (0, 5))), org, sample)


def _tree(rng: np.random.Generator) -> OrgTree:
    """An agency of two to six divisions, each with none to four sections."""
    divisions = int(rng.integers(2, 7))
    parents: list[int | None] = [None, *[0] * divisions]
    for division in range(1, divisions + 1):
        parents += [division] * int(rng.integers(0, 5))
    keys = [at.to_bytes() for at in range(len(parents))]
    return tree(range(len(parents)), parents, keys)


BENCHMARKS = (Benchmark("null_agencies_ranked", 0.05, "lower", share_ranked),)
