"""The rights review: who may act as what, since when and by whom; no answers."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import select

from assessments.database import db
from assessments.models import AuditLine
from assessments.operations import accounts as operations
from assessments.operations import outsiders
from assessments.operations.audit import SYSTEM, Actor
from assessments.queries import reviews
from tests import factories
from tests.conftest import NOW
from tests.visitor import Visitor


class Office:
    """Two units, a manager in one, HR of all who has left, and a mayor."""

    def __init__(self) -> None:
        self.city = factories.unit("00", name="เมือง")
        self.north = factories.unit("01", self.city, name="กองคลัง")
        self.admin = factories.account(
            factories.person(self.city, "0001"), {"admin": None}, "0001"
        )
        self.head = factories.person(self.north, "0002", given_name="น้ำ")
        actor = Actor(self.admin, "admin")
        operations.grant(self.head, "manager", self.north, actor=actor, now=NOW)
        gone = factories.person(self.city, "0003", left_at=NOW)
        factories.account(gone, {"hr": None}, "0003")
        outsiders.invite("mayor", actor=SYSTEM, now=NOW)


@pytest.fixture
def office(app: Flask) -> Office:
    return Office()


def test_each_role_tells_since_when_and_by_whom(office: Office) -> None:
    account = next(r for r in reviews.rights() if r.role == "manager")
    assert account.granted is not None
    assert (account.granted.at, account.granted.by) == (NOW, "0001")
    assert (account.where_th, account.has_second, account.left) == (
        "กองคลัง",
        False,
        False,
    )
    roles = [(each.username, each.role) for each in reviews.rights()]
    assert roles == [
        ("0001", "admin"),
        ("mayor", "executive"),
        ("0003", "hr"),
        ("0002", "manager"),
    ]
    assert [each.left for each in reviews.rights()] == [False, False, True, False]


def test_the_last_sign_in_is_the_one_the_log_tells(office: Office) -> None:
    operations.sign_in(Actor(office.admin, "admin"), now=NOW)
    found = {each.username: each.last_sign_in for each in reviews.rights()}
    assert found == {"0001": NOW, "0002": None, "0003": None, "mayor": None}


def test_a_part_holds_its_own_people_only(office: Office) -> None:
    assert [each.username for each in reviews.rights({office.north})] == ["0002"]


def _cells(data: bytes) -> list[list[object]]:
    page = openpyxl.load_workbook(BytesIO(data)).worksheets[0]
    return [[cell.value for cell in row] for row in page.iter_rows()]


def test_the_administrator_takes_the_workbook_and_the_log_says_so(
    office: Office, visitor: Visitor
) -> None:
    visitor.as_(office.admin).in_("th")
    assert "รายงานทบทวนสิทธิ" in visitor.get("/admin/accounts").text
    rows = _cells(visitor.post("/admin/review").data)
    (row,) = [row for row in rows if row[0] == "0002"]
    assert row[3:5] == ["หัวหน้าหน่วยงาน", "กองคลัง"]
    assert row[6] == "0001"
    (mayor,) = [row for row in rows if row[0] == "mayor"]
    assert mayor[1] == "ไม่อยู่ในบัญชีรายชื่อ"
    assert mayor[4] == "ทั้งหน่วยงาน"
    (left,) = [row for row in rows if row[0] == "0003"]
    assert left[10] == "พ้นจากหน่วยงานแล้ว เข้าสู่ระบบไม่ได้"
    wanted = select(AuditLine.noun).where(AuditLine.action == "export")
    assert db.session.scalars(wanted).all() == ["rights_review"]


def test_the_command_writes_the_same(
    office: Office, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    path = tmp_path / "rights.xlsx"
    assert runner.invoke(args=["accounts", "review", "--to", str(path)]).exit_code == 0
    names = {row[0] for row in _cells(path.read_bytes())}
    assert {"0001", "0002", "0003", "mayor"} <= names
