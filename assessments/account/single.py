"""Signing in with the agency's account: to its provider, and back."""

from flask import Response, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_limiter.util import get_remote_address

from assessments import access, clock, errors, extensions, languages, noting
from assessments import single as provider
from assessments.account import blueprint
from assessments.account.entering import FAILURES, Way, enter, onward
from assessments.config import Settings
from assessments.operations import single as operations
from competency.errors import CompetencyError
from competency.single import named, shows_second

KIND = "single"
"""How the log names this way to sign in."""


def _failed(response: Response) -> bool:
    return url_for("account.sign_in") in (response.location or "")


paced = extensions.limiter.shared_limit(
    FAILURES, scope="single", key_func=get_remote_address, deduct_when=_failed
)


@blueprint.get("/single")
@paced
@access.audience("anyone")
def single() -> ResponseReturnValue:
    """The way to the provider's page; the sign-in page where there is none."""
    wish = request.args.get("next", "")
    if not _settings().signs_on:
        return redirect(url_for("account.sign_in"))
    try:
        return provider.begin(url_for("account.single_back"), wish)
    except CompetencyError as error:
        return _turned_away(error, wish)


@blueprint.get("/single/back")
@paced
@access.audience("anyone")
def single_back() -> ResponseReturnValue:
    """The page that was wished for, whoever the provider sends back being signed in."""
    if not _settings().signs_on:
        return redirect(url_for("account.sign_in"))
    wish = provider.wish()
    try:
        account_id, is_strong = _admitted()
    except CompetencyError as error:
        noting.failed(None, KIND)
        return _turned_away(error, wish)
    return enter(account_id, Way(KIND, is_strong, wish))


def button() -> str:
    """What the button on the sign-in page says; empty where there is none."""
    settings, english = _settings(), languages.current() == "en"
    said = settings.oidc_label_en if english else settings.oidc_label_th
    return (said or str(_("Sign in with the agency's account"))) * settings.signs_on


def _settings() -> Settings:
    found: Settings = current_app.config["SETTINGS"]
    return found


def _admitted() -> tuple[int, bool]:
    """The account of whoever comes back, and whether more than a password was asked."""
    settings, claims = _settings(), provider.believed()
    name = named(claims, settings.oidc_claim)
    account_id = operations.admitted(name, actor=noting.guest(), now=clock.now())
    return account_id, settings.oidc_trust_second and shows_second(claims)


def _turned_away(error: CompetencyError, wish: str) -> ResponseReturnValue:
    """The sign-in page, which says what went wrong and leads on to the same page."""
    flash(str(errors.sentence(error)), "danger")
    return redirect(url_for("account.sign_in", next=onward("", wish) or None))
