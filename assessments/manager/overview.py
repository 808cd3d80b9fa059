"""Where an executive begins: the whole agency in the newest closed round."""

from collections.abc import Sequence

from flask import render_template
from flask.typing import ResponseReturnValue

from assessments import access
from assessments.jobs import strategies
from assessments.manager import blueprint, glance
from assessments.manager.glance import Before
from assessments.manager.seen import Seen, elsewhere, lines, seen_rounds
from assessments.queries import masterplans, results, rounds
from assessments.queries.results import GroupUnit
from assessments.queries.rounds import RoundFacts


@blueprint.get("/overview")
@access.audience("executive")
def overview() -> ResponseReturnValue:
    """The agency's figures in short, with the ways to the reports; nobody's name."""
    every = seen_rounds()
    own = "staff" in access.roles()
    if not every:
        return render_template("manager/overview_empty.html", own=own)
    seen = every[0]
    unit, facts = seen.units[0], rounds.round_(seen.round.id)
    below = seen.below(unit)
    line, *others = lines(seen, (unit, *below))
    before = _before(every, unit)
    return render_template(
        "manager/overview.html",
        seen=seen,
        unit=unit,
        line=line,
        round=facts,
        before=before,
        widest=glance.widest(facts, line, before),
        below=below,
        doubts=glance.doubts(line, others),
        alone=results.alone(facts.id, unit) if facts.settings.raters else 1.0,
        own=own,
        **_plan(every, unit, facts),
    )


def _before(every: Sequence[Seen], unit: GroupUnit) -> Before | None:
    """The unit in the round that closed before the newest, if it is shown there."""
    for seen in every[1:2]:
        there = seen.unit(unit.public_id)
        found = lines(seen, (there,)) if there else ()
        if found and found[0].people is not None:
            return Before(rounds.round_(seen.round.id), found[0])
    return None


def _plan(
    every: tuple[Seen, ...], unit: GroupUnit, facts: RoundFacts
) -> dict[str, object]:
    """What the page tells of the master plan in use; nothing without one."""
    master = masterplans.in_use()
    if master is None:
        return {"master": None}
    others = elsewhere(every, every[0], unit)
    found = strategies.report(master.content, (facts, unit), others)
    year = strategies.year_of(facts)
    told = glance.years(master.content.years.every, year)
    return {
        "master": master.content,
        "year": year,
        "years": told,
        "progress": glance.progress(found, told),
        "untold": max(0, len(found) - glance.MOST_STRATEGIES),
    }
