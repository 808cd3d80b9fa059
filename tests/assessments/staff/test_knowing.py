"""Questions of knowledge on the pages of an answer and of a result."""

import re
from datetime import timedelta
from html import unescape

import pytest
from flask import Flask
from flask_babel import force_locale

from assessments import clock
from assessments.jobs import papers
from assessments.jobs import rounds as jobs
from assessments.queries import answers
from assessments.staff import results
from competency.answers import DOES_NOT_KNOW
from competency.frameworks import parse, shipped
from tests import factories
from tests.visitor import Visitor

DAY = timedelta(days=1)
TEXT = shipped()["ocsc-digital-2567"]
FRAMEWORK = parse(TEXT)
ROWS = re.compile(r'<fieldset class="question" id="q(\d+)"')
SINGLE = FRAMEWORK.position("DLit.k1")
SEVERAL = FRAMEWORK.position("DLit.k2")
THIRD = FRAMEWORK.position("DLit.k3")
RIGHT = {SINGLE: 1, SEVERAL: 0b0011, THIRD: 2}


class Staff:
    """Somebody who is asked by a round on the framework of 2567."""

    def __init__(self, visitor: Visitor, *, knowledge: bool) -> None:
        self.person = factories.person(factories.unit())
        now = clock.now()
        self.round = factories.round_(
            factories.framework_version(TEXT),
            settings={"knowledge": knowledge},
            opens_at=now - DAY,
            closes_at=now + DAY,
        )
        self.name = factories.response(self.round, self.person)
        self.visitor = visitor.as_(factories.account(self.person)).in_("en")

    @property
    def path(self) -> str:
        """Where the answers are kept."""
        return f"/staff/answers/{self.name}"

    def page(self, rest: str = "/DLit") -> str:
        """A page of these answers."""
        return self.visitor.get(self.path + rest).text

    @property
    def draft(self) -> answers.Draft:
        """The answers as they are."""
        found = answers.draft(self.name, self.person)
        assert found is not None
        return found

    def post(self, **fields: object) -> int:
        """The status of the form of the first page with these fields."""
        own = {"version": str(self.draft.version), "competency": "DLit", **fields}
        return self.visitor.post(self.path, **own).status_code

    def hand_in(self, rated: int, knowledge: dict[int, int]) -> None:
        """All items answered alike, and these answers to the questions of one area."""
        codes = bytearray([rated] * FRAMEWORK.rated + [DOES_NOT_KNOW] * 21)
        for place, code in knowledge.items():
            codes[place] = code
        factories.answered(self.round, self.person, bytes(codes))


@pytest.fixture
def staff(app: Flask, visitor: Visitor) -> Staff:
    return Staff(visitor, knowledge=True)


def test_questions_are_asked_below_the_items_in_an_order_of_ones_own(
    staff: Staff,
) -> None:
    shown = [int(place) for place in ROWS.findall(staff.page())]
    assert shown[:7] == list(range(7))
    assert sorted(shown[7:]) == [SINGLE, SEVERAL, THIRD]
    assert "What do you know about it?" in staff.page()
    assert len(staff.draft.missing) == 70


def test_a_round_that_does_not_ask_shows_none(app: Flask, visitor: Visitor) -> None:
    staff = Staff(visitor, knowledge=False)
    assert len(ROWS.findall(staff.page())) == 7
    assert len(staff.draft.missing) == 49


def test_several_ticks_are_kept_together_without_a_script(staff: Staff) -> None:
    assert staff.post(**{str(SINGLE): "2", str(SEVERAL): ["0", "1", "4"]}) == 302
    assert staff.draft.codes[SINGLE] == 2
    assert staff.draft.codes[SEVERAL] == 0b0101
    assert staff.page().count(" checked") == 3
    staff.post(**{str(SEVERAL): ["0"]})
    assert staff.draft.codes[SEVERAL] == 0
    staff.post(**{str(SEVERAL): ["0", "2", "254"]})
    assert staff.draft.codes[SEVERAL] == 0b0010
    staff.post(**{str(SEVERAL): ["0", "254"]})
    assert staff.draft.codes[SEVERAL] == DOES_NOT_KNOW


def test_what_no_option_says_is_refused(staff: Staff) -> None:
    assert staff.post(**{str(SEVERAL): "16"}) == 400
    assert staff.post(**{str(SINGLE): "255"}) == 400
    assert staff.post(**{str(SINGLE): "x"}) == 400


def test_a_page_that_was_changed_elsewhere_names_all_ticked_options(
    staff: Staff,
) -> None:
    version = staff.draft.version
    staff.post(**{str(SEVERAL): ["1", "2"]})
    answer = staff.visitor.post(
        staff.path, version=str(version), competency="DLit", **{str(SEVERAL): "8"}
    )
    scale = [each.name.en for each in FRAMEWORK.answers["DLit.k2"]]
    assert answer.status_code == 409
    said = unescape(answer.text)
    for option in (scale[0], scale[1], scale[3]):
        assert option in said
    assert scale[2] not in said


def test_the_result_says_kindly_where_somebody_is_surer_than_the_answers(
    staff: Staff,
) -> None:
    staff.hand_in(3, {SINGLE: 2, SEVERAL: 1, THIRD: 2})
    page = staff.page("/result")
    assert "1 of 3 right" in page
    assert "worth a second look at the basics" in page
    assert "Right would be" not in page


def test_the_result_says_where_somebody_knows_more_than_they_say(staff: Staff) -> None:
    staff.hand_in(1, RIGHT)
    page = staff.page("/result")
    assert "3 of 3 right" in page
    assert "more than you give yourself credit for" in page


def test_right_answers_are_shown_once_the_round_is_closed(staff: Staff) -> None:
    staff.hand_in(3, {SINGLE: 2, SEVERAL: 0b0011, THIRD: DOES_NOT_KNOW})
    jobs.close(staff.round, lambda _done, _total: None)
    page = staff.page("/result")
    assert "Right would be: Share one online document and let them edit it" in page
    assert "You answered: I do not know" in page
    assert page.count("Right would be") == 2 + 18


def test_a_round_without_questions_says_nothing_of_knowledge(
    app: Flask, visitor: Visitor
) -> None:
    staff = Staff(visitor, knowledge=False)
    factories.answered(staff.round, staff.person, bytes([3] * 49 + [0] * 21))
    page = staff.page("/result")
    assert "Knowledge questions" not in page
    assert "Level" in page


def test_what_was_known_is_printed_for_oneself_and_for_nobody_else(
    staff: Staff,
) -> None:
    staff.hand_in(3, {SINGLE: 2, SEVERAL: 1, THIRD: 2})
    jobs.close(staff.round, lambda _done, _total: None)
    with force_locale("en"):
        mine = results._more(staff.draft)
    assert mine["DLit"][0] == "Knowledge questions: 1 of 3 right"
    assert "second look" in mine["DLit"][1]
    (for_hr,) = papers.known_of(staff.round, [staff.person])
    assert for_hr.more == {}
    pdf = staff.visitor.get(f"{staff.path}/result.pdf")
    assert pdf.data.startswith(b"%PDF")
