"""Building the demo city once: through operations, with a fixed seed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from assessments import thai
from assessments.demo import answering, courses, development, lists, people
from assessments.demo.answering import Abilities, Turnout
from assessments.demo.framework import framework
from assessments.demo.lists import DemoUnit
from assessments.demo.signing import STANDINGS, SignIn, person_for, sign_ins
from assessments.demo.states import BEGUN, DONE, NOUN, State, state
from assessments.jobs import plans
from assessments.jobs import rounds as closing
from assessments.operations import answers, audit, frameworks, masterplans, rounds
from assessments.operations import courses as catalogue
from assessments.operations import people as roster
from assessments.operations.audit import SYSTEM
from assessments.operations.rounds import Wish
from assessments.queries.roster import ids_of_people
from competency.answers import asked, questioned
from competency.frameworks import Framework, dump
from competency.gaps import profile_of
from competency.masterplans import shipped as masters
from competency.roster import RosterPerson
from competency.rounds import RoundSettings

Progress = Callable[[int, int], None]
Codes = NDArray[np.uint8]

SEED = 2569
MASTER_PLAN = "demo-city-2566-2570"
BUDGET_SATANG = 60_000_000
"""600,000 baht: about what three runs of a two-day course for a bureau cost."""


@dataclass(frozen=True)
class Plot:
    """How one round of the demo goes; days are counted back from today."""

    name: str
    opens: int
    closes: int
    turnout: Turnout
    batches: int
    growth: float = 0.0
    raters: tuple[str, ...] = ()


FIRST = Plot("ประเมินสมรรถนะดิจิทัล รอบที่ 1", 63, 42, Turnout(0.85, 0.05), 5)
SECOND = Plot(
    "ประเมินสมรรถนะดิจิทัล รอบที่ 2",
    7,
    -21,
    Turnout(0.35, 0.1),
    3,
    growth=0.2,
    raters=("supervisor",),
)
AFTER = 14
"""Days ago people wrote their development plans, after the first round."""

BEFORE = 70
"""Days ago the roster, the framework and the courses came in."""


@dataclass(frozen=True)
class City:
    """The invented staff and what they can do."""

    staff: tuple[RosterPerson, ...]
    ids: Mapping[str, int]
    units: NDArray[np.int64]
    framework: Framework
    ability: Abilities


def build(
    now: datetime, progress: Progress, within: Sequence[str] = ("",)
) -> tuple[SignIn, ...]:
    """The sign-ins of a demo city that was made in an empty database.

    `within` are the beginnings of unit codes, for a smaller city.
    """
    if state() is not State.EMPTY:
        raise ValueError(state())
    tree = tuple(_part(lists.units(), within))
    rng = np.random.default_rng(SEED)
    steps = iter(range(1, STEPS + 1))

    def step() -> None:
        progress(next(steps), STEPS)

    audit.note(SYSTEM, BEGUN, NOUN, _ago(now, BEFORE))
    city = _city(tree, rng, _ago(now, BEFORE))
    version = _lay_ground(city.framework, _ago(now, BEFORE))
    step()
    first = _hold(city, FIRST, version, rng, now)
    step()
    closing.close(first, lambda _done, _total: None, now=_ago(now, FIRST.closes))
    staff, head = (city.ids[number] for number in _numbers(city.staff)[:2])
    development.put(head, staff, _ago(now, AFTER))
    step()
    _hold(city, SECOND, version, rng, now)
    step()
    plans.make(first, BUDGET_SATANG, lambda _done, _total: None)
    step()
    found = sign_ins(city.staff, now)
    audit.note(SYSTEM, DONE, NOUN, now)
    step()
    return found


STEPS = 6


def _part(tree: Sequence[DemoUnit], within: Sequence[str]) -> Iterator[DemoUnit]:
    """The units whose codes begin so, those with a sign-in, and those above them."""
    parents = {unit.code: unit.parent for unit in tree}
    signed = {standing.unit for standing in STANDINGS}
    kept: set[str | None] = set()
    for unit in tree:
        if unit.code.startswith(tuple(within)) or unit.code in signed:
            code: str | None = unit.code
            while code is not None:
                kept.add(code)
                code = parents[code]
    yield from (unit for unit in tree if unit.code in kept)


def _ago(now: datetime, days: int) -> datetime:
    return now - timedelta(days=days)


def _city(tree: Sequence[DemoUnit], rng: np.random.Generator, now: datetime) -> City:
    """The city, whose roster is kept."""
    staff = people.staff(tree, rng)
    units = people.units(tree)
    roster.apply(staff, units, sort_key=thai.sort_key, actor=SYSTEM, now=now)
    place = {unit.code: number for number, unit in enumerate(tree)}
    places = np.array([place[person.unit] for person in staff], np.int64)
    own = framework()
    placings = [person.placings for person in staff]
    ability = answering.abilities(placings, places, own.competency_ids, rng)
    return City(staff, ids_of_people(), places, own, ability)


def _lay_ground(own: Framework, now: datetime) -> int:
    """The city's framework version; courses and the master plan are kept too."""
    frameworks.add_shipped(actor=SYSTEM, now=now)
    catalogue.put(courses.courses(), own.id, whole=True, actor=SYSTEM, now=now)
    masterplans.add(masters()[MASTER_PLAN], actor=SYSTEM, now=now)
    return frameworks.add(dump(own), actor=SYSTEM, now=now).id


def _hold(
    city: City, plot: Plot, version: int, rng: np.random.Generator, now: datetime
) -> int:
    """The number of a round that was opened and answered."""
    opens, closes = _ago(now, plot.opens), _ago(now, plot.closes)
    wished = {"raters": plot.raters, "knowledge": True}
    settings = RoundSettings.model_validate(wished)
    wish = Wish(plot.name, version, opens, closes, settings)
    round_id = rounds.create(wish, actor=SYSTEM, now=opens - timedelta(days=1))
    rounds.open_(round_id, actor=SYSTEM, now=opens)
    codes = _asked(city, _answers(city, plot, rng))
    done, begun = answering.turnout(city.units, plot.turnout, rng)
    _let_sign_ins(city, done, begun, done=plot is FIRST)
    until = min(closes, now) - opens
    for batch in range(plot.batches):
        moment = opens + until * (batch + 1) / (plot.batches + 1)
        rows = np.flatnonzero(done)[batch :: plot.batches]
        handed_in = {city.ids[city.staff[n].number]: codes[n].tobytes() for n in rows}
        answers.hand_in(round_id, handed_in, actor=SYSTEM, now=moment)
    stopped = {
        city.ids[city.staff[row].number]: _until(codes[row], city.framework.rated, rng)
        for row in np.flatnonzero(begun)
    }
    answers.hand_in(round_id, stopped, drafts=True, actor=SYSTEM, now=moment)
    return round_id


def _answers(city: City, plot: Plot, rng: np.random.Generator) -> Codes:
    """What everybody would answer, if they were asked everything."""
    ability = city.ability + plot.growth
    rated = answering.codes(ability, city.framework, rng)
    # draws of their own: what people say of themselves hangs on no question
    draws = np.random.default_rng([SEED, plot.opens])
    return np.hstack([rated, answering.knowing(ability, city.framework, draws)])


def _asked(city: City, codes: Codes) -> Codes:
    """The codes without items that a person's profile does not ask for."""
    kept = np.zeros_like(codes)
    for row, person in enumerate(city.staff):
        profile = profile_of(person.placings, city.framework)
        positions = [
            *asked(city.framework, profile),
            *questioned(city.framework, profile),
        ]
        kept[row, positions] = codes[row, positions]
    return kept


def _let_sign_ins(
    city: City, handed_in: NDArray[np.bool_], begun: NDArray[np.bool_], *, done: bool
) -> None:
    """Whoever has a sign-in has a result of the first round, and the second to do."""
    numbers = set(_numbers(city.staff))
    rows = [n for n, person in enumerate(city.staff) if person.number in numbers]
    handed_in[rows], begun[rows] = done, False


def _numbers(staff: Sequence[RosterPerson]) -> list[str]:
    """The staff numbers of those who may sign in, in the order of `STANDINGS`."""
    return [person_for(standing, staff).number for standing in STANDINGS]


def _until(codes: Codes, rated: int, rng: np.random.Generator) -> bytes:
    """The answers of somebody who stopped on the way."""
    kept = codes.copy()
    kept[int(rng.uniform(0.2, 0.9) * rated) :] = 0
    return kept.tobytes()
