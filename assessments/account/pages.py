"""Signing in and out, the password, the language."""

from urllib.parse import urlsplit

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_security import login_user, logout_user
from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField, SubmitField
from wtforms.validators import InputRequired

from assessments import access, extensions, languages, navigation
from assessments.account import blueprint


def _next(default: str) -> str:
    """Where to go on: a path of this site that the link named, or the default."""
    wish = request.args.get("next", "")
    parts = urlsplit(wish)
    ours = wish.startswith("/") and not wish.startswith(("//", "/\\"))
    return wish if ours and not parts.netloc and not parts.scheme else default


class SignInForm(FlaskForm):  # type: ignore[misc]
    """Staff number or e-mail, and the password."""

    name = StringField(lazy_gettext("Staff number or e-mail"), [InputRequired()])
    password = PasswordField(lazy_gettext("Password"), [InputRequired()])
    submit = SubmitField(lazy_gettext("Sign in"))


@blueprint.route("/sign-in", methods=["GET", "POST"])
@access.audience("anyone")
def sign_in() -> ResponseReturnValue:
    """The sign-in page; an unknown name and a wrong password answer alike."""
    form = SignInForm()
    if form.validate_on_submit():
        account = extensions.accounts.find_user(username=(form.name.data or "").strip())
        if (
            account
            and account.active
            and account.verify_and_update_password(form.password.data or "")
        ):
            login_user(account)
            return redirect(_next(url_for("start")))
        flash(_("The name or the password is not right. Try again."), "danger")
    return render_template("account/sign_in.html", form=form)


@blueprint.post("/sign-out")
@access.audience("anyone")
def sign_out() -> ResponseReturnValue:
    """The sign-in page, signed out."""
    logout_user()
    return redirect(url_for("account.sign_in"))


@blueprint.post("/language")
@access.audience("anyone")
def language() -> ResponseReturnValue:
    """The same page in another language."""
    wish = request.form.get("language", "")
    if wish in languages.LANGUAGES:
        session["language"] = wish
    return redirect(_next(url_for(navigation.home())))


@blueprint.get("/password")
@access.audience("staff", "hr", "admin", "manager")
def password() -> ResponseReturnValue:
    """The page of one's own account."""
    return render_template("account/password.html")
