"""The privacy notice: for everybody to read, and kept who has read which version."""

from collections.abc import Mapping

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from assessments import access, clock, languages
from assessments.account import blueprint
from assessments.account.pages import _next
from assessments.operations import notices as operations
from assessments.queries import notices
from competency.notices import current, said

_YEAR = 365
EVERYBODY = ("staff", "supervisor", "manager", "hr", "admin")
"""The roles of a page that is about the reader's own data."""


def period(days: int) -> str:
    """So many days in words: in years where they are whole ones."""
    years, rest = divmod(days, _YEAR)
    if rest:
        return str(_("%(count)s days", count=days))
    return str(_("%(count)s years", count=years) if years > 1 else _("1 year"))


def facts() -> Mapping[str, str]:
    """What the notice says of this agency: its name, a contact, how long it keeps."""
    settings = current_app.config["SETTINGS"]
    nobody = _("the human resources office of the agency")
    return {
        "agency": settings.privacy_agency or notices.agency(languages.current()),
        "contact": settings.privacy_contact or nobody,
        "answers": period(settings.keep_answers_days),
        "results": period(settings.keep_results_days),
        "leavers": period(settings.keep_leavers_days),
    }


@blueprint.get("/notice")
@access.audience("anyone")
def notice() -> ResponseReturnValue:
    """The notice of now; whoever is signed in may say that they have read it."""
    found, mine, known = current(), access.rights(), facts()
    language = languages.current()
    return render_template(
        "account/notice.html",
        notice=found,
        words=lambda text: said(text, language, known),
        seen=notices.seen_at(mine.account_id, found.version) if mine else None,
        asked=mine is not None,
        next=request.args.get("next"),
    )


@blueprint.post("/notice")
@access.audience(*EVERYBODY)
def notice_seen() -> ResponseReturnValue:
    """The page that was asked for, now that the notice is read."""
    actor = access.actor()
    if actor.account_id is not None:
        operations.see(
            actor.account_id, current().version, actor=actor, now=clock.now()
        )
    return redirect(_next(url_for("start")))
