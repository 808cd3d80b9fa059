"""What clusterings are made from and how they are read back."""

import numpy as np
import pandas as pd
from flask import Flask

from assessments.jobs import needs as jobs
from assessments.queries import needs
from tests.assessments.clusterings import closed_round, quiet

IDS = ("data.read", "data.keep", "safe.share")


def test_levels_come_by_person_in_the_order_of_the_framework(app: Flask) -> None:
    found = needs.levels(closed_round(), IDS)
    assert list(found.columns) == list(IDS)
    assert found.shape == (98, 3)
    assert found.iloc[0].tolist() == [0, 2, 2]
    assert np.isnan(found["data.read"].iloc[-1])
    assert found.dtypes.unique().tolist() == [np.dtype("float32")]


def test_a_round_without_scores_has_no_levels(app: Flask) -> None:
    assert needs.levels(0, IDS).shape == (0, 3)


def test_profiles_come_by_person(app: Flask) -> None:
    found = needs.profiles(closed_round())
    assert set(found) == {"head"}
    assert found.index.name == "person"


def test_members_come_with_their_unit_as_it_stood(app: Flask) -> None:
    line = needs.clustering(jobs.cluster_round(closed_round(), None, quiet))
    assert line is not None
    people = needs.members(line.id)
    assert len(people) == 98
    assert {each.unit_th for each in people} == {"หน่วยงาน 1", "หน่วยงาน 2"}
    assert people[0].unit("en") == "Unit 1"
    assert (people[0].standing, people[0].cluster) == ("group", 0)
    frame = needs.frame(people)
    assert frame.index.tolist() == [each.person_id for each in people]
    assert frame["cluster"].value_counts().to_dict() == {0: 40, 1: 30, 2: 20, -1: 8}


def test_members_of_a_group_are_sorted_as_names_are(app: Flask) -> None:
    line = needs.clustering(jobs.cluster_round(closed_round(), None, quiet))
    assert line is not None
    codes = [each.code for each in needs.members(line.id) if each.cluster == 0]
    assert codes == sorted(codes)


def test_there_is_no_clustering_of_a_foreign_name(app: Flask) -> None:
    assert needs.clustering("00000000-0000-0000-0000-000000000000") is None
    assert isinstance(needs.frame(()), pd.DataFrame)
