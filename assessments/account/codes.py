"""A password of one's own for a code: the first time, and after forgetting it."""

from http import HTTPStatus

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import PasswordField, StringField, SubmitField

from assessments import access, clock, errors
from assessments.account import blueprint
from assessments.account.entering import enter, slowly, tried, wait
from assessments.account.fields import AGAIN, FILLED, LONG_ENOUGH, NEW, SAME, named
from assessments.extensions import Form
from assessments.jobs import queue
from assessments.operations import accounts as operations
from assessments.operations import tries
from assessments.operations.audit import SYSTEM
from assessments.queries import accounts
from competency.errors import CompetencyError
from competency.tries import WaitError


class CodeForm(Form):
    """Staff number or e-mail, the code that one was given, a password twice."""

    name = named()
    code = StringField(
        lazy_gettext("Code from your slip, letter or mail"),
        [FILLED],
        render_kw={"autocomplete": "one-time-code", "autocapitalize": "characters"},
    )
    password = PasswordField(
        NEW, [FILLED, LONG_ENOUGH], render_kw={"autocomplete": "new-password"}
    )
    again = PasswordField(
        AGAIN, [FILLED, SAME], render_kw={"autocomplete": "new-password"}
    )
    submit = SubmitField(lazy_gettext("Keep the password and sign in"))


@blueprint.route("/first", methods=["GET", "POST"])
@slowly
@access.audience("anyone")
def first() -> ResponseReturnValue:
    """The page of the first sign-in: a code is spent for a password of one's own."""
    return _spent(_("First sign-in"))


@blueprint.route("/reset", methods=["GET", "POST"])
@slowly
@access.audience("anyone")
def reset() -> ResponseReturnValue:
    """The same page for whoever had a code sent."""
    return _spent(_("A new password"))


def _spent(title: str) -> ResponseReturnValue:
    form, status = CodeForm(), HTTPStatus.OK
    if form.validate_on_submit():
        try:
            account_id = tried(form.name.data or "", lambda: _redeemed(form), "code")
        except WaitError as error:
            status = wait(error)
        except CompetencyError as error:
            flash(str(errors.sentence(error)), "danger")
        else:
            if account_id is not None:
                return enter(account_id)
            flash(str(errors.sentence(operations.CodeError())), "danger")
    return render_template("account/first.html", form=form, title=title), status


def _redeemed(form: CodeForm) -> int | None:
    """The account whose code was right; a password that may not be taken is raised."""
    given = form.name.data or "", form.code.data or "", form.password.data or ""
    try:
        return operations.redeem(*given, now=clock.now())
    except operations.CodeError:
        return None


class ForgottenForm(Form):
    """Whose password is forgotten."""

    name = named()
    submit = SubmitField(lazy_gettext("Send me a code"))


@blueprint.route("/forgotten", methods=["GET", "POST"])
@slowly
@access.audience("anyone")
def forgotten() -> ResponseReturnValue:
    """The page that has a code sent; it says the same whether anybody is meant."""
    form, sends = ForgottenForm(), current_app.config["SETTINGS"].sends_mail
    if sends and form.validate_on_submit():
        _send(form.name.data or "")
        text = _(
            "If somebody of this name has an account and an e-mail address, a code "
            "is on its way there. It works for %(minutes)s minutes. At most three are "
            "sent in an hour."
        )
        minutes = int(operations.RESET_LIVES.total_seconds() // 60)
        flash(text % {"minutes": minutes}, "info")
        return redirect(url_for("account.reset"))
    return render_template("account/forgotten.html", form=form, sends_mail=sends)


def _send(name: str) -> None:
    """Have the worker send a code, if a letter can reach whoever is meant.

    Names that nobody has are counted alike, so that both take as long.
    """
    known = accounts.account_named(name)
    who = f"name {name.strip().casefold()}" if known is None else f"account {known}"
    try:
        tries.begin(who, "mail", now=clock.now())
    except WaitError:
        return
    if known is not None and accounts.addressee(known) is not None:
        queue.order("reset", {"account": known}, actor=SYSTEM)
