"""`flask reports gaps` by its exit status and its file."""

import csv
from collections.abc import Mapping
from io import StringIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from tests import factories
from tests.assessments.closed_city import ClosedCity
from tests.assessments.documents import reading


@pytest.fixture
def city(app: Flask) -> ClosedCity:
    return ClosedCity()


def _write(runner: FlaskCliRunner, *options: object) -> tuple[int, str]:
    result = runner.invoke(args=["reports", "gaps", *map(str, options)])
    return result.exit_code, result.output


def test_the_report_of_one_unit_holds_it_and_all_below(
    city: ClosedCity, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    to = tmp_path / "gaps.csv"
    status, output = _write(runner, "--round", city.round, "--unit", "01", "--to", to)
    assert (status, to.name in output) == (0, True)
    rows = list(csv.reader(StringIO(to.read_text("utf-8-sig"), newline="")))
    assert [(row[0], row[2]) for row in rows[1:]] == [
        ("01", "9"),
        ("0101", "6"),
        ("0102", "3"),
    ]
    assert rows[1][3] == "9"


def test_the_workbook_of_everybody_is_written(
    city: ClosedCity, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    to = tmp_path / "gaps.xlsx"
    assert _write(runner, "--round", city.round, "--to", to)[0] == 0
    assert to.read_bytes().startswith(b"PK")


def test_the_pdf_is_written_by_its_name(
    city: ClosedCity, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    to = tmp_path / "gaps.PDF"
    assert _write(runner, "--round", city.round, "--to", to)[0] == 0
    assert reading.is_accessible(to.read_bytes())


READERS: Mapping[str, tuple[dict[str, str | None], list[str]]] = {
    "manager": ({"manager": "finance"}, ["01", "0101", "0102"]),
    "hr": ({"hr": None}, ["00", "01", "0101", "0102", "02"]),
    "two": ({"manager": "pay", "hr": "works"}, ["0101", "02"]),
}


@pytest.mark.parametrize("reader", READERS)
def test_a_reader_gets_the_units_of_the_own_pages(
    city: ClosedCity, runner: FlaskCliRunner, tmp_path: Path, reader: str
) -> None:
    roles, codes = READERS[reader]
    units = {r: None if u is None else getattr(city, u) for r, u in roles.items()}
    person = factories.person(city.works, email="Reader@city.example")
    factories.account(person, units)
    to = tmp_path / "gaps.csv"
    mine = "--round", city.round, "--reader", "reader@city.example"
    assert _write(runner, *mine, "--to", to)[0] == 0
    rows = list(csv.reader(StringIO(to.read_text("utf-8-sig"), newline="")))
    assert [row[0] for row in rows[1:]] == codes


@pytest.mark.parametrize("reader", ["nobody@city.example", "staff@city.example"])
def test_who_may_read_nothing_gets_no_file(
    city: ClosedCity, runner: FlaskCliRunner, tmp_path: Path, reader: str
) -> None:
    person = factories.person(city.works, email="staff@city.example")
    factories.account(person, {"admin": None})
    to = tmp_path / "gaps.csv"
    mine = "--round", city.round, "--reader", reader
    status, output = _write(runner, *mine, "--to", to)
    assert (status, to.exists(), reader in output) == (1, False, True)


def test_a_unit_of_others_is_not_there_for_a_reader(
    city: ClosedCity, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    person = factories.person(city.works, email="m@city.example")
    factories.account(person, {"manager": city.finance})
    to = tmp_path / "gaps.csv"
    mine = "--round", city.round, "--reader", "m@city.example"
    assert _write(runner, *mine, "--unit", "02", "--to", to)[0] == 1
    assert not to.exists()


@pytest.mark.parametrize("options", [("--round", 99), ("--unit", "77")])
def test_what_is_not_there_is_refused_and_nothing_written(
    city: ClosedCity,
    runner: FlaskCliRunner,
    tmp_path: Path,
    options: tuple[object, ...],
) -> None:
    to = tmp_path / "gaps.csv"
    known = () if "--round" in options else ("--round", city.round)
    assert _write(runner, *known, *options, "--to", to)[0] == 1
    assert not to.exists()


def test_an_open_round_has_no_report(
    app: Flask, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    factories.person(factories.unit())
    number = factories.round_()
    to = tmp_path / "gaps.csv"
    assert _write(runner, "--round", number, "--to", to)[0] == 1


@pytest.mark.parametrize("name", ["gaps.doc", "no-such-folder/gaps.csv"])
def test_a_file_that_cannot_be_written_is_wrong_usage(
    city: ClosedCity, runner: FlaskCliRunner, tmp_path: Path, name: str
) -> None:
    to = tmp_path / name
    assert _write(runner, "--round", city.round, "--to", to)[0] == 2
