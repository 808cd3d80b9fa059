"""What a clustering is made from, and the clusterings there are."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Row, select

from assessments.database import JsonObject, db
from assessments.models import (
    Clustering,
    Invitation,
    Member,
    Person,
    RoundUnit,
    Score,
)

COMBINED = "combined"


@dataclass(frozen=True)
class ClusteringLine:
    """A clustering in a list: its groups are None where there were no clear ones."""

    id: int
    public_id: str
    round_id: int
    settings: JsonObject
    seed: int
    clusters: int | None
    stability: float | None
    description: JsonObject
    made_at: datetime


_LINE = (
    Clustering.id,
    Clustering.public_id,
    Clustering.round_id,
    Clustering.settings,
    Clustering.seed,
    Clustering.clusters,
    Clustering.stability,
    Clustering.description,
    Clustering.made_at,
)


def levels(round_id: int, competency_ids: tuple[str, ...]) -> pd.DataFrame:
    """Combined levels of everybody who has some, a LEVELS frame in order of person."""
    wanted = (
        select(Score.person_id, Score.levels)
        .where(Score.round_id == round_id, Score.kind == COMBINED)
        .order_by(Score.person_id)
    )
    rows = db.session.execute(wanted).all()
    values = np.frombuffer(b"".join(row.levels for row in rows), np.float32)
    people = pd.Index([row.person_id for row in rows], dtype="int64", name="person")
    shaped = values.reshape(len(rows), len(competency_ids))
    return pd.DataFrame(shaped, index=people, columns=list(competency_ids))


def profiles(round_id: int) -> "pd.Series[Any]":
    """The profile of everybody asked: person → profile id, NA without one."""
    wanted = (
        select(Invitation.person_id, Invitation.profile)
        .where(Invitation.round_id == round_id)
        .order_by(Invitation.person_id)
    )
    rows = db.session.execute(wanted).all()
    people = pd.Index([row.person_id for row in rows], dtype="int64", name="person")
    values = [pd.NA if row.profile is None else row.profile for row in rows]
    return pd.Series(values, index=people, dtype="object", name="profile")


def of_round(round_id: int) -> tuple[ClusteringLine, ...]:
    """The clusterings of a round, newest first."""
    wanted = select(*_LINE).where(Clustering.round_id == round_id)
    rows = db.session.execute(wanted.order_by(Clustering.id.desc()))
    return tuple(ClusteringLine(*row) for row in rows)


def clustering(public_id: str) -> ClusteringLine | None:
    """A clustering by its outward name."""
    wanted = select(*_LINE).where(Clustering.public_id == public_id)
    row = db.session.execute(wanted).one_or_none()
    return ClusteringLine(*row) if row else None


@dataclass(frozen=True)
class MemberLine:
    """A person in a clustering, with the unit as it stood in the round."""

    person_id: int
    cluster: int
    standing: str
    code: str
    name: str
    unit_id: int
    unit_code: str
    unit_th: str
    unit_en: str

    def unit(self, language: str) -> str:
        """The unit's name in a language; the Thai one where there is no other."""
        return self.unit_en if language == "en" and self.unit_en else self.unit_th


def members(clustering_id: int) -> tuple[MemberLine, ...]:
    """Everybody in a clustering, by group and then as names are sorted."""
    in_round = (Invitation.round_id == Clustering.round_id) & (
        Invitation.person_id == Member.person_id
    )
    stood = (RoundUnit.round_id == Clustering.round_id) & (
        RoundUnit.unit_id == Invitation.unit_id
    )
    wanted = (
        select(
            Member.person_id,
            Member.cluster,
            Member.standing,
            Person.code,
            Person.prefix,
            Person.given_name,
            Person.family_name,
            RoundUnit.unit_id,
            RoundUnit.code.label("unit_code"),
            RoundUnit.name_th,
            RoundUnit.name_en,
        )
        .join(Clustering, Clustering.id == Member.clustering_id)
        .join(Person, Person.id == Member.person_id)
        .join(Invitation, in_round)
        .join(RoundUnit, stood)
        .where(Member.clustering_id == clustering_id)
        .order_by(Member.standing, Member.cluster, Person.sort_key, Person.id)
    )
    return tuple(_member(row) for row in db.session.execute(wanted))


def frame(people: tuple[MemberLine, ...]) -> pd.DataFrame:
    """A NEEDS frame of the people kept; their silhouettes are not kept."""
    columns = {
        "cluster": [each.cluster for each in people],
        "silhouette": np.float32("nan"),
        "standing": [each.standing for each in people],
    }
    index = pd.Index([each.person_id for each in people], dtype="int64", name="person")
    return pd.DataFrame(columns, index=index)


def _member(row: Row[*tuple[Any, ...]]) -> MemberLine:
    return MemberLine(
        person_id=row.person_id,
        cluster=row.cluster,
        standing=row.standing,
        code=row.code,
        name=f"{row.prefix}{row.given_name} {row.family_name}".strip(),
        unit_id=row.unit_id,
        unit_code=row.unit_code,
        unit_th=row.name_th,
        unit_en=row.name_en,
    )
