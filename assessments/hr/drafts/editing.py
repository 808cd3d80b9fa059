"""The parts of a draft by page: one form, one save, problems beside the fields."""

from collections.abc import Callable, Mapping
from urllib.parse import quote, unquote

from flask import abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from assessments import access, clock, errors, languages
from assessments.hr import blueprint
from assessments.hr.drafts import competency as one
from assessments.hr.drafts import fields, pages, parts, places
from assessments.hr.drafts.fields import Shown
from assessments.hr.drafts.parts import Sections
from assessments.operations import drafts as operations
from assessments.queries.drafts import Draft
from competency.errors import CompetencyError
from competency.frameworks import editing
from competency.frameworks.editing import Content
from competency.frameworks.layout import Location, path
from competency.problems import Problem

ADD = "add"
MOVES = {"up": -1, "down": 1}
PAGE = "/drafts/<public_id>/<any(about, levels, answers, areas, profiles):part>"

Shape = Callable[[Content], Sections]


@blueprint.route(PAGE, methods=["GET", "POST"], endpoint="draft_part")
@access.audience("hr")
@access.whole_agency
def part_(public_id: str, part: str) -> ResponseReturnValue:
    """One part of a draft as a form."""
    draft, shape = pages.found(public_id), parts.PAGES[part]
    title = str(places.PARTS[part])
    if request.method == "POST":
        return _saved(draft, shape, title)
    return _page(draft, shape(draft.content), title)


@blueprint.route(
    "/drafts/<public_id>/competencies/<competency>",
    methods=["GET", "POST"],
    endpoint="draft_competency",
)
@access.audience("hr")
@access.whole_agency
def competency_(public_id: str, competency: str) -> ResponseReturnValue:
    """One competency of a draft with its items, as a form."""
    draft = pages.found(public_id)
    known = editing.ids(draft.content, editing.COMPETENCIES)
    if competency not in known:
        abort(404)
    index = known.index(competency)
    part = editing.at(draft.content, (*editing.COMPETENCIES, index))
    title = places.called(part, languages.current())
    if request.method == "POST":
        return _saved(draft, lambda content: one.sections(content, index), title)
    return _page(draft, one.sections(draft.content, index), title)


def _page(
    draft: Draft,
    sections: Sections,
    title: str,
    error: CompetencyError | None = None,
    asked: Problem | None = None,
) -> ResponseReturnValue:
    """The form with what the draft holds, or with what was just typed."""
    typed = request.form if request.method == "POST" else {}
    every = list(fields.every(sections))
    problems = fields.within(draft.problems, {_top(each.path) for each in every})
    values = {
        each.name: fields.shown(each, draft.content, problems, typed) for each in every
    }
    language = languages.current()
    rest = fields.beside_none(every, draft.problems)
    further = pages.told(draft, rest, language)
    page = render_template(
        "hr/draft_part.html",
        draft=draft,
        name=places.called(draft.content, language),
        title=title,
        sections=sections,
        values=values,
        path=path,
        opened=_opened(sections, values),
        counter=request.form.get("counter", draft.counter),
        asked=(asked.place.column, errors.words(asked, _)) if asked else None,
        typed=typed,
        reason=errors.sentence(error) if error else "",
        here=[each for each in further if unquote(each[0].address) == request.path],
        elsewhere=[e for e in further if unquote(e[0].address) != request.path],
    )
    return page, errors.ERRORS[type(error)][0] if error else 200


def _opened(sections: Sections, values: Mapping[str, Shown]) -> set[Location]:
    """Rows with a fault among the fields that are folded away at first."""
    rows = (row for section in sections for row in section.rows)
    return {r.location for r in rows if any(values[f.name].faults for f in r.more)}


def _top(location: Location) -> Location:
    """The part that a field belongs to: an element of a list, or a whole field."""
    return location[:2] if location[0] in {"competencies", "profiles"} else location[:1]


def _saved(draft: Draft, shape: Shape, title: str) -> ResponseReturnValue:
    """Keep what was sent and do what its button says; or say why not, and lose none."""
    sections = shape(draft.content)
    try:
        values = fields.sent(fields.every(sections), request.form)
        content = editing.put(pages.seen(draft).content, values)
        content, asked = _done(content, sections, draft)
        if asked:
            return _page(draft, sections, title, asked=asked)
        operations.change(draft, content, actor=access.actor("hr"), now=clock.now())
    except operations.StaleDraftError as error:
        return _page(draft, sections, title, error)
    flash(_("Saved in the draft."), "success")
    return redirect(request.path + _anchor(content, request.form.get("do", "")))


def _anchor(content: Content, do: str) -> str:
    """Where on the page a button's work is seen: the row that it moved or added."""
    what, _colon, name = do.partition(":")
    several = editing.at(content, places.location(name)) if what == ADD else None
    row = f"{name}[{len(several) - 1}]" if isinstance(several, list) else name
    return f"#{quote(row)}" if row else ""


def _done(
    content: Content, sections: Sections, draft: Draft
) -> tuple[Content, Problem | None]:
    """The content after what the button asks for: nothing, a row more, less, moved."""
    what, _colon, name = request.form.get("do", "").partition(":")
    rows = {path(row.location): row for each in sections for row in each.rows}
    if what == ADD:
        places_ = {path(each.adds): each.adds for each in sections if each.adds}
        return (
            _grown(content, places_[name], draft)
            if name in places_
            else (content, None)
        )
    row = rows.get(name)
    if row is None or not row.location:
        return content, None
    if what == "remove":
        return editing.removed(content, row.location), None
    by = MOVES.get(what, 0) if row.moves else 0
    return editing.moved(content, row.location, by) if by else content, None


def _grown(
    content: Content, location: Location, draft: Draft
) -> tuple[Content, Problem | None]:
    id_ = request.form.get(f"new:{path(location)}", "").strip()
    asks = editing.asks_id(location)
    if asks and (fault := editing.id_fault(content, location, id_)):
        return content, fault
    base = editing.opened(pages.base_text(draft))
    return editing.grown(content, location, id_, base), None
