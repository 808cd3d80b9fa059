"""Results of people on paper: ordering them for a closed round, and finding them."""

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext
from wtforms import RadioField, SubmitField

from assessments import access, languages
from assessments.extensions import Form
from assessments.hr import blueprint
from assessments.jobs import queue
from assessments.jobs.upkeep import KEPT
from assessments.queries import jobs, rounds
from assessments.queries import papers as queries
from assessments.queries.jobs import JobState
from assessments.queries.rounds import RoundFacts
from competency.rounds import WITH_RESULTS

COPIES = {
    "units": lazy_gettext(
        "To print: one PDF for each unit, with a bookmark for each person. Everybody "
        "begins on the front of a new sheet."
    ),
    "people": lazy_gettext(
        "To hand out one by one: a PDF for each person, named by staff number."
    ),
}
"""How results can be put into files, in words."""

STATES = {
    "waiting": lazy_gettext("Waiting"),
    "running": lazy_gettext("Under way"),
    "done": lazy_gettext("Ready to download"),
    "failed": lazy_gettext("Failed"),
}
"""How far an order is, in words."""


class PapersForm(Form):
    """Into which files the results go."""

    copy = RadioField(lazy_gettext("Files"))
    order = SubmitField(lazy_gettext("Make the PDFs"))


@blueprint.route("/rounds/<public_id>/papers", methods=["GET", "POST"])
@access.audience("hr")
def papers(public_id: str) -> ResponseReturnValue:
    """Order the results of the staff whom I look after, and see what I ordered."""
    found = _closed(public_id)
    people = queries.subjects(found.id, access.unit_ids("hr"))
    form = PapersForm(copy="units")
    form.copy.choices = list(COPIES.items())
    if people and form.validate_on_submit():
        return _order(found, str(form.copy.data))
    return render_template(
        "hr/papers.html",
        round=found,
        people=people,
        form=form,
        orders=_orders(found),
        states=STATES,
        days=KEPT.days,
    )


def _closed(public_id: str) -> RoundFacts:
    found = rounds.named(public_id)
    if found is None or found.state not in WITH_RESULTS:
        abort(404)
    return found


def _order(found: RoundFacts, copy: str) -> ResponseReturnValue:
    """The page of the job; the account is a part of the order, for nobody shares it."""
    actor = access.actor("hr")
    asked: dict[str, object] = {
        "round": found.id,
        "copy": copy,
        "language": languages.current(),
        "account": actor.account_id,
    }
    job = queue.order("results", asked, actor=actor)
    return redirect(url_for("hr.job", public_id=job.public_id))


def _orders(found: RoundFacts) -> tuple[JobState, ...]:
    """What I ordered of this round, the newest first."""
    mine = jobs.newest(access.actor("hr").account_id or 0)
    return tuple(
        each
        for each in mine
        if each.kind == "results" and each.arguments["round"] == found.id
    )
