"""A manager reads one's own part of the organisation, and no small group in it."""

import re

import pytest
from flask import Flask
from sqlalchemy import select

from assessments.database import db
from assessments.jobs import exports, queue
from assessments.jobs.queue import work_of
from assessments.models import Job, Round, Unit
from tests import factories
from tests.assessments.closed_city import ClosedCity
from tests.assessments.clusterings import quiet
from tests.visitor import Visitor


@pytest.fixture
def city(app: Flask) -> ClosedCity:
    return ClosedCity()


def _name(unit_id: int) -> str:
    wanted = select(Unit.public_id).where(Unit.id == unit_id)
    return db.session.execute(wanted).scalar_one()


def _manager(visitor: Visitor, unit_id: int | None, role: str = "manager") -> Visitor:
    return visitor.as_(factories.account(roles={role: unit_id})).in_("en")


def _rows(page: str) -> dict[str, list[str]]:
    """The heatmap: unit → its cells as they are read aloud."""
    table = page[page.index('class="table heatmap"') : page.index('class="legend"')]
    rows = {}
    for row in re.findall(r"<tr.*?</tr>", table, re.DOTALL)[1:]:
        hidden = re.sub(r'<span aria-hidden="true">.*?</span>', "", row)
        cells = re.findall(r"<t[hd].*?</t[hd]>", hidden, re.DOTALL)
        texts = [" ".join(re.sub(r"<.*?>", " ", cell).split()) for cell in cells]
        rows[texts[0]] = texts[1:]
    return rows


def test_hr_reads_the_whole_agency(city: ClosedCity, visitor: Visitor) -> None:
    page = _manager(visitor, None, "hr").get("/manager/gaps").text
    rows = _rows(page)
    assert list(rows) == ["Unit 00", "Unit 01", "Unit 02"]
    assert "All levels rest on self-ratings alone." in page
    assert rows["Unit 00"][:2] == ["17", "−0.50 50% below"]
    assert rows["Unit 02"] == [
        "8",
        "−1.00",
        "at most −0.80",
        "not required",
    ]


def test_a_small_section_and_the_one_beside_it_are_not_shown(
    city: ClosedCity, visitor: Visitor
) -> None:
    """Nine in the division less the six would give the three away."""
    page = _manager(visitor, city.finance).get("/manager/gaps").text
    rows = _rows(page)
    assert rows["Unit 01"][:2] == ["9", "0"]
    hidden = ["not shown"] * 4
    assert (rows["Unit 0101"], rows["Unit 0102"]) == (hidden, hidden)


def test_a_foreign_and_a_missing_unit_answer_alike(
    city: ClosedCity, visitor: Visitor
) -> None:
    mine = _manager(visitor, city.finance)
    answers = [
        mine.get(f"/manager/gaps?unit={unit}")
        for unit in (_name(city.works), _name(city.agency), "no-such-unit")
    ]
    assert [each.status_code for each in answers] == [404] * 3
    assert mine.get(f"/manager/gaps?unit={_name(city.pay)}").status_code == 200


def test_a_round_that_is_open_has_no_report(app: Flask, visitor: Visitor) -> None:
    unit = factories.unit()
    factories.person(unit)
    factories.round_()
    page = _manager(visitor, unit).get("/manager/gaps")
    assert "No round of your part of the organisation is closed yet" in page.text


def test_staff_may_not_read_the_report(city: ClosedCity, visitor: Visitor) -> None:
    account = factories.account(city.people[city.pay][0])
    assert visitor.as_(account).get("/manager/gaps").status_code == 403


def _order(visitor: Visitor, unit_id: int, form: str) -> int:
    wanted = select(Round.public_id).order_by(Round.id.desc()).limit(1)
    fields = {"round": db.session.execute(wanted).scalar_one(), "unit": _name(unit_id)}
    return visitor.post("/manager/gaps/file", form=form, **fields).status_code


@pytest.mark.parametrize("form", exports.FORMS)
def test_a_file_is_a_job_for_the_unit_on_the_page(
    city: ClosedCity, visitor: Visitor, form: str
) -> None:
    assert _order(_manager(visitor, city.finance), city.finance, form) == 302
    job = db.session.scalars(select(Job)).one()
    assert (job.kind, job.arguments["unit"]) == ("gaps", city.finance)
    result = work_of("gaps")(job.arguments, quiet)
    assert result["name"] == f"gap-report.{form}"
    assert ("told" in result) is (form == "png")


def test_the_page_of_a_picture_tells_it_in_words(
    city: ClosedCity, visitor: Visitor
) -> None:
    mine = _manager(visitor, city.finance)
    assert _order(mine, city.finance, "png") == 302
    job = db.session.scalars(select(Job)).one()
    queue.run(job.id)
    page = mine.get(f"/hr/jobs/{job.public_id}").text
    assert "A table of shades: 3 units against 3 competencies. Unit 01: " in page


@pytest.mark.parametrize(("unit", "form"), [("works", "pdf"), ("finance", "exe")])
def test_neither_a_foreign_unit_nor_an_unknown_form_is_ordered(
    city: ClosedCity, visitor: Visitor, unit: str, form: str
) -> None:
    mine = _manager(visitor, city.finance)
    assert _order(mine, getattr(city, unit), form) == 404
    assert db.session.scalars(select(Job)).all() == []


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("data.read", ["Unit 02", "Unit 01"]),
        ("-data.read", ["Unit 01", "Unit 02"]),
        ("~people", ["Unit 02", "Unit 01"]),
        ("-~unit", ["Unit 02", "Unit 01"]),
        ("no.such", ["Unit 01", "Unit 02"]),
    ],
)
def test_the_heads_of_columns_sort_the_units_below(
    city: ClosedCity, visitor: Visitor, sort: str, order: list[str]
) -> None:
    mine = _manager(visitor, None, "hr")
    page = mine.get("/manager/gaps", query_string={"sort": sort}).text
    assert list(_rows(page)) == ["Unit 00", *order]
    way = "descending" if sort.startswith("-") else "ascending"
    assert page.count(f'aria-sort="{way}"') == (sort != "no.such")
    assert page.count("aria-sort") == (sort != "no.such")


def test_a_sorted_column_offers_the_other_way_round(
    city: ClosedCity, visitor: Visitor
) -> None:
    mine = _manager(visitor, None, "hr")
    page = mine.get("/manager/gaps?sort=data.read").text
    assert "sort=-data.read" in page
    assert "sort=~people" in page or "sort=%7Epeople" in page
    assert "Order of the organisation" in page


@pytest.mark.parametrize("sort", ["~people", "-~people", "data.read", "-data.read"])
def test_sorting_tells_nothing_of_what_is_not_shown(
    city: ClosedCity, visitor: Visitor, sort: str
) -> None:
    mine = _manager(visitor, city.finance)
    page = mine.get("/manager/gaps", query_string={"sort": sort}).text
    assert list(_rows(page)) == ["Unit 01", "Unit 0101", "Unit 0102"]
