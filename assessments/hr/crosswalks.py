"""Crosswalks between frameworks: the agency's own and those that are shipped."""

from io import BytesIO

from flask import abort, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf.file import FileField, FileRequired
from wtforms import SubmitField

from assessments import access, clock, errors
from assessments.extensions import Form
from assessments.hr import blueprint
from assessments.hr.courses import XLSX
from assessments.operations import crosswalks as operations
from assessments.queries import crosswalks, frameworks
from assessments.queries.crosswalks import Known
from assessments.workbooks import crosswalk as workbook
from assessments.workbooks import rescored as words
from assessments.workbooks.exchange import is_workbook
from competency.crosswalks import coverage
from competency.frameworks import decoded
from competency.problems import Problems

YAML = "application/yaml"


class CrosswalkForm(Form):
    """A crosswalk as a workbook or a YAML file."""

    file = FileField(
        lazy_gettext("Crosswalk (.xlsx or .yaml)"),
        [FileRequired(lazy_gettext("Choose a file."))],
    )
    submit = SubmitField(lazy_gettext("Check the crosswalk and keep it"))


@blueprint.route("/crosswalks", methods=["GET", "POST"], endpoint="crosswalks")
@access.audience("hr")
@access.whole_agency
def list_() -> ResponseReturnValue:
    """All crosswalks in use; a file that is sent here becomes the agency's own."""
    form, problems = CrosswalkForm(), Problems()
    if form.validate_on_submit():
        found, problems = read(form.file.data.read())
        if found is not None:
            actor, now = access.actor("hr"), clock.now()
            name, new = operations.keep(found, actor=actor, now=now)
            said = _("The crosswalk is kept and in use.")
            flash(said if new else _("This crosswalk is in use already."), "success")
            return redirect(url_for("hr.crosswalk", name=name))
    return render_template(
        "hr/crosswalks.html",
        form=form,
        known=crosswalks.known(),
        outgrown=crosswalks.outgrown(),
        frameworks=frameworks.newest(),
        statuses=words.statuses(_),
        problems=[(each, errors.words(each, _)) for each in problems],
    )


def read(data: bytes) -> tuple[Known | None, Problems]:
    """The crosswalk of a file, or all its problems at their lines or cells."""
    if is_workbook(data):
        text, places, problems = workbook.text(data)
        if problems:
            return None, problems
        found, problems = crosswalks.checked(text)
        return found, workbook.placed(problems, places)
    text, problems = decoded(data)
    return (None, problems) if problems else crosswalks.checked(text)


@blueprint.get("/crosswalks/template")
@access.audience("hr")
def crosswalk_template() -> ResponseReturnValue:
    """An empty workbook between two frameworks; the list where they are not named."""
    known = frameworks.newest()
    ends = [known.get(request.args.get(each, "")) for each in ("from", "to")]
    if ends[0] is None or ends[1] is None:
        return redirect(url_for("hr.crosswalks"))
    made = BytesIO(workbook.template(ends[0], ends[1], now=clock.now()))
    name = f"crosswalk-{ends[0].id}-to-{ends[1].id}.xlsx"
    return send_file(made, XLSX, as_attachment=True, download_name=name)


def _known(name: str) -> Known:
    found = crosswalks.named(name)
    return abort(404) if found is None else found


@blueprint.get("/crosswalks/<name>")
@access.audience("hr")
def crosswalk(name: str) -> ResponseReturnValue:
    """One crosswalk: whose word it is, its relations, what it covers."""
    found = _known(name)
    return render_template(
        "hr/crosswalk.html",
        known=found,
        walk=found.walk,
        sources={each.id: each.name for each in found.source.competencies},
        targets={each.id: each.name for each in found.target.competencies},
        kinds=words.kinds(_),
        statuses=words.statuses(_),
        coverage=coverage(found.walk, found.target),
    )


@blueprint.get("/crosswalks/<name>/workbook")
@access.audience("hr")
def crosswalk_workbook(name: str) -> ResponseReturnValue:
    """A crosswalk to change in Excel and send back."""
    found = _known(name)
    made = workbook.workbook(
        found.walk, found.source, found.target, author=found.own, now=clock.now()
    )
    file = f"crosswalk-{found.walk.id}.xlsx"
    return send_file(BytesIO(made), XLSX, as_attachment=True, download_name=file)


@blueprint.get("/crosswalks/<name>/file")
@access.audience("hr")
def crosswalk_file(name: str) -> ResponseReturnValue:
    """The YAML text of a crosswalk."""
    found = _known(name)
    made, file = BytesIO(found.text.encode()), f"crosswalk-{found.walk.id}.yaml"
    return send_file(made, YAML, as_attachment=True, download_name=file)


@blueprint.post("/crosswalks/<name>/withdraw")
@access.audience("hr")
@access.whole_agency
def crosswalk_withdraw(name: str) -> ResponseReturnValue:
    """Use one of the agency's own no longer; a shipped one counts again."""
    operations.withdraw(name, actor=access.actor("hr"), now=clock.now())
    flash(_("The crosswalk is used no longer."), "success")
    return redirect(url_for("hr.crosswalks"))
