"""A draft as a whole: begun from a version, looked over, published or given up."""

from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from assessments import access, clock, errors, languages
from assessments.hr import blueprint
from assessments.hr.drafts import places
from assessments.hr.drafts.places import Spot
from assessments.operations import drafts as operations
from assessments.operations.frameworks import VersionTakenError
from assessments.queries import drafts, frameworks
from assessments.queries.drafts import Draft
from assessments.workbooks.differences import sentences
from competency.errors import CompetencyError
from competency.frameworks import Framework
from competency.frameworks.differences import differences
from competency.frameworks.editing import Content, at
from competency.frameworks.targets import suggested
from competency.frameworks.versions import (
    Step,
    VersionFormError,
    VersionLowError,
    proposed,
    step,
)
from competency.problems import Problems

REFUSALS = (
    operations.FaultyDraftError,
    operations.UnchangedDraftError,
    operations.StaleDraftError,
    VersionTakenError,
    VersionLowError,
    VersionFormError,
)
"""What publishing may be refused for; said on the draft's own page."""


@dataclass(frozen=True)
class Line:
    """A competency in the overview of a draft."""

    id: str
    name: str
    items: int
    problems: int


@dataclass(frozen=True)
class Numbering:
    """The number proposed for what has changed, and which of its parts goes up."""

    number: str
    step: Step


@blueprint.post("/frameworks/<public_id>/draft")
@access.audience("hr")
@access.whole_agency
def draft_start(public_id: str) -> ResponseReturnValue:
    """A draft that is a copy of a version."""
    base = frameworks.version(public_id)
    if base is None:
        abort(404)
    draft = operations.start(base, actor=access.actor("hr"), now=clock.now())
    return redirect(url_for("hr.draft", public_id=draft.public_id))


@blueprint.get("/drafts/<public_id>")
@access.audience("hr")
def draft(public_id: str) -> ResponseReturnValue:
    """What is where in a draft, what is wrong with it and what it changes."""
    return _overview(found(public_id))


@blueprint.post("/drafts/<public_id>/publish")
@access.audience("hr")
@access.whole_agency
def draft_publish(public_id: str) -> ResponseReturnValue:
    """The page of the version that the draft has become, or why it became none."""
    draft = seen(found(public_id))
    number = request.form.get("version", "").strip()
    try:
        actor, now = access.actor("hr"), clock.now()
        version = operations.publish(draft, number, actor=actor, now=now)
    except REFUSALS as error:
        return _overview(found(public_id), error, number)
    flash(
        _("%(name)s is kept.", name=f"{version.framework} {version.version}"), "success"
    )
    return redirect(url_for("hr.framework", public_id=version.public_id))


@blueprint.post("/drafts/<public_id>/discard")
@access.audience("hr")
@access.whole_agency
def draft_discard(public_id: str) -> ResponseReturnValue:
    """The list of frameworks, without the draft."""
    draft = seen(found(public_id))
    operations.discard(draft, actor=access.actor("hr"), now=clock.now())
    flash(
        _("The draft is gone. The version it was copied from is as it was."), "success"
    )
    return redirect(url_for("hr.frameworks"))


def found(public_id: str) -> Draft:
    """A draft that is still being written; else there is no such page."""
    draft = drafts.draft(public_id)
    return abort(404) if draft is None or draft.published_at else draft


def seen(draft: Draft) -> Draft:
    """The draft, refused where it is not the one that the sender's page showed."""
    if request.form.get("counter") != str(draft.counter):
        raise operations.StaleDraftError(draft.id)
    return draft


def base_text(draft: Draft) -> str:
    """The text of the version that a draft was copied from."""
    return frameworks.text(draft.base.id)


def _overview(
    draft: Draft, error: CompetencyError | None = None, number: str = ""
) -> ResponseReturnValue:
    language, whole = languages.current(), draft.whole
    numbering = _numbering(draft, whole)
    page = render_template(
        "hr/draft.html",
        draft=draft,
        name=places.called(draft.content, language) or draft.framework,
        parts=places.PARTS,
        lines=_lines(draft, language),
        counts=_counts(draft.content),
        problems=told(draft, draft.problems, language),
        sentences=_sentences(draft, whole, language),
        numbering=numbering,
        number=number or (numbering.number if numbering else ""),
        reason=errors.sentence(error) if error else "",
    )
    return page, errors.ERRORS[type(error)][0] if error else 200


def told(
    draft: Draft, problems: Problems, language: str
) -> tuple[tuple[Spot, str], ...]:
    """Each of some problems of a draft: where, and in words."""
    return tuple(
        (
            places.spot(each.place.column, draft.content, draft.public_id, language),
            errors.words(each, _),
        )
        for each in problems
    )


def _lines(draft: Draft, language: str) -> tuple[Line, ...]:
    paths = [each.place.column or "" for each in draft.problems]
    several = at(draft.content, ("competencies",)) or []
    return tuple(
        Line(
            str(each["id"]),
            places.called(each, language),
            len(each.get("items") or ()),
            sum(path.startswith(f"competencies[{index}]") for path in paths),
        )
        for index, each in enumerate(several)
    )


def _counts(content: Content) -> dict[str, int]:
    names = "areas", "competencies", "profiles", "scale", "answers", "notes"
    counts = {name: len(at(content, (name,)) or ()) for name in names}
    items = (each.get("items") or () for each in at(content, ("competencies",)) or ())
    return counts | {
        "items": sum(map(len, items)),
        "suggested": len(suggested(content)),
    }


def _sentences(draft: Draft, whole: Framework | None, language: str) -> tuple[str, ...]:
    """What the draft changes; nothing can be told while it is no framework."""
    if whole is None:
        return ()
    return sentences(differences(draft.base.content, whole), _, language)


def _numbering(draft: Draft, whole: Framework | None) -> Numbering | None:
    if whole is None:
        return None
    taken = {v.version for v in frameworks.versions() if v.framework == draft.framework}
    base = draft.base.content
    return Numbering(proposed(base, whole, taken), step(base, whole))
