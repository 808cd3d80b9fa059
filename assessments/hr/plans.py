"""Training plans: ordering one, reading what it comes to, taking its workbook away."""

from flask import abort, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import SelectField, StringField, SubmitField
from wtforms.validators import ValidationError

from assessments import access, clock, files, languages, thai
from assessments.extensions import Form
from assessments.hr import blueprint
from assessments.jobs import contents, queue
from assessments.operations import plans as operations
from assessments.queries import plans, rounds
from assessments.queries.plans import PlanLine
from assessments.queries.rounds import RoundFacts
from assessments.workbooks.plan import strategies, words
from competency.planning import summary
from competency.rounds import WITH_RESULTS

NAMES = {True: "training-plan.xlsx", False: "training-plan-without-names.xlsx"}
"""What the workbooks are called: the one with people's names, and the one without."""


class BahtField(StringField):
    """An amount in baht as people write it; `satang` is what it says."""

    satang: int

    def pre_validate(self, form: object) -> None:  # noqa: ARG002 -- WTForms passes it
        """Read what was written, or say how to write it."""
        found = thai.read_baht(self.data or "")
        if not found:
            raise ValidationError(_("Write an amount in baht, such as 1,500,000."))
        self.satang = found


class PlanForm(Form):
    """For which round, and with how much money."""

    round_id = SelectField(lazy_gettext("Closed round"), coerce=int)
    budget = BahtField(
        lazy_gettext("Budget in baht"),
        description=lazy_gettext("What the courses of the plan may cost in all."),
    )
    order = SubmitField(lazy_gettext("Make the plan"))


@blueprint.route("/plans", endpoint="plans", methods=["GET", "POST"])
@access.audience("hr")
def all_plans() -> ResponseReturnValue:
    """Order a plan, and see those there are, the newest first."""
    mine = readable()
    closed = [each for each in mine if each.state in WITH_RESULTS]
    form = PlanForm()
    form.round_id.choices = [(each.id, each.name) for each in closed]
    if form.validate_on_submit():
        asked: dict[str, object] = {
            "round_id": form.round_id.data,
            "budget_satang": form.budget.satang,
            "language": languages.current(),
        }
        job = queue.order("plan", asked, actor=access.actor("hr"))
        return redirect(url_for("hr.job", public_id=job.public_id))
    numbers = {each.id for each in mine}
    made = [each for each in plans.newest() if each.round_id in numbers]
    return render_template("hr/plans.html", form=form, rounds=closed, plans=made)


@blueprint.get("/plans/<public_id>")
@access.audience("hr")
def plan(public_id: str) -> ResponseReturnValue:
    """One plan: what it comes to, how good it is, for whom."""
    line = _found(public_id)
    content = contents.plan(line)
    return render_template(
        "hr/plan.html",
        line=line,
        content=content,
        facts=words.facts(content, _),
        proof=words.proof(content.plan, _),
        binding=words.binding(content.plan, _),
        limits=words.limits(content.plan, _),
        courses=summary.by_course(content.plan),
        sharing=strategies.sharing(_),
    )


@blueprint.post("/plans/<public_id>/workbook/<any(named, nameless):copy>")
@access.audience("hr")
def plan_workbook(public_id: str, copy: str) -> ResponseReturnValue:
    """The workbook in the language of the page; a job makes it where it is not."""
    line, language = _found(public_id), languages.current()
    named = copy == "named"
    path = files.path(line.file(operations.file_name(language, named=named)))
    if path is None:
        asked = {"plan": line.public_id, "language": language, "named": named}
        job = queue.order("plan-workbook", asked, actor=access.actor("hr"))
        return redirect(url_for("hr.job", public_id=job.public_id))
    people, actor = rounds.rate(line.round_id).asked, access.actor("hr")
    operations.note_reading(line.id, copy, people, actor=actor, now=clock.now())
    return send_file(path, as_attachment=True, download_name=NAMES[named])


def readable() -> list[RoundFacts]:
    """The rounds of the units that this account looks after, the newest first."""
    units = access.unit_ids("hr")
    return [each for each in rounds.newest() if each.unit_id in units]


def _found(public_id: str) -> PlanLine:
    """A plan of a round that may be read; foreign and missing ones answer alike."""
    line = plans.line(public_id)
    if line is None or line.round_id not in {each.id for each in readable()}:
        abort(404)
    return line
