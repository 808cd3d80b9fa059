"""A unit's report by strategy of the master plan, with the goals of each year."""

from flask import render_template
from flask.typing import ResponseReturnValue

from assessments import access
from assessments.jobs import strategies
from assessments.manager import blueprint
from assessments.manager.seen import READERS, chosen, elsewhere, seen_rounds
from assessments.queries import masterplans, rounds


@blueprint.get("/strategies", endpoint="strategies")
@access.audience(*READERS)
def unit_strategies() -> ResponseReturnValue:
    """The strategies of a unit in a closed round, and how its goals stand by year."""
    every, master = seen_rounds(), masterplans.in_use()
    if not every or master is None:
        return render_template("manager/no_strategies.html", master=master)
    seen, unit = chosen(every)
    facts = rounds.round_(seen.round.id)
    others = elsewhere(every, seen, unit)
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
