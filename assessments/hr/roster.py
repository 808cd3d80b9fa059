"""A new roster: check the file, show what it changes, apply it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO

from flask import abort, flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString, lazy_gettext
from flask_babel import gettext as _
from flask_wtf.file import FileField, FileRequired
from werkzeug.datastructures import FileStorage
from wtforms import HiddenField, SubmitField

from assessments import access, clock, errors, files, languages, thai
from assessments.extensions import Form
from assessments.hr import blueprint
from assessments.operations import people as operations
from assessments.queries import people, roster
from assessments.queries.roster import RosterChanges
from assessments.workbooks import roster as workbook
from competency.problems import Problem, Problems

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""Media type of a workbook."""

SHOWN = 20
"""Names that a preview shows of each group; the counts are of all."""

GROUPS: dict[str, LazyString] = {
    "joiners": lazy_gettext("People who join"),
    "movers": lazy_gettext("People who move to another unit"),
    "changed": lazy_gettext("People whose facts change"),
    "leavers": lazy_gettext("People who leave"),
}
UNIT_GROUPS: dict[str, LazyString] = {
    "new": lazy_gettext("New units"),
    "changed": lazy_gettext("Units that change"),
    "dropped": lazy_gettext("Units out of use"),
}
"""What the groups of a roster's changes are called, in the order they are shown."""


@dataclass(frozen=True)
class Group:
    """One kind of change: how many, and the first of them by number and name."""

    label: LazyString
    count: int
    lines: tuple[str, ...]


class UploadForm(Form):
    """A roster, and maybe the units in their own file."""

    roster = FileField(
        lazy_gettext("Roster (.xlsx or .csv)"),
        [FileRequired(lazy_gettext("Choose a file."))],
    )
    units = FileField(
        lazy_gettext("Units (.csv or .xlsx), if they are not a sheet of the roster")
    )
    submit = SubmitField(lazy_gettext("Check the file"))


class ApplyForm(Form):
    """The checked files by their keys, and what they were seen to change."""

    roster = HiddenField()
    units = HiddenField()
    seen = HiddenField()
    submit = SubmitField(lazy_gettext("Apply these changes"))


@blueprint.route("/roster", methods=["GET", "POST"], endpoint="roster")
@access.audience("hr")
@access.whole_agency
def upload() -> ResponseReturnValue:
    """A form for a roster; then its problems, or what it would change."""
    _require_all()
    form = UploadForm()
    if not form.validate_on_submit():
        return render_template("hr/roster.html", form=form)
    data, units = form.roster.data.read(), _bytes(form.units.data)
    found, problems = workbook.read(data, people.unit_codes(), units or None)
    if found is None:
        return render_template("hr/roster.html", form=form, problems=_said(problems))
    changes = roster.changes_by(found.people, found.units)
    keys = files.keep(data), files.keep(units) if units else ""
    apply = ApplyForm(
        None, roster=keys[0], units=keys[1], seen=_digest(keys[0], changes)
    )
    groups = _groups(found, changes)
    return render_template(
        "hr/roster_preview.html",
        form=apply,
        groups=groups,
        unused=found.unused,
        nothing=changes.nothing,
        total=len(found.people),
    )


@blueprint.post("/roster/apply")
@access.audience("hr")
@access.whole_agency
def roster_apply() -> ResponseReturnValue:
    """Back to the staff, who are now those of the roster that was shown."""
    form = ApplyForm()
    keys = [key for key in (form.roster.data, form.units.data) if key]
    contents = [_kept(key) for key in keys]
    if not form.validate_on_submit() or not contents:
        abort(400)
    found, _problems = workbook.read(contents[0], people.unit_codes(), *contents[1:])
    if found is None or form.seen.data != _digest(
        keys[0], roster.changes_by(found.people, found.units)
    ):
        flash(_("The staff changed meanwhile. Check the file once more."), "warning")
        return redirect(url_for("hr.roster"))
    operations.apply(
        found.people,
        found.units,
        sort_key=thai.sort_key,
        actor=access.actor("hr"),
        now=clock.now(),
    )
    for key in keys:
        files.drop(key)
    flash(_("The roster was applied."), "success")
    return redirect(url_for("hr.people"))


@blueprint.get("/roster/template")
@access.audience("hr")
def roster_template() -> ResponseReturnValue:
    """An empty roster workbook to fill in."""
    data = BytesIO(workbook.template(_, languages.current()))
    return send_file(data, XLSX, as_attachment=True, download_name="roster.xlsx")


def _require_all() -> None:
    """Refuse whoever looks after a part only: a roster is the whole agency's."""
    if not access.looks_after_all():
        abort(403)


def _bytes(upload: FileStorage | None) -> bytes:
    return b"" if upload is None else upload.read()


def _kept(key: str) -> bytes:
    path = files.path(key)
    return abort(404) if path is None else path.read_bytes()


def _said(problems: Problems) -> list[tuple[Problem, str]]:
    return [(problem, errors.words(problem, _)) for problem in problems]


def _digest(key: str, changes: RosterChanges) -> str:
    """What was shown, in short: other changes of the same file differ."""
    return sha256(f"{key} {changes!r}".encode()).hexdigest()


def _groups(found: workbook.Roster, changes: RosterChanges) -> list[Group]:
    """Every kind of change with its first names, those of nobody too."""
    staff = {p.number: f"{p.prefix}{p.given} {p.family}" for p in roster.people()}
    staff |= {p.number: f"{p.prefix}{p.given} {p.family}" for p in found.people}
    units = {unit.code: unit.name_th for unit in roster.units()}
    units |= {unit.code: unit.name_th for unit in found.units or ()}
    return [
        *_grouped(GROUPS, vars(changes.people), staff),
        *_grouped(UNIT_GROUPS, vars(changes.units), units),
    ]


def _grouped(
    labels: Mapping[str, LazyString],
    codes: Mapping[str, tuple[str, ...]],
    names: Mapping[str, str],
) -> Iterator[Group]:
    for key, label in labels.items():
        shown = tuple(f"{code} {names[code]}" for code in codes[key][:SHOWN])
        yield Group(label, len(codes[key]), shown)
