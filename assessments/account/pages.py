"""Signing in and out, the password, the language."""

from urllib.parse import urlsplit

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_security import login_user, logout_user
from wtforms import PasswordField, StringField, SubmitField
from wtforms.validators import EqualTo, InputRequired, Length

from assessments import access, clock, errors, extensions, languages
from assessments.account import blueprint
from assessments.extensions import Form
from assessments.operations import accounts as operations
from assessments.queries import accounts, people
from competency import passwords
from competency.errors import CompetencyError

FAILURES = "10 per 5 minutes"
"""Wrong passwords or codes for one name from one place, before it has to wait."""

_LONG_ENOUGH = Length(
    passwords.SHORTEST,
    passwords.LONGEST,
    lazy_gettext("A password has 12 to 128 characters."),
)
_SAME = EqualTo("password", lazy_gettext("The two passwords are not the same."))
_FILLED = InputRequired(lazy_gettext("Fill in this field."))
_NEW = lazy_gettext("New password (at least 12 characters)")
_AGAIN = lazy_gettext("The new password again")


def _next(default: str) -> str:
    """Where to go on: a path of this site that the link named, or the default."""
    wish = request.args.get("next", "")
    parts = urlsplit(wish)
    ours = wish.startswith("/") and not wish.startswith(("//", "/\\"))
    return wish if ours and not parts.netloc and not parts.scheme else default


def _who() -> str:
    """Whose failures are counted together."""
    return f"{request.remote_addr} {request.form.get('name', '').strip().casefold()}"


_slowly = extensions.limiter.limit(
    FAILURES,
    key_func=_who,
    methods=["POST"],
    deduct_when=lambda response: not 300 <= response.status_code < 400,  # noqa: PLR2004 -- a redirect is a success
)


def _open(account_id: int) -> None:
    """Begin a session of an account."""
    account = extensions.accounts.find_user(id=account_id)
    if account is not None:
        login_user(account)


def _enter(account_id: int) -> ResponseReturnValue:
    """Sign an account in, in the language it chose, and go on."""
    _open(account_id)
    chosen = accounts.language_of(account_id)
    if chosen in languages.LANGUAGES:
        session["language"] = chosen
    return redirect(_next(url_for("start")))


class SignInForm(Form):
    """Staff number or e-mail, and the password."""

    name = StringField(
        lazy_gettext("Staff number or e-mail"),
        [_FILLED],
        render_kw={"autocomplete": "username", "autocapitalize": "none"},
    )
    password = PasswordField(
        lazy_gettext("Password"),
        [_FILLED],
        render_kw={"autocomplete": "current-password"},
    )
    submit = SubmitField(lazy_gettext("Sign in"))


@blueprint.route("/sign-in", methods=["GET", "POST"])
@_slowly
@access.audience("anyone")
def sign_in() -> ResponseReturnValue:
    """The sign-in page; an unknown name and a wrong password answer alike."""
    form = SignInForm()
    if form.validate_on_submit():
        account_id = operations.signed(form.name.data or "", form.password.data or "")
        if account_id is not None:
            return _enter(account_id)
        flash(_("The name or the password is not right. Try again."), "danger")
    return render_template("account/sign_in.html", form=form)


class FirstForm(Form):
    """Staff number or e-mail, the code of the invitation, a password twice."""

    name = StringField(
        lazy_gettext("Staff number or e-mail"),
        [_FILLED],
        render_kw={"autocomplete": "username", "autocapitalize": "none"},
    )
    code = StringField(
        lazy_gettext("Code from your invitation"),
        [_FILLED],
        render_kw={"autocomplete": "one-time-code", "autocapitalize": "characters"},
    )
    password = PasswordField(
        _NEW, [_FILLED, _LONG_ENOUGH], render_kw={"autocomplete": "new-password"}
    )
    again = PasswordField(
        _AGAIN, [_FILLED, _SAME], render_kw={"autocomplete": "new-password"}
    )
    submit = SubmitField(lazy_gettext("Keep the password and sign in"))


@blueprint.route("/first", methods=["GET", "POST"])
@_slowly
@access.audience("anyone")
def first() -> ResponseReturnValue:
    """The page of the first sign-in: a code is spent for a password of one's own."""
    form = FirstForm()
    if form.validate_on_submit():
        name, code = form.name.data or "", form.code.data or ""
        try:
            account_id = operations.redeem(
                name, code, form.password.data or "", now=clock.now()
            )
        except CompetencyError as error:
            flash(str(errors.sentence(error)), "danger")
        else:
            return _enter(account_id)
    return render_template("account/first.html", form=form)


@blueprint.post("/sign-out")
@access.audience("anyone")
def sign_out() -> ResponseReturnValue:
    """The sign-in page, signed out."""
    logout_user()
    return redirect(url_for("account.sign_in"))


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
    return redirect(_next(url_for("start")))


class PasswordForm(Form):
    """The password now, and the next one twice."""

    now = PasswordField(
        lazy_gettext("The password you have now"),
        [_FILLED],
        render_kw={"autocomplete": "current-password"},
    )
    password = PasswordField(
        _NEW, [_FILLED, _LONG_ENOUGH], render_kw={"autocomplete": "new-password"}
    )
    again = PasswordField(
        _AGAIN, [_FILLED, _SAME], render_kw={"autocomplete": "new-password"}
    )
    submit = SubmitField(lazy_gettext("Change the password"))


@blueprint.route("/password", methods=["GET", "POST"])
@access.audience("staff", "hr", "admin", "manager")
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
    return render_template("account/password.html", form=form, line=line, facts=facts)


def _change(facts: accounts.AccountFacts, form: PasswordForm) -> bool:
    """Whether the password was changed; this session goes on, all others end."""
    if operations.signed(facts.username, form.now.data or "") != facts.id:
        text = _("The password you have now is not right. Nothing was changed.")
        flash(text, "danger")
        return False
    password = form.password.data or ""
    now, actor = clock.now(), access.actor()
    try:
        operations.set_password(facts.id, password, actor=actor, now=now)
    except passwords.PasswordError as error:
        flash(str(errors.sentence(error)), "danger")
        return False
    _open(facts.id)
    text = _("The password was changed. Other devices have to sign in again.")
    flash(text, "success")
    return True
