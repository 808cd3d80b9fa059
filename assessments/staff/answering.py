"""Answering one's own rating: a page for each competency, kept while one goes."""

from collections.abc import Mapping
from http import HTTPStatus

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from assessments import access, clock
from assessments.languages import current as language
from assessments.operations import answers as operations
from assessments.operations import evidence
from assessments.operations.answers import (
    IncompleteError,
    NoDraftError,
    StaleAnswerError,
)
from assessments.queries import answers, development, ratings
from assessments.queries import evidence as kept_evidence
from assessments.queries.answers import Draft
from assessments.staff import blueprint
from assessments.staff.asking import (
    chapters,
    knowledge_asked,
    places,
    progress,
    questions,
    resume_at,
    words,
)
from assessments.staff.deltas import posted, saved
from assessments.staff.noticing import after_notice


def _mine(public_id: str) -> Draft:
    found = answers.draft(public_id, access.person_id())
    return abort(404) if found is None else found


@blueprint.get("/")
@access.audience("staff")
def home() -> ResponseReturnValue:
    """The rounds that I was asked in, what waits first."""
    me = access.person_id()
    return render_template(
        "staff/home.html",
        waiting=ratings.waiting(me, clock.now()),
        rates=ratings.rates(me),
        drafts=answers.mine(me),
        planned=development.rounds_of(me),
        leads=development.leads(me),
        proposed=development.waiting(me),
        now=clock.now(),
        resume_at=resume_at,
        progress=progress,
    )


@blueprint.get("/answers/<public_id>/<competency>")
@access.audience("staff")
@after_notice
def answer(public_id: str, competency: str) -> ResponseReturnValue:
    """One competency of my answers; read-only once they are in or the time is up."""
    draft = _mine(public_id)
    if competency not in draft.framework.spans:
        abort(404)
    found, way = chapters(draft), _way(draft, competency)
    place = list(draft.framework.spans).index(competency)
    here = places(draft, competency)
    return render_template(
        "staff/answer.html",
        draft=draft,
        chapters=found,
        chapter=found[place],
        number=place + 1,
        before=way.index(competency) > 0,
        elsewhere=sum(place not in here for place in draft.missing),
        questions=questions(draft, competency, every="all" in request.args),
        knowledge=knowledge_asked(draft, competency),
        evidence=kept_evidence.of_response(draft.id).get(competency, ""),
        longest=evidence.LONGEST,
        every="all" in request.args,
        changeable=draft.status != "submitted" and draft.is_open(clock.now()),
    )


@blueprint.post("/answers/<public_id>")
@access.audience("staff")
@access.checked_by_its_query
def save(public_id: str) -> ResponseReturnValue:
    """Keep some answers: a delta in JSON, or the form of one page."""
    try:
        return _save_delta(public_id) if request.is_json else _save_form(public_id)
    except NoDraftError:
        abort(404 if access.rights() else 401)


def _save_delta(public_id: str) -> ResponseReturnValue:
    name = access.session_name()
    return saved(lambda *given: operations.save(public_id, name, *given))


def _save_form(public_id: str) -> ResponseReturnValue:
    codes, competency = posted(request.form), request.form.get("competency", "")
    seen = request.form.get("version", -1, int)
    if "evidence" in request.form:
        # before the answers: were these kept elsewhere, the text would be lost
        text = request.form["evidence"]
        evidence.put(_mine(public_id), competency, text, now=clock.now())
    try:
        operations.save(public_id, access.session_name(), seen, codes, clock.now())
    except StaleAnswerError as error:
        return _conflict(_mine(public_id), codes, error.args[1]), HTTPStatus.CONFLICT
    return redirect(_onward(_mine(public_id), competency))


def _conflict(draft: Draft, codes: Mapping[int, int], kept: bytes) -> str:
    """A page with both values of each item that differs; nothing was changed."""
    framework, none = draft.framework, _("no answer")
    differing = [
        (
            framework.items[place].text.of(language()),
            words(draft, place, codes[place]) or none,
            words(draft, place, kept[place]) or none,
        )
        for place in sorted(p for p, code in codes.items() if kept[p] != code)
    ]
    competency = request.form.get("competency", "")
    known = competency if competency in framework.spans else resume_at(draft)
    page = url_for("staff.answer", public_id=draft.public_id, competency=known)
    return render_template("staff/conflict.html", differing=differing, page=page)


def _onward(draft: Draft, competency: str) -> str:
    """Where the pressed button leads."""
    wish = request.form.get("go", "next")
    if wish == "leave" or competency not in draft.framework.spans:
        return url_for("staff.home")
    if wish == "next" and (step := _step(draft, competency)) is not None:
        page = url_for("staff.answer", public_id=draft.public_id, competency=competency)
        return f"{page}#q{step}"
    names = _way(draft, competency)
    place = names.index(competency) + (-1 if wish == "back" else 1)
    if place >= len(names):
        return url_for("staff.submit", public_id=draft.public_id)
    name = names[max(place, 0)]
    return url_for("staff.answer", public_id=draft.public_id, competency=name)


def _way(draft: Draft, competency: str) -> list[str]:
    """The competencies that one goes through: those that are asked for, and this."""
    asked = {each.competency.id for each in chapters(draft) if each.asked}
    return [name for name in draft.framework.spans if name in {*asked, competency}]


def _step(draft: Draft, competency: str) -> int | None:
    """The first item that the answers of this page have made to be asked now."""
    if not draft.adaptive:
        return None
    span = draft.framework.spans[competency]
    before = set(request.form.get("shown", "").split())
    coming = (place for place in draft.missing if span.start <= place < span.stop)
    return next((place for place in coming if str(place) not in before), None)


@blueprint.route("/answers/<public_id>/submit", methods=["GET", "POST"])
@access.audience("staff")
def submit(public_id: str) -> ResponseReturnValue:
    """What is answered and what waits; a POST hands the answers in."""
    draft = _mine(public_id)
    if request.method == "POST":
        try:
            operations.submit(draft, actor=access.actor("staff"), now=clock.now())
        except IncompleteError:
            flash(_("Some items still wait for an answer."), "warning")
        else:
            flash(_("Your answers are handed in. Thank you."), "success")
            return redirect(url_for("staff.home"))
    return render_template(
        "staff/submit.html",
        draft=draft,
        chapters=chapters(draft),
        changeable=draft.status != "submitted" and draft.is_open(clock.now()),
        may_take_back=draft.may_take_back and draft.is_open(clock.now()),
    )


@blueprint.post("/answers/<public_id>/take-back")
@access.audience("staff")
def take_back(public_id: str) -> ResponseReturnValue:
    """My answers as a draft again, while the round is open."""
    draft = _mine(public_id)
    operations.take_back(draft, actor=access.actor("staff"), now=clock.now())
    flash(_("Your answers are a draft again. Hand them in before closing."), "info")
    return redirect(
        url_for("staff.answer", public_id=public_id, competency=resume_at(draft))
    )
