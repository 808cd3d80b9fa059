"""Whose results of a round can be printed, and what is printed of many at once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select

from assessments.database import db
from assessments.models import Invitation, Person, RoundUnit, Score
from assessments.queries.results import COMBINED, Rated
from competency.scoring import unpack

_NAME = func.trim(Person.prefix + Person.given_name + " " + Person.family_name)


@dataclass(frozen=True)
class Subject:
    """Somebody whom a round asked, with the unit as it stood then."""

    person_id: int
    number: str
    name: str
    title: str
    unit_code: str
    unit_th: str
    unit_en: str

    def unit(self, language: str) -> str:
        """The unit's name in a language; the Thai one where there is no other."""
        return self.unit_en if language == "en" and self.unit_en else self.unit_th


def _subjects(round_id: int) -> Select[*tuple[Any, ...]]:
    unit = (RoundUnit.round_id == Invitation.round_id) & (
        RoundUnit.unit_id == Invitation.unit_id
    )
    return (
        select(
            Person.id,
            Person.code,
            _NAME.label("name"),
            Person.title,
            RoundUnit.code,
            RoundUnit.name_th,
            RoundUnit.name_en,
        )
        .join(Invitation, Invitation.person_id == Person.id)
        .join(RoundUnit, unit)
        .where(Invitation.round_id == round_id)
    )


def subject(round_id: int, person_id: int) -> Subject | None:
    """Somebody whom a round asked; None for anybody else."""
    wanted = _subjects(round_id).where(Person.id == person_id)
    row = db.session.execute(wanted).one_or_none()
    return None if row is None else Subject(*row)


def subjects(round_id: int, within: Collection[int]) -> tuple[Subject, ...]:
    """Today's staff of these units who have levels in a round.

    They stand by unit in the order of the round's tree, then in Thai order.
    """
    kept = (
        (Score.round_id == Invitation.round_id)
        & (Score.person_id == Person.id)
        & (Score.kind == COMBINED)
    )
    wanted = (
        _subjects(round_id)
        .join(Score, kept)
        .where(Person.left_at.is_(None), Person.unit_id.in_(tuple(within)))
        .order_by(RoundUnit.position, Person.sort_key, Person.code)
    )
    return tuple(Subject(*row) for row in db.session.execute(wanted))


def spoken(round_id: int, people: Collection[int]) -> Mapping[int, Mapping[str, Rated]]:
    """Person → kind of rater, and `COMBINED` → what was kept at closing."""
    wanted = select(Score.person_id, Score.kind, Score.raters, Score.levels).where(
        Score.round_id == round_id, Score.person_id.in_(tuple(people))
    )
    found: dict[int, dict[str, Rated]] = {}
    for row in db.session.execute(wanted):
        rated = Rated(row.raters, unpack(row.levels))
        found.setdefault(row.person_id, {})[row.kind] = rated
    return found
