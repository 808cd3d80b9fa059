"""The privacy notice: for everybody to read, and kept who has read which version."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessments import access, clock, languages
from assessments.account import blueprint
from assessments.account.entering import onward
from assessments.jobs.records import facts
from assessments.operations import notices as operations
from assessments.queries import notices
from competency.notices import current, said

EVERYBODY = (
    "staff",
    "supervisor",
    "executive",
    "manager",
    "hr",
    "admin",
    "auditor",
)
"""The roles of a page that is about the reader's own data."""


@blueprint.get("/notice")
@access.audience("anyone")
def notice() -> ResponseReturnValue:
    """The notice of now; whoever is signed in may say that they have read it."""
    language = languages.current()
    found, mine, known = current(), access.rights(), facts(language)
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
    return redirect(onward(url_for("start")))
