"""`flask privacy` and `flask breach-report`."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from openpyxl import load_workbook
from sqlalchemy import select

from assessments.database import db
from assessments.models import AuditLine, Person
from assessments.operations import accounts, owndata, requests
from assessments.operations.audit import SYSTEM, Actor
from tests import factories
from tests.conftest import NOW

REASON = "ต้องเก็บตามระเบียบงานสารบรรณ"


@pytest.fixture
def person(app: Flask) -> int:
    return factories.person(factories.unit(name="เทศบาลเมืองทดสอบ"), "0042")


def run(runner: FlaskCliRunner, *arguments: str) -> tuple[int, str]:
    result = runner.invoke(args=list(arguments))
    return result.exit_code, result.output


def actions() -> list[str]:
    """What the log says was done, in order."""
    return list(db.session.scalars(select(AuditLine.action).order_by(AuditLine.id)))


def test_the_record_names_all_eight_items_and_refusals(
    person: int, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    number = requests.ask(person, "erasure", "ขอลบ", actor=SYSTEM, now=NOW)
    requests.answer(number, "refused", REASON, actor=SYSTEM, now=NOW)
    path = tmp_path / "ropa.xlsx"
    assert run(runner, "privacy", "record", "--to", str(path)) == (0, "")
    book = load_workbook(path)
    assert book.sheetnames == ["กิจกรรม", "ข้อมูลทั่วไป", "การปฏิเสธคำขอ"]
    words = "\n".join(
        str(cell.value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    )
    assert [n for n in range(1, 9) if f"({n}) " not in words] == []
    assert "เทศบาลเมืองทดสอบ" in words
    assert "{" not in words
    assert REASON in words
    assert "ขอลบหรือทำให้ไม่ระบุตัวตน" in words
    assert "สมศรี" not in words
    assert actions()[-1] == "export"


def test_erasing_asks_for_the_number_once_more(
    person: int, runner: FlaskCliRunner
) -> None:
    status, output = run(runner, "privacy", "erase", "0042")
    assert status == 0
    assert "หลักฐาน" in output or "evidence" in output
    assert db.session.scalar(select(Person.code)) == "0042"
    assert run(runner, "privacy", "erase", "0042", "--confirm", "0043")[0] == 1
    assert run(runner, "privacy", "erase", "0042", "--confirm", "0042")[0] == 0
    db.session.rollback()
    assert str(db.session.scalar(select(Person.code))).startswith("erased-")
    assert run(runner, "privacy", "erase", "0042")[0] == 1


def test_retention_says_first_and_does_then(
    person: int, runner: FlaskCliRunner
) -> None:
    status, output = run(runner, "privacy", "retention", "--dry-run")
    assert status == 0
    assert len(output.splitlines()) == 6
    assert run(runner, "privacy", "retention")[0] == 0


def test_the_report_of_a_breach_says_who_did_what_when_and_to_how_many(
    person: int, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    factories.round_()
    account = factories.account(person, {"hr": None}, username="0042")
    hr, later = Actor(account, "hr"), NOW + timedelta(minutes=5)
    owndata.note_export("xlsx", 12, actor=hr, now=later)
    accounts.grant(person, "admin", None, actor=hr, now=NOW - timedelta(days=3))
    path = tmp_path / "breach.txt"
    since = ("--since", "2026-11-24 09:30")
    assert run(runner, "breach-report", *since, "--to", str(path))[0] == 0
    text = path.read_text("utf-8")
    assert "มาตรา 37 (4)" in text
    assert "เทศบาลเมืองทดสอบ" in text
    assert "มีชื่อในระบบ 1 คน" in text
    assert "ได้รับเชิญในรอบการประเมิน 1 คน" in text
    assert "0042 (hr): 1 รายการ" in text
    assert "24 พ.ย. 2569 10:05 น. 0042: export own_data" in text
    assert "rows=12" in text
    assert "grant" not in text
    assert "สมศรี" not in text
    assert actions()[-1] == "export"


def test_a_moment_that_is_none_is_wrong_usage(
    person: int, runner: FlaskCliRunner
) -> None:
    assert run(runner, "breach-report", "--since", "yesterday")[0] == 2
