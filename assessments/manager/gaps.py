"""Gap reports of one's own part of the organisation: a unit and those below it."""

from dataclasses import dataclass

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessments import access
from assessments.jobs import queue
from assessments.languages import current as language
from assessments.manager import blueprint
from assessments.queries import results, rounds
from assessments.queries.results import GroupUnit, ReportRound
from competency.frameworks import Framework
from competency.reports import Line, band, gap_report

READERS = ("manager", "hr")


@dataclass(frozen=True)
class Seen:
    """A closed round as somebody may read it: its units at and below their own."""

    round: ReportRound
    units: tuple[GroupUnit, ...]

    def unit(self, public_id: str) -> GroupUnit | None:
        """The unit of this name; the highest one without a name."""
        if not public_id:
            return self.units[0]
        return next((u for u in self.units if u.public_id == public_id), None)

    def below(self, unit: GroupUnit) -> tuple[GroupUnit, ...]:
        """The units one step below."""
        inside = (each for each in self.units if unit.holds(each))
        return tuple(each for each in inside if each.depth == unit.depth + 1)

    def above(self, unit: GroupUnit) -> tuple[GroupUnit, ...]:
        """The units above that may be read, from the top."""
        return tuple(u for u in self.units if u.holds(unit) and u != unit)


def _seen() -> tuple[Seen, ...]:
    """Closed rounds in which something may be read, the newest first."""
    roots = access.roots(*READERS)
    found = (Seen(each, results.units(each.id, roots)) for each in results.closed())
    return tuple(each for each in found if each.units)


def _chosen(every: tuple[Seen, ...]) -> tuple[Seen, GroupUnit]:
    """The round and unit that are asked for; foreign and missing ones answer alike."""
    wish = request.values.get("round", "")
    seen = next((each for each in every if wish in {"", each.round.public_id}), None)
    unit = None if seen is None else seen.unit(request.values.get("unit", ""))
    if seen is None or unit is None:
        abort(404)
    return seen, unit


def _lines(seen: Seen, units: tuple[GroupUnit, ...]) -> tuple[Line, ...]:
    kept = results.figures(seen.round.id, units)
    return gap_report(_framework(seen).competency_ids, kept).lines


def _framework(seen: Seen) -> Framework:
    return rounds.round_(seen.round.id).framework


@blueprint.get("/gaps", endpoint="gaps")
@access.audience(*READERS)
def unit_gaps() -> ResponseReturnValue:
    """The heatmap of a unit and those one step below, and the unit by competency."""
    every = _seen()
    if not every:
        return render_template("manager/no_gaps.html")
    seen, unit = _chosen(every)
    units = (unit, *seen.below(unit))
    facts = rounds.round_(seen.round.id)
    return render_template(
        "manager/gaps.html",
        every=every,
        seen=seen,
        unit=unit,
        above=seen.above(unit),
        rows=tuple(zip(units, _lines(seen, units), strict=True)),
        round=facts,
        competencies=facts.framework.competencies,
        band=band,
    )


@blueprint.post("/gaps/workbook")
@access.audience(*READERS)
def gaps_workbook() -> ResponseReturnValue:
    """The page of the job that writes the report of a unit and all below it."""
    seen, unit = _chosen(_seen())
    actor = access.actor()
    asked: dict[str, object] = {
        "round": seen.round.id,
        "unit": unit.unit_id,
        "language": language(),
        "account": actor.account_id,
    }
    job = queue.order("gaps", asked, actor=actor)
    return redirect(url_for("hr.job", public_id=job.public_id))
