"""Small plans to make, and the best that can be done by trying everything."""

from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from competency.courses import Course, Effect, closes
from competency.planning.values import Staff

FRAMEWORK = "f"
COMPETENCIES = ("data", "law", "web")
UNKNOWN = float("nan")


def staff(
    levels: Sequence[Sequence[float]],
    targets: Sequence[Sequence[float]],
    units: Sequence[int] | None = None,
) -> Staff:
    """People numbered from 11 on, one row each."""
    people = pd.Index(range(11, 11 + len(levels)), name="person")
    columns = list(COMPETENCIES[: len(levels[0])])
    return Staff(
        FRAMEWORK,
        pd.DataFrame(levels, people, columns, np.float32),
        pd.DataFrame(targets, people, columns, np.float32),
        pd.Series(units or [1] * len(people), people, dtype=np.int64),
    )


def course(
    code: str,
    *effects: tuple[str, float, float],
    costs: tuple[int, int] = (0, 0),
    seats: tuple[int, int] = (1, 10),
    runs: int = 1,
) -> Course:
    """A course with (competency, from, to) effects, costs of (run, seat) in satang."""
    lifts = tuple(Effect(FRAMEWORK, *effect) for effect in effects)
    return Course(code, code, "", 6, "Onsite", *costs, *seats, runs, lifts)


@st.composite
def people(draw: st.DrawFn, most: int = 12) -> Staff:
    """Any few people, some with unknown levels or targets, or nothing required."""
    count = draw(st.integers(1, most))
    level = st.sampled_from([0.0, 0.5, 1.0, 2.0, 3.0, UNKNOWN])
    target = st.sampled_from([1.0, 2.0, 3.0, 4.0, UNKNOWN, -np.inf])
    row = len(COMPETENCIES)
    rows = st.lists(level, min_size=row, max_size=row)
    wanted = st.lists(target, min_size=row, max_size=row)
    return staff(
        draw(st.lists(rows, min_size=count, max_size=count)),
        draw(st.lists(wanted, min_size=count, max_size=count)),
        draw(st.lists(st.integers(1, 3), min_size=count, max_size=count)),
    )


@st.composite
def catalogue(draw: st.DrawFn, most: int = 5, widest: int = 3) -> tuple[Course, ...]:
    """Any few courses, some with several effects."""
    found = []
    for at in range(draw(st.integers(0, most))):
        lifted = draw(
            st.lists(st.sampled_from(COMPETENCIES), min_size=1, max_size=widest)
        )
        effects = []
        for competency in dict.fromkeys(lifted):
            before = draw(st.integers(0, 3))
            effects.append((competency, before, before + draw(st.integers(1, 2))))
        least = draw(st.integers(1, 3))
        found.append(
            course(
                f"C{at}",
                *effects,
                costs=(draw(st.integers(0, 500)), draw(st.integers(0, 200))),
                seats=(least, least + draw(st.integers(0, 3))),
                runs=draw(st.integers(0, 3)),
            )
        )
    return tuple(found)


def best_by_trying_all(
    staff_: Staff, courses: Sequence[Course], budget_satang: int
) -> float:
    """The most levels that any choice of courses for each person closes."""
    options = [
        list(_options(staff_, courses, person)) for person in staff_.levels.index
    ]
    best = 0.0
    for chosen in product(*options):
        counts = np.sum([taken for taken, _ in chosen], axis=0)
        if _affordable(courses, counts, budget_satang):
            best = max(best, sum(gain for _, gain in chosen))
    return best


def _options(
    staff_: Staff, courses: Sequence[Course], person: int
) -> Iterator[tuple[tuple[int, ...], float]]:
    """Sets of courses that a person could take: no competency lifted twice."""
    for taken in product((0, 1), repeat=len(courses)):
        gained: list[str] = []
        total = 0.0
        useful = True
        for course_, is_taken in zip(courses, taken, strict=True):
            if is_taken:
                gains = _gains(staff_, course_, person)
                useful &= bool(gains)
                gained += gains
                total += sum(gains.values())
        if useful and len(gained) == len(set(gained)):
            yield taken, total


def _gains(staff_: Staff, course_: Course, person: int) -> dict[str, float]:
    found = {}
    for effect in course_.effects:
        level = np.floor(staff_.levels.loc[[person], effect.competency] + 0.5)
        target = staff_.targets.loc[[person], effect.competency]
        gain = closes(level.to_numpy(np.float32), target.to_numpy(np.float32), effect)
        if gain[0] > 0:
            found[effect.competency] = float(gain[0])
    return found


def _affordable(
    courses: Sequence[Course], counts: Sequence[int], budget_satang: int
) -> bool:
    cost = 0
    for course_, count in zip(courses, counts, strict=True):
        runs = -(-int(count) // course_.max_seats)
        if runs > course_.max_runs or count < runs * course_.min_seats:
            return False
        cost += course_.cost_satang(runs, int(count))
    return cost <= budget_satang
