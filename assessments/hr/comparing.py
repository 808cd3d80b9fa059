"""Two frameworks side by side, and a closed round expressed in another one."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from assessments import access
from assessments.hr import blueprint
from assessments.jobs import queue, rescoring
from assessments.languages import current as language
from assessments.queries import crosswalks, frameworks, results, rounds
from assessments.queries.crosswalks import Known
from assessments.queries.results import ReportRound
from assessments.workbooks import rescored as words
from assessments.workbooks.differences import sentences
from competency.crosswalks import NoCrosswalkError, coverage
from competency.frameworks import Framework
from competency.frameworks.differences import differences

SHOWN_DEPTH = 1
"""Steps below the highest unit that the page shows; the workbook has all."""


def _offered() -> dict[str, Framework]:
    """Every framework that was added or is shipped, by id@version."""
    kept = [version.content for version in frameworks.versions()]
    every = (*kept, *frameworks.waiting())
    return {f"{each.id}@{each.version}": each for each in every}


def _walk(source: Framework, target: Framework) -> Known | None:
    try:
        return crosswalks.between(source, target)
    except NoCrosswalkError:
        return None


@blueprint.get("/frameworks/compare")
@access.audience("hr")
def compare() -> ResponseReturnValue:
    """What differs between two frameworks, and how one maps to the other."""
    offered = _offered()
    names = request.args.get("before", ""), request.args.get("after", "")
    before, after = (offered.get(name) for name in names)
    if before is None or after is None:
        return render_template("hr/compare.html", offered=offered, names=names)
    known = _walk(before, after)
    return render_template(
        "hr/compare.html",
        offered=offered,
        names=names,
        both=True,
        found=sentences(differences(before, after), _, language()),
        known=known,
        walk=known and known.walk,
        sources={each.id: each.name for each in before.competencies},
        targets={each.id: each.name for each in after.competencies},
        kinds=words.kinds(_),
        statuses=words.statuses(_),
        coverage=coverage(known.walk, after) if known else (),
    )


def _round() -> tuple[tuple[ReportRound, ...], ReportRound | None]:
    """Closed rounds, and the one that is asked for; the newest where none is."""
    closed = results.closed()
    wish = request.values.get("round", "")
    chosen = next((each for each in closed if wish in {"", each.public_id}), None)
    if wish and chosen is None:
        abort(404)
    return closed, chosen


def _unit() -> int | None:
    """The highest unit that I look after; None is the whole agency."""
    mine = access.roots("hr")
    return None if None in mine else next(iter(sorted(u for u in mine if u)), None)


def _target(source: Framework) -> tuple[tuple[Framework, ...], Framework | None]:
    """Frameworks that this one leads to, and the one asked for."""
    targets = rescoring.targets(source)
    wish = request.values.get("to", "")
    chosen = next((each for each in targets if wish in {"", each.id}), None)
    return targets, chosen


@blueprint.get("/rescored")
@access.audience("hr")
def rescored() -> ResponseReturnValue:
    """Units of a closed round with their levels in another framework."""
    closed, chosen = _round()
    if chosen is None:
        return render_template("hr/rescored.html", closed=closed, content=None)
    source = rounds.round_(chosen.id).framework
    targets, target = _target(source)
    content = None
    if target is not None:
        walk = crosswalks.between(source, target).walk
        content = rescoring.rescored(chosen.id, target, walk, _unit())
    return render_template(
        "hr/rescored.html",
        closed=closed,
        chosen=chosen,
        targets=targets,
        content=content,
        warning=words.warning(content, _, language()) if content else "",
        losses=words.losses(content, _, language()) if content else (),
        shown=SHOWN_DEPTH,
    )


@blueprint.post("/rescored/workbook")
@access.audience("hr")
def rescored_workbook() -> ResponseReturnValue:
    """The page of the job that writes all units in another framework."""
    _closed, chosen = _round()
    if chosen is None:
        abort(404)
    target = _target(rounds.round_(chosen.id).framework)[1]
    if target is None:
        abort(404)
    actor = access.actor("hr")
    asked: dict[str, object] = {
        "round": chosen.id,
        "framework": target.id,
        "unit": _unit(),
        "language": language(),
        "account": actor.account_id,
    }
    job = queue.order("rescored", asked, actor=actor)
    return redirect(url_for("hr.job", public_id=job.public_id))
