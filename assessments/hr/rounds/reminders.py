"""Reminding everybody of a round by mail, and whom no mail reaches."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from assessments import access, clock
from assessments.hr import blueprint
from assessments.hr.rounds.pages import round_of
from assessments.jobs import reminders as jobs
from assessments.navigation import UNREACHED
from assessments.queries import reminders

MOST = 500
"""People that the list shows; more are not told one by one."""


@blueprint.post("/rounds/<public_id>/remind")
@access.audience("hr")
@access.whole_agency
def remind(public_id: str) -> ResponseReturnValue:
    """Order the job that writes to everybody of a round who has not handed in."""
    found = round_of(public_id)
    job = jobs.order(found, clock.now(), actor=access.actor("hr"))
    return redirect(url_for("hr.job", public_id=job.public_id))


@blueprint.get("/rounds/<public_id>/reminders", endpoint="reminders")
@access.audience("hr")
def unreached(public_id: str) -> ResponseReturnValue:
    """Who of my part has something to hand in and is not reached by mail, by name."""
    found, mine = round_of(public_id), access.unit_ids("hr")
    found.require_open(clock.now())
    return render_template(
        "hr/reminders.html",
        round=found,
        unreached=reminders.unreached(found.id, MOST, within=mine),
        most=MOST,
        reasons=UNREACHED,
    )
