"""What a clustering says, as frozen values in no language."""

from dataclasses import dataclass
from enum import StrEnum

import pandas as pd


class Standing(StrEnum):
    """Why a person has a group, or has none."""

    GROUP = "group"
    MIXED = "mixed"
    NO_NEED = "no need"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Mark:
    """How a group stands in one competency: mean steps short, beside everybody else.

    `others` are the other people in need, whatever their group; `share` is the share
    of the group that falls short here at all.
    """

    competency: str
    mean: float
    others: float
    share: float

    @property
    def difference(self) -> float:
        """Mean of the group minus mean of the others: above 0 is a greater need."""
        return self.mean - self.others


@dataclass(frozen=True)
class Cluster:
    """A group of people with like needs.

    `marks` has every competency in the order of the framework; `apart` names those
    that set the group apart, greatest difference first, maybe none. `stability` is
    the mean Jaccard similarity over resamples, `returned` the share of resamples in
    which the group came out the same (similarity 0.75 or more).
    """

    number: int
    people: int
    stability: float
    returned: float
    silhouette: float
    marks: tuple[Mark, ...]
    apart: tuple[str, ...]


@dataclass(frozen=True)
class Trial:
    """One number of groups that was tried.

    `stability` is that of its least stable group, NaN where it was not looked at,
    `grouped` the share of people in groups that could be shown.
    """

    clusters: int
    silhouette: float
    stability: float
    grouped: float


@dataclass(frozen=True)
class Needs:
    """The clustering of a round: groups, those without one, and how it was found.

    `members` is a NEEDS frame: person / cluster (−1 for none), silhouette (NaN for
    none), standing. `reference` is the highest silhouette of people without groups,
    NaN where there was no comparison. `left_out` are competencies that nobody has a
    known shortfall in.
    """

    clusters: tuple[Cluster, ...]
    mixed: tuple[Mark, ...]
    counts: dict[Standing, int]
    silhouette: float
    reference: float
    trials: tuple[Trial, ...]
    competency_ids: tuple[str, ...]
    left_out: tuple[str, ...]
    members: pd.DataFrame

    @property
    def clear(self) -> bool:
        """Whether there are groups that may be shown."""
        return bool(self.clusters)
