"""The invented staff: units and posts from the lists, names and dates drawn."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from assessments.demo import lists
from assessments.demo.lists import DemoUnit, Post
from competency.roster import RosterPerson, RosterUnit

AS_OF = date(2025, 10, 1)
"""The first day of fiscal year 2569: nobody was hired later."""

DOMAIN = "demo-city.example.org"
"""A reserved name: no mail can arrive there."""

WITHOUT_EMAIL: Mapping[str, float] = {"general": 0.45, "permanent": 0.3}
"""The share of a kind of staff that has no e-mail."""

YEARS = {"EXE": (20, 36), "SUP": (10, 32), "OPR": (0, 28)}
"""Years of service by role: least and most."""

MEN, RANKED = 0.44, 0.03
"""The share of men, and of officials who carry a rank."""


@dataclass(frozen=True)
class _Place:
    """One seat to be filled: where, as what, whether as head."""

    unit: str
    post: Post
    is_head: bool


def units(tree: Sequence[DemoUnit]) -> tuple[RosterUnit, ...]:
    """The units as a roster tells them."""
    return tuple(RosterUnit(u.code, u.parent, u.name_th, u.name_en) for u in tree)


def staff(
    tree: Sequence[DemoUnit], rng: np.random.Generator
) -> tuple[RosterPerson, ...]:
    """Everybody, numbered from 000001 by the day they were hired.

    Staff answer to the head of their unit, a head to the next head up; where a unit
    has no head, to the next one up.
    """
    places = tuple(_places(tree))
    drawn = [_person(place, rng) for place in places]
    order = sorted(range(len(drawn)), key=lambda n: (drawn[n].hired_on or AS_OF, n))
    number = {place: f"{rank:06d}" for rank, place in enumerate(order, start=1)}
    heads = {p.unit: number[n] for n, p in enumerate(places) if p.is_head}
    parents = {unit.code: unit.parent for unit in tree}
    return tuple(
        replace(
            drawn[n],
            number=number[n],
            supervisor=_above(places[n], heads, parents),
            email=drawn[n].email and f"staff{number[n]}@{DOMAIN}",
        )
        for n in order
    )


def _places(tree: Sequence[DemoUnit]) -> Iterator[_Place]:
    for unit in tree:
        if unit.head:
            yield _Place(unit.code, unit.head, is_head=True)
        for post in unit.posts:
            for _ in range(post.people):
                yield _Place(unit.code, post, is_head=False)


def _above(
    place: _Place, heads: Mapping[str, str], parents: Mapping[str, str | None]
) -> str | None:
    unit = parents[place.unit] if place.is_head else place.unit
    while unit is not None and unit not in heads:
        unit = parents[unit]
    return None if unit is None else heads[unit]


def _person(place: _Place, rng: np.random.Generator) -> RosterPerson:
    post = place.post
    prefix, given = _name(post.staff, rng)
    has_email = rng.random() >= WITHOUT_EMAIL.get(post.staff, 0.0)
    return RosterPerson(
        number="",
        prefix=prefix,
        given=given,
        family=_pick(lists.content("names")["family"], rng),
        unit=place.unit,
        title=post.title,
        staff_type=lists.staff_types()[post.staff],
        placings=dict(sorted(post.placings.items())),
        email="yes" if has_email else None,
        hired_on=_hired(post, rng),
    )


def _name(staff_type: str, rng: np.random.Generator) -> tuple[str, str]:
    """Prefix and given name; some officials carry a rank instead."""
    names = lists.content("names")
    sex = "male" if rng.random() < MEN else "female"
    ranked = staff_type == "official" and rng.random() < RANKED
    prefixes = names["prefixes"][f"official_{sex}" if ranked else sex]
    return _pick(prefixes, rng), _pick(names[sex], rng)


def _pick(options: Sequence[str], rng: np.random.Generator) -> str:
    return options[int(rng.integers(len(options)))]


def _hired(post: Post, rng: np.random.Generator) -> date:
    least, most = YEARS[post.placings.get("role-2567", "OPR")]
    days = int(rng.uniform(least * 365.25, most * 365.25))
    return AS_OF - timedelta(days=days)
