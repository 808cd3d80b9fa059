"""The workbook and the JSON of a clustering, cell by cell."""

import json
from datetime import timedelta
from io import BytesIO

import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook

from assessments.workbooks import needs as workbooks
from competency.clustering.needs import cluster
from competency.frameworks import parse
from tests.assessments.clusterings import THREE
from tests.conftest import NOW


def same(text: str) -> str:
    """English is its own translation."""
    return text


def content(rows: list[list[float]]) -> workbooks.Clustering:
    framework = parse(THREE.read_text("utf-8"))
    people = pd.Index(range(len(rows)), name="person")
    ids = list(framework.competency_ids)
    found = cluster(pd.DataFrame(rows, people, ids, "float32"), resamples=20)
    frame = found.members
    members = tuple(
        workbooks.Member(
            person_id=int(person),
            cluster=int(frame["cluster"].loc[person]),
            standing=str(frame["standing"].loc[person]),
            code=f"{person:05d}",
            name="=นายสมชาย ใจดี",
            unit_id=1,
            unit_code="0010",
            unit_th="กองคลัง",
            unit_en="Finance",
        )
        for person in people
    )
    return workbooks.Clustering(
        round_name="Round 1",
        closed_at=NOW,
        k=5,
        framework=framework,
        digest="d" * 64,
        made_at=NOW + timedelta(hours=1),
        seed=0,
        settings={"clusters": None, "min_size": 5, "resamples": 20},
        needs=found,
        people=members,
    )


KINDS = [[3.0, 0, 0]] * 20 + [[0.0, 2, 0]] * 10 + [[0.0, 0, 0]] * 2
NONE = [[float(a), float(b), float(c)] for a in (1, 2) for b in (1, 2) for c in (1, 2)]


def book(rows: list[list[float]]) -> Workbook:
    made = workbooks.write(content(rows), same, language="en")
    return load_workbook(BytesIO(made))


def rows_of(rows: list[list[float]], sheet: str) -> list[tuple[object, ...]]:
    return list(book(rows)[sheet].iter_rows(values_only=True))


def test_the_sheets_are_summary_profiles_people_and_method() -> None:
    names = ["Summary", "Profiles", "People", "Method and data"]
    assert book(KINDS).sheetnames == names


def test_the_summary_tells_each_group_in_words() -> None:
    values = [row for row in rows_of(KINDS, "Summary") if row[0]]
    groups = [row for row in values if str(row[0]).startswith("Group ")]
    words = (
        "The greatest need is in Reading data: 3.0 levels are missing on average, "
        "against 0.0 among the other people with needs."
    )
    assert groups[0][:4] == ("Group 1: Reading data", 20, words, 1)
    assert groups[1][4] == "It would come out the same in 20 of 20 resamples."


def test_profiles_have_a_row_for_each_group_and_competency() -> None:
    values = rows_of(KINDS, "Profiles")
    assert ("Group 2: Keeping data", "Keeping data", 2, 0, 1) in values
    assert sum(str(row[0]).startswith("Group ") for row in values) == 6


def test_numbers_and_names_of_people_stay_text() -> None:
    page = book(KINDS)["People"]
    cells = next(row for row in page.iter_rows() if row[0].value == "00000")
    assert [cell.value for cell in cells] == [
        "00000",
        "=นายสมชาย ใจดี",
        "0010",
        "Finance",
        "Group 1: Reading data",
    ]
    assert cells[1].data_type == "s"


def test_who_has_no_group_is_told_why() -> None:
    last = rows_of(KINDS, "People")[-1]
    assert last[4] == "No need"


def test_method_and_data_name_framework_digest_and_seed() -> None:
    values = {row[0]: row[1] for row in rows_of(KINDS, "Method and data")}
    assert values["Framework"] == "Three competencies 1.0.0"
    assert values["Digest of the framework"] == "d" * 64
    assert values["Seed"] == "0"
    assert values["Number of groups asked for"] == "chosen"


def test_without_clear_groups_the_summary_says_so() -> None:
    values = [row[0] for row in rows_of(NONE, "Summary")]
    assert any(str(value).startswith("There are no clear groups") for value in values)
    assert "Mixed needs, in no group" in values


def test_where_nobody_falls_short_the_sentence_says_so() -> None:
    found = content([[0.0, 0, 0]] * 9).needs
    assert workbooks.outcome(found, same).startswith("Nobody is known to fall short")


def test_json_holds_the_same_with_everybody() -> None:
    kept = json.loads(workbooks.as_json(content(KINDS), same, language="th"))
    assert kept["clusters"][0]["title"] == "Group 1: การอ่านข้อมูล"
    assert kept["counts"] == {"group": 30, "mixed": 0, "no need": 2, "unknown": 0}
    assert kept["people"][0] == {"code": "00000", "cluster": 0, "standing": "group"}
    assert kept["digest"] == "d" * 64


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        ([[1.0, 1, 1]] * 20 + [[3.0, 3, 3]] * 20, "smaller needs throughout"),
    ],
)
def test_a_group_with_less_of_everything_is_called_so(
    rows: list[list[float]], what: str
) -> None:
    made = content(rows)
    called = workbooks.names(made.framework, "en")
    titles = [workbooks.title(each, called, same) for each in made.needs.clusters]
    assert any(what in title for title in titles)
