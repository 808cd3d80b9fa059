"""How the invented staff answer: a model with a seed, written out so it can be judged.

Every person has an ability in every area, on the framework's level scale:

    ability = MEAN[area] + GENERAL · g(person) + OWN · o(person, area)
              + UNIT · u(unit, area) + placings (PLACED) + type of need (TYPES)

with g, o and u standard normal. An item of level L is answered "on my own" or
better with probability logistic(SLOPE · (ability − L)); the neighbouring answers lie
`STEPS` levels lower and higher. Some answers are "does not apply" or "don't know",
some people tick one answer throughout, some stop half-way, some never begin.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from competency.answers import DOES_NOT_APPLY, DOES_NOT_KNOW
from competency.frameworks import Framework
from competency.knowledge import option_code

Abilities = NDArray[np.float64]
"""Abilities (people, areas), in the order of people and of the framework's areas."""

SLOPE = 3.0
STEPS = (-0.9, 0.0, 1.2)
"""Levels by which "with help", "on my own" and "can teach" lie from the item's."""

MEAN = {
    "DLit": 3.6,
    "DGov": 2.9,
    "DLead": 2.6,
    "DTech": 2.4,
    "DServ": 3.0,
    "DData": 2.6,
    "DCyber": 2.8,
}
MEAN_ELSE = 2.7
GENERAL, OWN, UNIT = 0.35, 0.3, 0.3

PLACED: Mapping[tuple[str, str], Mapping[str, float]] = {
    ("work-2567", "IT"): {"DLit": 1.0, "DTech": 1.6, "DData": 1.1, "DCyber": 1.4},
    ("role-2567", "EXE"): {"DLead": 1.3, "DGov": 0.7, "DServ": 0.4},
    ("role-2567", "SUP"): {"DLead": 0.7, "DGov": 0.4, "DServ": 0.3},
    ("group-2561", "ACAD"): {"DLit": 0.4, "DData": 0.5, "DGov": 0.3},
    ("group-2561", "SERV"): {"DServ": 0.4},
    ("group-2561", "OTHER"): {"DLit": -0.9, "DData": -0.6, "DServ": -0.5, "DGov": -0.5},
}
TYPES: Sequence[tuple[float, Mapping[str, float]]] = (
    (0.26, {"DCyber": -2.6, "DGov": -2.5}),
    (0.24, {"DLit": -2.6, "DServ": -2.5}),
)
"""Types of need that are planted, so that there are groups to be found: the share of
the staff, and what they lack."""

APPLIES_NOT, KNOWS_NOT, KNOWS_NOT_ABOVE = 0.008, 0.01, 0.06
FAR_ABOVE = 1.5
"""Items so many levels above somebody are answered "don't know" more often."""

STRAIGHT_LINERS = 0.02

KNOWS_AT = 2.0
"""The ability at which a question of knowledge is known by half."""


@dataclass(frozen=True)
class Turnout:
    """How many of the asked hand in, and how many stop half-way."""

    handed_in: float
    drafts: float


def abilities(
    placings: Sequence[Mapping[str, object]],
    units: NDArray[np.int64],
    areas: Sequence[str],
    rng: np.random.Generator,
) -> Abilities:
    """The ability of each person in each area; `units` are numbers from 0."""
    people = len(placings)
    drawn = GENERAL * rng.normal(size=(people, 1))
    drawn = drawn + OWN * rng.normal(size=(people, len(areas)))
    of_unit = UNIT * rng.normal(size=(int(units.max()) + 1, len(areas)))
    mean = np.array([MEAN.get(area, MEAN_ELSE) for area in areas])
    return (
        mean
        + drawn
        + of_unit[units]
        + _placed(placings, areas)
        + _typed(people, areas, rng)
    )


def _row(offsets: Mapping[str, float], areas: Sequence[str]) -> NDArray[np.float64]:
    return np.array([offsets.get(area, 0.0) for area in areas])


def _placed(
    placings: Sequence[Mapping[str, object]], areas: Sequence[str]
) -> NDArray[np.float64]:
    rows = {place: _row(offsets, areas) for place, offsets in PLACED.items()}
    nothing = np.zeros(len(areas))
    sums = (
        sum((rows.get((axis, str(c)), nothing) for axis, c in own.items()), nothing)
        for own in placings
    )
    return np.array(list(sums))


def _typed(
    people: int, areas: Sequence[str], rng: np.random.Generator
) -> NDArray[np.float64]:
    shares = [share for share, _ in TYPES]
    rows = np.array([_row({}, areas), *(_row(lack, areas) for _, lack in TYPES)])
    kinds = rng.choice(len(rows), size=people, p=[1 - sum(shares), *shares])
    offsets: NDArray[np.float64] = rows[kinds]
    return offsets


def codes(
    ability: Abilities, framework: Framework, rng: np.random.Generator
) -> NDArray[np.uint8]:
    """Ratings by everybody, uint8 (people, rated items), none unanswered."""
    column = {c: n for n, c in enumerate(framework.competency_ids)}
    spans = framework.spans.items()
    of_item = np.concatenate([np.full(s.stop - s.start, column[c]) for c, s in spans])
    rated = framework.items[: framework.rated]
    levels = np.array([float(item.level or 0) for item in rated])
    distance = ability[:, of_item] - levels
    latent = distance + rng.logistic(size=distance.shape) / SLOPE
    places = np.searchsorted(np.array(STEPS), latent.ravel()).reshape(latent.shape)
    straight = rng.random(len(ability)) < STRAIGHT_LINERS
    places[straight] = places[straight, :1]
    answers: NDArray[np.uint8] = (places + 1).astype(np.uint8)
    chance = rng.random(distance.shape)
    unknown = np.where(distance < -FAR_ABOVE, KNOWS_NOT_ABOVE, KNOWS_NOT)
    answers[chance < unknown] = DOES_NOT_KNOW
    answers[chance > 1 - APPLIES_NOT] = DOES_NOT_APPLY
    return answers


def knowing(
    ability: Abilities, framework: Framework, rng: np.random.Generator
) -> NDArray[np.uint8]:
    """Answers to the questions of knowledge, uint8 (people, questions).

    A question is answered rightly with probability logistic(ability − KNOWS_AT), else
    by a draw among all answers, and now and then with "I do not know".
    """
    found = [np.empty((len(ability), 0), np.uint8)]
    for column, span in enumerate(framework.questions.values()):
        known = 1 / (1 + np.exp(KNOWS_AT - ability[:, column]))
        for place in range(span.start, span.stop):
            values = framework.answer_values(place)
            right = sum(
                option_code(framework, place, values.index(value))
                for value in framework.items[place].right
            )
            codes = rng.integers(1, max(framework.codes[place] - {254}) + 1, len(known))
            codes[rng.random(len(known)) < known] = right
            codes[rng.random(len(known)) < KNOWS_NOT_ABOVE] = DOES_NOT_KNOW
            found.append(codes.astype(np.uint8)[:, None])
    return np.hstack(found)


def turnout(
    units: NDArray[np.int64], wanted: Turnout, rng: np.random.Generator
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Who hands in and who stops half-way; units differ by some per cent."""
    of_unit = rng.normal(0, 0.05, int(units.max()) + 1)[units]
    chance = rng.random(len(units))
    handed_in = np.clip(wanted.handed_in + of_unit, 0.0, 1.0)
    done = chance < handed_in
    return done, ~done & (chance < handed_in + wanted.drafts)
