"""Erasing a person: not a byte of who it was stays, and every figure does."""

import pytest
from flask import Flask
from sqlalchemy import MetaData, select, text

from assessments import files
from assessments.database import db
from assessments.jobs import erasure as jobs
from assessments.jobs import rounds as closing
from assessments.models import (
    Account,
    AuditLine,
    Figure,
    Job,
    Person,
    PersonalTarget,
    Response,
    Score,
)
from assessments.operations import accounts, evidence, requests, transaction
from assessments.operations.accounts import LastAdministratorError, NoSuchPersonError
from assessments.operations.audit import SYSTEM
from assessments.operations.erasure import (
    NAME,
    AlreadyErasedError,
    ErasureNotConfirmedError,
    erase,
)
from assessments.queries import answers, erasure, people
from tests import factories
from tests.conftest import NOW
from tests.visitor import Visitor

FULL = bytes([3, 3, 3, 1, 3, 1, 1, 3, 3, 3])
TRACES = (
    "P-7741-ข",
    "เพ็ญพักตร์",
    "จันทร์กระจ่างฟ้า",
    "penpak.j@city.example",
    "penpak.private@city.example",
    "รายงานลับของเพ็ญ",
    "ขอลบข้อมูลของเพ็ญ",
    "ตามคำสั่งเฉพาะเพ็ญ",
    "แผนส่วนตัวของเพ็ญ",
)
"""What could tell who it was: number, names, addresses, and what was written."""


class Gone:
    """Somebody with everything that can be kept, in a closed round of six."""

    def __init__(self) -> None:
        unit = factories.unit()
        self.person = factories.person(
            unit,
            TRACES[0],
            given_name=TRACES[1],
            family_name=TRACES[2],
            email=TRACES[3],
            sort_key=TRACES[1].encode(),
        )
        factories.person(unit, supervisor=self.person)
        others = [factories.person(unit) for _ in range(5)]
        self.account = factories.account(self.person, {"hr": None}, username=TRACES[0])
        accounts.invite(self.person, actor=SYSTEM, now=NOW)
        self._write()
        self.round = factories.round_()
        self._answer(others)
        self.public_id = db.session.execute(
            select(Person.public_id).where(Person.id == self.person)
        ).scalar_one()

    def _write(self) -> None:
        target = PersonalTarget(
            person_id=self.person,
            framework="three",
            competency="data.read",
            level=3,
            source=TRACES[7],
            set_at=NOW,
        )
        with transaction():
            db.session.add(target)
            account = db.session.get(Account, self.account)
            assert account is not None
            account.email = TRACES[4]
        requests.ask(self.person, "erasure", TRACES[6], actor=SYSTEM, now=NOW)

    def _answer(self, others: list[int]) -> None:
        draft = answers.draft(factories.response(self.round, self.person), self.person)
        assert draft is not None
        evidence.put(draft, "data.read", TRACES[5], now=NOW)
        for each in (self.person, *others):
            factories.answered(self.round, each, FULL)
        closing.close(self.round, lambda _done, _total: None, now=NOW)
        factories.development_plan(self.round, self.person, TRACES[8])

    def erase(self) -> None:
        """Erase them, as an administrator does."""
        jobs.erase(self.person, TRACES[0], actor=SYSTEM, now=NOW)
        jobs.compact()


@pytest.fixture
def gone(app: Flask) -> Gone:
    return Gone()


def everything() -> str:
    """Every cell of every table as text."""
    kept = MetaData()
    db.session.rollback()
    with db.engine.connect() as connection:
        kept.reflect(connection)
        cells = [
            str(bytes(cell)) + bytes(cell).decode("utf-8", "replace")
            if isinstance(cell, bytes | memoryview)
            else str(cell)
            for table in kept.sorted_tables
            for row in connection.execute(table.select())
            for cell in row
        ]
    return "\n".join(cells)


def raw(app: Flask) -> bytes:
    """The bytes of the SQLite file and of what lies beside it."""
    found = app.config["SETTINGS"].data.glob("samatthana.sqlite*")
    return b"".join(path.read_bytes() for path in sorted(found))


def test_nothing_in_any_row_tells_who_it_was(gone: Gone) -> None:
    before = everything()
    assert [trace for trace in TRACES if trace not in before] == []
    assert gone.public_id in before
    gone.erase()
    after = everything()
    assert [trace for trace in TRACES if trace in after] == []
    assert gone.public_id not in after


def test_not_a_byte_of_the_file_tells_who_it_was(app: Flask, gone: Gone) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL's files are the server's; its rows are checked above")
    assert TRACES[1].encode() in raw(app)
    gone.erase()
    db.session.remove()
    kept = raw(app)
    traces = (*TRACES, gone.public_id)
    assert [trace for trace in traces if trace.encode() in kept] == []


def test_figures_and_levels_stay_as_they_were(gone: Gone) -> None:
    def numbers() -> list[object]:
        db.session.rollback()
        figures = select(Figure.unit_id, Figure.people, Figure.figures)
        scores = select(Score.person_id, Score.kind, Score.levels)
        codes = select(Response.id, Response.codes)
        return [
            [tuple(row) for row in db.session.execute(wanted.order_by("id"))]
            for wanted in (
                figures.add_columns(Figure.id.label("id")),
                scores.add_columns(Score.id.label("id")),
                codes.add_columns(Response.id.label("id")),
            )
        ]

    before = numbers()
    gone.erase()
    assert numbers() == before


def test_an_erased_person_is_nobody_and_signs_in_no_more(gone: Gone) -> None:
    gone.erase()
    line = people.line(gone.person)
    assert line is not None
    assert (line.name, line.left_at) == (NAME, NOW)
    account = db.session.get(Account, gone.account)
    assert account is not None
    assert not account.active
    assert account.scopes == []
    assert people.person_id(TRACES[0]) is None


def test_files_with_names_go_and_jobs_say_so(gone: Gone, visitor: Visitor) -> None:
    key = files.keep(TRACES[1].encode())
    reader = factories.account(roles={"hr": None})
    job = Job(
        kind="needs",
        arguments={},
        arguments_key="x",
        state="done",
        ordered_at=NOW,
        ended_at=NOW,
        result={"file": key, "name": "training-needs.xlsx"},
        account_id=reader,
    )
    with transaction():
        db.session.add(job)
    page = f"/hr/jobs/{job.public_id}"
    hr = visitor.as_(reader).in_("en")
    assert "Download training-needs.xlsx" in hr.get(page).text
    gone.erase()
    assert files.path(key) is None
    told = hr.get(page).text
    assert "Download" not in told
    assert "The file is not kept any more" in told


def test_every_column_of_people_and_accounts_has_its_way_in_an_erasure() -> None:
    stays = {"id", "unit_id", "person_id", "active", "created_at"}
    facts = {"code", "public_id", "prefix", "given_name", "family_name", "sort_key"}
    facts |= {"title", "staff_type", "placings", "email", "hired_on", "supervisor_id"}
    facts |= {"left_at", "erased_at", "username", "fs_uniquifier"}
    required = {
        column.key for column in Account.__table__.columns if not column.nullable
    }
    assert {column.key for column in Person.__table__.columns} <= facts | stays
    assert required <= facts | stays


def test_the_log_says_who_was_erased_by_a_number_alone(gone: Gone) -> None:
    gone.erase()
    (line,) = db.session.scalars(select(AuditLine).where(AuditLine.action == "erase"))
    assert line.noun_id == str(gone.person)
    assert line.detail == {"evidence": 1, "targets": 1, "roles": 1}


def test_the_dry_run_counts_and_changes_nothing(gone: Gone) -> None:
    before = everything()
    found = erasure.erasure(gone.person)
    assert found is not None
    assert (found.evidence, found.targets, found.requests, found.roles) == (1, 1, 1, 1)
    assert found.plans == 1
    assert (found.led, found.levels, found.answers) == (1, 2, 1)
    assert everything() == before


@pytest.mark.parametrize("typed", ["", "P-7741", "เพ็ญพักตร์"])
def test_nobody_is_erased_by_a_slip(gone: Gone, typed: str) -> None:
    before = everything()
    with pytest.raises(ErasureNotConfirmedError):
        erase(gone.person, typed, actor=SYSTEM, now=NOW)
    assert everything() == before


def test_nobody_is_erased_twice_and_nobody_who_is_not_there(gone: Gone) -> None:
    gone.erase()
    with pytest.raises(AlreadyErasedError):
        erase(gone.person, TRACES[0], actor=SYSTEM, now=NOW)
    with pytest.raises(NoSuchPersonError):
        erase(987654, "x", actor=SYSTEM, now=NOW)


def test_the_last_administrator_stays(app: Flask) -> None:
    person = factories.person(factories.unit(), "0001")
    factories.account(person, {"admin": None})
    with pytest.raises(LastAdministratorError):
        erase(person, "0001", actor=SYSTEM, now=NOW)


HANDLED = {
    "accounts": "names and secrets go",
    "audit_lines": "ids only; append-only",
    "development_plans": "deleted",
    "evidence": "deleted",
    "framework_drafts": "not about people; the account's number stays",
    "invitations": "facts go",
    "jobs": "ids only; files go",
    "members": "stay without a name",
    "notices_seen": "stay without a name",
    "people": "facts go",
    "personal_targets": "deleted",
    "placements": "stay without a name",
    "privacy_requests": "words go",
    "reminders": "deleted",
    "responses": "stay without a name",
    "round_targets": "sources go",
    "scopes": "deleted",
    "second_factors": "deleted",
    "sign_ins": "deleted",
    "scores": "stay without a name",
}
"""What an erasure does with each table that points to a person or an account."""

_POINTING = ("person_id", "account_id", "rater_id", "subject_id", "supervisor_id")


def test_every_table_about_people_has_its_way_in_an_erasure() -> None:
    about = {
        table.name
        for table in db.metadata.sorted_tables
        for column in table.columns
        if column.name in _POINTING
        or any(
            key.column.table.name in {"people", "accounts"}
            for key in column.foreign_keys
        )
    }
    own = {"accounts", "people"}
    evidence_ = {"evidence"}
    assert (about | own | evidence_) ^ set(HANDLED) == set()


def test_a_word_that_stays_would_be_found(gone: Gone) -> None:
    gone.erase()
    with transaction():
        db.session.execute(text("UPDATE people SET title = :t"), {"t": TRACES[1]})
    assert TRACES[1] in everything()
