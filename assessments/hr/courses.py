"""The course catalogue: what each course lifts and costs; a new list by workbook."""

from dataclasses import dataclass
from io import BytesIO

from flask import abort, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, SubmitField

from assessments import access, clock, errors, languages
from assessments.extensions import Form
from assessments.hr import blueprint
from assessments.operations import courses as operations
from assessments.queries import courses as queries
from assessments.queries import frameworks
from assessments.queries.courses import Changes
from assessments.queries.frameworks import Version
from assessments.workbooks import courses as workbook
from competency.courses import Course

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""Media type of a workbook."""


class CoursesForm(Form):
    """A course workbook, and whether it is all there is."""

    file = FileField(
        lazy_gettext("Course workbook (.xlsx)"),
        [FileRequired(lazy_gettext("Choose a file."))],
    )
    whole = BooleanField(
        lazy_gettext("Courses that are not in the file are offered no longer")
    )
    submit = SubmitField(lazy_gettext("Bring these courses in"))


@dataclass(frozen=True)
class Lift:
    """What a course does in one competency."""

    name: str
    before: float
    after: float


@dataclass(frozen=True)
class Line:
    """A course as the page shows it."""

    course: Course
    lifts: tuple[Lift, ...]


@blueprint.route("/courses", methods=["GET", "POST"], endpoint="courses")
@access.audience("hr")
@access.whole_agency
def catalogue() -> ResponseReturnValue:
    """The courses of a framework; a workbook that is sent here changes them."""
    known = frameworks_known()
    chosen, form, problems = _chosen(known), CoursesForm(), []
    if chosen and form.validate_on_submit():
        scope = workbook.scope(chosen.content)
        found, faults = workbook.read(form.file.data.read(), scope)
        if not faults:
            flash(_said(_put(found, chosen, whole=form.whole.data)), "success")
            return redirect(url_for("hr.courses", framework=chosen.framework))
        problems = [(problem, errors.words(problem, _)) for problem in faults]
    return render_template(
        "hr/courses.html",
        form=form,
        known=known,
        chosen=chosen,
        lines=_lines(chosen) if chosen else [],
        problems=problems,
        may_import=access.looks_after_all(),
    )


@blueprint.get("/courses/workbook")
@access.audience("hr")
def courses_workbook() -> ResponseReturnValue:
    """The catalogue of a framework to change and send back; empty at first."""
    chosen = _chosen(frameworks_known())
    if chosen is None:
        abort(404)
    content, language = chosen.content, languages.current()
    made = workbook.template(
        queries.catalogue(chosen.framework),
        names={each.id: each.name.of(language) for each in content.competencies},
        now=clock.now(),
    )
    name = f"courses-{chosen.framework}.xlsx"
    return send_file(BytesIO(made), XLSX, as_attachment=True, download_name=name)


def frameworks_known() -> tuple[Version, ...]:
    """The newest version of each framework that was added."""
    newest: dict[str, Version] = {}
    for version in frameworks.versions():
        newest.setdefault(version.framework, version)
    return tuple(newest.values())


def _chosen(known: tuple[Version, ...]) -> Version | None:
    """The framework that is asked for, else one that has courses, else the first."""
    asked = request.args.get("framework")
    if asked is not None:
        return next((v for v in known if v.framework == asked), None) or abort(404)
    having = (each for each in known if queries.codes_of(each.framework))
    return next(having, known[0] if known else None)


def _put(courses: tuple[Course, ...], version: Version, *, whole: bool) -> Changes:
    return operations.put(
        courses,
        version.framework,
        whole=whole,
        actor=access.actor("hr"),
        now=clock.now(),
    )


def _said(changes: Changes) -> str:
    words = _(
        "New courses: %(new)s. Changed: %(changed)s. As they were: %(same)s. Offered "
        "no longer: %(gone)s."
    )
    return str(words % changes.counts)


def _lines(version: Version) -> list[Line]:
    language = languages.current()
    called = {each.id: each.name.of(language) for each in version.content.competencies}
    return [
        Line(
            course,
            tuple(
                Lift(
                    called.get(effect.competency, effect.competency),
                    effect.from_level,
                    effect.to_level,
                )
                for effect in course.effects
            ),
        )
        for course in queries.catalogue(version.framework)
    ]
