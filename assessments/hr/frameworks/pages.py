"""Framework versions: the list, one version, adding one from a file."""

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
from assessments.hr.drafts.places import called
from assessments.hr.frameworks import matrix, words
from assessments.operations import frameworks as operations
from assessments.operations.frameworks import VersionTakenError
from assessments.queries import drafts, frameworks, rounds
from assessments.queries.frameworks import Version
from assessments.workbooks import exchange
from assessments.workbooks import framework as workbook
from competency.frameworks import shipped
from competency.problems import Problems

YAML = "application/yaml"
"""Media type of a framework file (RFC 9512)."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class FileForm(Form):
    """A framework file."""

    file = FileField(
        lazy_gettext("Framework file (.yaml or .xlsx)"),
        [FileRequired(lazy_gettext("Choose a file."))],
    )
    submit = SubmitField(lazy_gettext("Check the file and keep it"))


@blueprint.route("/frameworks", methods=["GET", "POST"], endpoint="frameworks")
@access.audience("hr")
@access.whole_agency
def list_() -> ResponseReturnValue:
    """All versions; a file that was sent becomes one more, or its problems are told."""
    form = FileForm()
    problems: Problems = ()
    if form.validate_on_submit():
        version, problems = _added(form)
        if version is not None:
            return _page(version)
    kept = frameworks.versions()
    return render_template(
        "hr/frameworks.html",
        form=form,
        problems=[(each, errors.words(each, _)) for each in problems],
        versions=[(each, frameworks.rounds_of(each.id)) for each in kept],
        waiting=frameworks.waiting(),
        drafts=[
            (called(each.content, languages.current()), each)
            for each in drafts.unpublished()
        ],
    )


@blueprint.post("/frameworks/shipped/<name>")
@access.audience("hr")
@access.whole_agency
def framework_shipped(name: str) -> ResponseReturnValue:
    """The page of a shipped framework, which is a version now."""
    text = shipped().get(name)
    if text is None:
        abort(404)
    return _page(operations.add(text, actor=access.actor("hr"), now=clock.now()))


@blueprint.get("/frameworks/template")
@access.audience("hr")
def framework_template() -> ResponseReturnValue:
    """An empty workbook to write a framework into."""
    data = BytesIO(workbook.template(languages.current()))
    return send_file(data, XLSX, as_attachment=True, download_name="framework.xlsx")


@blueprint.get("/frameworks/<public_id>")
@access.audience("hr")
def framework(public_id: str) -> ResponseReturnValue:
    """All that one version says, with the source and status of each fact."""
    version = _found(public_id)
    content, language = version.content, languages.current()
    return render_template(
        "hr/framework.html",
        version=version,
        framework=content,
        rounds=[r for r in rounds.newest() if r.framework_version_id == version.id],
        rule=words.rule(content, language),
        areas=words.areas(content, language),
        profiles=words.profiles(content, language),
        targets=matrix.targets(content, language),
        statuses=words.STATUSES,
    )


@blueprint.get("/frameworks/<public_id>/file")
@access.audience("hr")
def framework_file(public_id: str) -> ResponseReturnValue:
    """The YAML text of a version, as it was added."""
    version = _found(public_id)
    data = BytesIO(frameworks.text(version.id).encode())
    name = f"{version.framework}-{version.version}.yaml"
    return send_file(data, YAML, as_attachment=True, download_name=name)


@blueprint.get("/frameworks/<public_id>/workbook")
@access.audience("hr")
def framework_workbook(public_id: str) -> ResponseReturnValue:
    """A version as a workbook, which can be changed and sent back."""
    version = _found(public_id)
    data = BytesIO(workbook.write(version.content, language=languages.current()))
    name = f"{version.framework}-{version.version}.xlsx"
    return send_file(data, XLSX, as_attachment=True, download_name=name)


def _found(public_id: str) -> Version:
    found = frameworks.version(public_id)
    return abort(404) if found is None else found


def _page(version: Version) -> ResponseReturnValue:
    """Go to the page of a version that was just added, or was there before."""
    name = f"{version.framework} {version.version}"
    flash(_("%(name)s is kept.", name=name), "success")
    return redirect(url_for("hr.framework", public_id=version.public_id))


def _added(form: FileForm) -> tuple[Version | None, Problems]:
    """The version that a file became, or all its problems."""
    data = form.file.data.read()
    kind = exchange.EXCEL if exchange.is_workbook(data) else exchange.YAML
    found = exchange.read(kind, data)
    if found.framework is None:
        return None, found.problems
    if again := frameworks.reused(found.framework):
        return None, again
    text = exchange.text_of(kind, data, found.framework)
    try:
        actor, now = access.actor("hr"), clock.now()
        return operations.add(text, actor=actor, now=now), ()
    except VersionTakenError as error:
        form.file.errors = (*form.file.errors, errors.sentence(error))
        return None, ()
