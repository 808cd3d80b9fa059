"""A unit's report by strategy of the master plan, with the goals of each year."""

from flask import render_template
from flask.typing import ResponseReturnValue

from assessments import access
from assessments.jobs import strategies
from assessments.jobs.strategies import Place
from assessments.manager import blueprint
from assessments.manager.seen import READERS, Seen, chosen, seen_rounds
from assessments.queries import masterplans, rounds
from assessments.queries.results import GroupUnit


@blueprint.get("/strategies", endpoint="strategies")
@access.audience(*READERS)
def unit_strategies() -> ResponseReturnValue:
    """The strategies of a unit in a closed round, and how its goals stand by year."""
    every, master = seen_rounds(), masterplans.in_use()
    if not every or master is None:
        return render_template("manager/no_strategies.html", master=master)
    seen, unit = chosen(every)
    facts = rounds.round_(seen.round.id)
    others = _elsewhere(every, seen, unit)
    return render_template(
        "manager/strategies.html",
        every=every,
        seen=seen,
        unit=unit,
        above=seen.above(unit),
        round=facts,
        year=strategies.year_of(facts),
        master=master.content,
        lines=strategies.report(master.content, (facts, unit), others),
    )


def _elsewhere(
    every: tuple[Seen, ...], here: Seen, unit: GroupUnit
) -> tuple[Place, ...]:
    """The same unit in the other rounds where it may be read, the newest first."""
    found = ((each, each.unit(unit.public_id)) for each in every if each != here)
    return tuple(
        (rounds.round_(each.round.id), there) for each, there in found if there
    )
