"""One's own result: levels in words, bars and a picture; provisional until closing."""

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import quote

from flask import Response, abort, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from assessments import access, clock, files, wording
from assessments.jobs import papers
from assessments.pictures import EDITION, Radar, radar
from assessments.queries import answers
from assessments.queries import papers as queries
from assessments.queries.answers import Draft
from assessments.staff import blueprint
from assessments.staff.asking import resume_at
from assessments.staff.knowing import knowing
from assessments.staff.onward import past
from competency.results import by_need, shortfalls, strengths


def _mine(public_id: str) -> Draft:
    found = answers.draft(public_id, access.person_id())
    return abort(404) if found is None else found


@blueprint.get("/answers/<public_id>/result")
@access.audience("staff")
def result(public_id: str) -> ResponseReturnValue:
    """My result in a round, or why there is none."""
    draft = _mine(public_id)
    known = papers.known(draft)
    if known is None:
        page = "staff/no_result.html"
        is_open = draft.is_open(clock.now())
        return render_template(page, draft=draft, open=is_open, resume_at=resume_at)
    found = known.result
    return render_template(
        "staff/result.html",
        draft=draft,
        known=known,
        lines=[wording.line(found, each) for each in found.outcomes],
        ordered=[wording.line(found, each) for each in by_need(found)],
        short=[wording.line(found, each) for each in shortfalls(found)],
        strong=[wording.line(found, each) for each in strengths(found)],
        told=wording.told(found) if wording.picture(found) else None,
        wording=wording,
        knows=knowing(draft),
        past=past(draft),
    )


@blueprint.get("/answers/<public_id>/radar.svg", endpoint="radar")
@access.audience("staff")
def radar_(public_id: str) -> ResponseReturnValue:
    """The picture of my result; drawn once, and kept by no browser."""
    known = papers.known(_mine(public_id))
    drawn = wording.picture(known.result) if known else None
    if not drawn:
        abort(404)
    return Response(_drawn(drawn), mimetype="image/svg+xml")


def _drawn(picture: Radar) -> bytes:
    """The bytes of a picture, drawn where nobody has asked for it yet."""
    inputs = f"radar {EDITION} {picture!r}".encode()
    _key, path = files.made(inputs, lambda: radar(picture))
    return path.read_bytes()


@blueprint.get("/answers/<public_id>/result.pdf", endpoint="result_pdf")
@access.audience("staff")
def paper(public_id: str) -> ResponseReturnValue:
    """My result as a PDF, to keep or print; made anew, so that it says when."""
    draft = _mine(public_id)
    known = papers.known(draft)
    subject = queries.subject(draft.round_id, draft.rater_id)
    if known is None or subject is None:
        abort(404)
    told = replace(known, more=_more(draft))
    made = papers.paper(told, subject, _drawn)
    title = _("Competency assessment result")
    content = papers.typeset(
        (made,), f"{title}: {subject.name}", draft.round_name, clock.now()
    )
    response = Response(content, mimetype="application/pdf")
    response.headers["Content-Disposition"] = _named(f"{title} {draft.round_name}.pdf")
    return response


def _more(draft: Draft) -> Mapping[str, tuple[str, ...]]:
    """What was known of each competency, which is told to oneself alone."""
    lead = _("Knowledge questions")
    return {
        name: tuple(filter(None, (f"{lead}: {each.short}", each.remark)))
        for name, each in knowing(draft).items()
    }


def _named(name: str) -> str:
    """The header for a file that is shown under this name, where a browser knows how.

    Others get a name without Thai letters.
    """
    safe = quote(name.replace("/", "-"), safe="")
    return f"inline; filename=result.pdf; filename*=UTF-8''{safe}"
