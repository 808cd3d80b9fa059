"""The second factor: asked after the password, set up, set up anew, taken away."""

from base64 import b64encode
from http import HTTPStatus

from flask import current_app, flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import PasswordField, StringField, SubmitField

from assessments import access, clock, errors, sessions
from assessments.account import blueprint
from assessments.account.entering import (
    go_on_waiting,
    needs_second,
    onward,
    pending,
    slowly,
    tried,
    tried_by,
    wait,
)
from assessments.account.fields import FILLED
from assessments.documents.slips import drawn
from assessments.extensions import Form
from assessments.operations import accounts as operations
from assessments.operations import second as second_operations
from assessments.operations.sealing import opened, sealed
from assessments.queries import accounts
from assessments.queries import second as queries
from competency import onetime
from competency.tries import WaitError

ISSUER = "Samatthana"
_CODE = lazy_gettext("Code from the app (six digits)")
_TYPED = {"autocomplete": "one-time-code", "inputmode": "numeric"}


class CodeForm(Form):
    """The code that the app shows now, or a recovery code."""

    code = StringField(
        lazy_gettext("Code from the app, or a recovery code"),
        [FILLED],
        render_kw={"autocomplete": "one-time-code", "autocapitalize": "characters"},
    )
    submit = SubmitField(lazy_gettext("Sign in"))


class EnrolForm(Form):
    """The first code of the app."""

    code = StringField(_CODE, [FILLED], render_kw=_TYPED)
    submit = SubmitField(lazy_gettext("Switch on"))


class PasswordForm(Form):
    """The password, asked again before something is taken away."""

    password = PasswordField(
        lazy_gettext("The password you have now"),
        [FILLED],
        render_kw={"autocomplete": "current-password"},
    )
    submit = SubmitField(lazy_gettext("Take it away"))


def _key() -> str:
    return str(current_app.config["SECRET_KEY"])


@blueprint.route("/second", methods=["GET", "POST"])
@slowly
@access.audience("anyone")
def second() -> ResponseReturnValue:
    """The page that asks for a code after the password."""
    account_id = pending()
    if account_id is None:
        return redirect(url_for("account.sign_in"))
    if queries.kept(account_id) is None:
        return redirect(url_for("account.enrol"))
    form, status = CodeForm(), HTTPStatus.OK
    if form.validate_on_submit():
        try:
            found = tried_by(
                account_id,
                lambda: _used(account_id, form.code.data or ""),
                "second",
                "second-hour",
            )
        except WaitError as error:
            status = wait(error)
        else:
            if found is not None:
                return go_on_waiting(account_id)
            flash(_("The code is not right, or it was used already."), "danger")
    return render_template("account/second.html", form=form), status


def _used(account_id: int, given: str) -> int | None:
    right = second_operations.use(account_id, given, key=_key(), now=clock.now())
    return account_id if right else None


@blueprint.route("/second/set-up", methods=["GET", "POST"])
@slowly
@access.audience("anyone")
def enrol() -> ResponseReturnValue:
    """The page with picture and key for the app; after it, the recovery codes."""
    account_id = _enrolling()
    facts = None if account_id is None else accounts.facts(account_id)
    if account_id is None or facts is None:
        return redirect(url_for("account.sign_in"))
    form, secret = EnrolForm(), _secret(account_id)
    if form.validate_on_submit():
        try:
            codes = second_operations.enrol(
                account_id, secret, form.code.data or "", key=_key(), now=clock.now()
            )
        except second_operations.WrongCodeError as error:
            flash(str(errors.sentence(error)), "danger")
        else:
            return _enrolled(account_id, codes)
    picture = drawn(onetime.link(secret, ISSUER, facts.username))
    return render_template(
        "account/enrol.html",
        form=form,
        picture=b64encode(picture).decode(),
        typed=onetime.typed(secret),
        needed=pending() is not None,
    )


def _enrolling() -> int | None:
    """Who may set up: after the password, or signed in and without a second factor."""
    waiting, rights = pending(), access.rights()
    found = waiting if rights is None else rights.account_id
    return None if found is None or queries.kept(found) is not None else found


def _secret(account_id: int) -> bytes:
    """The secret that is offered to this browser, the same until it is taken."""
    name, _separator, text = str(session.get("offered", "")).partition(" ")
    secret = opened(text, _key()) if name == str(account_id) else None
    if secret is None:
        secret = second_operations.new_secret()
        session["offered"] = f"{account_id} {sealed(secret, _key())}"
    return secret


def _enrolled(account_id: int, codes: tuple[str, ...]) -> ResponseReturnValue:
    """The recovery codes, shown this once; whoever waited is signed in."""
    session.pop("offered", None)
    if access.rights() is None:
        go_on_waiting(account_id)
    return render_template(
        "account/recovery.html", codes=codes, onward=onward(url_for("start"))
    )


@blueprint.route("/second/take-away", methods=["GET", "POST"])
@access.audience("staff", "hr", "admin", "auditor", "manager", "executive")
def unenrol() -> ResponseReturnValue:
    """The page to take one's second factor away, or to begin with a new phone."""
    rights = access.rights()
    facts = None if rights is None else accounts.facts(rights.account_id)
    if rights is None or facts is None or queries.kept(facts.id) is None:
        return redirect(url_for("account.password"))
    form = PasswordForm()
    if form.validate_on_submit() and _is_mine(facts, form.password.data or ""):
        second_operations.drop(facts.id, actor=access.actor(), now=clock.now())
        sessions.empty()
        flash(_("The second factor was taken away. Sign in again."), "success")
        return redirect(url_for("account.sign_in"))
    needed = needs_second(rights)
    return render_template("account/unenrol.html", form=form, needed=needed)


def _is_mine(facts: accounts.AccountFacts, given: str) -> bool:
    """Whether the password is that of the account; what is wrong is said."""
    name = facts.username
    try:
        found = tried(name, lambda: operations.signed(name, given), "password")
    except WaitError as error:
        wait(error)
        return False
    if found != facts.id:
        flash(
            _("The password you have now is not right. Nothing was changed."), "danger"
        )
    return found == facts.id
