"""`flask audit` proves the log, takes it away, and lets its oldest lines go."""

import json
from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from openpyxl import load_workbook
from sqlalchemy import text, update

from assessments import anchors, chain
from assessments.chain import Line
from assessments.database import db
from assessments.jobs import upkeep
from assessments.models import AuditChain
from assessments.operations import audit, transaction
from assessments.queries import audit as queries
from tests import factories

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def no_heads(app: Flask) -> Iterator[None]:
    """No ends of another test's log."""
    anchors.place().unlink(missing_ok=True)
    yield
    anchors.place().unlink(missing_ok=True)


@pytest.fixture
def log(app: Flask, now: datetime) -> None:
    """Five lines, a day apart, from the given moment on."""
    account = factories.account(factories.person(factories.unit(), "0007"))
    for number in range(5):
        with transaction():
            actor = audit.Actor(account, "hr", "10.0.0.7", "0af3")
            moment = now + number * DAY
            audit.line(actor, "open", "round", number, moment, name="=1+1\r\n")


def test_a_whole_log_is_said_to_be_whole(log: None, runner: FlaskCliRunner) -> None:
    result = runner.invoke(args=["audit", "verify"])
    assert result.exit_code == 0, result.output
    assert queries.bounds().head in result.output


def test_an_empty_log_is_whole(app: Flask, runner: FlaskCliRunner) -> None:
    assert runner.invoke(args=["audit", "verify"]).exit_code == 0


def cut(sequence: int) -> None:
    """Cut off the last lines from a number on, as somebody who knows the tables."""
    with transaction():
        chain_ = update(AuditChain)
        db.session.execute(chain_.values(first=99))
        db.session.execute(
            text("DELETE FROM audit_lines WHERE id >= :at"), {"at": sequence}
        )
        head = queries.digest_of(sequence - 1)
        values = {"first": 1, "last": sequence - 1, "head": head}
        db.session.execute(chain_.values(**values))


def test_lines_cut_off_are_found_by_the_end_kept_outside(
    log: None, runner: FlaskCliRunner
) -> None:
    assert upkeep.keep_head()
    cut(4)
    result = runner.invoke(args=["audit", "verify"])
    assert result.exit_code == 1
    assert "4–5" in result.output


def test_the_end_is_kept_once_a_day(log: None, now: datetime) -> None:
    assert upkeep.keep_head()
    assert not upkeep.keep_head()
    (anchor,) = anchors.kept()
    assert (anchor.sequence, anchor.digest) == (5, queries.bounds().head)
    assert anchors.keep(now.date() + 99 * DAY, 6, "ab")
    assert dict(anchors.heads()) == {5: queries.bounds().head, 6: "ab"}


def test_an_end_that_was_not_written_whole_is_left_out(log: None) -> None:
    upkeep.keep_head()
    with anchors.place().open("a") as file:
        file.write('{"day": "2570')
    assert len(anchors.kept()) == 1


def test_nothing_is_kept_of_an_empty_log(app: Flask) -> None:
    assert not upkeep.keep_head()
    assert anchors.kept() == ()


def test_exported_json_lines_verify_elsewhere(
    log: None, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    end = queries.bounds()
    to = tmp_path / "log.jsonl"
    result = runner.invoke(args=["audit", "export", "--to", str(to)])
    assert result.exit_code == 0, result.output
    rows = [json.loads(line) for line in to.read_text("utf-8").splitlines()]
    assert list(rows[0]) == [each.name for each in fields(Line)]
    assert list(chain.faults((Line(**row) for row in rows), end, {})) == []


@pytest.mark.parametrize("name", ["log.jsonl", "log.xlsx"])
def test_an_export_leaves_a_line_with_how_many(
    log: None, runner: FlaskCliRunner, tmp_path: Path, name: str
) -> None:
    runner.invoke(args=["audit", "export", "--to", str(tmp_path / name)])
    *_lines, last = queries.lines()
    assert (last.action, last.noun) == ("export", "audit")
    assert json.loads(last.detail)["lines"] == 5


def test_the_workbook_holds_words_numbers_and_no_formula(
    log: None, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    to = tmp_path / "log.xlsx"
    assert runner.invoke(args=["audit", "export", "--to", str(to)]).exit_code == 0
    rows = list(load_workbook(to).active.iter_rows(values_only=True))  # type: ignore[union-attr]
    (first,) = [row for row in rows if row[0] == 1]
    assert first[2:6] == ("0007", "งานการเจ้าหน้าที่", "เปิด", "รอบประเมิน 0")
    assert first[8:10] == ("10.0.0.7", "0af3")


def test_a_dry_run_says_what_would_leave_and_changes_nothing(
    log: None, runner: FlaskCliRunner
) -> None:
    before = queries.bounds()
    args = ["audit", "trim", "--before", "26/11/2569", "--dry-run"]
    result = runner.invoke(args=args)
    assert result.exit_code == 0, result.output
    assert "2" in result.output
    assert queries.bounds() == before


def test_lines_leave_and_the_log_stays_whole(log: None, runner: FlaskCliRunner) -> None:
    upkeep.keep_head()
    result = runner.invoke(args=["audit", "trim", "--before", "2026-11-26"])
    assert result.exit_code == 0, result.output
    assert queries.bounds().first == 3
    assert runner.invoke(args=["audit", "verify"]).exit_code == 0


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        ["--days", "30"],
        ["--before", "yesterday"],
        ["--before", "2026-11-26", "--days", "90"],
    ],
)
def test_wrong_usage_of_trim_is_status_2(
    app: Flask, runner: FlaskCliRunner, wrong: list[str]
) -> None:
    assert runner.invoke(args=["audit", "trim", *wrong]).exit_code == 2
