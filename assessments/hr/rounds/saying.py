"""What a round was set up to ask, and how kinds of rater count in it, in words."""

from collections.abc import Iterator
from itertools import combinations

from flask_babel import gettext as _

from assessments.wording import RATERS, WEIGHING
from competency.rounds import RoundSettings
from competency.scoring import KINDS, Preset, weights


def asking(settings: RoundSettings) -> Iterator[str]:
    """What is asked beyond the usual, a sentence each."""
    if settings.adaptive:
        yield _("Levelled items are asked step by step, until the level is settled.")
    if settings.knowledge:
        yield _("The framework's knowledge questions are asked.")
    if settings.raters and settings.by_items:
        yield _("Others answer the items too, instead of one level a competency.")
    if settings.sees_self:
        yield _("Supervisors see the self-rating before they hand in theirs.")
    if settings.raters:
        yield str(WEIGHING[settings.weights])


def counting(settings: RoundSettings) -> tuple[tuple[str, str], ...]:
    """Who has rated → how each of them counts, for each combination of a round."""
    rating = [kind for kind in KINDS if kind == "self" or kind in settings.raters]
    together = weights(settings.weights, settings.percent)
    return tuple(
        (" + ".join(str(RATERS[kind]) for kind in kinds), _shares(together, kinds))
        for many in range(len(rating), 0, -1)
        for kinds in combinations(rating, many)
    )


def _shares(together: Preset, kinds: tuple[str, ...]) -> str:
    percent = together.get(kinds)
    if percent is None:
        return str(_("the level stays unknown"))
    return " + ".join(f"{percent[KINDS.index(kind)]:.4g}%" for kind in kinds)
