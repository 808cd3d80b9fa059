"""Results of a round: what they are worked out from, and what was kept of them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sqlalchemy import func, select

from assessments.database import db
from assessments.models import (
    Figure,
    FrameworkVersion,
    Invitation,
    Round,
    RoundUnit,
    Score,
    Unit,
)
from competency.orgtree import OrgTree
from competency.reports import Kept
from competency.scoring import unpack

COMBINED = "combined"
ALL = "all"
"""The cut that holds everybody of a unit and below."""


def tree(round_id: int) -> OrgTree:
    """The units as they stood when the round opened."""
    fields = RoundUnit.unit_id, RoundUnit.end, RoundUnit.depth
    wanted = select(*fields).where(RoundUnit.round_id == round_id)
    rows = db.session.execute(wanted.order_by(RoundUnit.position)).all()
    columns = np.array([tuple(row) for row in rows], np.int64).reshape(-1, 3).T
    return OrgTree(*columns)


def people(round_id: int) -> pd.DataFrame:
    """Everybody whom the round asked: person (int64) / unit, profile (NA without)."""
    fields = Invitation.person_id, Invitation.unit_id, Invitation.profile
    wanted = select(*fields).where(Invitation.round_id == round_id)
    rows = db.session.execute(wanted.order_by(Invitation.person_id)).all()
    index = pd.Index([row.person_id for row in rows], dtype="int64", name="person")
    columns = {
        "unit": pd.Series([row.unit_id for row in rows], index, dtype="int64"),
        "profile": pd.Series([row.profile for row in rows], index, dtype="object"),
    }
    return pd.DataFrame(columns, index)


def own(round_id: int, person_id: int) -> tuple[float, ...] | None:
    """A person's levels in framework order, NaN unknown; None where none were kept."""
    wanted = select(Score.levels).where(
        Score.round_id == round_id,
        Score.person_id == person_id,
        Score.kind == COMBINED,
    )
    kept = db.session.scalar(wanted)
    return None if kept is None else unpack(kept)


@dataclass(frozen=True)
class Past:
    """A closed round that has levels of a person, with the version it used."""

    round_name: str
    closed_at: datetime | None
    framework_version_id: int
    digest: str
    levels: tuple[float, ...]


def history(person_id: int, framework: str) -> tuple[Past, ...]:
    """A person's kept levels in closed rounds on a framework, the oldest first."""
    wanted = (
        select(
            Round.name,
            Round.closed_at,
            Round.framework_version_id,
            FrameworkVersion.digest,
            Score.levels,
        )
        .join(Round, Round.id == Score.round_id)
        .join(FrameworkVersion, FrameworkVersion.id == Round.framework_version_id)
        .where(Score.person_id == person_id, Score.kind == COMBINED)
        .where(FrameworkVersion.framework == framework)
        .where(Round.state.in_(("closed", "archived")))
        .order_by(Round.closed_at, Round.id)
    )
    rows = db.session.execute(wanted)
    return tuple(Past(*row[:4], unpack(row.levels)) for row in rows)


@dataclass(frozen=True)
class Rated:
    """One kind's word on a person: how many rated, levels in framework order."""

    raters: int
    levels: tuple[float, ...]


def by_kind(round_id: int, person_id: int) -> Mapping[str, Rated]:
    """Kind of rater → what that kind said of a person; several are their mean."""
    wanted = select(Score.kind, Score.raters, Score.levels).where(
        Score.round_id == round_id,
        Score.person_id == person_id,
        Score.kind != COMBINED,
    )
    rows = db.session.execute(wanted)
    return {row.kind: Rated(row.raters, unpack(row.levels)) for row in rows}


def levels_by_kind(
    round_id: int, competency_ids: tuple[str, ...]
) -> Mapping[str, pd.DataFrame]:
    """Kind of rater → a LEVELS frame of everybody of whom that kind spoke."""
    wanted = (
        select(Score.kind, Score.person_id, Score.levels)
        .where(Score.round_id == round_id, Score.kind != COMBINED)
        .order_by(Score.person_id)
    )
    rows: dict[str, dict[int, tuple[float, ...]]] = {}
    for row in db.session.execute(wanted):
        rows.setdefault(row.kind, {})[row.person_id] = unpack(row.levels)
    columns = list(competency_ids)
    return {
        kind: pd.DataFrame.from_dict(found, orient="index", columns=columns)
        for kind, found in rows.items()
    }


def alone(round_id: int, unit: "GroupUnit") -> float:
    """The share of a unit's levels that rest on the self-rating alone, in tenths.

    Of everybody at the unit and below who has a level; NaN where nobody has. In steps,
    for a count would tell of single people who rated them.
    """
    scored = (
        select(Score.person_id)
        .join(
            Invitation,
            (Invitation.round_id == Score.round_id)
            & (Invitation.person_id == Score.person_id),
        )
        .join(
            RoundUnit,
            (RoundUnit.round_id == Score.round_id)
            & (RoundUnit.unit_id == Invitation.unit_id),
        )
        .where(Score.round_id == round_id)
        .where(RoundUnit.position.between(unit.position, unit.end - 1))
    )
    some = scored.where(Score.kind == COMBINED).subquery()
    people = db.session.scalar(select(func.count()).select_from(some)) or 0
    others = scored.where(Score.kind.not_in((COMBINED, "self")))
    said = db.session.execute(others.add_columns(Score.levels))
    rated = {who for who, levels in said if not np.isnan(unpack(levels)).all()}
    return round(10 * (1 - len(rated) / people)) / 10 if people else float("nan")


@dataclass(frozen=True)
class ReportRound:
    """A round whose figures may be read."""

    id: int
    public_id: str
    name: str


def closed() -> tuple[ReportRound, ...]:
    """Rounds with results, the newest first."""
    wanted = (
        select(Round.id, Round.public_id, Round.name)
        .where(Round.state.in_(("closed", "archived")))
        .order_by(Round.closed_at.desc(), Round.id.desc())
    )
    return tuple(ReportRound(*row) for row in db.session.execute(wanted))


@dataclass(frozen=True)
class GroupUnit:
    """A unit as it stood in a round: a subtree is `position ≤ x < end`."""

    unit_id: int
    public_id: str
    position: int
    end: int
    depth: int
    code: str
    name_th: str
    name_en: str

    def name(self, language: str) -> str:
        """The name in a language; the Thai one where there is no other."""
        return self.name_en if language == "en" and self.name_en else self.name_th

    def holds(self, other: "GroupUnit") -> bool:
        """Whether another unit is this one or stands below it."""
        return self.position <= other.position < self.end


def units(
    round_id: int, roots: Collection[int | None] = (None,)
) -> tuple[GroupUnit, ...]:
    """The units of a round, in the tree's order: those at and below the roots.

    None among the roots means all of them.
    """
    wanted = (
        select(
            RoundUnit.unit_id,
            Unit.public_id,
            RoundUnit.position,
            RoundUnit.end,
            RoundUnit.depth,
            RoundUnit.code,
            RoundUnit.name_th,
            RoundUnit.name_en,
        )
        .join(Unit, Unit.id == RoundUnit.unit_id)
        .where(RoundUnit.round_id == round_id)
        .order_by(RoundUnit.position)
    )
    every = tuple(GroupUnit(*row) for row in db.session.execute(wanted))
    tops = [unit for unit in every if unit.unit_id in roots]
    if None in roots:
        return every
    return tuple(unit for unit in every if any(top.holds(unit) for top in tops))


def figures(round_id: int, wanted_units: Collection[GroupUnit]) -> tuple[Kept, ...]:
    """What was kept of these units at closing, in their order."""
    asked = _asked(round_id)
    ids = [unit.unit_id for unit in wanted_units]
    rows = db.session.execute(
        select(Figure.unit_id, Figure.people, Figure.figures).where(
            Figure.round_id == round_id, Figure.cut == ALL, Figure.unit_id.in_(ids)
        )
    )
    kept = {row.unit_id: row for row in rows}
    return tuple(
        Kept(
            unit.unit_id,
            unit.depth,
            int(asked[unit.position : unit.end].sum()),
            kept[unit.unit_id].people,
            kept[unit.unit_id].figures,
        )
        for unit in wanted_units
        if unit.unit_id in kept
    )


def _asked(round_id: int) -> NDArray[np.int64]:
    """How many people of each unit's own staff were asked, by position."""
    wanted = (
        select(RoundUnit.position, func.count(Invitation.id))
        .outerjoin(
            Invitation,
            (Invitation.round_id == RoundUnit.round_id)
            & (Invitation.unit_id == RoundUnit.unit_id),
        )
        .where(RoundUnit.round_id == round_id)
        .group_by(RoundUnit.position)
        .order_by(RoundUnit.position)
    )
    rows = db.session.execute(wanted).all()
    return np.array([count for _position, count in rows], np.int64)
