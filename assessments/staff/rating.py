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
from assessments.wording import RATERS
from competency.answers import DOES_NOT_KNOW
from competency.frameworks import Competency
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
    """A competency to rate: its place, its choices, what is kept, what it is for."""

    place: int
    number: int
    competency: Competency
    choices: tuple[Choice, ...]
    code: int
    own: str
    evidence: str


def questions(rating: Rating, beside: Sequence[float]) -> tuple[Question, ...]:
    """The competencies that are asked for; `beside` are the self-rated levels.

    A supervisor sees the evidence that the person has given.
    """
    framework = rating.framework
    given: Mapping[str, str] = {}
    if rating.kind == "supervisor":
        given = evidence.of_subject(rating.round_id, rating.subject_id)
    return tuple(
        Question(
            place,
            number,
            framework.competencies[place],
            choices(rating, framework.competencies[place]),
            rating.codes[place],
            languages.level(beside[place]) if beside else "",
            given.get(framework.competencies[place].id, ""),
        )
        for number, place in enumerate(rating.asked, 1)
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
        questions=questions(rating, beside),
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
        flash(_("Some competencies still wait for a level."), "warning")
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
        competency = rating.framework.competencies[place]
        words = {each.code: each.name for each in choices(rating, competency)}
        words[0] = _("no answer")
        differing.append((competency.name, words[codes[place]], words[kept[place]]))
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
