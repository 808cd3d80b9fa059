"""HR sees how far others agree with the self-rating, where enough people were rated."""

import pytest
from flask import Flask
from sqlalchemy import select

from assessments.database import db
from assessments.jobs import rounds as jobs
from assessments.models import Round
from assessments.queries import ratings
from tests import factories
from tests.assessments.clusterings import quiet
from tests.visitor import Visitor

WELL = bytes([3, 3, 3, 1, 3, 1, 1, 3, 3, 3])
POORLY = bytes([3, 3, 1, 1, 1, 1, 1, 1, 1, 1])


def page(people: int, *, close: bool = True) -> str:
    """The page of a round in which a head rated so many, half of them well."""
    unit = factories.unit()
    head = factories.person(unit)
    staff = [factories.person(unit, supervisor=head) for _ in range(people)]
    number = factories.round_(settings={"raters": ["supervisor"]})
    for at, person in enumerate(staff):
        factories.answered(number, person, WELL if at % 2 else POORLY)
        (rater,) = ratings.raters(number, person)
        factories.rated(rater.public_id, bytes([3 if at % 2 else 2, 2, 254]))
    if close:
        jobs.close(number, quiet)
    wanted = select(Round.public_id).where(Round.id == number)
    return f"/hr/rounds/{db.session.execute(wanted).scalar_one()}"


@pytest.fixture
def hr(app: Flask, visitor: Visitor) -> Visitor:
    """An HR officer who reads English."""
    return visitor.as_(factories.account(roles={"hr": None})).in_("en")


def test_full_agreement_is_told_with_its_figures(hr: Visitor) -> None:
    address = page(12)
    assert f"{address}/agreement" in hr.get(address).text
    text = hr.get(f"{address}/agreement").text
    assert "Self-rating beside: Supervisor" in text
    assert "agree very well" in text
    assert "1.00 (1.00 … 1.00)" in text
    assert "100%" in text
    assert "too few people whom both rated" in text


def test_with_few_people_nothing_is_told(hr: Visitor) -> None:
    text = hr.get(f"{page(8)}/agreement").text
    assert text.count("too few people whom both rated") == 3
    assert "%</td>" not in text


def test_a_round_that_is_not_closed_has_no_such_page(hr: Visitor) -> None:
    assert hr.get(f"{page(1, close=False)}/agreement").status_code == 404
