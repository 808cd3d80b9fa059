"""How far others agree with the self-rating in a closed round, by competency."""

from dataclasses import dataclass
from math import isnan

from flask import abort, render_template
from flask.typing import ResponseReturnValue
from flask_babel import LazyString, lazy_gettext

from assessments import access, languages
from assessments.hr import blueprint
from assessments.queries import results, rounds
from assessments.queries.rounds import RoundFacts
from assessments.wording import OTHERS, RATERS
from competency.agreement import FEWEST, Agreement, Estimate, Silence, agreements
from competency.rounds import WITH_RESULTS

READINGS: tuple[tuple[float, LazyString], ...] = (
    (0.8, lazy_gettext("agree very well")),
    (0.6, lazy_gettext("agree well")),
    (0.4, lazy_gettext("agree moderately")),
    (0.2, lazy_gettext("agree a little")),
    (float("-inf"), lazy_gettext("hardly agree")),
)
"""Readings of a weighted kappa, from so much on: the bands of Landis and Koch (1977,
Biometrics 33, 159-174), which are a convention and no law."""

SILENCES: dict[Silence, LazyString] = {
    Silence.FEW: lazy_gettext("too few people whom both rated"),
    Silence.ALIKE: lazy_gettext(
        "each side gives everybody the same level, so nothing can be compared"
    ),
}


@dataclass(frozen=True)
class Line:
    """A competency of one kind of rater, with its figures in words."""

    name: str
    found: Agreement
    kappa: str
    single: str
    reading: str


def _line(name: str, found: Agreement) -> Line:
    words = SILENCES[found.silence] if found.silence else _reading(found)
    kappa, single = _figure(found.kappa_quadratic), _interval(found.single)
    return Line(name, found, kappa, single, str(words))


def _figure(value: float) -> str:
    """A figure with two decimals and a real minus sign; a dash for none."""
    return "–" if isnan(value) else f"{value:.2f}".replace("-", "−")


def _reading(found: Agreement) -> str:
    if isnan(found.kappa_quadratic):
        return ""
    return str(next(w for least, w in READINGS if found.kappa_quadratic >= least))


def _interval(found: Estimate | None) -> str:
    if found is None or isnan(found.value):
        return "–"
    value, low, high = map(_figure, vars(found).values())
    return f"{value} ({low} … {high})"


@blueprint.get("/rounds/<public_id>/agreement")
@access.audience("hr")
def agreement(public_id: str) -> ResponseReturnValue:
    """Each kind of rater beside the self-rating, over the whole agency."""
    found = rounds.named(public_id)
    if found is None or found.state not in WITH_RESULTS:
        abort(404)
    return render_template(
        "hr/agreement.html",
        round=found,
        kinds=[(RATERS[kind], lines) for kind, lines in _kinds(found)],
        fewest=FEWEST,
    )


def _kinds(found: RoundFacts) -> list[tuple[str, list[Line]]]:
    """Kinds that rated in a round, each with its lines in framework order."""
    framework = found.framework
    by_kind = results.levels_by_kind(found.id, framework.competency_ids)
    scale = tuple(sorted(step.level for step in framework.scale))
    names = [each.name.of(languages.current()) for each in framework.competencies]
    return [
        (
            kind,
            [
                _line(name, each)
                for name, each in zip(
                    names,
                    agreements(by_kind["self"], by_kind[kind], scale),
                    strict=True,
                )
            ],
        )
        for kind in OTHERS
        if kind in by_kind and "self" in by_kind
    ]
