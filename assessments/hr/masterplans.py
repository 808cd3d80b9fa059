"""The agency's digital master plan: taking it in, reading it, putting it aside."""

from collections.abc import Mapping
from io import BytesIO

from flask import abort, flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf.file import FileField, FileRequired
from wtforms import SubmitField

from assessments import access, clock, errors, languages
from assessments.extensions import Form
from assessments.hr import blueprint
from assessments.operations import masterplans as operations
from assessments.queries import frameworks, masterplans
from competency.frameworks import decoded
from competency.masterplans import MasterPlan, MasterPlanError, shipped
from competency.problems import Problem, Problems

YAML = "application/yaml"
EXAMPLE = "demo-city-2566-2570"
"""The shipped plan that shows the form of the file; it is invented and says so."""


class MasterPlanForm(Form):
    """A master plan file."""

    file = FileField(
        lazy_gettext("Master plan file (.yaml)"),
        [FileRequired(lazy_gettext("Choose a file."))],
    )
    submit = SubmitField(lazy_gettext("Check the file and use it"))


@blueprint.route("/masterplan", methods=["GET", "POST"])
@access.audience("hr")
@access.whole_agency
def masterplan() -> ResponseReturnValue:
    """The plan in use; a file that was sent takes its place, or its faults are told."""
    form = MasterPlanForm()
    problems: Problems = ()
    if form.validate_on_submit():
        problems = _add(form)
        if not problems:
            return redirect(url_for("hr.masterplan"))
    kept = masterplans.in_use()
    return render_template(
        "hr/masterplan.html",
        form=form,
        problems=[(each, errors.words(each, _)) for each in problems],
        kept=kept,
        plan=None if kept is None else kept.content,
        names={} if kept is None else _competencies(kept.content),
        others=[each for each in masterplans.newest() if not each.active],
    )


@blueprint.get("/masterplan/example")
@access.audience("hr")
def masterplan_example() -> ResponseReturnValue:
    """The text of the invented example, to write one's own plan over."""
    return _file(shipped()[EXAMPLE], EXAMPLE)


@blueprint.get("/masterplan/<public_id>/file")
@access.audience("hr")
def masterplan_file(public_id: str) -> ResponseReturnValue:
    """The YAML text of a plan, as it was added."""
    kept = masterplans.plan(public_id)
    if kept is None:
        abort(404)
    return _file(masterplans.text(kept.id), kept.content.id)


@blueprint.post("/masterplan/<public_id>/<any(use, aside):move>")
@access.audience("hr")
@access.whole_agency
def masterplan_move(public_id: str, move: str) -> ResponseReturnValue:
    """The page, after a plan was taken into use or put aside."""
    moves = {"use": operations.use, "aside": operations.put_aside}
    moves[move](public_id, actor=access.actor("hr"), now=clock.now())
    return redirect(url_for("hr.masterplan"))


def _file(text: str, name: str) -> ResponseReturnValue:
    data = BytesIO(text.encode())
    return send_file(data, YAML, as_attachment=True, download_name=f"{name}.yaml")


def _add(form: MasterPlanForm) -> Problems:
    """All problems of the file; none, and its plan is in use."""
    text, problems = decoded(form.file.data.read())
    if problems:
        return problems
    try:
        kept = operations.add(text, actor=access.actor("hr"), now=clock.now())
    except MasterPlanError as error:
        found: tuple[Problem, ...] = error.args[0]
        return found
    name = kept.content.name.of(languages.current())
    flash(_("%(name)s is in use now.", name=name), "success")
    return ()


def _competencies(plan: MasterPlan) -> Mapping[tuple[str, str], str]:
    """(framework, competency) → its name today, of all that the plan links to."""
    known, language = frameworks.newest(), languages.current()
    named = {link.framework for each in plan.strategies for link in each.competencies}
    return {
        (name, each.id): each.name.of(language)
        for name in named & set(known)
        for each in known[name].competencies
    }
