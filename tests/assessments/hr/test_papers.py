"""HR orders results on paper for a closed round, and finds the order again."""

from datetime import timedelta
from html import unescape
from io import BytesIO
from zipfile import ZipFile

import pytest
from flask import Flask
from sqlalchemy import select

from assessments import clock, files
from assessments.database import db
from assessments.jobs import queue, upkeep
from assessments.models import AuditLine, Job, Round
from assessments.operations import jobs as operations
from tests import factories
from tests.assessments.closed_city import ClosedCity
from tests.visitor import Visitor


@pytest.fixture
def city(app: Flask) -> ClosedCity:
    return ClosedCity()


@pytest.fixture
def hr(city: ClosedCity, visitor: Visitor) -> Visitor:
    """HR of the finance division, reading English."""
    account = factories.account(roles={"hr": city.finance})
    return visitor.as_(account).in_("en")


def _page(number: int) -> str:
    name = db.session.scalar(select(Round.public_id).where(Round.id == number))
    return f"/hr/rounds/{name}/papers"


def _job() -> Job:
    return db.session.scalars(select(Job).where(Job.kind == "results")).one()


def test_the_round_leads_to_its_results_on_paper(hr: Visitor, city: ClosedCity) -> None:
    page = _page(city.round)
    assert f'href="{page}"' in hr.get(page.removesuffix("/papers")).text
    text = unescape(hr.get(page).text)
    assert "with a result in this round: 9." in text
    assert "These are personal data." in text


def test_an_order_is_made_apart_and_found_again(hr: Visitor, city: ClosedCity) -> None:
    page = _page(city.round)
    answer = hr.post(page, copy="people", order="1")
    job = _job()
    assert answer.location == f"/hr/jobs/{job.public_id}"
    assert f'href="/hr/jobs/{job.public_id}"' in hr.get(page).text
    assert "Waiting" in hr.get(page).text
    queue.run(job.id)
    assert "Ready to download" in hr.get(page).text
    assert "results.zip" in hr.get(answer.location).text
    with hr.get(f"{answer.location}/file") as file:
        assert len(ZipFile(BytesIO(file.data)).namelist()) == 9


def test_each_download_is_logged(hr: Visitor, city: ClosedCity) -> None:
    hr.post(_page(city.round), copy="units", order="1")
    job = _job()
    queue.run(job.id)
    for _times in range(2):
        hr.get(f"/hr/jobs/{job.public_id}/file").close()
    wanted = select(AuditLine).where(AuditLine.action == "download")
    lines = list(db.session.scalars(wanted))
    assert [(line.noun, line.noun_id) for line in lines] == [("job", str(job.id))] * 2


def test_after_a_week_the_file_is_deleted_and_the_order_says_so(
    hr: Visitor, city: ClosedCity
) -> None:
    hr.post(_page(city.round), copy="people", order="1")
    job = _job()
    queue.run(job.id)
    key = str((_job().result or {})["file"])
    assert upkeep.drop_personal() == ()
    made = clock.now() - upkeep.KEPT - timedelta(minutes=1)
    operations.finish(job.id, {"file": key, "name": "results.zip"}, made)
    assert upkeep.drop_personal() == (job.id,)
    assert upkeep.drop_personal() == ()
    assert files.path(key) is None
    address = f"/hr/jobs/{job.public_id}"
    assert "was deleted after 7 days" in hr.get(address).text
    assert "/file" not in hr.get(address).text
    assert hr.get(f"{address}/file").status_code == 404
    assert "Deleted" in hr.get(_page(city.round)).text


def test_nobody_else_gets_the_file(hr: Visitor, app: Flask, city: ClosedCity) -> None:
    hr.post(_page(city.round), copy="people", order="1")
    job = _job()
    queue.run(job.id)
    other = Visitor(app).as_(factories.account(roles={"hr": None, "admin": None}))
    for path in ("", "/state", "/file"):
        assert other.get(f"/hr/jobs/{job.public_id}{path}").status_code == 404
    assert job.public_id not in other.get(_page(city.round)).text


def test_two_of_hr_have_an_order_each(
    hr: Visitor, app: Flask, city: ClosedCity
) -> None:
    hr.post(_page(city.round), copy="people", order="1")
    other = Visitor(app).as_(factories.account(roles={"hr": None}))
    assert other.post(_page(city.round), copy="people", order="1").status_code == 302
    assert len(list(db.session.scalars(select(Job)))) == 2


def test_files_of_another_kind_are_not_made(hr: Visitor, city: ClosedCity) -> None:
    answer = hr.post(_page(city.round), copy="everything", order="1")
    assert "Choose from the list." in unescape(answer.text)
    assert list(db.session.scalars(select(Job))) == []


def test_hr_of_a_part_without_results_is_told_so(
    visitor: Visitor, city: ClosedCity
) -> None:
    empty = factories.unit(parent=city.agency)
    visitor.as_(factories.account(roles={"hr": empty})).in_("en")
    page = _page(city.round)
    assert "Nobody of your units has a result" in unescape(visitor.get(page).text)
    visitor.post(page, copy="people", order="1")
    assert list(db.session.scalars(select(Job))) == []


def test_an_open_round_has_no_results_on_paper(hr: Visitor) -> None:
    page = _page(factories.round_())
    assert hr.get(page).status_code == 404
    assert "papers" not in hr.get(page.removesuffix("/papers")).text


@pytest.mark.parametrize("role", ["manager", "admin"])
def test_results_of_others_are_for_hr_alone(
    visitor: Visitor, city: ClosedCity, role: str
) -> None:
    visitor.as_(factories.account(roles={role: None}))
    page = _page(city.round)
    assert visitor.get(page).status_code == 403
    assert visitor.post(page, copy="people", order="1").status_code == 403
