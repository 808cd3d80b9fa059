"""The privacy notice: read by everybody, before the first answer, and kept."""

import pytest
from flask import Flask
from sqlalchemy import select

from assessments.database import db
from assessments.models import AuditLine
from assessments.queries import answers, notices, ratings
from tests import factories
from tests.visitor import Visitor


class Asked:
    """Somebody of an open round who has not read the notice."""

    def __init__(self, visitor: Visitor) -> None:
        unit = factories.unit(name="เทศบาลเมืองทดสอบ")
        self.person = factories.person(unit)
        self.colleague = factories.person(unit)
        self.account = factories.account(self.person, notice=False)
        self.round = factories.round_()
        self.name = factories.response(self.round, self.person)
        self.page = f"/staff/answers/{self.name}/data.read"
        self.visitor = visitor.as_(self.account).in_("th")


@pytest.fixture
def asked(app: Flask, visitor: Visitor) -> Asked:
    return Asked(visitor)


def test_a_guest_reads_the_notice_from_the_foot_of_the_sign_in_page(
    app: Flask, visitor: Visitor
) -> None:
    factories.unit(name="เทศบาลเมืองทดสอบ")
    assert 'href="/account/notice"' in visitor.get("/account/sign-in").text
    page = visitor.in_("th").get("/account/notice").text
    assert "ผู้ควบคุมข้อมูลส่วนบุคคลคือ เทศบาลเมืองทดสอบ" in page
    assert "คำตอบและหลักฐาน 3 ปี หลังปิดรอบ" in page
    assert "มาตรา 24 (4)" in page
    assert "ข้าพเจ้าได้อ่านประกาศนี้แล้ว" not in page
    assert (
        "Answers and evidence 3 years" in visitor.in_("en").get("/account/notice").text
    )


def test_the_first_answer_comes_after_the_notice(asked: Asked) -> None:
    answer = asked.visitor.get(f"{asked.page}?all=1")
    assert answer.status_code == 302
    assert answer.location == f"/account/notice?next={asked.page}?all%3D1"
    page = asked.visitor.get(answer.location).text
    assert "ข้าพเจ้าได้อ่านประกาศนี้แล้ว" in page
    onward = asked.visitor.post(answer.location)
    assert onward.location == f"{asked.page}?all=1"
    assert asked.visitor.get(onward.location).status_code == 200


def test_it_is_kept_once_who_read_which_version(asked: Asked) -> None:
    for _ in range(2):
        asked.visitor.post("/account/notice")
    assert [each.notice for each in notices.seen(asked.account)] == ["1"]
    lines = db.session.scalars(select(AuditLine).where(AuditLine.action == "see"))
    assert [(each.account_id, each.noun_id) for each in lines] == [(asked.account, "1")]
    assert "ท่านอ่านฉบับนี้เมื่อ" in asked.visitor.get("/account/notice").text


def test_a_save_is_never_held_back_by_the_notice(asked: Asked) -> None:
    content = {"version": 0, "codes": {"0": 2}}
    answer = asked.visitor.post_json(f"/staff/answers/{asked.name}", content)
    assert answer.status_code == 200
    draft = answers.draft(asked.name, asked.person)
    assert draft is not None
    assert draft.codes[0] == 2


def test_whoever_rates_others_reads_the_notice_first(asked: Asked) -> None:
    factories.rating(asked.round, asked.colleague, asked.person, bytes([1, 1, 1]))
    name = ratings.mine(asked.person)[0].public_id
    answer = asked.visitor.get(f"/staff/ratings/{name}")
    assert answer.location == f"/account/notice?next=/staff/ratings/{name}"


def test_the_agency_names_itself_and_its_officer_in_the_settings(
    app: Flask, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = app.config["SETTINGS"].model_copy(
        update={
            "privacy_agency": "เมืองพัทยา",
            "privacy_contact": "dpo@city.example",
            "keep_answers_days": 400,
        }
    )
    monkeypatch.setitem(app.config, "SETTINGS", named)
    page = visitor.in_("th").get("/account/notice").text
    assert "เมืองพัทยา" in page
    assert "dpo@city.example" in page
    assert "400 วัน" in page


def test_the_next_page_is_always_one_of_this_site(asked: Asked) -> None:
    answer = asked.visitor.post("/account/notice?next=//elsewhere.example/")
    assert answer.location == "/"
    assert notices.seen_at(asked.account, "1") is not None
