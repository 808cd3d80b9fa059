"""HR reads crosswalks, makes its own from a workbook, and withdraws it."""

from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook

from assessments.queries import crosswalks
from assessments.workbooks.crosswalk import ABOUT, EDGES
from tests import factories
from tests.visitor import Visitor

PAGE = "/hr/crosswalks"
NAME = "ocsc-2561-to-2567"
AUTHOR = "B9"
"""The cell of the author on the first sheet."""


@pytest.fixture
def hr(app: Flask, visitor: Visitor) -> Visitor:
    """An HR officer who reads English."""
    return visitor.as_(factories.account(roles={"hr": None})).in_("en")


def send(hr: Visitor, data: bytes, name: str = "own.xlsx") -> str:
    """The page that follows a file."""
    answer = hr.post(PAGE, file=(BytesIO(data), name))
    return answer.text if answer.status_code != 302 else hr.get(answer.location).text


def signed(hr: Visitor, cells: dict[str, str | float]) -> bytes:
    """The workbook of a shipped crosswalk, signed and changed in some cells."""
    book = load_workbook(BytesIO(hr.get(f"{PAGE}/{NAME}/workbook").data))
    book[ABOUT][AUTHOR] = "งานการเจ้าหน้าที่"
    for place, value in cells.items():
        book[EDGES][place] = value
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_shipped_crosswalks_are_listed_with_whose_word_they_are(hr: Visitor) -> None:
    text = hr.get(PAGE).text
    assert f'href="{PAGE}/{NAME}"' in text
    assert "the Samatthana developers" in text
    assert PAGE in hr.get("/hr/frameworks").text


def test_relations_are_shown_by_name(hr: Visitor) -> None:
    text = hr.get(f"{PAGE}/{NAME}").text
    assert "Digital Risk Management" in text
    assert "narrower than" in text
    assert "Shipped with the product." in text
    assert "Use this crosswalk no longer" not in text


def test_one_of_our_own_is_made_from_a_shipped_one(hr: Visitor) -> None:
    data = signed(hr, {"F2": 0.25})
    text = send(hr, data)
    assert "The crosswalk is kept and in use." in text
    assert "งานการเจ้าหน้าที่" in text
    assert "own decision" in text
    (kept,) = crosswalks.kept()
    assert kept.walk.edges[0].weight == 0.25
    assert "in use already" in send(hr, data)


def test_a_yaml_file_is_taken_too(hr: Visitor) -> None:
    data = hr.get(f"{PAGE}/{NAME}/file").data.replace(b"weight: 0.3}", b"weight: 0.2}")
    assert "kept and in use" in send(hr, data, "own.yaml")


def test_every_fault_is_told_at_its_cell_and_nothing_is_kept(hr: Visitor) -> None:
    text = send(hr, signed(hr, {"A2": "NONE", "D3": "NIX"}))
    assert "Problems found: 2. Nothing was changed." in text
    assert EDGES in text
    assert "“NONE”" in text
    assert "“NIX”" in text
    assert crosswalks.kept() == ()


def test_an_empty_workbook_is_there_to_start_from(hr: Visitor) -> None:
    query = "from=ocsc-general-2552&to=ocsc-digital-2567"
    data = hr.get(f"{PAGE}/template?{query}").data
    book = load_workbook(BytesIO(data))
    assert book[EDGES].max_row == 28
    assert hr.get(f"{PAGE}/template").location == PAGE


def test_our_own_is_withdrawn(hr: Visitor) -> None:
    send(hr, signed(hr, {"F2": 0.25}))
    (kept,) = crosswalks.kept()
    answer = hr.post(f"{PAGE}/{kept.public_id}/withdraw")
    assert answer.location == PAGE
    assert crosswalks.kept() == ()
    assert hr.get(f"{PAGE}/{kept.public_id}").status_code == 404
    assert hr.post(f"{PAGE}/{NAME}/withdraw").status_code == 404


def test_comparing_says_which_crosswalk_is_used(hr: Visitor) -> None:
    send(hr, signed(hr, {"F2": 0.25}))
    (kept,) = crosswalks.kept()
    before = f"ocsc-digital-2561@{kept.source.version}"
    after = f"ocsc-digital-2567@{kept.target.version}"
    page = f"/hr/frameworks/compare?before={before}&after={after}"
    text = hr.get(page).text
    assert f"{PAGE}/{kept.public_id}" in text
    assert "งานการเจ้าหน้าที่" in text
