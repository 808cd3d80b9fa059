"""Asking the agency about one's own data."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import SelectField, SubmitField, TextAreaField
from wtforms.validators import DataRequired, Length

from assessments import access, clock
from assessments.account import blueprint
from assessments.extensions import Form
from assessments.navigation import REQUESTS
from assessments.operations import requests as operations
from assessments.queries import requests
from competency.requests import LONGEST


class RequestForm(Form):
    """What is asked, in one's own words."""

    kind = SelectField(lazy_gettext("What I ask for"))
    words = TextAreaField(
        lazy_gettext("In my own words"),
        [DataRequired(lazy_gettext("Fill in this field.")), Length(max=LONGEST)],
        render_kw={"rows": 4},
    )
    submit = SubmitField(lazy_gettext("Send the request"))


@blueprint.route("/requests", endpoint="requests", methods=["GET", "POST"])
@access.audience("staff")
def ask() -> ResponseReturnValue:
    """What I asked about my data, with the answers; a POST asks one thing more."""
    me, now = access.person_id(), clock.now()
    form = RequestForm()
    form.kind.choices = list(REQUESTS.items())
    if form.validate_on_submit():
        words = form.words.data or ""
        actor = access.actor("staff")
        operations.ask(me, form.kind.data, words, actor=actor, now=now)
        flash(_("Your request is with the agency. It answers in 30 days."), "success")
        return redirect(url_for("account.requests"))
    return render_template(
        "account/requests.html",
        form=form,
        mine=requests.of_person(me),
        kinds=REQUESTS,
        now=now,
    )
