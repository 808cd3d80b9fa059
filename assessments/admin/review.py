"""The review of rights: who may act as what, for the administrator to go through."""

from io import BytesIO

from flask import send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from assessments import access, clock, languages
from assessments.admin import blueprint
from assessments.jobs import reviews
from assessments.operations import records as operations
from assessments.queries import people


@blueprint.post("/review")
@access.audience("admin")
def review() -> ResponseReturnValue:
    """The workbook of the roles in my part, or of all; it leaves an audit line."""
    mine, now = access.unit_ids("admin"), clock.now()
    within = None if people.unit_ids() <= mine else mine
    made = reviews.review(within, _, language=languages.current(), now=now)
    operations.note("rights_review", actor=access.actor("admin"), now=now)
    return send_file(BytesIO(made), as_attachment=True, download_name=reviews.NAME)
