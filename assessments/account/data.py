"""My data: all that is kept of oneself, to read and to take away."""

from datetime import datetime
from http import HTTPStatus
from io import BytesIO

from flask import abort, render_template, request, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from assessments import access, clock, languages
from assessments.account import blueprint
from assessments.account.notice import EVERYBODY
from assessments.jobs import owndata
from assessments.jobs.owndata import OwnData
from assessments.operations import owndata as operations
from assessments.workbooks.owndata import titles, workbook

FORMS = ("xlsx", "json")
"""The endings of the files that one's own data come as."""


def _mine() -> OwnData:
    rights = access.rights()
    if rights is None:
        abort(HTTPStatus.FORBIDDEN)
    return owndata.content(rights.person_id, rights.account_id)


@blueprint.get("/data")
@access.audience(*EVERYBODY)
def data() -> ResponseReturnValue:
    """What is kept of me, counted, with the files to take away."""
    found, named = _mine(), titles(gettext)
    return render_template(
        "account/data.html",
        has_person="staff" in access.roles(),
        counts=[(named[section], len(rows)) for section, rows in found.items()],
    )


@blueprint.post("/data")
@access.audience(*EVERYBODY)
def data_file() -> ResponseReturnValue:
    """All my data as a file; it leaves an audit line."""
    form = request.form.get("form", "")
    if form not in FORMS:
        abort(HTTPStatus.BAD_REQUEST)
    found, now = _mine(), clock.now()
    made = _bytes(found, form, now)
    rows = sum(map(len, found.values()))
    operations.note_export(form, rows, actor=access.actor(), now=now)
    return send_file(BytesIO(made), as_attachment=True, download_name=f"my-data.{form}")


def _bytes(found: OwnData, form: str, now: datetime) -> bytes:
    if form == "json":
        return owndata.as_json(found)
    return workbook(found, gettext, language=languages.current(), now=now)
