"""Where an executive begins: the whole agency in the newest closed round."""

from flask import render_template
from flask.typing import ResponseReturnValue

from assessments import access
from assessments.manager import blueprint
from assessments.manager.seen import lines, seen_rounds
from assessments.queries import masterplans, rounds
from competency.reports import furthest

MOST = 5
"""Competencies that are named: what a page says at one glance."""


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
    (line,) = lines(seen, (unit,))
    return render_template(
        "manager/overview.html",
        seen=seen,
        unit=unit,
        line=line,
        round=facts,
        furthest=furthest(line, MOST),
        below=seen.below(unit),
        by_strategy=masterplans.in_use() is not None,
        own=own,
    )
