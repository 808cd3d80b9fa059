"""Executives whom no roster names: a name to sign in by, a code, and an end."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import StringField, SubmitField

from assessments import access, clock, errors
from assessments.admin import blueprint
from assessments.extensions import Form
from assessments.operations import accounts as codes
from assessments.operations import outsiders as operations
from assessments.queries import accounts, people


class OutsiderForm(Form):
    """The name that an executive signs in by."""

    name = StringField(
        lazy_gettext("Name to sign in by"),
        description=lazy_gettext(
            "Three to 32 small Latin letters, dots and hyphens, such as "
            "“mayor”. Nobody else may have the name."
        ),
        render_kw={"autocomplete": "off", "autocapitalize": "none"},
    )
    submit = SubmitField(lazy_gettext("Make a code for the first sign-in"))


@blueprint.route("/outsiders", methods=["GET", "POST"])
@access.audience("admin")
def outsiders() -> ResponseReturnValue:
    """The executives outside the roster; a new code is shown this once."""
    _require_all()
    form, code = OutsiderForm(), ""
    if form.validate_on_submit():
        now, actor = clock.now(), access.actor("admin")
        try:
            name = (form.name.data or "").strip()
            code = operations.invite(name, actor=actor, now=now)
        except operations.OutsideNameError as error:
            flash(str(errors.sentence(error)), "danger")
    return render_template(
        "admin/outsiders.html",
        form=form,
        code=code,
        days=codes.CODE_LIVES.days,
        found=accounts.outsiders(),
    )


@blueprint.post("/outsiders/close")
@access.audience("admin")
def outsider_close() -> ResponseReturnValue:
    """The same page, with one executive fewer."""
    _require_all()
    name, actor = request.form.get("name", ""), access.actor("admin")
    if operations.close(name, actor=actor, now=clock.now()):
        flash(_("The account was closed."), "success")
    return redirect(url_for("admin.outsiders"))


def _require_all() -> None:
    """Refuse whoever administers a part only: executives read about all of it."""
    if not people.unit_ids() <= access.unit_ids("admin"):
        abort(403)
