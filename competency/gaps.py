"""Profiles become targets, and levels less targets become gaps.

    gap = level − target            shortfall = max(0, −gap)

Three things that look alike are kept apart: a target or level that is unknown (NaN),
a competency that a profile does not require (target −inf, gap +inf, shortfall 0), and
a target that is met. How civil servants are compared with the level their position
requires is the practice of the competency model of 2552 (2009) of the Office of the
Civil Service Commission.
"""

from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from competency.frameworks import Framework, Profile, Target

NOT_REQUIRED = -np.inf
"""The target where a profile does not ask for a competency."""

SETS_NO_TARGET = frozenset({"assumed"})
"""Statuses of a cell that is a suggestion until somebody accepts it."""


def profile_of(placings: Mapping[str, object], framework: Framework) -> str | None:
    """The id of the profile that a person's placings choose; None without one.

    A profile fits when every axis it names has its code. Of several the one that
    names most axes is chosen, the first of equals.
    """
    fitting = [profile for profile in framework.profiles if _fits(profile, placings)]
    chosen = max(fitting, key=lambda profile: len(profile.for_), default=None)
    return None if chosen is None else chosen.id


def _fits(profile: Profile, placings: Mapping[str, object]) -> bool:
    return all(placings.get(axis) == code for axis, code in profile.for_.items())


def target_level(target: Target | None) -> float:
    """The level that a cell sets: NaN unknown, −inf not required."""
    if target is None or target.status in SETS_NO_TARGET:
        return np.nan
    if not target.required:
        return NOT_REQUIRED
    return np.nan if target.level is None else float(target.level)


Cells = Mapping[str, Target]
"""Competency id → what is required of one person alone."""

NO_CELLS: Cells = {}
NOBODY: Mapping[int, Cells] = {}


def cells_of(framework: Framework, profile: str | None, own: Cells) -> Cells:
    """What is required of a person: own cells first, then those of the profile."""
    found = next((p.targets for p in framework.profiles if p.id == profile), {})
    return {**found, **own}


def targets(
    profiles: "pd.Series[Any]",
    framework: Framework,
    own: Mapping[int, Cells] = NOBODY,
) -> pd.DataFrame:
    """A TARGETS frame of the people of `profiles` (person → profile id, or NA).

    A cell of a person's own takes the place of the profile's. NaN is unknown: a
    person without a profile, a cell without a level, a suggestion that nobody has
    accepted. −inf is not required.
    """
    columns = list(framework.competency_ids)
    rows: dict[Hashable, list[float]] = {
        profile.id: [target_level(profile.targets.get(name)) for name in columns]
        for profile in framework.profiles
    }
    known = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
    places = known.index.get_indexer(pd.Index(profiles.astype(object)))
    values = np.vstack([known.to_numpy(np.float32), np.full(len(columns), np.nan)])
    index = pd.Index(profiles.index, dtype="int64", name="person")
    found = values[places].astype(np.float32)
    _put_own(found, index, framework, own)
    return pd.DataFrame(found, index, columns)


def _put_own(
    values: NDArray[np.float32],
    people: "pd.Index[Any]",
    framework: Framework,
    own: Mapping[int, Cells],
) -> None:
    """Write the cells that people have of their own over those of their profiles."""
    rows = people.get_indexer(pd.Index(list(own), dtype="int64"))
    columns = {name: at for at, name in enumerate(framework.competency_ids)}
    for row, cells in zip(rows, own.values(), strict=True):
        for name, cell in cells.items():
            if row >= 0 and name in columns:
                values[row, columns[name]] = target_level(cell)


def gaps(levels: pd.DataFrame, targets: pd.DataFrame) -> pd.DataFrame:
    """Level minus target, float32, shaped as `levels`: negative is a shortfall.

    NaN where either is unknown; +inf where the competency is not required, whatever
    the level.
    """
    wanted = targets.reindex_like(levels)
    found = levels - wanted
    return found.mask(wanted == NOT_REQUIRED, np.inf).astype(np.float32)


def shortfalls(gaps: pd.DataFrame) -> pd.DataFrame:
    """What is missing to the target, never below 0; NaN stays NaN."""
    return gaps.clip(upper=0).abs()
