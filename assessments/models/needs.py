"""Clusters of training needs and who is in them."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from assessments.database import Base, JsonObject
from assessments.models.keys import public_id


class Clustering(Base):
    """One clustering of a closed round, with all that describes and repeats it."""

    __tablename__ = "clusterings"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id()
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"), index=True)
    settings: Mapped[JsonObject]
    seed: Mapped[int]
    clusters: Mapped[int | None]
    stability: Mapped[float | None]
    description: Mapped[JsonObject]
    made_at: Mapped[datetime]


class Member(Base):
    """A person's place in a clustering: a cluster's number, or why there is none."""

    __tablename__ = "members"

    clustering_id: Mapped[int] = mapped_column(
        ForeignKey("clusterings.id"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    cluster: Mapped[int]
    standing: Mapped[str] = mapped_column(String(16), default="")
