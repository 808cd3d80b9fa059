"""Rating other people: one page a person, each competency on its level wording."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString, lazy_gettext
from flask_babel import gettext as _

from assessments import access, clock, languages
from assessments.operations import ratings as operations
from assessments.operations.answers import IncompleteError, StaleAnswerError
from assessments.queries import evidence, ratings
from assessments.queries.ratings import Rating
from assessments.staff import blueprint
from assessments.staff.deltas import numbers, saved
from assessments.staff.noticing import after_notice
from assessments.wording import RATERS
from competency.answers import DOES_NOT_APPLY, DOES_NOT_KNOW
from competency.frameworks import Competency, Item
from competency.results import provisional

ROLES: dict[str, LazyString] = {
    "supervisor": lazy_gettext("You rate as the supervisor."),
    "peer": lazy_gettext(
        "You rate as a colleague. What a single colleague says is never shown; only "
        "the mean of several is."
    ),
    "subordinate": lazy_gettext(
        "You rate your supervisor. What a single person says is never shown; only the "
        "mean of several is."
    ),
}
"""As what somebody rates, and who will see it."""


@dataclass(frozen=True)
class Choice:
    """A level with its wording; `code` is what is kept."""

    code: int
    name: str
    words: str


@dataclass(frozen=True)
class Question:
    """What is rated by one choice: a competency, or an item of it."""

    place: int
    number: int
    text: str
    choices: tuple[Choice, ...]
    code: int


@dataclass(frozen=True)
class Part:
    """A competency to rate: what is asked of it, and what may be seen beside it."""

    competency: Competency
    questions: tuple[Question, ...]
    own: str
    evidence: str


def parts(rating: Rating, beside: Sequence[float]) -> tuple[Part, ...]:
    """The competencies that are asked for; `beside` are the self-rated levels.

    A supervisor sees the evidence that the person has given.
    """
    given: Mapping[str, str] = {}
    if rating.kind == "supervisor":
        given = evidence.of_subject(rating.round_id, rating.subject_id)
    numbers_ = {place: number for number, place in enumerate(rating.asked, 1)}
    found = (
        Part(
            competency,
            tuple(
                Question(place, numbers_[place], *said(rating, place))
                for place in _places(rating, at)
                if place in numbers_
            ),
            languages.level(beside[at]) if beside else "",
            given.get(competency.id, ""),
        )
        for at, competency in enumerate(rating.framework.competencies)
    )
    return tuple(part for part in found if part.questions)


def _places(rating: Rating, at: int) -> Sequence[int]:
    """The places of a competency in a rating: one, or those of its items."""
    if not rating.settings.by_items:
        return (at,)
    span = rating.framework.spans[rating.framework.competency_ids[at]]
    return range(span.start, span.stop)


def said(rating: Rating, place: int) -> tuple[str, tuple[Choice, ...], int]:
    """What a place of a rating asks, its choices, and the code that is kept."""
    framework = rating.framework
    if rating.settings.by_items:
        item = framework.items[place]
        text, found = item.text.of(languages.current()), item_choices(rating, item)
    else:
        competency = framework.competencies[place]
        text = competency.name.of(languages.current())
        found = choices(rating, competency)
    return text, found, rating.codes[place]


def item_choices(rating: Rating, item: Item) -> tuple[Choice, ...]:
    """The answers of an item, and that nothing was seen or applies."""
    scale = rating.framework.answers[item.answers]
    named = (each.name.of(languages.current()) for each in scale)
    return (
        *(Choice(at, name, "") for at, name in enumerate(named, 1)),
        Choice(DOES_NOT_KNOW, _("I have had no occasion to see it"), ""),
        Choice(DOES_NOT_APPLY, _("Does not apply to this person's work"), ""),
    )


def choices(rating: Rating, competency: Competency) -> tuple[Choice, ...]:
    """The levels of the scale with their wording, and that nothing was seen."""
    language = languages.current()
    levels = (
        (at, step, competency.levels.get(step.level))
        for at, step in enumerate(rating.framework.scale, 1)
    )
    known = (
        Choice(at, f"{s.level} {s.name.of(language)}", w.of(language) if w else "")
        for at, s, w in levels
    )
    unseen = Choice(DOES_NOT_KNOW, _("I have had no occasion to see it"), "")
    return (*known, unseen)


def own_levels(rating: Rating) -> tuple[float, ...]:
    """The self-rated levels that a supervisor may see now; none otherwise.

    Not before handing in, unless the round lets supervisors see them beforehand: a
    rating that follows the self-rating says nothing new.
    """
    early = rating.settings.sees_self or rating.status == "submitted"
    if rating.kind != "supervisor" or not early:
        return ()
    codes = ratings.self_rating(rating.round_id, rating.subject_id)
    if codes is None:
        return ()
    adaptive = rating.settings.adaptive
    return provisional(codes, rating.framework, adaptive=adaptive)


def _mine(public_id: str) -> Rating:
    found = ratings.rating(public_id, access.person_id())
    return abort(404) if found is None else found


@blueprint.get("/ratings", endpoint="ratings")
@access.audience("staff")
def list_() -> ResponseReturnValue:
    """Whom I was asked to rate, what waits first."""
    now = clock.now()
    found = ratings.mine(access.person_id())
    return render_template(
        "staff/ratings.html",
        open=[each for each in found if each.is_open(now)],
        past=[each for each in found if not each.is_open(now)],
        following=_following(found),
        kinds=RATERS,
    )


def _following(found: Sequence[Rating], after: int = 0) -> Rating | None:
    """The next person who waits for my rating, from a rating on and round again."""
    now = clock.now()
    waiting = [e for e in found if e.status != "submitted" and e.is_open(now)]
    ids = [each.id for each in found]
    at = ids.index(after) if after in ids else -1
    later = [each for each in waiting if ids.index(each.id) > at]
    return next(iter((*later, *waiting)), None)


@blueprint.get("/ratings/<public_id>")
@access.audience("staff")
@after_notice
def rate(public_id: str) -> ResponseReturnValue:
    """One person to rate; read-only once it is handed in or the time is up."""
    rating, now = _mine(public_id), clock.now()
    beside = own_levels(rating)
    if beside:
        operations.note_seen(rating, actor=access.actor("supervisor"), now=now)
    return render_template(
        "staff/rate.html",
        rating=rating,
        role=ROLES[rating.kind],
        parts=parts(rating, beside),
        beside=bool(beside),
        changeable=rating.status != "submitted" and rating.is_open(now),
        may_take_back=rating.settings.may_take_back and rating.is_open(now),
        following=_following(ratings.mine(access.person_id()), rating.id),
    )


@blueprint.post("/ratings/<public_id>")
@access.audience("staff")
def rate_save(public_id: str) -> ResponseReturnValue:
    """Keep some levels: a delta in JSON, or the whole form, maybe handed in."""
    rating = _mine(public_id)
    return _save_delta(rating) if request.is_json else _save_form(rating)


def _save_delta(rating: Rating) -> ResponseReturnValue:
    return saved(lambda *given: operations.save(rating, *given))


def _save_form(rating: Rating) -> ResponseReturnValue:
    given = {name: code for name, code in request.form.items() if name.isdecimal()}
    codes, seen = numbers(given), request.form.get("version", -1, int)
    try:
        operations.save(rating, seen, codes, clock.now())
    except StaleAnswerError as error:
        return _conflict(rating, codes, error.args[1]), HTTPStatus.CONFLICT
    if request.form.get("go") == "leave":
        return redirect(url_for("staff.ratings"))
    return _handed_in(_mine(rating.public_id))


def _handed_in(rating: Rating) -> ResponseReturnValue:
    """Hand the rating in and go on to the next person who waits."""
    try:
        operations.submit(rating, actor=access.actor("staff"), now=clock.now())
    except IncompleteError:
        flash(_("Some of it still waits for your rating."), "warning")
        page = url_for("staff.rate", public_id=rating.public_id)
        return redirect(f"{page}#q{rating.missing[0]}")
    flash(_("Your rating of %(name)s is handed in.", name=rating.subject), "success")
    following = _following(ratings.mine(access.person_id()), rating.id)
    if following is None:
        return redirect(url_for("staff.ratings"))
    return redirect(url_for("staff.rate", public_id=following.public_id))


def _conflict(rating: Rating, codes: Mapping[int, int], kept: bytes) -> str:
    """A page with both levels of each competency that differs; nothing was changed."""
    differing = []
    for place in sorted(p for p, code in codes.items() if kept[p] != code):
        text, found, _kept = said(rating, place)
        words = {0: _("no answer"), **{each.code: each.name for each in found}}
        differing.append((text, words[codes[place]], words[kept[place]]))
    page = url_for("staff.rate", public_id=rating.public_id)
    return render_template("staff/conflict.html", differing=differing, page=page)


@blueprint.post("/ratings/<public_id>/take-back")
@access.audience("staff")
def rate_take_back(public_id: str) -> ResponseReturnValue:
    """My rating of somebody as a draft again, while the round is open."""
    rating = _mine(public_id)
    operations.take_back(rating, actor=access.actor("staff"), now=clock.now())
    flash(_("The rating is a draft again. Hand it in before closing."), "info")
    return redirect(url_for("staff.rate", public_id=public_id))
