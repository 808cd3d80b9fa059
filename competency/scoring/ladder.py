"""The rule `ladder`: the highest level whose items, and all below, are met.

An item is met from the answer `met` on. A level is met when at least `share` of its
items that apply are met, and it is reached when every level below is met as well;
the person's level is the highest reached, the lowest of the scale if none is. This
is the cumulative reading of a level scale: who stands at level 3 shows 1 and 2 too
(as the civil service's levels 0 to 5 are worded; a Guttman scale, 1944).

"Does not know" is not met. "Does not apply" leaves the item out of its level; a
level of which nothing applies, or that has no items, is neither reached nor in the
way, and a competency of which nothing applies is unknown. A missing answer makes
the level unknown only if it could change it: the level is reckoned with all missing
items met and with none met, and known where both agree.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from competency.answers import DOES_NOT_APPLY, UNANSWERED
from competency.frameworks import Framework
from competency.scoring.mean import ENOUGH
from competency.scoring.sheets import Codes, Levels, values

NOTHING_APPLIES = 255
"""A step beside the ladder; no competency has as many levels."""


@dataclass(frozen=True, eq=False)
class _Rung:
    """One level: its rows, each with the runs of codes that meet it, and its need.

    `needed` (m + 1,) says how many items must be met for a number that applies.
    """

    rows: tuple[int, ...]
    runs: tuple[tuple[tuple[int, int], ...], ...]
    needed: Codes


@dataclass(frozen=True, eq=False)
class _Tally:
    """Of one rung, each uint8 (n,): items met, without an answer, that apply."""

    met: Codes
    missing: Codes
    asked: Codes


def scorer(framework: Framework, rows: slice) -> Callable[[Codes], Levels]:
    """A function from the codes (m, n) of one competency's items to levels (n,)."""
    steps = _steps(framework, rows)
    rungs = _rungs(framework, rows)
    worth = np.full(NOTHING_APPLIES + 1, np.nan, np.float32)
    worth[: len(steps) + 1] = framework.lowest, *steps
    return partial(_climb, rungs, worth)


def _steps(framework: Framework, rows: slice) -> list[int]:
    """The levels at which a competency has items, the lowest first."""
    found = {item.level for item in framework.items[rows]}
    return sorted(level for level in found if level is not None)


def _rungs(framework: Framework, rows: slice) -> tuple[_Rung, ...]:
    positions = range(rows.start, rows.stop)
    steps = _steps(framework, rows)
    return tuple(_rung(framework, positions, step) for step in steps)


NOT_MET, MET, WAITS = 0, 1, 2


def standing(framework: Framework, rows: slice, codes: Codes) -> Codes:
    """How each level of a competency stands: `NOT_MET`, `MET` or `WAITS`.

    `codes` is uint8 (m, n) of its items, the result (n_levels, n), the lowest level
    first. A level waits where a missing answer could still decide it.
    """
    rungs = _rungs(framework, rows)
    found = np.empty((len(rungs), codes.shape[1]), np.uint8)
    for row, rung in enumerate(rungs):
        tally = _tally(rung, codes, complete=False)
        needed = rung.needed.take(tally.asked)
        waits = tally.met + tally.missing >= needed
        found[row] = np.where(tally.met >= needed, MET, np.where(waits, WAITS, NOT_MET))
    return found


def _rung(framework: Framework, positions: range, level: int) -> _Rung:
    own = [p for p in positions if framework.items[p].level == level]
    met = framework.rule.met if framework.rule.met is not None else framework.highest
    runs = tuple(tuple(_runs(values(framework, p) >= met)) for p in own)
    share = 1.0 if framework.rule.share is None else framework.rule.share
    needed = np.ceil(np.arange(len(own) + 1) * share - ENOUGH).astype(np.uint8)
    return _Rung(tuple(p - positions.start for p in own), runs, needed)


def _runs(meeting: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Runs of neighbouring codes that meet an item, as first code and length."""
    edges = np.flatnonzero(np.diff(meeting, prepend=False, append=False)).tolist()
    yield from ((a, b - a) for a, b in list(pairwise(edges))[::2])


def _climb(rungs: tuple[_Rung, ...], worth: Levels, codes: Codes) -> Levels:
    complete = bool(codes.min() > UNANSWERED) and bool(codes.max() < DOES_NOT_APPLY)
    tallies = [_tally(rung, codes, complete=complete) for rung in rungs]
    least = _top(rungs, tallies, [tally.met for tally in tallies])
    if complete:
        return worth.take(least)
    most = _top(rungs, tallies, [tally.met + tally.missing for tally in tallies])
    level = worth.take(least)
    level[least != most] = np.nan
    return level


def _tally(rung: _Rung, codes: Codes, *, complete: bool) -> _Tally:
    size = codes.shape[1]
    met, missing, away = np.zeros((3, size), np.uint8)
    for row, runs in zip(rung.rows, rung.runs, strict=True):
        for first, length in runs:
            # below the first code wraps around to a large one: one comparison
            met += codes[row] - np.uint8(first) < length
        if not complete:
            missing += codes[row] == UNANSWERED
            away += codes[row] == DOES_NOT_APPLY
    return _Tally(met, missing, np.uint8(len(rung.rows)) - away)


def _top(
    rungs: tuple[_Rung, ...], tallies: list[_Tally], met: list[Codes]
) -> NDArray[np.uint8]:
    """The number of the highest rung reached, from 1; 0 none, 255 nothing applies."""
    size = len(met[0]) if met else 0
    going = np.ones(size, np.bool_)
    top = np.full(size, NOTHING_APPLIES, np.uint8)
    for number, (rung, tally, count) in enumerate(
        zip(rungs, tallies, met, strict=True), 1
    ):
        applies = tally.asked > 0
        top[applies & (top == NOTHING_APPLIES)] = 0
        going &= count >= rung.needed.take(tally.asked)
        top[going & applies] = number
    return top
