"""What the gap report says of differences: only what can be told."""

import re

import pytest
from flask import Flask
from sqlalchemy import select

from assessments.database import db
from assessments.jobs import rounds as jobs
from assessments.models import Unit
from tests import factories
from tests.assessments.closed_city import POORLY, WELL, ClosedCity
from tests.assessments.clusterings import quiet
from tests.visitor import Visitor

# What is said of figures does not depend on the database.
pytestmark = pytest.mark.parametrize("whole_app", ["sqlite"], indirect=True)

MIXED = bytes([3, 3, 1, 1, 3, 1, 1, 3, 3, 3])
"""One step below the target in reading, on it in keeping."""


class TwoRounds:
    """Two divisions of ten; in the second round one of them reads worse."""

    def __init__(self) -> None:
        self.agency = factories.unit(code="00", name="เมืองทดสอบ")
        self.units = [
            factories.unit(code=code, parent=self.agency, name=name)
            for code, name in (("01", "กองคลัง"), ("02", "กองช่าง"))
        ]
        self.people = [[factories.person(x) for _ in range(10)] for x in self.units]
        self.first = self.round_("รอบที่ 1", (WELL, WELL))
        self.second = self.round_("รอบที่ 2", (MIXED, WELL))

    def round_(self, name: str, answers: tuple[bytes, bytes]) -> int:
        number = factories.round_(name=name)
        for people, codes in zip(self.people, answers, strict=True):
            for person in people:
                factories.answered(number, person, codes)
        jobs.close(number, quiet)
        return number


@pytest.fixture
def city(app: Flask) -> TwoRounds:
    return TwoRounds()


def _page(visitor: Visitor, unit_id: int, language: str = "en", query: str = "") -> str:
    wanted = select(Unit.public_id).where(Unit.id == unit_id)
    name = db.session.execute(wanted).scalar_one()
    reader = visitor.as_(factories.account(roles={"hr": None})).in_(language)
    return " ".join(reader.get(f"/manager/gaps?unit={name}{query}").text.split())


def _rows(page: str, table: str) -> list[list[str]]:
    """The cells of each row of the tables of a class, as they are read aloud."""
    bodies = re.findall(rf'<table class="[^"]*{table}".*?</table>', page)
    heard = re.sub(r'<span[^>]*aria-hidden="true">.*?</span>', "", " ".join(bodies))
    rows = re.findall(r"<tr>.*?</tr>", heard)
    cells = (re.findall(r"<t[hd].*?</t[hd]>", row) for row in rows)
    return [[" ".join(re.sub(r"<.*?>", " ", x).split()) for x in row] for row in cells]


def test_a_unit_has_its_strongest_and_weakest_with_intervals(
    city: TwoRounds, visitor: Visitor
) -> None:
    head, weak, _head, strong = _rows(_page(visitor, city.units[0]), "standing")
    assert head == ["Competency", "Mean gap 95 % interval", "Group"]
    assert weak[1:] == ["−1.00 −1.05 to −0.95", "1"]
    assert strong[1:] == ["0 −0.05 to +0.05", "2"]


def test_competencies_that_cannot_be_told_apart_are_not_ranked(
    city: TwoRounds, visitor: Visitor
) -> None:
    page = _page(visitor, city.units[1])
    assert "No competency can be told apart from the others" in page
    assert _rows(page, "standing") == []


def test_units_below_are_named_only_where_they_differ(
    city: TwoRounds, visitor: Visitor
) -> None:
    (_head, row) = _rows(_page(visitor, city.agency), "apart")
    assert row[1] == (
        "Lower than the others Unit 01 gap −1.00 Higher than the others Unit 02 gap 0"
    )


def test_names_stay_with_their_units_however_the_heatmap_is_sorted(
    city: TwoRounds, visitor: Visitor
) -> None:
    page = _page(visitor, city.agency, query="&sort=-~unit")
    assert page.index("Unit 02</a></th>") < page.index("Unit 01</a></th>")
    (_head, row) = _rows(page, "apart")
    assert row[1].startswith("Lower than the others Unit 01 gap −1.00 Higher")


def test_a_mean_at_an_end_of_the_scale_has_no_interval_and_no_change(
    city: TwoRounds, visitor: Visitor
) -> None:
    """Nobody of the first division keeps anything in the third round."""
    city.round_("รอบที่ 3", (POORLY, WELL))
    page = _page(visitor, city.units[0])
    _head, _reading, keeping, _free = _rows(page, "trend")
    assert keeping[1] == "unknown"
    assert keeping[-1] == "level at most 0.1 gap at most −0.90"
    own = page.partition('class="table own-gaps"')[2].partition("</table>")[0]
    assert own.count('class="small interval"') == 2


def test_a_unit_is_compared_with_its_earlier_round_in_thai(
    city: TwoRounds, visitor: Visitor
) -> None:
    rows = _rows(_page(visitor, city.units[0], "th"), "trend")
    head, reading, keeping, _free = rows
    assert head[2:] == ["รอบที่ 1 ส่งแล้ว 100%", "รอบที่ 2 ส่งแล้ว 100%"]
    assert reading[1].startswith("−1.00 (−1.")
    assert reading[1].endswith("ต่ำลง")
    assert reading[2:] == ["ระดับ 2 ช่องว่าง 0", "ระดับ 1 ช่องว่าง −1.00"]
    assert keeping[1].startswith("0 (−0.")
    assert keeping[1].endswith("ยังบอกไม่ได้ว่าเปลี่ยนแปลง")


def test_no_change_is_reckoned_from_another_version(
    city: TwoRounds, visitor: Visitor
) -> None:
    text = factories.THREE.replace('version: "1.0.0"', 'version: "2.0.0"')
    number = factories.round_(factories.framework_version(text))
    for person in city.people[0]:
        factories.answered(number, person, MIXED)
    jobs.close(number, quiet)
    page = _page(visitor, city.units[0])
    assert "No change is reckoned" in page
    head, *_rest = _rows(page, "trend")
    assert head[1].startswith("รอบที่ 1 version 1.0.0")
    assert "Change of the level" not in head


def test_the_first_round_has_nothing_before_it_and_nobody_apart(
    city: TwoRounds, visitor: Visitor
) -> None:
    reader = visitor.as_(factories.account(roles={"hr": None})).in_("en")
    listed = re.findall(
        r'<option value="([^"]+)">รอบที่ 1', reader.get("/manager/gaps").text
    )
    page = " ".join(reader.get(f"/manager/gaps?round={listed[0]}").text.split())
    assert "No earlier round on this framework shows this unit." in page
    assert "None of the 2 units one step below that can be compared differs" in page


def test_groups_under_twice_the_smallest_say_why_nothing_is_told(
    app: Flask, visitor: Visitor
) -> None:
    small = ClosedCity()
    page = _page(visitor, small.works)
    assert "intervals are told where 10 people or more are counted" in page
    assert _rows(page, "standing") == []
    assert "fewer than two of them have 10 people" in _page(visitor, small.agency)
