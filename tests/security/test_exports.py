"""Guarantee C9: a file holds no number and nobody that its reader's pages do not."""

import codecs
import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import select

from assessments import languages
from assessments.database import db
from assessments.jobs import needs, queue
from assessments.models import Account, Job, Round, Unit
from tests import factories
from tests.assessments.closed_city import ClosedCity
from tests.assessments.clusterings import closed_round, quiet
from tests.assessments.documents import reading
from tests.visitor import Visitor

pytestmark = pytest.mark.parametrize("whole_app", ["sqlite"], indirect=True)

Sheets = Mapping[str, list[tuple[object, ...]]]
NUMBER = re.compile(r"^\d{6}$")
"""A staff number, as the factories give them."""


def rows_of(page: str) -> list[list[str]]:
    """The cells of each row of each table of a page, as they are read."""
    return [
        [words(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)]
        for row in re.findall(r"<tr.*?</tr>", page, re.DOTALL)
    ]


def words(part: str) -> str:
    """The text of a part of a page; intervals are on pages alone."""
    shown = re.sub(r'<span aria-hidden="true">[^≥≤]*?</span>', "", part)
    shown = re.sub(r'<span class="small interval">.*?</span>', "", shown)
    shown = re.sub(r'<span class="visually-hidden">at (least|most)</span>', "", shown)
    return " ".join(unescape(re.sub(r"<.*?>", " ", shown)).split())


def made(visitor: Visitor, path: str, **fields: str) -> bytes:
    """The file that is ordered there, made by its job and fetched."""
    where = visitor.post(path, **fields).location
    row = db.session.scalars(select(Job).order_by(Job.id.desc())).first()
    assert row is not None
    queue.run(row.id)
    with visitor.get(f"{where}/file") as file:
        return bytes(file.data)


def workbook(visitor: Visitor, path: str, **fields: str) -> Sheets:
    """The workbook that is ordered there."""
    book = load_workbook(BytesIO(made(visitor, path, **fields)))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def reader(visitor: Visitor, role: str, unit: int | None) -> Visitor:
    """Somebody with a role in a unit, who reads English."""
    return visitor.as_(factories.account(roles={role: unit})).in_("en")


def public(table: type[Unit | Round], number: int) -> str:
    """The outward name of a row."""
    wanted = select(table.public_id).where(table.id == number)
    return db.session.execute(wanted).scalar_one()


def of_units(rows: list[tuple[object, ...]]) -> Iterator[tuple[str, list[object]]]:
    """Unit code → the cells behind its name, of a sheet of the gap report."""
    codes = set(db.session.scalars(select(Unit.code)))
    for row in rows:
        if row[0] in codes:
            yield str(row[0]), list(row[2:])


def shown(page: str, measure: int) -> list[str]:
    """One column of what a page tells of its own unit, competency by competency."""
    table = page.partition('class="table own-gaps"')[2].partition("</table>")[0]
    found = [row[1:] for row in rows_of(table)[1:]]
    return [cells[measure] if len(cells) > 1 else cells[0] for cells in found]


MEASURES: Mapping[str, tuple[int, Callable[[float], str]]] = {
    "Mean level": (0, lambda n: f"{languages.level(n)} of 3"),
    "Mean gap": (1, languages.gap),
    "Share below target": (2, languages.share),
}
"""Sheets of the report: the column of the page, and how it writes a number."""


ROLES = [
    ("hr", None),
    ("executive", None),
    ("manager", "finance"),
    ("manager", "works"),
    ("manager", "pay"),
    ("hr", "works"),
]
Told = Mapping[str, tuple[list[str], Mapping[str, list[str]]]]
"""Unit code → what its page says of people, and of each measure by competency."""


def _reader_of(
    visitor: Visitor, city: ClosedCity, role: str, part: str | None
) -> tuple[Visitor, dict[str, str]]:
    """Who reads a part of the city, and what they order a file of."""
    top = city.agency if part is None else getattr(city, part)
    mine = reader(visitor, role, None if part is None else top)
    return mine, {"round": public(Round, city.round), "unit": public(Unit, top)}


def pages(app: Flask, mine: Visitor) -> Told:
    """What the pages of all units say to their reader, from their own tables."""
    found = {}
    with app.test_request_context():
        for code, name in db.session.execute(select(Unit.code, Unit.public_id)).all():
            answer = mine.get("/manager/gaps", query_string={"unit": name})
            if answer.status_code == 200:
                told = {m: shown(answer.text, at) for m, (at, _) in MEASURES.items()}
                people = re.findall(r"(\d+) of (\d+) people asked", answer.text)
                found[code] = [each for pair in people for each in pair], told
    return found


def _told(app: Flask, rows: Mapping[str, tuple[object, ...]], measure: str) -> Told:
    """The same from a file: asked, handed in, and a number a competency."""
    write = MEASURES[measure][1]
    found: dict[str, tuple[list[str], Mapping[str, list[str]]]] = {}
    with app.test_request_context():
        for code, (asked, people, *cells) in rows.items():
            if people == "not shown":
                assert set(cells) == {"not shown"}
                found[code] = [], {measure: []}
                continue
            told = [_written(c, write) for c in cells]
            found[code] = [str(people), str(asked)], {measure: told}
    return found


def _written(cell: object, write: Callable[[float], str]) -> str:
    """A cell of a file as its page writes it; “≥” and “≤” stand before a number."""
    if isinstance(cell, float | int):
        return write(cell)
    sign, _space, number = str(cell).partition(" ")
    return f"{sign} {write(float(number))}" if sign in {"≥", "≤"} else str(cell)


def _only(told: Told, measure: str) -> Told:
    return {code: (people, {measure: m[measure]}) for code, (people, m) in told.items()}


@pytest.mark.parametrize(("role", "part"), ROLES)
def test_the_workbook_says_of_each_unit_what_its_page_says(
    app: Flask, visitor: Visitor, role: str, part: str | None
) -> None:
    mine, asked = _reader_of(visitor, ClosedCity(), role, part)
    book = workbook(mine, "/manager/gaps/file", form="xlsx", **asked)
    told = pages(app, mine)
    for name in MEASURES:
        rows = {code: tuple(cells) for code, cells in of_units(book[name])}
        assert _told(app, rows, name) == _only(told, name)


def _value(cell: str) -> object:
    try:
        return float(cell)
    except ValueError:
        return cell


@pytest.mark.parametrize(("role", "part"), ROLES)
def test_the_csv_says_of_each_unit_what_its_page_says(
    app: Flask, visitor: Visitor, role: str, part: str | None
) -> None:
    mine, asked = _reader_of(visitor, ClosedCity(), role, part)
    file = made(mine, "/manager/gaps/file", form="csv", **asked)
    assert file.startswith(codecs.BOM_UTF8)
    _heads, *lines = csv.reader(StringIO(file.decode("utf-8-sig"), newline=""))
    told = pages(app, mine)
    measures = "Mean gap", "Share below target", "Mean level"
    for at, name in enumerate(measures):
        rows = {
            code: (asked_, people, *map(_value, cells[at::3]))
            for code, _unit, asked_, people, *cells in lines
        }
        assert _told(app, rows, name) == _only(told, name)


@pytest.mark.parametrize(("role", "part"), ROLES)
def test_the_pdf_says_of_each_unit_what_its_page_says(
    app: Flask, visitor: Visitor, role: str, part: str | None
) -> None:
    mine, asked = _reader_of(visitor, ClosedCity(), role, part)
    text = reading.text(made(mine, "/manager/gaps/file", form="pdf", **asked))
    page = mine.get("/manager/gaps").text
    own = page.partition('class="table own-gaps"')[2].partition("</table>")[0]
    for row in rows_of(own)[1:]:
        assert "".join(row).replace(" ", "") in text
    told = pages(app, mine)
    for code, (people, measures) in told.items():
        gaps, short = measures["Mean gap"], measures["Share below target"]
        pairs = [
            f"{gap}{below}below" if below.endswith("%") else gap
            for gap, below in zip(gaps, short, strict=True)
        ]
        levels = [each.removesuffix(" of 3") for each in measures["Mean level"]]
        for cells in (pairs, levels):
            said = [people[0], *cells] if people else ["not shown"] * 4
            assert f"Unit{code}{''.join(said)}".replace(" ", "") in text
    others = {f"Unit{code}" for code in set(db.session.scalars(select(Unit.code)))}
    others -= {f"Unit{code}" for code in told}
    tables = text.partition("Meangapbyunitandcompetency")[2]
    assert [each for each in others if f"{each}notshown" in tables] == []
    assert [each for each in others if re.search(rf"{each}\d*[+−]", tables)] == []


@pytest.mark.parametrize(("role", "part"), ROLES)
def test_the_command_writes_for_a_reader_what_the_pages_order(
    app: Flask, visitor: Visitor, tmp_path: Path, role: str, part: str | None
) -> None:
    mine, asked = _reader_of(visitor, ClosedCity(), role, part)
    ordered = made(mine, "/manager/gaps/file", form="csv", **asked)
    account = db.session.scalars(select(Account).order_by(Account.id.desc())).first()
    assert account is not None
    to = tmp_path / "gaps.csv"
    number = str(db.session.scalars(select(Round.id)).one())
    wish = "--round", number, "--reader", account.username, "--to", str(to)
    result = app.test_cli_runner().invoke(args=["reports", "gaps", *wish])
    assert result.exit_code == 0, result.output
    rows = [
        [row.split(",") for row in file.decode("utf-8-sig").splitlines()[1:]]
        for file in (ordered, to.read_bytes())
    ]
    numbers = [
        [[row[0], *(c for c in row[2:] if re.search(r"\d", c))] for row in each]
        for each in rows
    ]
    assert numbers[0] == numbers[1]


def test_the_units_of_the_report_are_those_that_the_pages_lead_to(
    app: Flask, visitor: Visitor
) -> None:
    city = ClosedCity()
    mine = reader(visitor, "manager", city.finance)
    asked = {"round": public(Round, city.round), "unit": public(Unit, city.finance)}
    book = workbook(mine, "/manager/gaps/file", form="xlsx", **asked)
    assert [code for code, _ in of_units(book["Mean gap"])] == ["01", "0101", "0102"]


def test_nobody_is_in_the_needs_workbook_who_is_not_in_the_list_of_staff(
    app: Flask, visitor: Visitor
) -> None:
    kept = needs.cluster_round(closed_round(), None, quiet)
    mine = reader(visitor, "hr", None)
    book = workbook(mine, f"/hr/needs/{kept}/workbook")
    cells = {str(c) for rows in book.values() for row in rows for c in row}
    people = {cell for cell in cells if NUMBER.match(cell)}
    listed = "".join(mine.get(f"/hr/people?page={n}").text for n in (1, 2))
    assert len(people) > 90
    assert {number for number in people if number not in listed} == set()


def test_the_groups_of_the_needs_workbook_are_as_large_as_on_the_page(
    app: Flask, visitor: Visitor
) -> None:
    kept = needs.cluster_round(closed_round(), None, quiet)
    mine = reader(visitor, "hr", None)
    book = workbook(mine, f"/hr/needs/{kept}/workbook")
    page = mine.get(f"/hr/needs/{kept}").text
    sizes = [int(n) for n in re.findall(r"<strong>(\d+) people</strong>", page)]
    members = [
        sum(bool(NUMBER.match(str(cell))) for row in rows for cell in row[:1])
        for rows in book.values()
    ]
    assert sizes == [40, 30, 20]
    cells = {cell for rows in book.values() for row in rows for cell in row}
    assert set(sizes) <= cells | set(members)


def test_each_line_of_the_log_in_the_workbook_is_on_the_page(
    app: Flask, visitor: Visitor
) -> None:
    factories.unit()
    admin = factories.account(roles={"admin": None})
    Visitor(app).as_(admin).get("/admin/accounts/nothing-of-this-name")
    mine = reader(visitor, "auditor", None)
    sheet = workbook(mine, "/admin/audit/workbook")["Audit log"]
    page = rows_of(mine.get("/admin/audit").text)
    lines = {row[0]: row for row in sheet if isinstance(row[0], int)}
    told = {int(row[0]): row for row in page if row and row[0].isdecimal()}
    assert lines
    assert set(lines) <= set(told)
    for number, line in lines.items():
        for cell in (line[2], line[4], line[5], line[6], line[7], line[8], line[9]):
            assert str(cell or "") in " ".join(told[number])


def test_ones_own_levels_in_the_files_are_those_of_ones_page(
    app: Flask, visitor: Visitor
) -> None:
    city = ClosedCity()
    person = city.people[city.works][0]
    visitor.as_(factories.account(person)).in_("en")
    found = json.loads(visitor.post("/account/data", form="json").data)
    name = factories.response(city.round, person)
    page = visitor.get(f"/staff/answers/{name}/result").text
    table = page.partition('class="table overview"')[2].partition("</table>")[0]
    shown = {row[0]: row[1] for row in rows_of(table)[1:]}
    results = [row for row in found["results"] if row["kind"] == "combined"]
    assert results
    with app.test_request_context():
        told = {row["competency"]: languages.level(row["level"]) for row in results}
    assert sorted(told.values()) == sorted(shown.values())
