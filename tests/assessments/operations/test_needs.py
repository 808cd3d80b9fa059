"""A clustering is kept whole, with everybody's place and an audit line."""

from collections import Counter
from datetime import datetime

import pandas as pd
from flask import Flask
from sqlalchemy import func, select

from assessments.database import db
from assessments.models import AuditLine, Clustering, Member
from assessments.operations import needs as operations
from assessments.operations.audit import SYSTEM
from assessments.queries import needs as queries
from competency.clustering.needs import cluster
from tests.assessments.clusterings import closed_round


def keep(round_id: int, now: datetime) -> str:
    people = queries.profiles(round_id).index
    rows = [[2, 0]] * 40 + [[0, 1]] * 40 + [[0, 0]] * (len(people) - 80)
    short = pd.DataFrame(rows, index=people, columns=["a", "b"], dtype="float32")
    found = cluster(short, resamples=10)
    asked: dict[str, object] = {"resamples": 10}
    return operations.keep(round_id, found, asked, seed=7, actor=SYSTEM, now=now)


def test_everybody_is_kept_where_they_stand(app: Flask, now: datetime) -> None:
    line = queries.clustering(keep(closed_round(), now))
    assert line is not None
    assert (line.clusters, line.stability, line.seed) == (2, 1, 7)
    rows = db.session.execute(select(Member.standing, Member.cluster)).all()
    assert Counter(tuple(row) for row in rows) == {
        ("group", 0): 40,
        ("group", 1): 40,
        ("no need", -1): 18,
    }


def test_a_second_clustering_replaces_nothing(app: Flask, now: datetime) -> None:
    round_id = closed_round()
    assert keep(round_id, now) != keep(round_id, now)
    assert db.session.scalar(select(func.count(Clustering.id))) == 2


def test_the_audit_line_counts_and_names_nobody(app: Flask, now: datetime) -> None:
    round_id = closed_round()
    keep(round_id, now)
    wanted = select(AuditLine).where(AuditLine.action == "cluster")
    line = db.session.scalars(wanted).one()
    assert (line.noun, line.noun_id) == ("round", str(round_id))
    assert line.detail == {
        "counts": {"group": 80, "mixed": 0, "no need": 18, "unknown": 0}
    }
