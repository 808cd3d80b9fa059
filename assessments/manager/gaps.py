"""Gap reports of one's own part of the organisation: a unit and those below it."""

from collections.abc import Mapping, Sequence

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessments import access
from assessments.jobs import queue
from assessments.jobs.exports import FORMS
from assessments.languages import current as language
from assessments.manager import blueprint
from assessments.manager.seen import READERS, chosen, lines, seen_rounds
from assessments.manager.sorting import ordered, wished
from assessments.manager.trends import trend
from assessments.queries import masterplans, results, rounds
from assessments.queries.rounds import RoundFacts
from competency.figures import LEAST
from competency.reports import Line, counts_only_below
from competency.standings import (
    comparable,
    differing,
    gap_interval,
    level_interval,
    standings,
)


@blueprint.get("/gaps", endpoint="gaps")
@access.audience(*READERS)
def unit_gaps() -> ResponseReturnValue:
    """The heatmap of a unit and those one step below, and the unit by competency."""
    every = seen_rounds()
    if not every:
        return render_template("manager/no_gaps.html")
    seen, unit = chosen(every)
    units = (unit, *seen.below(unit))
    facts, found = rounds.round_(seen.round.id), lines(seen, units)
    rows = tuple(zip(units, found, strict=True))
    sort = wished(facts.framework)
    return render_template(
        "manager/gaps.html",
        every=every,
        seen=seen,
        unit=unit,
        above=seen.above(unit),
        rows=(rows[0], *ordered(rows[1:], sort, facts.framework)),
        sort=sort,
        beside=rows[1:],
        trend=trend(every, seen, unit, found[0]),
        **_certain(facts, found),
        round=facts,
        alone=results.alone(facts.id, unit) if facts.settings.raters else 1.0,
        competencies=facts.framework.competencies,
        only_below=counts_only_below(found[0], found[1:]),
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


@blueprint.post("/gaps/file")
@access.audience(*READERS)
def gaps_file() -> ResponseReturnValue:
    """The page of the job that writes the report of a unit and all below it."""
    seen, unit = chosen(seen_rounds())
    form = request.form.get("form", "")
    if form not in FORMS:
        abort(404)
    actor = access.actor()
    asked: dict[str, object] = {
        "round": seen.round.id,
        "unit": unit.unit_id,
        "form": form,
        "language": language(),
        "account": actor.account_id,
    }
    job = queue.order("gaps", asked, actor=actor)
    return redirect(url_for("hr.job", public_id=job.public_id))
