"""Targets of single people: one person's as a form, everybody's as a workbook."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO

from flask import abort, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf.file import FileField, FileRequired
from wtforms import SubmitField

from assessments import access, clock, errors, languages
from assessments.extensions import Form
from assessments.hr import blueprint
from assessments.hr.courses import XLSX
from assessments.hr.rounds.drafts import USUAL_FRAMEWORK
from assessments.operations import targets as operations
from assessments.operations.targets import Changes
from assessments.queries import frameworks, people, targets
from assessments.queries.people import PersonFacts
from assessments.workbooks import personal as workbook
from assessments.workbooks.personal import Owned
from competency.frameworks import Framework, Target
from competency.frameworks.personal import Key, fits, read, word
from competency.frameworks.personal import Line as Written
from competency.gaps import NO_CELLS, SETS_NO_TARGET, cells_of, profile_of
from competency.problems import Place, Problem, Problems


class TargetsForm(Form):
    """A workbook of personal targets."""

    file = FileField(
        lazy_gettext("Workbook (.xlsx)"), [FileRequired(lazy_gettext("Choose a file."))]
    )
    submit = SubmitField(lazy_gettext("Check the workbook and keep its targets"))


@dataclass(frozen=True)
class Line:
    """A competency of one person: what the profile says, and what is written over it.

    `faults` are by field: level or source.
    """

    id: str
    name: str
    profile: str
    level: str
    source: str
    faults: Mapping[str, str]


@dataclass(frozen=True)
class Row:
    """A personal target in the list; one that does not count in today's version."""

    line: targets.Line
    name: str
    level: str
    counts: bool


def _known() -> tuple[Mapping[str, Framework], Framework]:
    """Every framework by id, and the one asked for, else one with such targets."""
    known = frameworks.newest()
    asked = request.args.get("framework")
    if asked is not None:
        return known, known.get(asked) or abort(404)
    having = (known[each] for each in sorted(targets.frameworks() & set(known)))
    return known, next(having, known[USUAL_FRAMEWORK])


@blueprint.route("/targets", methods=["GET", "POST"], endpoint="targets")
@access.audience("hr")
def everybody() -> ResponseReturnValue:
    """The personal targets of my part in a framework; a workbook changes them."""
    (known, chosen), form, problems = _known(), TargetsForm(), Problems()
    mine = access.unit_ids("hr")
    if form.validate_on_submit():
        numbers = targets.numbers(mine)
        cells, problems = workbook.read(form.file.data.read(), chosen, numbers)
        if not problems:
            _put(chosen, cells, numbers)
            return redirect(url_for("hr.targets", framework=chosen.id))
    return render_template(
        "hr/personal.html",
        known=known,
        chosen=chosen,
        form=form,
        rows=[*_rows(chosen, targets.listed(chosen.id, mine))],
        problems=[(each, errors.words(each, _)) for each in problems],
    )


@blueprint.get("/targets/workbook")
@access.audience("hr")
def targets_workbook() -> ResponseReturnValue:
    """The personal targets of my part, to change and send back; a form without any."""
    chosen = _known()[1]
    found = targets.listed(chosen.id, access.unit_ids("hr"))
    owned = (
        Owned(each.number, each.name, each.unit_th, each.competency, each.target)
        for each in found
    )
    if found:
        people = len({each.number for each in found})
        now, actor = clock.now(), access.actor("hr")
        operations.note_taken(chosen.id, people, actor=actor, now=now)
    made = BytesIO(workbook.workbook(owned, chosen, now=clock.now()))
    name = f"personal-targets-{chosen.id}.xlsx"
    return send_file(made, XLSX, as_attachment=True, download_name=name)


@blueprint.route("/people/<public_id>/targets", methods=["GET", "POST"])
@access.audience("hr")
def person_targets(public_id: str) -> ResponseReturnValue:
    """One person's targets in a framework: the profile's, and those written over it."""
    found = people.person(public_id, access.unit_ids("hr"))
    if found is None or found.line.left_at:
        abort(404)
    known, chosen = _known()
    problems: Problems = ()
    if request.method == "POST":
        numbers = {found.line.code: found.line.id}
        cells, problems = read(_sent(found, chosen), chosen, numbers)
        if not problems:
            _put(chosen, cells, numbers)
            return redirect(request.url)
    page = render_template(
        "hr/person_targets.html",
        person=found,
        known=known,
        chosen=chosen,
        profile=_profile(found, chosen),
        lines=[*_lines(found, chosen, problems)],
        problems=problems,
    )
    return page, 400 if problems else 200


def _put(
    framework: Framework, cells: Mapping[Key, Target | None], numbers: Mapping[str, int]
) -> None:
    """Keep cells by staff number, and say what has changed."""
    kept = {
        (numbers[number], competency): each
        for (number, competency), each in cells.items()
    }
    actor, now = access.actor("hr"), clock.now()
    flash(_said(operations.put(framework.id, kept, actor=actor, now=now)), "success")


def _said(changes: Changes) -> str:
    words = _(
        "New targets: %(new)s. Changed: %(changed)s. Taken away: %(gone)s. As they "
        "were: %(same)s."
    )
    return str(words % changes.counts)


def _rows(framework: Framework, found: tuple[targets.Line, ...]) -> Iterator[Row]:
    language = languages.current()
    called = {each.id: each.name.of(language) for each in framework.competencies}
    for each in found:
        name = called.get(each.competency, each.competency)
        shown = _words(each.target)
        yield Row(each, name, shown, fits(framework, each.competency, each.target))


def _words(target: Target | None) -> str:
    """A target in words: a level, not required, or unknown."""
    if target is not None and not target.required:
        return str(_("not required"))
    return languages.level(None if target is None else target.level)


def _profile(person: PersonFacts, framework: Framework) -> str:
    """What the profile of a person is called today; "" without one."""
    id_ = profile_of(person.placings, framework)
    names = {each.id: each.name for each in framework.profiles}
    return "" if id_ is None else names[id_].of(languages.current())


def _sent(person: PersonFacts, framework: Framework) -> Iterator[Written]:
    """What the form says of each competency; one that was not sent stays as it is."""
    for each in framework.competencies:
        level = request.form.get(f"level:{each.id}")
        if level is not None:
            source = request.form.get(f"source:{each.id}", "").strip()
            place = Place(row=framework.competency_ids.index(each.id))
            yield Written(place, person.line.code, each.id, level, source)


def _lines(
    person: PersonFacts, framework: Framework, problems: Problems
) -> Iterator[Line]:
    """Each competency with what was typed, or else with what is kept."""
    own = targets.of_person(person.line.id, framework.id)
    profile = profile_of(person.placings, framework)
    cells = cells_of(framework, profile, NO_CELLS)
    language = languages.current()
    for at, each in enumerate(framework.competencies):
        kept = own.get(each.id)
        set_ = cells.get(each.id)
        suggested = set_ is not None and set_.status in SETS_NO_TARGET
        yield Line(
            each.id,
            each.name.of(language),
            _words(None if suggested else set_),
            request.form.get(f"level:{each.id}", word(kept)),
            request.form.get(f"source:{each.id}", kept.source if kept else ""),
            _faults(at, problems),
        )


def _faults(row: int, problems: Problems) -> Mapping[str, str]:
    mine: list[Problem] = [each for each in problems if each.place.row == row]
    return {str(each.place.column): errors.words(each, _) for each in mine}
