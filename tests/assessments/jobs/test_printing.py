"""Results of many people: whose they are, in which files, and what is logged."""

import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from flask import Flask
from sqlalchemy import select

from assessments import files
from assessments.database import db
from assessments.jobs import printing
from assessments.jobs import rounds as closing
from assessments.models import AuditLine, Person
from assessments.operations import transaction
from assessments.operations.results import ResultsNotReadyError
from assessments.queries import papers
from assessments.queries.papers import Subject
from tests import factories
from tests.assessments.closed_city import ClosedCity
from tests.assessments.clusterings import quiet
from tests.assessments.documents import reading
from tests.conftest import NOW


@pytest.fixture
def city(app: Flask) -> ClosedCity:
    return ClosedCity()


def _ordered(city: ClosedCity, unit: int | None, copy: str = "people") -> ZipFile:
    """What a job makes for somebody of HR with this unit."""
    account = factories.account(roles={"hr": unit})
    asked = {"round": city.round, "copy": copy, "language": "th", "account": account}
    result = printing.work(dict(asked), quiet)
    path = files.path(str(result["file"]))
    assert path is not None
    return ZipFile(path)


def _pdfs(book: ZipFile) -> dict[str, bytes]:
    return {name: book.read(name) for name in book.namelist()}


def _lines() -> list[AuditLine]:
    wanted = select(AuditLine).where(AuditLine.action == "export")
    return list(db.session.scalars(wanted))


def _leave(person: int) -> None:
    with transaction():
        row = db.session.get_one(Person, person)
        row.left_at = NOW


def test_each_person_has_a_file_named_by_staff_number(city: ClosedCity) -> None:
    pdfs = _pdfs(_ordered(city, city.tax))
    staff = papers.subjects(city.round, {city.tax})
    assert sorted(pdfs) == sorted(f"{each.number}.pdf" for each in staff)
    for each in staff:
        pdf = pdfs[f"{each.number}.pdf"]
        assert reading.is_accessible(pdf)
        assert reading.title(pdf) == f"ผลการประเมินสมรรถนะ: {each.name}"


def test_for_the_printer_each_unit_has_a_file_with_a_bookmark_a_person(
    city: ClosedCity,
) -> None:
    pdfs = _pdfs(_ordered(city, city.finance, "units"))
    assert list(pdfs) == ["0101 งานการเงิน.pdf", "0102 งานจัดเก็บ.pdf"]
    tax = pdfs["0102 งานจัดเก็บ.pdf"]
    names = [each.name for each in papers.subjects(city.round, {city.tax})]
    assert reading.bookmarks(tax) == [f"ผลการประเมินสมรรถนะ: {each}" for each in names]
    assert reading.title(tax) == "ผลการประเมินสมรรถนะ: งานจัดเก็บ"


def test_hr_of_a_part_gets_the_people_of_that_part_only(city: ClosedCity) -> None:
    assert len(_pdfs(_ordered(city, city.finance))) == 9
    assert len(_pdfs(_ordered(city, None))) == 17


def test_whoever_may_see_nobody_any_more_gets_nobody(city: ClosedCity) -> None:
    account = factories.account(roles={"manager": None})
    asked = {"round": city.round, "copy": "people", "language": "th"}
    result = printing.work({**asked, "account": account}, quiet)
    path = files.path(str(result["file"]))
    assert path is not None
    assert ZipFile(path).namelist() == []


def test_who_has_left_or_was_not_rated_is_left_out(city: ClosedCity) -> None:
    first, *others = city.people[city.tax]
    _leave(first)
    found = papers.subjects(city.round, {city.tax, city.agency})
    assert {each.person_id for each in found} == set(others)


def test_it_is_logged_whose_results_somebody_had_made(city: ClosedCity) -> None:
    _ordered(city, city.tax)
    (line,) = _lines()
    assert (line.noun, line.noun_id, line.role) == ("round", str(city.round), "hr")
    assert line.detail == {"people": city.people[city.tax], "copy": "people"}


def test_an_open_round_is_not_printed(app: Flask) -> None:
    factories.person(factories.unit())
    number, account = factories.round_(), factories.account(roles={"hr": None})
    asked = {"round": number, "copy": "people", "language": "th", "account": account}
    with pytest.raises(ResultsNotReadyError):
        printing.work(dict(asked), quiet)
    assert _lines() == []


def test_progress_tells_how_many_people_are_done(city: ClosedCity) -> None:
    told: list[tuple[int, int]] = []
    account = factories.account(roles={"hr": city.finance})
    asked = {"round": city.round, "copy": "units", "language": "en"}
    printing.work({**asked, "account": account}, lambda *step: told.append(step))
    assert told == [(6, 9), (9, 9)]


def _subjects(unit: str, count: int) -> list[Subject]:
    return [
        Subject(n, f"{n:06d}", f"คนที่ {n}", "", unit, f"กอง {unit}", "")
        for n in range(count)
    ]


def test_a_large_unit_has_several_files() -> None:
    subjects = [*_subjects("01", 90), *_subjects("02", 40)]
    parts = list(printing.by_unit(subjects))
    assert [name for name, _title, _staff in parts] == [
        "01 กอง 01 (1)",
        "01 กอง 01 (2)",
        "01 กอง 01 (3)",
        "02 กอง 02",
    ]
    assert [len(staff) for *_names, staff in parts] == [40, 40, 10, 40]


def test_a_name_that_no_system_takes_is_made_one(city: ClosedCity) -> None:
    unit = factories.unit(code='9/9:"?', parent=city.agency, name="กอง <ก>|ข")
    person = factories.person(unit, "A/B")
    number = factories.round_(name="รอบถัดไป")
    factories.answered(number, person, bytes([3] * 10))
    closing.close(number, quiet)
    city.round = number
    assert _ordered(city, unit, "units").namelist() == ["9-9- กอง -ก-ข.pdf"]
    assert _ordered(city, unit).namelist() == ["A-B.pdf"]


def test_what_cannot_be_written_is_not_kept(app: Flask) -> None:
    folder = app.config["SETTINGS"].data / "files"
    before = sorted(folder.iterdir()) if folder.exists() else []

    def fail(path: Path) -> None:
        path.write_bytes(b"half")
        raise OSError

    with pytest.raises(OSError, match=re.compile("")):
        files.written(fail)
    assert sorted(folder.iterdir()) == before
