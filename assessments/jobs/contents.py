"""Clusterings and plans with all that is printed about them, read and put together.

Pages import this too: nothing here clusters or plans, which takes seconds to load.
"""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from assessments.queries import masterplans, needs, plans, rounds, targets
from assessments.queries.needs import MemberLine
from assessments.queries.plans import PersonLine, PlanLine
from assessments.queries.rounds import RoundFacts
from assessments.workbooks.needs import Clustering, Member
from assessments.workbooks.plan.content import Content, Person
from competency import gaps
from competency.clustering.record import recall
from competency.planning.values import Staff


def clustering(public_id: str) -> Clustering | None:
    """A clustering with all that its files print; None where there is none."""
    line = needs.clustering(public_id)
    if line is None:
        return None
    facts = rounds.round_(line.round_id)
    people = needs.members(line.id)
    return Clustering(
        round_name=facts.name,
        closed_at=facts.closed_at,
        k=facts.settings.k,
        framework=facts.framework,
        digest=facts.digest,
        made_at=line.made_at,
        seed=line.seed,
        settings=line.settings,
        needs=recall(line.description, needs.frame(people)),
        people=tuple(_member(each) for each in people),
    )


def _member(line: MemberLine) -> Member:
    return Member(**vars(line))


def staff(facts: RoundFacts, people: Sequence[PersonLine]) -> Staff:
    """Everybody asked in a round with levels and targets; NaN is unknown."""
    framework = facts.framework
    index = pd.Index([each.person_id for each in people], dtype="int64", name="person")
    levels = needs.levels(facts.id, framework.competency_ids).reindex(index)
    profiles = needs.profiles(facts.id).reindex(index)
    units = pd.Series([each.unit_id for each in people], index, dtype="int64")
    wanted = gaps.targets(profiles, framework, targets.in_round(facts.id))
    return Staff(framework.id, levels, wanted, units)


def plan(line: PlanLine) -> Content:
    """A plan with all that its page prints."""
    facts = rounds.round_(line.round_id)
    people = plans.people(line.round_id)
    data = staff(facts, people)
    master = masterplans.in_use()
    return Content(
        number=line.id,
        round_id=line.round_id,
        round_name=facts.name,
        closed_at=facts.closed_at,
        made_at=line.made_at,
        k=facts.settings.k,
        framework=facts.framework,
        digest=facts.digest,
        input_digest=line.input_digest,
        versions=line.versions,
        plan=plans.plan(line),
        people=tuple(Person(**vars(each)) for each in people),
        gaps=gaps.gaps(data.levels, data.targets),
        groups=None,
        master=None if master is None else master.content,
    )


def whole_plan(line: PlanLine) -> Content:
    """A plan with all that its workbook prints: groups of needs stand in it too."""
    groups = clustering(str(line.settings["clustering"]))
    return replace(plan(line), groups=groups)
