"""One's own result: levels in words, bars and a picture; provisional until closing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isnan

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import LazyString, lazy_gettext
from flask_babel import gettext as _

from assessments import access, clock, files, languages
from assessments.navigation import RATERS, SEVERAL, WEIGHING
from assessments.pictures import (
    EDITION,
    FEWEST_SPOKES,
    MOST_SPOKES,
    Radar,
    Spoke,
    radar,
)
from assessments.queries import answers
from assessments.queries import results as queries
from assessments.queries.answers import Draft
from assessments.queries.results import Rated
from assessments.staff import blueprint
from assessments.staff.asking import resume_at
from assessments.staff.knowing import knowing
from assessments.staff.onward import courses_for, past
from competency.gaps import NOT_REQUIRED
from competency.results import (
    Outcome,
    PersonalResult,
    Standing,
    Step,
    by_need,
    personal,
    provisional,
    shortfalls,
    strengths,
)
from competency.rounds import WITH_RESULTS
from competency.scoring import KINDS, Preset, terms, weights

MANY: dict[Standing, LazyString] = {
    Standing.SHORT: lazy_gettext("%(levels)s levels below the target"),
    Standing.MET: lazy_gettext("meets the target"),
    Standing.ABOVE: lazy_gettext("%(levels)s levels above the target"),
    Standing.LEVEL_UNKNOWN: lazy_gettext("level unknown"),
    Standing.TARGET_UNKNOWN: lazy_gettext("target unknown"),
    Standing.NOT_REQUIRED: lazy_gettext("not required of your position"),
}
ONE: dict[Standing, LazyString] = {
    Standing.SHORT: lazy_gettext("1 level below the target"),
    Standing.ABOVE: lazy_gettext("1 level above the target"),
}
"""How a level stands to its target, in words; `ONE` where it is one level apart."""


@dataclass(frozen=True)
class Line:
    """A competency in words, with the shares of its two bars; NaN is no bar."""

    outcome: Outcome
    name: str
    level: str
    target: str
    gap: str
    level_share: float
    target_share: float
    reached: str
    following: str
    own: str

    @property
    def standing(self) -> Standing:
        """How the level stands to the target."""
        return self.outcome.standing


def gap_words(outcome: Outcome) -> str:
    """How far a level is from its target, as one says it."""
    apart = languages.level(abs(outcome.gap))
    words = ONE if apart == "1" and outcome.standing in ONE else MANY
    return str(words[outcome.standing]) % {"levels": apart}


def target_words(target: float) -> str:
    """A target as a number, or that it is unknown or not required."""
    return _("not required") if target == NOT_REQUIRED else languages.level(target)


def own_words(outcome: Outcome) -> str:
    """That a target is this person's alone, and by which word; "" where it is not."""
    if outcome.own is None:
        return ""
    if not outcome.own.source:
        return str(_("This target is set for you alone, not by your profile."))
    words = _("This target is set for you alone, not by your profile: %(source)s")
    return str(words % {"source": outcome.own.source})


def step_words(step: Step | None) -> str:
    """What a step means in a competency, else what the scale calls it."""
    if step is None:
        return ""
    return (step.words or step.name).of(languages.current())


def line(result: PersonalResult, outcome: Outcome) -> Line:
    """One competency as the page prints it."""
    return Line(
        outcome,
        outcome.competency.name.of(languages.current()),
        languages.level(outcome.level),
        target_words(outcome.target),
        gap_words(outcome),
        result.share(outcome.level),
        result.share(outcome.target),
        step_words(outcome.reached),
        step_words(outcome.next),
        own_words(outcome),
    )


def picture(result: PersonalResult) -> Radar | None:
    """The radar of a result; None where there are too few or many directions."""
    spokes = tuple(
        Spoke(o.competency.name.of(languages.current()), o.level, o.target)
        for o in _shown(result)
    )
    if not FEWEST_SPOKES <= len(spokes) <= MOST_SPOKES:
        return None
    words = _("My level"), _("Target"), _("Level unknown")
    return Radar(spokes, result.lowest, result.highest, *words)


def _shown(result: PersonalResult) -> tuple[Outcome, ...]:
    """What a picture shows: not what nobody asks for and nobody knows."""
    return tuple(
        outcome
        for outcome in result.outcomes
        if outcome.standing is not Standing.NOT_REQUIRED or not isnan(outcome.level)
    )


def told(result: PersonalResult) -> str:
    """The picture in words, for those who do not see it."""
    scale = _(
        "Radar of my levels and targets on the scale from %(lowest)s to %(highest)s.",
        lowest=result.lowest,
        highest=result.highest,
    )
    facts = (
        _(
            "%(competency)s: level %(level)s, target %(target)s.",
            competency=outcome.competency.name.of(languages.current()),
            level=languages.level(outcome.level),
            target=target_words(outcome.target),
        )
        for outcome in _shown(result)
    )
    return " ".join((scale, *facts))


def _mine(public_id: str) -> Draft:
    found = answers.draft(public_id, access.person_id())
    return abort(404) if found is None else found


def _levels(draft: Draft) -> tuple[float, ...] | None:
    """What was kept at closing; until then, what the answers handed in amount to."""
    if draft.state in WITH_RESULTS:
        return queries.own(draft.round_id, draft.rater_id)
    if draft.status == "submitted":
        return provisional(draft.codes, draft.framework, adaptive=draft.adaptive)
    return None


def said(draft: Draft) -> Mapping[str, tuple[str, ...]]:
    """Competency → what each kind of rater said, and how that became one level.

    Empty where oneself alone has rated, and before closing.
    """
    kinds = queries.by_kind(draft.round_id, draft.rater_id)
    if draft.state not in WITH_RESULTS or not set(kinds) - {"self"}:
        return {}
    counting = weights(draft.settings.weights, draft.settings.percent)
    ids = draft.framework.competency_ids
    return {
        name: (*_words(kinds, at), _formula(kinds, at, counting))
        for at, name in enumerate(ids)
    }


def _words(kinds: Mapping[str, Rated], at: int) -> Iterator[str]:
    """What each kind said of one competency; several are told as their mean."""
    for kind in (each for each in KINDS if each in kinds):
        level = languages.level(kinds[kind].levels[at])
        words = {"kind": RATERS[kind], "level": level}
        if kind in SEVERAL and not isnan(kinds[kind].levels[at]):
            yield str(_("%(kind)s: level %(level)s, the mean of several") % words)
        else:
            yield str(_("%(kind)s: level %(level)s") % words)


def _formula(kinds: Mapping[str, Rated], at: int, counting: Preset) -> str:
    """The combined level as the sum that it is; "" where nobody knows it."""
    known = {kind: each.levels[at] for kind, each in kinds.items()}
    found = terms(known, counting)
    if not found:
        return ""
    total = languages.level(sum(each.weight * each.level for each in found))
    parts = (
        f"{100 * each.weight:.4g}% × {languages.level(each.level)}" for each in found
    )
    return str(_("Together: %(sum)s") % {"sum": f"{' + '.join(parts)} = {total}"})


def _result(draft: Draft) -> PersonalResult | None:
    levels = _levels(draft)
    if levels is None:
        return None
    return personal(draft.framework, draft.profile, levels, draft.codes, draft.own)


@blueprint.get("/answers/<public_id>/result")
@access.audience("staff")
def result(public_id: str) -> ResponseReturnValue:
    """My result in a round, or why there is none."""
    draft = _mine(public_id)
    found = _result(draft)
    if found is None:
        page = "staff/no_result.html"
        is_open = draft.is_open(clock.now())
        return render_template(page, draft=draft, open=is_open, resume_at=resume_at)
    return render_template(
        "staff/result.html",
        draft=draft,
        final=draft.state in WITH_RESULTS,
        lines=[line(found, outcome) for outcome in found.outcomes],
        ordered=[line(found, outcome) for outcome in by_need(found)],
        short=[line(found, outcome) for outcome in shortfalls(found)],
        strong=[line(found, outcome) for outcome in strengths(found)],
        aimless=all(o.standing is Standing.TARGET_UNKNOWN for o in found.outcomes),
        told=told(found) if picture(found) else None,
        said=said(draft),
        weighing=WEIGHING[draft.settings.weights],
        knows=knowing(draft),
        courses=courses_for(draft, found),
        past=past(draft),
    )


@blueprint.get("/answers/<public_id>/radar.svg", endpoint="radar")
@access.audience("staff")
def radar_(public_id: str) -> ResponseReturnValue:
    """The picture of my result; drawn once and asked for again each time."""
    found = _result(_mine(public_id))
    drawn = found and picture(found)
    if not drawn:
        abort(404)
    inputs = f"radar {EDITION} {drawn!r}".encode()
    key, path = files.made(inputs, lambda: radar(drawn))
    return _private(Response(path.read_bytes(), mimetype="image/svg+xml"), key)


def _private(response: Response, key: str) -> ResponseReturnValue:
    """The same answer for this reader alone; on a shared computer it is asked again.

    The mark is a weak one, since compressing changes bytes and strong marks.
    """
    response.headers["Cache-Control"] = "private, no-cache"
    response.set_etag(key, weak=True)
    response.vary.add("Cookie")
    return response.make_conditional(request)
