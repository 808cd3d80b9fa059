"""Personal data in one place: requests, retention, the record, and erasing a person."""

from io import BytesIO

from flask import (
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import StringField, SubmitField
from wtforms.validators import InputRequired

from assessments import access, clock, errors
from assessments.admin import blueprint
from assessments.extensions import Form
from assessments.jobs import erasure as jobs
from assessments.jobs import records, retention
from assessments.navigation import RETENTION
from assessments.operations import records as operations
from assessments.operations.erasure import ErasureNotConfirmedError
from assessments.queries import erasure, people, requests

RECORD = "ropa.xlsx"


class EraseForm(Form):
    """The staff number, typed, so that nobody is erased by a slip."""

    number = StringField(
        lazy_gettext("Type the staff number to confirm"),
        [InputRequired(lazy_gettext("Fill in this field."))],
        render_kw={"autocomplete": "off"},
    )
    submit = SubmitField(lazy_gettext("Erase for ever"))


@blueprint.get("/privacy")
@access.audience("hr", "admin")
def privacy() -> ResponseReturnValue:
    """What is kept of people and for how long, and whoever has left, for erasing."""
    settings, now = current_app.config["SETTINGS"], clock.now()
    within = access.unit_ids("hr") | access.unit_ids("admin")
    text = request.args.get("text", "").strip()
    admin = "admin" in access.roles()
    waiting = [each for each in requests.register(within) if each.is_open]
    return render_template(
        "admin/privacy.html",
        waiting=waiting,
        late=sum(each.days_left(now) < 0 for each in waiting),
        due=retention.due(settings, now),
        periods=_periods(),
        classes=RETENTION,
        contact=settings.privacy_contact,
        text=text,
        leavers=erasure.leavers(text, access.unit_ids("admin")) if admin else None,
    )


def _periods() -> dict[str, str]:
    """Class of data → how long it is kept, in words."""
    settings = current_app.config["SETTINGS"]
    files = records.period(settings.keep_files_days)
    return {
        "answers": records.period(settings.keep_answers_days),
        "results": records.period(settings.keep_results_days),
        "leavers": records.period(settings.keep_leavers_days),
        "jobs": files,
        "files": files,
    }


@blueprint.post("/privacy/record")
@access.audience("hr", "admin")
def privacy_record() -> ResponseReturnValue:
    """The record of processing as a workbook; it leaves an audit line."""
    now = clock.now()
    made = records.record(now)
    operations.note("record_of_processing", actor=access.actor(), now=now)
    return send_file(BytesIO(made), as_attachment=True, download_name=RECORD)


@blueprint.route(
    "/people/<public_id>/erasure", endpoint="erasure", methods=["GET", "POST"]
)
@access.audience("admin")
def erasure_page(public_id: str) -> ResponseReturnValue:
    """What erasing a person would take away; a POST with the number does it."""
    found = people.person(public_id, access.unit_ids("admin"))
    dry = None if found is None else erasure.erasure(found.line.id)
    if found is None or dry is None or dry.erased_at is not None:
        abort(404)
    form = EraseForm()
    if form.validate_on_submit():
        actor, typed = access.actor("admin"), form.number.data or ""
        try:
            jobs.erase(found.line.id, typed, actor=actor, now=clock.now())
        except ErasureNotConfirmedError as error:
            flash(str(errors.sentence(error)), "danger")
        else:
            flash(_("The person's data were erased."), "success")
            return redirect(url_for("admin.privacy"))
    return render_template(
        "admin/erasure.html", person=found, dry=dry, form=form, NAME=jobs.NAME
    )
