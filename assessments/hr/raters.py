"""Who rates whom in a round: as the roster says, and as HR changes it."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import SelectField, StringField, SubmitField
from wtforms.validators import DataRequired

from assessments import access, clock, errors
from assessments.extensions import Form
from assessments.hr import blueprint
from assessments.operations import ratings as operations
from assessments.operations.ratings import (
    OwnRaterError,
    RaterTakenError,
    RatingBegunError,
)
from assessments.queries import people, ratings, rounds
from assessments.queries.rounds import RoundFacts
from assessments.wording import OTHERS, RATERS

MOST = 50
"""People that a list shows; a search finds the others."""


class RaterForm(Form):
    """Who is to rate, and as what."""

    number = StringField(lazy_gettext("Staff number"), [DataRequired()])
    kind = SelectField(lazy_gettext("Rates as"))
    submit = SubmitField(lazy_gettext("Ask this person to rate"))


def _round(public_id: str) -> RoundFacts:
    found = rounds.named(public_id)
    if found is None or found.opened_at is None:
        return abort(404)
    return found


@blueprint.get("/rounds/<public_id>/raters", endpoint="raters")
@access.audience("hr")
def list_(public_id: str) -> ResponseReturnValue:
    """How far ratings of each kind are, and people of my part with their raters."""
    found, text = _round(public_id), request.args.get("text", "").strip()
    mine = access.unit_ids("hr")
    return render_template(
        "hr/raters.html",
        round=found,
        progress=ratings.progress(found.id),
        kinds=RATERS,
        text=text,
        subjects=ratings.subjects(found.id, mine, text, MOST),
        most=MOST,
    )


@blueprint.route("/rounds/<public_id>/raters/<person>", methods=["GET", "POST"])
@access.audience("hr")
def raters_of(public_id: str, person: str) -> ResponseReturnValue:
    """Who rates one person; a POST asks one more."""
    found, form = _round(public_id), RaterForm()
    form.kind.choices = [(kind, str(RATERS[kind])) for kind in OTHERS]
    subject = people.person(person, access.unit_ids("hr"))
    if subject is None or ratings.invited(found.id, person) is None:
        abort(404)
    if form.validate_on_submit() and _asked(found, subject.line.id, form):
        return redirect(request.url)
    return render_template(
        "hr/raters_of.html",
        round=found,
        subject=subject,
        form=form,
        raters=ratings.raters(found.id, subject.line.id),
        kinds=RATERS,
        open=found.is_open(clock.now()),
    )


def _asked(found: RoundFacts, subject: int, form: RaterForm) -> bool:
    """Whether the person of the form was asked; otherwise the form says why not."""
    number = str(form.number.data).strip()
    rater = ratings.numbers((number,)).get(number)
    if rater is None:
        form.number.errors = (_("Nobody of today's staff has this number."),)
        return False
    actor, now, kind = access.actor("hr"), clock.now(), str(form.kind.data)
    try:
        operations.ask(found.id, subject, rater, kind, actor=actor, now=now)
    except (RaterTakenError, OwnRaterError) as error:
        form.number.errors = (errors.sentence(error),)
        return False
    flash(_("This person is asked to rate now."), "success")
    return True


@blueprint.post("/rounds/<public_id>/raters/<person>/<rating>/release")
@access.audience("hr")
def rater_release(public_id: str, person: str, rating: str) -> ResponseReturnValue:
    """Ask somebody no longer who has not begun."""
    found = _round(public_id)
    subject = people.person(person, access.unit_ids("hr"))
    known = () if subject is None else ratings.raters(found.id, subject.line.id)
    if rating not in {each.public_id for each in known}:
        abort(404)
    try:
        actor = access.actor("hr")
        operations.release(found.id, rating, actor=actor, now=clock.now())
    except RatingBegunError as error:
        flash(errors.sentence(error), "warning")
    else:
        flash(_("This person is asked no longer."), "success")
    return redirect(url_for("hr.raters_of", public_id=public_id, person=person))
