"""My data: everything of oneself as JSON and Excel, and nothing of anybody else."""

import json
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import select

from assessments.database import db
from assessments.jobs import rounds as closing
from assessments.models import AuditLine
from assessments.operations import accounts, evidence
from assessments.operations.audit import SYSTEM, Actor
from assessments.operations.owndata import note_export
from assessments.queries import answers
from tests import factories
from tests.conftest import NOW
from tests.visitor import Visitor

FULL = bytes([3, 3, 3, 1, 3, 1, 1, 3, 3, 3])
RATERS = {"raters": ["self", "supervisor", "peer"], "least_raters": 3}


class Rated:
    """Somebody whom a supervisor and colleagues have rated in a closed round."""

    def __init__(self, visitor: Visitor, colleagues: int = 3) -> None:
        unit = factories.unit()
        self.head = factories.person(unit, given_name="หัวหน้า", family_name="สูงสุด")
        self.person = factories.person(
            unit, "0042", self.head, given_name="ก้านแก้ว", email="kan@city.example"
        )
        self.peers = [
            factories.person(unit, family_name=f"เพื่อนคนที่{n}") for n in range(colleagues)
        ]
        self.account = factories.account(self.person)
        self.round = factories.round_()
        draft = answers.draft(factories.response(self.round, self.person), self.person)
        assert draft is not None
        evidence.put(draft, "data.read", "แดชบอร์ดงบประมาณ", now=NOW)
        factories.answered(self.round, self.person, FULL)
        factories.rating(self.round, self.person, self.head, bytes([2, 2, 2]))
        for peer, code in zip(self.peers, (1, 4, 4), strict=False):
            factories.rating(self.round, self.person, peer, bytes([code] * 3), "peer")
        closing.close(self.round, lambda _done, _total: None, now=NOW)
        factories.development_plan(self.round, self.person, "เขียนรายงานจากข้อมูล")
        self.visitor = visitor.as_(self.account).in_("th")

    def export(self) -> dict[str, list[dict[str, Any]]]:
        """What the JSON file holds."""
        answer = self.visitor.post("/account/data", form="json")
        assert answer.status_code == 200
        found: dict[str, list[dict[str, Any]]] = json.loads(answer.data)
        return found


@pytest.fixture
def rated(app: Flask, visitor: Visitor) -> Rated:
    return Rated(visitor)


def test_the_export_holds_what_the_person_said_and_is(rated: Rated) -> None:
    found = rated.export()
    assert found["roster"][0]["code"] == "0042"
    assert found["roster"][0]["given_name"] == "ก้านแก้ว"
    assert found["roster"][0]["email"] == "kan@city.example"
    assert {"axis": "role-2567", "value": "OPR"} in found["placings"]
    assert [row["status"] for row in found["rounds"]] == ["submitted"]
    assert len(found["answers"]) == 10
    assert [row["text"] for row in found["evidence"]] == ["แดชบอร์ดงบประมาณ"]
    assert [row["notice"] for row in found["notices"]] == ["1"]
    (plan,) = found["plans"]
    assert (plan["topic"], plan["methods"]) == ("เขียนรายงานจากข้อมูล", "coaching")


def test_levels_stand_by_kind_of_rater_and_together(rated: Rated) -> None:
    rows = rated.export()["results"]
    kinds = {row["kind"] for row in rows}
    assert kinds == {"combined", "self", "supervisor", "peer"}
    assert len(rows) == 4 * 3


def test_two_colleagues_are_not_told(app: Flask, visitor: Visitor) -> None:
    found = Rated(visitor, colleagues=2).export()
    known = [r for r in found["results"] if r["kind"] == "peer" and r["level"]]
    assert known == []


def test_nobody_elses_name_or_number_is_in_any_file(rated: Rated) -> None:
    text = json.dumps(rated.export(), ensure_ascii=False)
    book = load_workbook(BytesIO(rated.visitor.post("/account/data", form="xlsx").data))
    cells = " ".join(
        str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row
    )
    for words in (text, cells):
        assert "ก้านแก้ว" in words
        assert "เพื่อนคนที่" not in words
        assert "สูงสุด" not in words


def test_the_workbook_has_a_sheet_for_each_section(rated: Rated) -> None:
    answer = rated.visitor.post("/account/data", form="xlsx")
    book = load_workbook(BytesIO(answer.data))
    assert len(book.sheetnames) == len(rated.export())
    assert book["คำตอบของฉัน"].max_row == 1 + 1 + 1 + 10


def test_each_export_leaves_a_line_which_the_next_one_tells(rated: Rated) -> None:
    rated.export()
    lines = [row for row in rated.export()["log"] if row["action"] == "export"]
    assert [(row["noun"], row["role"]) for row in lines] == [("own_data", "staff")]
    kept = db.session.scalars(select(AuditLine).where(AuditLine.action == "export"))
    assert [line.detail["form"] for line in kept] == ["json", "json"]


def test_what_others_did_with_the_account_is_told_without_who(rated: Rated) -> None:
    other = factories.account(rated.head)
    note = Actor(other, "admin")
    note_export("json", 1, actor=note, now=NOW)
    accounts.invite(rated.person, actor=note, now=NOW)
    accounts.grant(rated.person, "hr", None, actor=SYSTEM, now=NOW)
    # a new role ends every sign-in
    rated.visitor.as_(rated.account)
    found = rated.export()["touched"]
    assert [(row["role"], row["action"]) for row in found] == [
        ("admin", "invite"),
        (SYSTEM.role, "grant"),
    ]
    assert not any("account_id" in row for row in found)


def test_the_page_is_reached_from_every_foot_and_counts_the_rows(rated: Rated) -> None:
    assert 'href="/account/data"' in rated.visitor.get("/staff/").text
    page = rated.visitor.in_("en").get("/account/data").text
    assert "<td>My answers</td><td>10</td>" in page


def test_an_account_without_a_person_has_data_too(app: Flask, visitor: Visitor) -> None:
    visitor.as_(factories.account(roles={"admin": None}))
    found = json.loads(visitor.post("/account/data", form="json").data)
    assert found["roles"] == [{"role": "admin", "unit_code": None}]
    assert "answers" not in found


def test_no_other_form_of_file_is_made(rated: Rated) -> None:
    assert rated.visitor.post("/account/data", form="exe").status_code == 400
    assert rated.visitor.post("/account/data").status_code == 400
