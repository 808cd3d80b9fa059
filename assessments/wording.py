"""One person's result in words, for pages and documents alike."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from math import isnan

from flask_babel import LazyString, lazy_gettext
from flask_babel import gettext as _

from assessments import languages
from assessments.pictures import FEWEST_SPOKES, MOST_SPOKES, Radar, Spoke
from assessments.queries.results import Rated
from competency.courses import Suited
from competency.gaps import NOT_REQUIRED
from competency.results import Outcome, PersonalResult, Standing, Step
from competency.scoring import KINDS, Preset, terms

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

RATERS = {
    "self": lazy_gettext("Self-rating"),
    "supervisor": lazy_gettext("Supervisor"),
    "peer": lazy_gettext("Colleague"),
    "subordinate": lazy_gettext("Subordinate"),
}
"""What kinds of rater are called."""

SEVERAL = frozenset({"peer", "subordinate"})
"""Kinds of which several rate one person: only their mean is told."""

WEIGHING = {
    "civil-service": lazy_gettext(
        "Kinds of rater count by the weights of the civil service's personnel system."
    ),
    "equal": lazy_gettext("Each kind of rater counts alike."),
    "own": lazy_gettext("Kinds of rater count by the agency's own weights."),
}
"""How kinds of rater become one level, by the name of their weights."""

OTHERS = tuple(kind for kind in RATERS if kind != "self")
"""Kinds that rate somebody else."""


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
    meaning: tuple[str, ...]
    own: str

    @property
    def standing(self) -> Standing:
        """How the level stands to the target."""
        return self.outcome.standing


def line(result: PersonalResult, outcome: Outcome) -> Line:
    """One competency as it is printed."""
    return Line(
        outcome,
        outcome.competency.name.of(languages.current()),
        languages.level(outcome.level),
        target_words(outcome.target),
        gap_words(outcome),
        result.share(outcome.level),
        result.share(outcome.target),
        tuple(meaning(outcome)),
        own_words(outcome),
    )


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


def meaning(outcome: Outcome) -> Iterator[str]:
    """What the level reached means, and what the next one asks."""
    if outcome.reached is None:
        yield str(_("The answers do not settle the level."))
        return
    reached, following = outcome.reached, outcome.next
    words = {"level": reached.level, "words": _step(reached)}
    yield str(_("Level %(level)s means: %(words)s") % words)
    if following is None:
        yield str(_("This is the highest level."))
        return
    words = {"level": following.level, "words": _step(following)}
    yield str(_("The next one, level %(level)s, means: %(words)s") % words)


def _step(step: Step) -> str:
    """What a step means in a competency, else what the scale calls it."""
    return (step.words or step.name).of(languages.current())


def course(found: Suited) -> str:
    """Where a course leads, how long it takes and who gives it."""
    words = _("to level %(level)s, %(hours)s hours") % {
        "level": languages.level(found.to_level),
        "hours": languages.level(found.course.hours),
    }
    provider = found.course.provider
    return f"{words} · {provider}" if provider else str(words)


def courses(outcome: Outcome, found: tuple[Suited, ...]) -> str:
    """What the courses for a competency are; "" where there is nothing to say."""
    short = outcome.standing is Standing.SHORT
    if found and short:
        return str(_("Courses of the catalogue that help here:"))
    if found:
        return str(_("Courses of the catalogue that lead further:"))
    words = _(
        "The catalogue has no course for this yet. The wording of the next level says "
        "what to practise."
    )
    return str(words) if short else ""


def picture(result: PersonalResult) -> Radar | None:
    """The radar of a result; None where there are too few or many directions."""
    spokes = tuple(
        Spoke(o.competency.name.of(languages.current()), o.level, o.target)
        for o in _shown(result)
    )
    if not FEWEST_SPOKES <= len(spokes) <= MOST_SPOKES:
        return None
    words = _("My level"), _("Target"), _("Level unknown")
    scale = result.framework
    return Radar(spokes, scale.lowest, scale.highest, *words)


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
        lowest=result.framework.lowest,
        highest=result.framework.highest,
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


def origin(closes_at: datetime, *, final: bool, others: str = "") -> str:
    """What a result rests on, and whether it may change yet.

    `others` names the weights by which others have rated too; "" where none have.
    """
    if not final:
        words = _(
            "This result comes from your self-rating alone. The final one is worked "
            "out when the round closes, after %(time)s, and may differ."
        )
        return str(words % {"time": languages.moment(closes_at)})
    words = str(_("Worked out when the round closed. It does not change any more."))
    if not others:
        return words
    counted = _(
        "Others have rated you too; colleagues and subordinates count only where "
        "several of them rated."
    )
    return f"{words} {counted} {WEIGHING[others]}"


def answered(outcome: Outcome) -> str:
    """On how many answers a level rests."""
    words = {"answered": outcome.answered, "total": outcome.items}
    return str(_("%(answered)s of %(total)s items answered") % words)


def said(
    kinds: Mapping[str, Rated], ids: tuple[str, ...], counting: Preset
) -> Mapping[str, tuple[str, ...]]:
    """Competency → what each kind of rater said, and how that became one level.

    Empty where oneself alone has rated.
    """
    if not set(kinds) - {"self"}:
        return {}
    return {
        name: tuple(filter(None, (*_words(kinds, at), _formula(kinds, at, counting))))
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
