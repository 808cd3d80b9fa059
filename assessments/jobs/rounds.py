"""Closing a round: answers become levels, gaps and what may be shown of groups."""

from dataclasses import replace
from datetime import datetime

import pandas as pd

from assessments import clock
from assessments.jobs.queue import Progress
from assessments.operations import results as operations
from assessments.operations.audit import SYSTEM, Actor
from assessments.queries import answers, results, rounds, targets
from assessments.queries.rounds import RoundFacts
from competency import gaps
from competency.adaptive import is_levelled, taken_as_met
from competency.frameworks import Framework
from competency.reports import Figures, group_figures
from competency.scoring import (
    KINDS,
    combine,
    enough,
    levels,
    pack,
    stated,
    weights,
)
from competency.uncertainty import Sample, askable, with_intervals

STEPS = 4
SEVERAL = ("peer", "subordinate")
"""Kinds of which several rate one person; a single one's word is kept nowhere."""


def close(
    round_id: int,
    progress: Progress,
    *,
    actor: Actor = SYSTEM,
    now: datetime | None = None,
) -> None:
    """Close a round and keep its results; one that was closing is finished.

    Without `now` the log says when each step was done. Raises `RoundStateError` for
    a round that is neither open nor closing.
    """
    operations.begin(round_id, actor=actor, now=now or clock.now())
    progress(1, STEPS)
    facts = rounds.round_(round_id)
    by_kind = _levels(facts)
    progress(2, STEPS)
    figures = _figures(facts, by_kind[results.COMBINED])
    progress(3, STEPS)
    kept = {kind: tuple(pack(frame)) for kind, frame in by_kind.items()}
    tree = results.tree(round_id)
    operations.keep(round_id, kept, tree, figures, actor=actor, now=now or clock.now())
    progress(STEPS, STEPS)


def _levels(facts: RoundFacts) -> dict[str, pd.DataFrame]:
    """LEVELS frames by kind of rater, and the combined ones."""
    framework = facts.framework
    rated = {kind: _rated(facts, kind, framework) for kind in KINDS}
    for kind in SEVERAL:
        rated[kind] = enough(rated[kind], facts.settings.least_raters)
    some = {kind: frame for kind, frame in rated.items() if len(frame)}
    counting = weights(facts.settings.weights, facts.settings.percent)
    together = combine(some or {"self": rated["self"]}, counting)
    return {**some, results.COMBINED: together}


def _rated(facts: RoundFacts, kind: str, framework: Framework) -> pd.DataFrame:
    """Levels by one kind of rater; others may rate each competency whole."""
    if kind != "self" and not facts.settings.by_items:
        sheet = answers.sheet(facts.id, kind, len(framework.competencies))
        return stated(sheet, framework)
    sheet = answers.sheet(facts.id, kind, len(framework.items))
    if kind == "self" and facts.settings.adaptive and is_levelled(framework):
        sheet = replace(sheet, codes=taken_as_met(framework, sheet.codes))
    return levels(sheet, framework)


def _figures(facts: RoundFacts, combined: pd.DataFrame) -> Figures:
    """What may be shown of every unit, decided for all of them together."""
    asked, tree = results.people(facts.id), results.tree(facts.id)
    own = targets.in_round(facts.id)
    wanted = gaps.targets(asked["profile"], facts.framework, own)
    stand = tree.positions(asked["unit"].to_numpy("int64"))
    places = stand[asked.index.get_indexer(combined.index)]
    found = gaps.gaps(combined, wanted)
    figures = group_figures(tree, places, found, combined, facts.settings.k)
    sample = Sample(places, found, combined, askable(tree, stand, wanted))
    return with_intervals(figures, tree, sample, facts.settings.k)


def work(arguments: dict[str, object], progress: Progress) -> dict[str, object]:
    """Close a round; the result is its page."""
    round_id = int(str(arguments["round"]))
    close(round_id, progress)
    return {"page": f"/hr/rounds/{rounds.round_(round_id).public_id}"}
