"""Guarantee C9: a file holds no number and nobody that its reader's pages do not."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import select

from assessments import languages
from assessments.database import db
from assessments.jobs import needs, queue
from assessments.models import Job, Round, Unit
from tests import factories
from tests.assessments.closed_city import ClosedCity
from tests.assessments.clusterings import closed_round, quiet
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
    """The text of a part of a page."""
    shown = re.sub(r'<span aria-hidden="true">.*?</span>', "", part)
    return " ".join(unescape(re.sub(r"<.*?>", " ", shown)).split())


def workbook(visitor: Visitor, path: str, **fields: str) -> Sheets:
    """The workbook that is ordered there, made by its job and fetched."""
    where = visitor.post(path, **fields).location
    row = db.session.scalars(select(Job).order_by(Job.id.desc())).first()
    assert row is not None
    queue.run(row.id)
    with visitor.get(f"{where}/file") as file:
        book = load_workbook(BytesIO(file.data))
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


@pytest.mark.parametrize(
    ("role", "part"),
    [("hr", None), ("manager", "finance"), ("manager", "works"), ("manager", "pay")],
)
def test_each_number_of_the_gap_report_stands_on_the_page_of_its_unit(
    app: Flask, visitor: Visitor, role: str, part: str | None
) -> None:
    city = ClosedCity()
    top = city.agency if part is None else getattr(city, part)
    mine = reader(visitor, role, None if part is None else top)
    asked = {"round": public(Round, city.round), "unit": public(Unit, top)}
    book = workbook(mine, "/manager/gaps/file", form="xlsx", **asked)
    compared = 0
    for name, (column, written) in MEASURES.items():
        for code, (_asked, people, *cells) in of_units(book[name]):
            wanted = select(Unit.public_id).where(Unit.code == code)
            unit = db.session.execute(wanted).scalar_one()
            page = mine.get("/manager/gaps", query_string={"unit": unit}).text
            if people == "not shown":
                assert "This unit is not shown" in page
                assert set(cells) == {"not shown"}
                continue
            assert f"{people} of {_asked} people handed in" in page
            told = [written(c) if isinstance(c, float | int) else c for c in cells]
            with app.test_request_context():
                assert shown(page, column) == told
            compared += 1
    assert compared or part == "pay"


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
