"""One's own result: provisional until closing, final after it, one's own alone."""

import re
from collections.abc import Mapping
from datetime import timedelta
from html import unescape
from urllib.parse import unquote

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from assessments import clock
from assessments.jobs import rounds as jobs
from assessments.operations import targets
from assessments.operations.audit import SYSTEM
from assessments.queries import answers, ratings
from competency.frameworks import Target
from tests import factories
from tests.assessments.catalogue import READ, put
from tests.assessments.documents import reading
from tests.conftest import NOW
from tests.visitor import Visitor

MET = {0: 3, 1: 3, 2: 1, 3: 1, 4: 4, 5: 3, 6: 1, 7: 1, 8: 1, 9: 1}
"""Answers of a caseworker: level 1 of target 2, 2 of 1, and 0 where none is needed."""
SPARE = {"work-2567": "IT", "role-2567": "OPR"}
"""Placings that no profile is for."""


class Reader:
    """A member of staff who has answered, and how the result is read."""

    def __init__(
        self,
        visitor: Visitor,
        codes: Mapping[int, int] | None = None,
        status: str = "submitted",
        **facts: object,
    ) -> None:
        unit = factories.unit()
        self.person = factories.person(unit, **facts)  # type: ignore[arg-type]
        day = timedelta(days=1)
        window = {"opens_at": clock.now() - day, "closes_at": clock.now() + day}
        self.round = factories.round_(**window)  # type: ignore[arg-type]
        given = MET if codes is None else codes
        self.name = factories.answered(self.round, self.person, given, status)
        self.visitor = visitor.as_(factories.account(self.person)).in_("en")
        self.url = f"/staff/answers/{self.name}"

    def page(self) -> str:
        """The text of the result page."""
        answer = self.visitor.get(f"{self.url}/result")
        assert answer.status_code == 200, answer.status
        return unescape(answer.text)

    def picture(self, **headers: str) -> TestResponse:
        """The picture as the browser gets it."""
        return self.visitor.get(f"{self.url}/radar.svg", headers=headers)

    def close(self) -> None:
        """Close the round."""
        jobs.close(self.round, lambda _done, _total: None)


def _row(page: str, competency: str) -> list[str]:
    """The cells of a competency's row in the overview."""
    row = re.search(rf'<th scope="row">{competency}</th>(.*?)</tr>', page)
    assert row is not None
    return re.findall(r"<td[^>]*>([^<]*)</td>", row[1])


def test_answers_handed_in_give_a_provisional_result_at_once(visitor: Visitor) -> None:
    page = Reader(visitor).page()
    assert "Provisional" in page
    assert "from your self-rating alone" in page
    assert _row(page, "Reading data") == ["1", "2", "1 level below the target"]
    assert _row(page, "Keeping data") == ["2", "1", "1 level above the target"]
    assert _row(page, "Sharing safely") == [
        "0",
        "not required",
        "not required of your position",
    ]


def test_the_final_result_is_the_one_that_was_kept_at_closing(
    visitor: Visitor,
) -> None:
    reader = Reader(visitor)
    reader.close()
    factories.answered(reader.round, reader.person, dict.fromkeys(range(10), 4))
    page = reader.page()
    assert "Provisional" not in page
    assert "It does not change any more." in page
    assert _row(page, "Reading data") == ["1", "2", "1 level below the target"]


@pytest.mark.parametrize("closed", [False, True])
def test_what_was_not_handed_in_has_no_result(visitor: Visitor, closed: bool) -> None:
    reader = Reader(visitor, status="draft")
    if closed:
        reader.close()
    page = reader.page()
    assert "There is no result" in page
    assert "<table" not in page
    link = "/staff/" if closed else f"{reader.url}/data.read"
    assert f'class="btn btn-primary" href="{link}"' in page
    assert reader.picture().status_code == 404


def test_an_unknown_level_is_said_in_words_and_never_nought(visitor: Visitor) -> None:
    page = Reader(visitor, {1: 3, **{n: MET[n] for n in range(4, 10)}}).page()
    assert _row(page, "Reading data") == ["unknown", "2", "level unknown"]
    assert "The answers do not settle the level." in page
    assert "1 of 4 items answered" in page
    assert "Reading data: level unknown, target 2." in page


def test_without_a_profile_no_gap_is_made_up(visitor: Visitor) -> None:
    page = Reader(visitor, placings=SPARE).page()
    assert "No target is known for your position" in page
    assert _row(page, "Reading data") == ["1", "unknown", "target unknown"]
    assert "not required" not in page.split("<figcaption")[0]


def test_the_page_says_what_the_level_means_and_what_the_next_one_asks(
    visitor: Visitor,
) -> None:
    page = Reader(visitor).page()
    assert "Level 1 means: Says what a table or a chart shows" in page
    assert "The next one, level 2, means: Compares data from several sources" in page
    assert "Level 2 means: Independent" in page


def test_at_the_top_there_is_no_next_level(visitor: Visitor) -> None:
    page = Reader(visitor, dict.fromkeys(range(10), 4)).page()
    assert page.count("This is the highest level.") == 3
    assert "The next one" not in page


def test_the_largest_shortfall_comes_first(visitor: Visitor) -> None:
    head = {"work-2567": "NONIT", "role-2567": "SUP"}
    codes = dict.fromkeys(range(10), 1) | {0: 3, 1: 3, 2: 3, 3: 3, 4: 3}
    page = Reader(visitor, codes, placings=head).page()
    found = re.findall(r'<li><a href="#c\d">([^<]+)</a> – ([^<]+)</li>', page)
    assert found == [
        ("Sharing safely", "2 levels below the target"),
        ("Keeping data", "1 level below the target"),
    ]
    assert "<li>Reading data – meets the target</li>" in page


def test_bars_show_known_numbers_only(visitor: Visitor) -> None:
    page = Reader(visitor, {4: 4, 5: 3, 6: 1}).page()
    sections = dict(
        re.findall(r'<h3 id="n\d">([^<]+)</h3>(.*?)</section>', page, re.DOTALL)
    )
    bars = {name: re.findall(r"w-(\d+)", text) for name, text in sections.items()}
    assert bars == {
        "Keeping data": ["13", "7"],
        "Reading data": ["13"],
        "Sharing safely": [],
    }


def test_the_picture_has_its_numbers_in_words_beside_it(visitor: Visitor) -> None:
    reader = Reader(visitor)
    page = reader.page()
    assert f'<img src="{reader.url}/radar.svg"' in page
    assert "on the scale from 0 to 3." in page
    assert "Reading data: level 1, target 2." in page
    assert "Sharing safely: level 0, target not required." in page


def test_the_picture_is_drawn_once_and_kept_by_no_browser(visitor: Visitor) -> None:
    reader = Reader(visitor)
    first = reader.picture()
    assert (first.status_code, first.mimetype) == (200, "image/svg+xml")
    assert first.headers["Cache-Control"] == "no-store"
    assert first.data == reader.picture().data


def test_the_picture_follows_the_result(visitor: Visitor) -> None:
    reader = Reader(visitor)
    before = reader.picture()
    factories.answered(reader.round, reader.person, dict.fromkeys(range(10), 4))
    after = reader.picture()
    assert after.status_code == 200
    assert after.data != before.data


def test_the_picture_speaks_the_language_of_the_page(
    app: Flask, visitor: Visitor
) -> None:
    reader = Reader(visitor)
    english = reader.picture().data
    reader.visitor.in_("th")
    with app.app_context():  # a request of its own, which asks for its language
        assert reader.picture().data != english


def test_with_two_directions_there_is_no_picture(visitor: Visitor) -> None:
    codes = {place: code for place, code in MET.items() if place < 7}
    reader = Reader(visitor, codes)
    assert "<img" not in reader.page()
    assert reader.picture().status_code == 404


def test_foreign_and_missing_results_answer_alike(app: Flask, visitor: Visitor) -> None:
    reader = Reader(visitor)
    account = factories.account(factories.person(factories.unit()), {"hr": None})
    other = Visitor(app).as_(account)
    for name in (reader.name, "nobody"):
        assert other.get(f"/staff/answers/{name}/result").status_code == 404
        assert other.get(f"/staff/answers/{name}/radar.svg").status_code == 404
        assert other.get(f"/staff/answers/{name}/result.pdf").status_code == 404


def test_a_guest_is_asked_to_sign_in(app: Flask, visitor: Visitor) -> None:
    reader = Reader(visitor)
    for page in ("result", "radar.svg", "result.pdf"):
        assert Visitor(app).get(f"{reader.url}/{page}").status_code == 302


def test_the_first_page_leads_to_the_result(visitor: Visitor) -> None:
    reader = Reader(visitor)
    link = f'href="{reader.url}/result"'
    assert link in reader.visitor.get("/staff/").text
    assert link in reader.visitor.get(f"{reader.url}/submit").text


def test_a_target_for_one_person_alone_is_told_with_its_source(
    app: Flask, visitor: Visitor
) -> None:
    reader = Reader(visitor)
    own = Target(level=3, source="คำสั่ง 9/2570", status="agency")
    targets.put("three", {(reader.person, "data.read"): own}, actor=SYSTEM, now=NOW)
    assert "คำสั่ง 9/2570" not in reader.page()
    later = factories.round_()
    reader.url = f"/staff/answers/{factories.answered(later, reader.person, MET)}"
    page = reader.page()
    assert "set for you alone, not by your profile: คำสั่ง 9/2570" in page
    assert _row(page, "Reading data")[1] == "3"


def test_a_competency_that_only_my_own_target_requires_is_asked_for(
    app: Flask, visitor: Visitor
) -> None:
    unit = factories.unit()
    person = factories.person(unit)
    own = Target(level=1, status="agency")
    targets.put("three", {(person, "safe.share"): own}, actor=SYSTEM, now=NOW)
    number = factories.round_()
    draft = answers.draft(factories.response(number, person), person)
    assert draft is not None
    assert draft.asked == tuple(range(10))


def test_what_others_said_and_how_it_counts_is_told_after_closing(
    app: Flask, visitor: Visitor
) -> None:
    unit = factories.unit()
    head = factories.person(unit)
    person = factories.person(unit, supervisor=head)
    number = factories.round_(settings={"raters": ["supervisor"]})
    name = factories.answered(number, person, MET)
    (rater,) = ratings.raters(number, person)
    factories.rated(rater.public_id, bytes([3, 254, 254]))
    visitor.as_(factories.account(person)).in_("en")
    page = f"/staff/answers/{name}/result"
    assert "Supervisor: level" not in unescape(visitor.get(page).text)
    jobs.close(number, lambda _done, _total: None)
    text = unescape(visitor.get(page).text)
    assert "Self-rating: level 1" in text
    assert "Supervisor: level 2" in text
    assert "Together: 10% × 1 + 90% × 2 = 1.9" in text
    assert "Supervisor: level unknown" in text
    assert "Together: 100% × 2 = 2" in text


def test_courses_of_the_catalogue_stand_beside_what_they_help(
    visitor: Visitor,
) -> None:
    put((READ,))
    page = Reader(visitor).page()
    _before, _mark, outcome = page.partition('id="n1">Reading data')
    outcome = outcome.partition("</section>")[0]
    assert "Courses of the catalogue that help here:" in outcome
    assert READ.name in outcome
    assert "to level 3, " in outcome
    assert page.count(READ.name) == 1


def test_where_no_course_helps_that_is_said(visitor: Visitor) -> None:
    assert "The catalogue has no course for this yet." in Reader(visitor).page()


def test_rounds_on_the_same_framework_stand_side_by_side(visitor: Visitor) -> None:
    reader = Reader(visitor)
    reader.close()
    assert "My rounds so far" not in reader.page()
    day = timedelta(days=1)
    later = factories.round_(
        name="รอบถัดไป", opens_at=clock.now() - day, closes_at=clock.now() + day
    )
    better = {**MET, 2: 3}
    reader.url = f"/staff/answers/{factories.answered(later, reader.person, better)}"
    jobs.close(later, lambda _done, _total: None)
    past = reader.page().partition('id="past"')[2]
    assert "รอบถัดไป" in past
    row = re.search(r'<th scope="row">Reading data</th>(.*?)</tr>', past)
    assert row is not None
    words = " ".join(re.sub(r"<[^>]+>", " ", row[1]).split())
    assert words == "1 2 (+1.00)"


def _pdf(reader: Reader) -> bytes:
    """The result as a file, after a look at what is said of it."""
    answer = reader.visitor.get(f"{reader.url}/result.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.headers["Cache-Control"] == "no-store"
    return bytes(answer.data)


def test_a_result_is_a_tagged_pdf_in_the_language_of_the_page(
    visitor: Visitor,
) -> None:
    reader = Reader(visitor)
    assert f'href="{reader.url}/result.pdf"' in reader.page()
    english = _pdf(reader)
    assert reading.is_accessible(english)
    assert reading.language(english) == "en"
    assert reading.title(english).startswith("Competency assessment result: นางสมศรี")
    assert "Reading data: level 1, target 2." in reading.instead_of_pictures(english)[0]
    reader.visitor.in_("th")
    thai = _pdf(reader)
    assert reading.language(thai) == "th"
    assert reading.title(thai).startswith("ผลการประเมินสมรรถนะ: นางสมศรี")


def test_a_final_result_is_a_pdf_too(visitor: Visitor) -> None:
    reader = Reader(visitor)
    reader.close()
    assert reading.pages(_pdf(reader)) == 2


def test_a_pdf_is_shown_under_a_name_in_thai(visitor: Visitor) -> None:
    reader = Reader(visitor)
    reader.visitor.in_("th")
    answer = reader.visitor.get(f"{reader.url}/result.pdf")
    shown, fallback, named = answer.headers["Content-Disposition"].split("; ")
    assert (shown, fallback) == ("inline", "filename=result.pdf")
    plain = named.removeprefix("filename*=UTF-8''")
    assert plain.isascii()
    assert unquote(plain) == "ผลการประเมินสมรรถนะ รอบทดสอบ.pdf"


def test_without_a_result_there_is_no_pdf(visitor: Visitor) -> None:
    reader = Reader(visitor, status="draft")
    assert reader.visitor.get(f"{reader.url}/result.pdf").status_code == 404
