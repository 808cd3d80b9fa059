"""A supervisor reminds the own people who have not handed in."""

from flask import abort, redirect, url_for
from flask.typing import ResponseReturnValue

from assessments import access, clock
from assessments.jobs import reminders as jobs
from assessments.manager import blueprint
from assessments.queries import rounds


@blueprint.post("/team/<public_id>/remind")
@access.audience("supervisor")
def remind(public_id: str) -> ResponseReturnValue:
    """Order the job that writes to those of my people who have not handed in."""
    found = rounds.named(public_id)
    if found is None:
        abort(404)
    actor, mine = access.actor("supervisor"), access.person_id()
    job = jobs.order(found, clock.now(), actor=actor, supervisor_id=mine)
    return redirect(url_for("hr.job", public_id=job.public_id))
