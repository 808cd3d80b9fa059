"""Gap reports of one's own part of the organisation: a unit and those below it."""

from collections.abc import Mapping, Sequence

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from assessments import access
from assessments.jobs import queue
from assessments.languages import current as language
from assessments.manager import blueprint
from assessments.manager.seen import READERS, chosen, lines, seen_rounds
from assessments.manager.trends import trend
from assessments.queries import masterplans, results, rounds
from assessments.queries.rounds import RoundFacts
from competency.reports import Line, band
from competency.standings import (
    comparable,
    differing,
    gap_interval,
    level_interval,
    standings,
)
from competency.uncertainty import LEAST


@blueprint.get("/gaps", endpoint="gaps")
@access.audience(*READERS)
def unit_gaps() -> ResponseReturnValue:
    """The heatmap of a unit and those one step below, and the unit by competency."""
    every = seen_rounds()
    if not every:
        return render_template("manager/no_gaps.html")
    seen, unit = chosen(every)
    units = (unit, *seen.below(unit))
    facts = rounds.round_(seen.round.id)
    found = lines(seen, units)
    return render_template(
        "manager/gaps.html",
        every=every,
        seen=seen,
        unit=unit,
        above=seen.above(unit),
        rows=tuple(zip(units, found, strict=True)),
        trend=trend(every, seen, unit, found[0]),
        **_certain(facts, found),
        round=facts,
        alone=results.alone(facts.id, unit) if facts.settings.raters else 1.0,
        competencies=facts.framework.competencies,
        band=band,
        by_strategy=masterplans.in_use() is not None,
    )


def _certain(facts: RoundFacts, found: Sequence[Line]) -> Mapping[str, object]:
    """What intervals allow to be said of a unit, the first line, and those below it."""
    k, scale = facts.settings.k, (facts.framework.lowest, facts.framework.highest)
    top, below = found[0], found[1:]
    return {
        "least": LEAST * k,
        "levels": tuple(level_interval(cell, scale) for cell in top.cells),
        "gaps": tuple(gap_interval(cell) for cell in top.cells),
        "standings": standings(top, k, scale),
        "differing": differing(below),
        "comparable": comparable(below),
    }


@blueprint.post("/gaps/workbook")
@access.audience(*READERS)
def gaps_workbook() -> ResponseReturnValue:
    """The page of the job that writes the report of a unit and all below it."""
    seen, unit = chosen(seen_rounds())
    actor = access.actor()
    asked: dict[str, object] = {
        "round": seen.round.id,
        "unit": unit.unit_id,
        "language": language(),
        "account": actor.account_id,
    }
    job = queue.order("gaps", asked, actor=actor)
    return redirect(url_for("hr.job", public_id=job.public_id))
