"""A closed round becomes a clustering; an open one does not."""

from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook

from assessments import files
from assessments.jobs import contents, queue
from assessments.jobs import needs as jobs
from assessments.operations.audit import SYSTEM
from assessments.operations.needs import LevelsNotReadyError
from assessments.queries import jobs as job_queries
from assessments.queries import needs
from tests.assessments.clusterings import closed_round, quiet


def test_people_of_a_kind_come_into_one_group(app: Flask) -> None:
    made = jobs.cluster_round(closed_round(), None, quiet)
    found = contents.clustering(made)
    assert found is not None
    groups = [(each.people, each.apart) for each in found.needs.clusters]
    assert groups == [
        (40, ("data.read",)),
        (30, ("data.keep",)),
        (20, ("safe.share",)),
    ]
    counts = {str(each): n for each, n in found.needs.counts.items()}
    assert counts == {"group": 90, "mixed": 0, "no need": 5, "unknown": 3}


def test_the_number_of_groups_can_be_fixed(app: Flask) -> None:
    public_id = jobs.cluster_round(closed_round(), 2, quiet)
    line = needs.clustering(public_id)
    assert line is not None
    assert line.settings["clusters"] == 2
    assert line.clusters == 2


@pytest.mark.parametrize("state", ["draft", "open", "closing"])
def test_a_round_that_is_not_closed_has_no_levels_to_group_by(
    app: Flask, state: str
) -> None:
    with pytest.raises(LevelsNotReadyError):
        jobs.cluster_round(closed_round(state), None, quiet)


def test_progress_runs_to_its_end(app: Flask) -> None:
    seen: list[tuple[int, int]] = []
    jobs.cluster_round(closed_round(), 2, lambda *each: seen.append(each))
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_a_job_leads_to_the_page_of_its_clustering(app: Flask) -> None:
    round_id = closed_round()
    asked: dict[str, object] = {"round_id": round_id, "clusters": None}
    job = queue.order("cluster", asked, actor=SYSTEM)
    queue.run(job.id)
    done = job_queries.job(job.id)
    (kept,) = needs.of_round(round_id)
    assert done is not None
    assert done.result == {"page": f"/hr/needs/{kept.public_id}"}


def test_two_clusterings_stand_beside_each_other_and_are_the_same(app: Flask) -> None:
    round_id = closed_round()
    first = jobs.cluster_round(round_id, None, quiet)
    second = jobs.cluster_round(round_id, None, quiet)
    newest, oldest = needs.of_round(round_id)
    assert (newest.public_id, oldest.public_id) == (second, first)
    assert newest.description == oldest.description


@pytest.mark.parametrize(
    ("language", "title"),
    [("th", "กลุ่มความต้องการฝึกอบรม"), ("en", "Groups of training needs")],
)
def test_the_workbook_job_speaks_the_language_it_was_ordered_in(
    app: Flask, language: str, title: str
) -> None:
    kept = jobs.cluster_round(closed_round(), None, quiet)
    result = jobs.write({"clustering": kept, "language": language}, quiet)
    path = files.path(str(result["file"]))
    assert path is not None
    assert result["people"] == 98
    book = load_workbook(BytesIO(path.read_bytes()))
    assert book.worksheets[0]["A1"].value == title


def test_there_is_nothing_to_write_of_a_clustering_that_is_not_there(
    app: Flask,
) -> None:
    with pytest.raises(LookupError):
        jobs.write({"clustering": "none", "language": "th"}, quiet)
