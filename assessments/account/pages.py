"""Signing in and out, the password, the language."""

from http import HTTPStatus

from flask import (
    flash,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import PasswordField, SubmitField

from assessments import access, clock, errors, languages, sessions
from assessments.account import blueprint
from assessments.account.entering import (
    enter,
    needs_second,
    onward,
    slowly,
    tried,
    wait,
)
from assessments.account.fields import AGAIN, FILLED, LONG_ENOUGH, NEW, SAME, named
from assessments.account.single import button
from assessments.extensions import Form
from assessments.operations import accounts as operations
from assessments.queries import accounts, people, second
from competency import passwords
from competency.tries import WaitError


class SignInForm(Form):
    """Staff number or e-mail, and the password."""

    name = named()
    password = PasswordField(
        lazy_gettext("Password"),
        [FILLED],
        render_kw={"autocomplete": "current-password"},
    )
    submit = SubmitField(lazy_gettext("Sign in"))


@blueprint.route("/sign-in", methods=["GET", "POST"])
@slowly
@access.audience("anyone")
def sign_in() -> ResponseReturnValue:
    """The sign-in page; an unknown name and a wrong password answer alike."""
    form, status = SignInForm(), HTTPStatus.OK
    if form.validate_on_submit():
        name, given = form.name.data or "", form.password.data or ""
        try:
            account_id = tried(name, lambda: operations.signed(name, given), "password")
        except WaitError as error:
            status = wait(error)
        else:
            if account_id is not None:
                return enter(account_id)
            flash(_("The name or the password is not right. Try again."), "danger")
    page = render_template("account/sign_in.html", form=form, signs_on=button())
    return page, status


@blueprint.post("/sign-out")
@access.audience("anyone")
def sign_out() -> ResponseReturnValue:
    """The sign-in page, signed out."""
    sessions.end()
    answer = redirect(url_for("account.sign_in"))
    # On a shared computer nothing that was shown may come back.
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@blueprint.post("/language")
@access.audience("anyone")
def language() -> ResponseReturnValue:
    """The same page in another language, which the account then keeps."""
    wish = request.form.get("language", "")
    if wish in languages.LANGUAGES:
        session["language"] = wish
        rights = access.rights()
        if rights is not None:
            operations.choose_language(
                rights.account_id, wish, actor=access.actor(), now=clock.now()
            )
    return redirect(onward(url_for("start")))


class PasswordForm(Form):
    """The password now, and the next one twice."""

    now = PasswordField(
        lazy_gettext("The password you have now"),
        [FILLED],
        render_kw={"autocomplete": "current-password"},
    )
    password = PasswordField(
        NEW, [FILLED, LONG_ENOUGH], render_kw={"autocomplete": "new-password"}
    )
    again = PasswordField(
        AGAIN, [FILLED, SAME], render_kw={"autocomplete": "new-password"}
    )
    submit = SubmitField(lazy_gettext("Change the password"))


@blueprint.route("/password", methods=["GET", "POST"])
@access.audience("staff", "hr", "admin", "auditor", "manager", "executive")
def password() -> ResponseReturnValue:
    """The page of one's own account: who I am, what I may do, a new password."""
    form = PasswordForm()
    rights = access.rights()
    facts = accounts.facts(rights.account_id) if rights else None
    if rights is None or facts is None:
        return redirect(url_for("account.sign_in"))
    if form.validate_on_submit() and _change(facts, form):
        return redirect(url_for("account.password"))
    line = None if rights.person_id is None else people.line(rights.person_id)
    return render_template(
        "account/password.html",
        form=form,
        line=line,
        facts=facts,
        second=second.kept(facts.id),
        needed=needs_second(rights),
    )


def _change(facts: accounts.AccountFacts, form: PasswordForm) -> bool:
    """Whether the password was changed; this session goes on, all others end."""
    name, given = facts.username, form.now.data or ""
    try:
        found = tried(name, lambda: operations.signed(name, given), "password")
        if found == facts.id:
            password = form.password.data or ""
            now, actor = clock.now(), access.actor()
            operations.set_password(facts.id, password, actor=actor, now=now)
    except WaitError as error:
        wait(error)
        return False
    except passwords.PasswordError as error:
        flash(str(errors.sentence(error)), "danger")
        return False
    if found != facts.id:
        text = _("The password you have now is not right. Nothing was changed.")
        flash(text, "danger")
        return False
    sessions.begin(facts.id)
    text = _("The password was changed. Other devices have to sign in again.")
    flash(text, "success")
    return True
