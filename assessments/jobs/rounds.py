"""Closing a round: answers become levels, gaps and what may be shown of groups."""

from dataclasses import replace
from datetime import datetime

import pandas as pd

from assessments import clock
from assessments.jobs.queue import Progress
from assessments.operations import results as operations
from assessments.operations.audit import SYSTEM, Actor
from assessments.queries import answers, needs, results, rounds, targets
from assessments.queries.rounds import RoundFacts
from competency import gaps
from competency.adaptive import is_levelled, taken_as_met
from competency.figures import (
    Asked,
    Figures,
    Rule,
    Told,
    counted,
    group_figures,
    told,
)
from competency.frameworks import Framework
from competency.rounds import WITH_RESULTS
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
    """What may be shown of every unit, decided for all of them and earlier rounds."""
    before: tuple[Told, ...] = ()
    for each in _earlier(facts):
        kept = needs.levels(each.id, each.framework.competency_ids)
        before = (*before, told(_asked(each, kept), _rule(each, before)))
    asked = _asked(facts, combined)
    figures = group_figures(asked, _rule(facts, before))
    return with_intervals(figures, asked.tree, _sample(facts, asked))


def _earlier(facts: RoundFacts) -> list[RoundFacts]:
    """The rounds with results on the same framework, the first one first."""
    found = [
        each
        for each in rounds.newest()
        if each.state in WITH_RESULTS
        and each.framework_id == facts.framework_id
        and each.id != facts.id
    ]
    return sorted(found, key=lambda each: (each.closes_at, each.id))


def _rule(facts: RoundFacts, before: tuple[Told, ...]) -> Rule:
    scale = facts.framework.lowest, facts.framework.highest
    return Rule(facts.settings.k, scale, before)


def _asked(facts: RoundFacts, levels: pd.DataFrame) -> Asked:
    """A round's tree, and the people who have levels in it with their gaps."""
    tree, wanted = results.tree(facts.id), _targets(facts)
    units = results.people(facts.id)["unit"].reindex(levels.index)
    places = tree.positions(units.to_numpy("int64"))
    return Asked(tree, places, gaps.gaps(levels, wanted), levels)


def _targets(facts: RoundFacts) -> pd.DataFrame:
    """What the round wants of everybody whom it asked."""
    own = targets.in_round(facts.id)
    return gaps.targets(results.people(facts.id)["profile"], facts.framework, own)


def _sample(facts: RoundFacts, asked: Asked) -> Sample:
    """Where those who handed in are counted, and of how many who were asked."""
    stand = asked.tree.positions(results.people(facts.id)["unit"].to_numpy("int64"))
    among = askable(asked.tree, stand, _targets(facts))
    places = counted(asked, facts.settings.k)
    return Sample(places, asked.gaps, asked.levels, among)


def work(arguments: dict[str, object], progress: Progress) -> dict[str, object]:
    """Close a round; the result is its page."""
    round_id = int(str(arguments["round"]))
    close(round_id, progress)
    return {"page": f"/hr/rounds/{rounds.round_(round_id).public_id}"}
