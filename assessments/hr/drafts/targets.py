"""What a draft requires of whom: typed, pasted, sent as a workbook, or accepted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO

from flask import abort, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from assessments import access, clock, errors, languages, thai
from assessments.hr import blueprint
from assessments.hr.courses import XLSX
from assessments.hr.drafts import grid, pages, places
from assessments.hr.frameworks.words import STATUSES
from assessments.operations import drafts as operations
from assessments.operations.drafts import StaleDraftError
from assessments.queries.drafts import Draft
from assessments.workbooks import targets as workbook
from competency.frameworks import blocks, targets
from competency.frameworks.editing import Content, at
from competency.frameworks.suggestions import suggestions
from competency.frameworks.targets import Key, Origin
from competency.problems import Place, Problem, Problems


@dataclass(frozen=True)
class Tried:
    """What was sent and could not be kept: why, and where."""

    reason: str = ""
    status: int = 200
    faults: Mapping[Key, Problem] = field(default_factory=dict)
    problems: Problems = ()


NOTHING = Tried()


@blueprint.get("/drafts/<public_id>/targets")
@access.audience("hr")
def draft_targets(public_id: str) -> ResponseReturnValue:
    """All targets of a draft as one table of fields."""
    return _page(pages.found(public_id))


@blueprint.post("/drafts/<public_id>/targets")
@access.audience("hr")
@access.whole_agency
def draft_targets_save(public_id: str) -> ResponseReturnValue:
    """Keep what was typed, and accept the suggestions that were ticked, or all."""
    draft = pages.found(public_id)
    texts = grid.texts(draft.content, request.form)
    wanted, faults = blocks.typed(draft.content, texts)
    if faults:
        return _page(draft, Tried(status=400, faults=faults))
    content = targets.changed(draft.content, wanted, _by())
    wished = [tuple(each.split("/")) for each in request.form.getlist("accept")]
    if request.form.get("do") == "accept-all":
        wished = list(targets.suggested(content))
    content = targets.accepted(content, [k for k in wished if len(k) == 2], _note())  # noqa: PLR2004 -- profile and competency
    return _kept(draft, content)


@blueprint.post("/drafts/<public_id>/targets/paste")
@access.audience("hr")
@access.whole_agency
def draft_targets_paste(public_id: str) -> ResponseReturnValue:
    """Keep a block of cells that was copied out of a spreadsheet."""
    draft = pages.found(public_id)
    known = targets.grid(draft.content)
    start = request.form.get("row", ""), request.form.get("column", "")
    if start[0] not in known.profiles or start[1] not in known.competencies:
        abort(400)
    lines = request.form.get("block", "").replace("\r", "").strip("\n").split("\n")
    rows = [(number, each.split("\t")) for number, each in enumerate(lines, 1)]
    wanted, problems = blocks.block(rows if lines != [""] else (), known, start)
    if problems:
        return _page(draft, Tried(status=400, problems=problems))
    return _kept(draft, targets.changed(draft.content, wanted, _by()))


@blueprint.post("/drafts/<public_id>/targets/suggestions")
@access.audience("hr")
@access.whole_agency
def draft_targets_suggestions(public_id: str) -> ResponseReturnValue:
    """Put the product's suggestions where nothing is known yet; they set nothing."""
    draft = pages.found(public_id)
    offered = suggestions(draft.framework)
    if offered is None:
        abort(404)
    return _kept(draft, targets.suggest(draft.content, offered.cells))


@blueprint.get("/drafts/<public_id>/targets/workbook")
@access.audience("hr")
def draft_targets_workbook(public_id: str) -> ResponseReturnValue:
    """The targets of a draft as a workbook."""
    draft = pages.found(public_id)
    made = BytesIO(workbook.write(draft.content, now=clock.now()))
    name = f"targets-{draft.framework}.xlsx"
    return send_file(made, XLSX, as_attachment=True, download_name=name)


@blueprint.post("/drafts/<public_id>/targets/workbook")
@access.audience("hr")
@access.whole_agency
def draft_targets_workbook_read(public_id: str) -> ResponseReturnValue:
    """Keep the targets of a workbook, or tell everything that is wrong with it."""
    draft = pages.found(public_id)
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return _page(draft, Tried(str(_("Choose a file.")), 400))
    cells, problems = workbook.read(sent.read(), draft.content, _by())
    if problems:
        return _page(draft, Tried(status=400, problems=problems))
    return _kept(draft, targets.stated(draft.content, cells))


@blueprint.route(
    "/drafts/<public_id>/targets/<profile>/<competency>", methods=["GET", "POST"]
)
@access.audience("hr")
@access.whole_agency
def draft_target(public_id: str, profile: str, competency: str) -> ResponseReturnValue:
    """One cell with its status and source."""
    draft, key = pages.found(public_id), (profile, competency)
    known = targets.grid(draft.content)
    if profile not in known.profiles or competency not in known.competencies:
        abort(404)
    if request.method == "GET":
        return _cell_page(draft, key)
    wanted = known.wanted(request.form.get("level", ""))
    if wanted is None:
        problem = Problem(
            Place(), "target-wrong", request.form["level"], known.expected
        )
        return _cell_page(draft, key, errors.words(problem, _))
    return _kept(draft, targets.stated(draft.content, {key: (wanted, _by())}))


def _by() -> Origin:
    """The origin that a form gives to the cells it changes."""
    status = request.form.get("status", "")
    chosen = status if status in STATUSES else "agency"
    return Origin(chosen, request.form.get("source", "").strip())


def _note() -> str:
    """Who accepted a suggestion and when, by role, in both languages."""
    today = clock.now().astimezone(thai.BANGKOK).date()
    thai_date, english = thai.date_(today, "th"), thai.date_(today, "en")
    return f"รับรองโดยงานการเจ้าหน้าที่เมื่อ {thai_date} · accepted by HR on {english}"


def _kept(draft: Draft, content: Content) -> ResponseReturnValue:
    """Keep the content and show the table again."""
    try:
        actor, now = access.actor("hr"), clock.now()
        operations.change(pages.seen(draft), content, actor=actor, now=now)
    except StaleDraftError:
        status, sentence = errors.ERRORS[StaleDraftError]
        return _page(draft, Tried(str(sentence), status))
    flash(_("Saved in the draft."), "success")
    return redirect(url_for("hr.draft_targets", public_id=draft.public_id))


def _page(draft: Draft, tried: Tried = NOTHING) -> ResponseReturnValue:
    """The table, with all that was typed where it could not be kept."""
    content, language = draft.content, languages.current()
    failed = tried is not NOTHING
    typed = request.form if failed else {}
    sent = _typed(tried) if failed else grid.NOTHING
    offered = suggestions(draft.framework)
    known = targets.grid(content)
    page = render_template(
        "hr/draft_targets.html",
        draft=draft,
        name=places.called(content, language),
        matrix=grid.matrix(content, language, sent),
        expected=known.expected,
        levels=_levels(content, language),
        suggested=len(targets.suggested(content)),
        offered=offered.note.of(language) if offered else "",
        statuses=STATUSES,
        tried=tried,
        typed=typed,
        counter=request.form.get("counter", draft.counter),
        problems=[(each, errors.words(each, _)) for each in _every(tried)],
    )
    return page, tried.status


def _typed(tried: Tried) -> grid.Typed:
    """What the browser sent of the table, ticks and all."""
    ticked = frozenset(request.form.getlist("accept"))
    return grid.Typed(request.form, ticked, tried.faults)


def _every(tried: Tried) -> Problems:
    return (*tried.problems, *tried.faults.values())


def _levels(content: Content, language: str) -> tuple[str, ...]:
    """The levels with their names, as a reminder beside the table."""
    return tuple(
        f"{each.get('level')} {places.called(each, language)}"
        for each in at(content, ("scale",)) or ()
    )


def _cell_page(draft: Draft, key: Key, fault: str = "") -> ResponseReturnValue:
    content, language = draft.content, languages.current()
    found = targets.cell(content, key)
    matrix = grid.matrix(content, language)
    line = next(each for each in matrix.lines if each.id == key[0])
    by = _by() if fault else targets.origin(found)
    page = render_template(
        "hr/draft_target.html",
        draft=draft,
        name=places.called(content, language),
        profile=line.name,
        competency=dict(matrix.heads)[key[1]],
        value=request.form["level"] if fault else targets.said(found).word,
        by=by,
        statuses=STATUSES,
        levels=_levels(content, language),
        fault=fault,
    )
    return page, 400 if fault else 200
