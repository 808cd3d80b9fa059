"""The adaptive ladder: of a levelled competency, only the items that settle the level.

Asking begins at the level that is wanted of the person and goes up while levels are
met, down while they are not. With u the lowest level known not to be met, the level
is settled below u once the next `CONFIRMED` levels under it are known to be met:

    settled:  u − 1 and u − 2 met (or there are none), u not met (or none above)

What lies further below is taken as met, as the cumulative scale has it (a Guttman
scale, 1944): for answers without a contradiction the level is that of the full form.
One level more than a bare staircase (Levitt 1971) keeps a careless answer from
deciding alone. An item is never asked twice; what the next question is depends on
the answers alone, so that going back and changing one is no special case.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from competency.answers import UNANSWERED
from competency.frameworks import Framework
from competency.gaps import Cells, target_level
from competency.scoring.ladder import MET, NOT_MET, WAITS, standing
from competency.scoring.sheets import Codes

CONFIRMED = 2
"""Levels under the lowest one not met that must be known to be met."""

Rung = tuple[int, ...]
"""The positions of the items of one level."""


@dataclass(frozen=True)
class Ladder:
    """The rungs of one competency, the lowest first, and where asking begins."""

    span: slice
    rungs: tuple[Rung, ...]
    start: int


def is_levelled(framework: Framework) -> bool:
    """Whether a framework's levels come from a ladder of levelled items."""
    return framework.rule.name == "ladder"


def ladder(framework: Framework, competency: str, target: float | None) -> Ladder:
    """The ladder of a competency for a person of whom this level is wanted.

    An unknown target (None or NaN), or one that is not required, begins in the middle.
    """
    span = framework.spans[competency]
    rows: dict[int, list[int]] = {}
    for place in range(span.start, span.stop):
        level = framework.items[place].level
        if level is not None:
            rows.setdefault(level, []).append(place)
    levels = sorted(rows)
    rungs = tuple(tuple(rows[level]) for level in levels)
    return Ladder(span, rungs, _start(levels, target))


def _start(levels: Sequence[int], target: float | None) -> int:
    """The highest rung not above the target; the middle one without a target."""
    if target is None or not np.isfinite(target):
        return (len(levels) - 1) // 2
    below = [at for at, level in enumerate(levels) if level <= target]
    return below[-1] if below else 0


def following(framework: Framework, found: Ladder, codes: bytes) -> Rung:
    """The positions to ask next, still without an answer; none once it is settled."""
    column = np.frombuffer(codes, np.uint8)[found.span].reshape(-1, 1)
    states = standing(framework, found.span, column)[:, 0].tolist()
    at = _next(states, found.start)
    if at is None:
        return ()
    return tuple(place for place in found.rungs[at] if codes[place] == UNANSWERED)


def _next(states: Sequence[int], start: int) -> int | None:
    """The rung to ask next; None once the level is settled."""
    top = len(states)
    unmet = states.index(NOT_MET) if NOT_MET in states else top
    if unmet == top:
        met = [at for at, state in enumerate(states) if state == MET]
        higher = met[-1] + 1 if met else start
        if higher < top:
            return higher
    below = range(unmet - 1, max(-1, unmet - 1 - CONFIRMED), -1)
    return next((at for at in below if states[at] == WAITS), None)


def shown(framework: Framework, found: Ladder, codes: bytes) -> tuple[int, ...]:
    """The positions to show: those with an answer, and those to ask next."""
    places = sorted(place for rung in found.rungs for place in rung)
    coming = set(following(framework, found, codes))
    return tuple(p for p in places if codes[p] != UNANSWERED or p in coming)


def asked(framework: Framework, cells: Cells, codes: bytes) -> tuple[int, ...]:
    """The positions that a person is asked for now, by what is required of them.

    Those with an answer, and those to ask next; whatever is still without an answer
    waits. Competencies that are not required have none.
    """
    return tuple(
        place
        for name in framework.competency_ids
        if name not in cells or cells[name].required
        for place in shown(
            framework, ladder(framework, name, target_level(cells.get(name))), codes
        )
    )


def taken_as_met(framework: Framework, codes: Codes) -> Codes:
    """A sheet's codes where unasked levels below a settled level count as met.

    `codes` is uint8 (n_items, n_subjects) and stays as it is. Only levels of which
    nothing was answered are filled in, and only where the level is settled: a full
    form comes back unchanged, and a form that broke off keeps its unknowns.
    """
    filled = codes.copy()
    for competency in framework.competency_ids:
        found = ladder(framework, competency, None)
        below = _settled_below(standing(framework, found.span, codes[found.span]))
        for at, rung in enumerate(found.rungs):
            blank = (codes[list(rung)] == UNANSWERED).all(axis=0) & (at < below)
            for place in rung:
                filled[place, blank] = _meeting(framework, place)
    return filled


def _settled_below(states: Codes) -> NDArray[np.intp]:
    """How many of the lowest rungs a settled level takes as met, by subject.

    0 where the level is not settled; `states` is that of `standing`.
    """
    unmet = states == NOT_MET
    first = np.where(unmet.any(axis=0), unmet.argmax(axis=0), len(states))
    settled = np.ones(states.shape[1], np.bool_)
    for step in range(1, CONFIRMED + 1):
        at = np.maximum(first - step, 0)
        met = np.take_along_axis(states, at[None], axis=0)[0] == MET
        settled &= met | (first < step)
    return np.where(settled, np.maximum(first - CONFIRMED, 0), 0)


def _meeting(framework: Framework, position: int) -> int:
    """A code that meets an item: its best answer, whichever way it is turned."""
    worth = framework.answer_values(position)
    item = framework.items[position]
    best = min(worth) if item.reversed else max(worth)
    return worth.index(best) + 1
