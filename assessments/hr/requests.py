"""The register of requests about personal data, and answering them."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import RadioField, SubmitField, TextAreaField
from wtforms.validators import DataRequired, Length

from assessments import access, clock
from assessments.extensions import Form
from assessments.hr import blueprint
from assessments.navigation import DECISIONS, REQUESTS
from assessments.operations import requests as operations
from assessments.queries import people, requests
from assessments.queries.requests import RequestLine
from competency.requests import LONGEST

_FILLED = DataRequired(lazy_gettext("Fill in this field."))


class AnswerForm(Form):
    """What was decided, and why."""

    decision = RadioField(lazy_gettext("Decision"), [_FILLED])
    reason = TextAreaField(
        lazy_gettext("Reason, as the person reads it"),
        [_FILLED, Length(max=LONGEST)],
        render_kw={"rows": 4},
    )
    submit = SubmitField(lazy_gettext("Answer the request"))


def _within() -> frozenset[int]:
    """The units that I look after as human resources or as administrator."""
    return access.unit_ids("hr") | access.unit_ids("admin")


@blueprint.get("/requests", endpoint="requests")
@access.audience("hr", "admin")
def list_() -> ResponseReturnValue:
    """The requests of my part: what waits, the oldest first, and what was answered."""
    found = requests.register(_within())
    return render_template(
        "hr/requests.html",
        waiting=[each for each in found if each.is_open],
        answered=[each for each in reversed(found) if not each.is_open],
        kinds=REQUESTS,
        decisions=DECISIONS,
        now=clock.now(),
    )


def _mine(public_id: str) -> RequestLine:
    found = requests.request(public_id, _within())
    return abort(404) if found is None else found


@blueprint.route("/requests/<public_id>", methods=["GET", "POST"])
@access.audience("hr", "admin")
def request_(public_id: str) -> ResponseReturnValue:
    """One request; a POST answers it, once."""
    found, form = _mine(public_id), AnswerForm()
    form.decision.choices = list(DECISIONS.items())
    if form.validate_on_submit():
        decision, reason = form.decision.data, form.reason.data or ""
        actor = access.actor()
        operations.answer(found.id, decision, reason, actor=actor, now=clock.now())
        flash(_("The answer is kept; the person reads it under “My data”."), "success")
        return redirect(url_for("hr.requests"))
    person = people.line(found.person_id)
    return render_template(
        "hr/request.html",
        request=found,
        form=form,
        person=person,
        kinds=REQUESTS,
        decisions=DECISIONS,
        now=clock.now(),
        may_erase="admin" in access.roles(),
    )
