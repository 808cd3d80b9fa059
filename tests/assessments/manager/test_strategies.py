"""A manager reads strategies and goals of one's own part, and of no small group."""

import re

import pytest
from flask import Flask
from sqlalchemy import select

from assessments.database import db
from assessments.models import Unit
from tests import factories
from tests.assessments import master_city
from tests.assessments.closed_city import ClosedCity
from tests.visitor import Visitor

PAGE = "/manager/strategies"


@pytest.fixture
def city(app: Flask) -> ClosedCity:
    made = master_city.city()
    master_city.use()
    return made


def _name(unit_id: int) -> str:
    wanted = select(Unit.public_id).where(Unit.id == unit_id)
    return db.session.execute(wanted).scalar_one()


def _manager(visitor: Visitor, unit_id: int | None, role: str = "manager") -> Visitor:
    return visitor.as_(factories.account(roles={role: unit_id})).in_("en")


def _rows(page: str, heading: str) -> dict[str, list[str]]:
    """The table under a heading: first cell → the others as they are read."""
    table = page[page.index(f'aria-labelledby="{heading}"') :]
    table = table[: table.index("</table>")]
    rows = {}
    for row in re.findall(r"<tr.*?</tr>", table, re.DOTALL)[1:]:
        cells = re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)
        texts = [" ".join(re.sub(r"<.*?>", " ", cell).split()) for cell in cells]
        rows[texts[0]] = texts[1:]
    return rows


def test_hr_reads_the_strategies_of_the_agency(
    city: ClosedCity, visitor: Visitor
) -> None:
    page = _manager(visitor, None, "hr").get(PAGE).text
    assert _rows(page, "figures") == {
        "Strategy people": ["1.25 of 3", "−0.50", "50%", "2 of 2"],
        "Strategy safety": ["0.5 of 3", "−0.50", "50%", "1 of 1"],
    }


def test_goals_stand_beside_what_was_measured(
    city: ClosedCity, visitor: Visitor
) -> None:
    page = _manager(visitor, None, "hr").get(PAGE).text
    goals = _rows(page, "goals")
    assert goals["Goal people.share share of people on target · share"] == [
        "no value for this year",
        "goal: 50% not measured yet",
        "goal: 75% measured: 50% below the goal",
        "no value for this year",
    ]
    assert "Thai fiscal year B.E. 2570 (October 2569 to September 2570)" in page


def test_the_goals_of_the_rounds_year_stand_by_themselves(
    city: ClosedCity, visitor: Visitor
) -> None:
    page = _manager(visitor, None, "hr").get(PAGE).text
    assert _rows(page, "now") == {
        "Goal people.share": ["75%", "50%", "below the goal"],
        "Goal safety.share": ["75%", "50%", "below the goal"],
    }


def test_a_share_that_is_all_of_a_unit_is_not_shown_as_a_goal_either(
    city: ClosedCity, visitor: Visitor
) -> None:
    page = _manager(visitor, city.finance).get(PAGE).text
    assert _rows(page, "figures")["Strategy people"][:2] == ["1.75 of 3", "0"]
    told = [cell for row in _rows(page, "goals").values() for cell in row]
    assert "goal: 75% not shown" in told


def test_a_unit_that_is_withheld_is_not_shown_by_strategy_either(
    city: ClosedCity, visitor: Visitor
) -> None:
    page = _manager(visitor, None).get(f"{PAGE}?unit={_name(city.tax)}").text
    assert set(map(tuple, _rows(page, "figures").values())) == {("not shown",)}
    assert _rows(page, "now")["Goal people.share"] == ["75%", "–", "not shown"]
    told = [cell for row in _rows(page, "goals").values() for cell in row]
    assert "goal: 75% not shown" in told
    assert not any("measured:" in cell for cell in told)


def test_a_foreign_and_a_missing_unit_answer_alike(
    city: ClosedCity, visitor: Visitor
) -> None:
    mine = _manager(visitor, city.finance)
    for unit in (_name(city.works), _name(city.agency), "no-such-unit"):
        assert mine.get(f"{PAGE}?unit={unit}").status_code == 404
    assert mine.get(f"{PAGE}?unit={_name(city.pay)}").status_code == 200


def test_staff_may_not_read_it(city: ClosedCity, visitor: Visitor) -> None:
    account = factories.account(city.people[city.pay][0])
    assert visitor.as_(account).get(PAGE).status_code == 403


def test_the_gap_report_leads_here_where_a_plan_is_in_use(
    city: ClosedCity, visitor: Visitor
) -> None:
    page = _manager(visitor, city.finance).get("/manager/gaps").text
    (address,) = re.findall(r'href="(/manager/strategies[^"]*)"', page)
    there = visitor.get(address.replace("&amp;", "&")).text
    assert "Report by strategy: Unit 01" in there


def test_without_a_plan_nothing_leads_here_and_the_page_says_so(
    app: Flask, visitor: Visitor
) -> None:
    city = master_city.city()
    mine = _manager(visitor, city.finance)
    assert "/manager/strategies" not in mine.get("/manager/gaps").text
    assert "No digital master plan is in use" in mine.get(PAGE).text


def test_before_any_round_is_closed_the_page_says_so(
    app: Flask, visitor: Visitor
) -> None:
    factories.framework_version()
    master_city.use()
    mine = _manager(visitor, factories.unit())
    assert (
        "No round of your part of the organisation is closed yet" in mine.get(PAGE).text
    )


def test_a_round_after_the_plan_has_figures_and_no_goals(
    app: Flask, visitor: Visitor
) -> None:
    city = master_city.city()
    early = [{"year": 2569, "value": 0.5}]
    strategies = [
        {**each, "goals": [{**each["goals"][0], "values": early}]}
        for each in master_city.STRATEGIES
    ]
    master_city.use(years={"first": 2568, "last": 2569}, strategies=strategies)
    page = _manager(visitor, city.finance).get(PAGE).text
    assert "The plan has no goals for the year of this round." in page
    assert _rows(page, "figures")["Strategy people"][0] == "1.75 of 3"
