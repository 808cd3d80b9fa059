"""Three years on: answers and evidence are gone, what was counted is unchanged."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from assessments import files
from assessments.database import db
from assessments.jobs import queue, retention, upkeep
from assessments.jobs import rounds as closing
from assessments.models import (
    AuditLine,
    Evidence,
    Figure,
    Job,
    Person,
    Response,
    Score,
)
from assessments.operations import evidence, transaction
from assessments.operations.erasure import NAME
from assessments.queries import answers, rounds
from tests import factories
from tests.assessments.operations.test_erasure import raw
from tests.conftest import NOW
from tests.visitor import Visitor

FULL = bytes([3, 3, 3, 1, 3, 1, 1, 3, 3, 3])
YEAR = timedelta(days=365)
WORDS = "หลักฐานที่ต้องหายไป"


class Kept:
    """A closed round of six with a supervisor's rating and a text of evidence."""

    def __init__(self, app: Flask) -> None:
        self.settings = app.config["SETTINGS"]
        unit = factories.unit()
        self.people = [factories.person(unit) for _ in range(6)]
        self.round = factories.round_()
        me, head = self.people[:2]
        self.name = factories.response(self.round, me)
        draft = answers.draft(self.name, me)
        assert draft is not None
        evidence.put(draft, "data.read", WORDS, now=NOW)
        for each in self.people:
            factories.answered(self.round, each, FULL)
        factories.rating(self.round, me, head, bytes([2, 2, 2]))
        closing.close(self.round, lambda _done, _total: None, now=NOW)
        self.files = [files.keep(b"a workbook")]

    def later(self, time: timedelta) -> retention.Counts:
        """What goes so long after closing."""
        db.session.rollback()
        return retention.apply(self.settings, NOW + time)


@pytest.fixture
def kept(app: Flask) -> Iterator[Kept]:
    yield Kept(app)
    files.clear()


def count(table: type) -> int:
    """How many rows a table holds."""
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def figures() -> list[object]:
    """All that was counted of groups, and levels of single people."""
    db.session.rollback()
    groups = select(Figure.unit_id, Figure.status, Figure.people, Figure.figures)
    levels = select(Score.person_id, Score.kind, Score.raters, Score.levels)
    return [
        [tuple(row) for row in db.session.execute(groups.order_by(Figure.id))],
        [tuple(row) for row in db.session.execute(levels.order_by(Score.id))],
    ]


def codes() -> set[bytes]:
    """Every packed answer there is."""
    return set(db.session.scalars(select(Response.codes)))


def test_a_day_too_early_nothing_goes(kept: Kept) -> None:
    before = codes()
    gone = kept.later(3 * YEAR)
    assert (gone["answers"], gone["results"]) == (0, 0)
    assert codes() == before
    assert count(Evidence) == 1


def test_after_three_years_answers_are_gone_and_figures_unchanged(kept: Kept) -> None:
    before = figures()
    gone = kept.later(3 * YEAR + timedelta(days=1))
    assert gone["answers"] == 6 + 1 + 1
    assert codes() == {bytes(10), bytes(3)}
    assert count(Evidence) == 0
    assert figures() == before
    (line,) = db.session.scalars(select(AuditLine).where(AuditLine.action == "expire"))
    assert (line.noun, line.detail) == ("answers", {"count": 8})


def test_what_went_is_not_in_the_file_any_more(app: Flask, kept: Kept) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL's files are the server's; its rows are checked above")
    db.session.rollback()
    assert WORDS.encode() in raw(app)
    kept.later(3 * YEAR + timedelta(days=1))
    db.session.remove()
    assert WORDS.encode() not in raw(app)


def test_a_second_night_finds_nothing(kept: Kept) -> None:
    time = 3 * YEAR + timedelta(days=1)
    kept.later(time)
    lines = count(AuditLine)
    assert kept.later(time + timedelta(days=1))["answers"] == 0
    assert count(AuditLine) == lines


def test_the_person_is_told_that_answers_were_let_go(
    kept: Kept, visitor: Visitor
) -> None:
    kept.later(3 * YEAR + timedelta(days=1))
    visitor.as_(factories.account(kept.people[0])).in_("th")
    page = visitor.get(f"/staff/answers/{kept.name}/data.read").text
    assert "ลบไปแล้ว" in page
    assert visitor.get(f"/staff/answers/{kept.name}/result").status_code == 200


def test_after_five_years_levels_go_and_groups_stay(
    kept: Kept, visitor: Visitor
) -> None:
    before = figures()[0]
    gone = kept.later(5 * YEAR + timedelta(days=1))
    assert gone["results"] > 0
    assert (count(Score), count(Response)) == (0, 0)
    assert figures()[0] == before
    hr = visitor.as_(factories.account(roles={"hr": None}))
    name = rounds.round_(kept.round).public_id
    for page in (f"/hr/rounds/{name}", "/manager/gaps", "/hr/needs", "/hr/plans"):
        assert hr.get(page).status_code == 200, page


def test_an_open_round_is_never_touched(app: Flask, kept: Kept) -> None:
    number = factories.round_(name="อีกรอบ")
    factories.answered(number, kept.people[0], FULL)
    kept.later(9 * YEAR)
    left = db.session.scalars(
        select(Response.codes).where(Response.round_id == number)
    ).all()
    assert FULL in left


def test_whoever_left_five_years_ago_is_erased(kept: Kept) -> None:
    leaver = kept.people[5]
    with transaction():
        db.session.execute(
            update(Person).where(Person.id == leaver).values(left_at=NOW)
        )
    assert kept.later(5 * YEAR)["leavers"] == 0
    assert kept.later(5 * YEAR + timedelta(days=1))["leavers"] == 1
    named = select(Person.given_name).where(Person.id == leaver)
    assert db.session.scalar(named) == NAME


def test_jobs_and_files_go_after_ninety_days(app: Flask, kept: Kept) -> None:
    row = Job(
        kind="gaps",
        arguments={},
        arguments_key="x",
        state="done",
        ordered_at=NOW,
        ended_at=NOW,
    )
    with transaction():
        db.session.add(row)
    path = files.path(kept.files[0])
    assert path is not None
    os.utime(path, (NOW.timestamp(), NOW.timestamp()))
    assert kept.later(timedelta(days=90))["files"] == 0
    gone = kept.later(timedelta(days=91))
    assert (gone["jobs"], gone["files"]) == (1, 1)
    assert not path.exists()


def test_a_dry_run_tells_the_same_and_changes_nothing(kept: Kept) -> None:
    now: datetime = NOW + 5 * YEAR + timedelta(days=1)
    before, answered = figures(), codes()
    told = retention.due(kept.settings, now)
    assert (figures(), codes()) == (before, answered)
    gone = retention.apply(kept.settings, now)
    assert told["answers"] == gone["answers"]
    assert told["results"] == gone["results"]


def test_the_worker_does_it_by_night(app: Flask) -> None:
    assert queue.NIGHTLY == ("assessments.jobs.upkeep:keep_less",)
    tasks = {
        task.name: task for task in app.extensions["queue"]._registry.periodic_tasks
    }
    night = datetime(2026, 11, 24, 19, 30, tzinfo=UTC)
    assert tasks["nightly"].validate_datetime(night)
    assert not tasks["nightly"].validate_datetime(night + timedelta(minutes=1))
    upkeep.keep_less()
