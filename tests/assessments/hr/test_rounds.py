"""HR drafts a round, opens it, closes it and puts it away."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from assessments import clock, thai
from assessments.database import db
from assessments.jobs import queue
from assessments.models import Invitation, Job
from assessments.queries import frameworks, rounds
from assessments.queries.rounds import RoundFacts
from competency.frameworks import parse, shipped
from competency.rounds import State
from tests import factories
from tests.visitor import Visitor

THREE = "three@1.0.0"
DAY = timedelta(days=1)


class Agency:
    """A city with two units and two kinds of staff."""

    def __init__(self) -> None:
        self.city = factories.unit("00", name="เมือง")
        self.north = factories.unit("01", self.city, name="กองคลัง")
        self.person = factories.person(self.north, "0001")
        factories.person(self.city, "0002", staff_type="ลูกจ้างประจำ")
        factories.framework_version()


@pytest.fixture
def agency(app: Flask) -> Agency:
    return Agency()


@pytest.fixture
def hr(agency: Agency, visitor: Visitor) -> Visitor:
    """HR of the city, reading English."""
    return visitor.as_(factories.account(roles={"hr": None})).in_("en")


def fields(**other: object) -> dict[str, object]:
    """What the form of a draft sends."""
    now = clock.now()
    usual = {
        "name": "รอบที่ 1/2570",
        "framework": THREE,
        "opens_at": thai.written(now - DAY),
        "closes_at": thai.written(now + 30 * DAY),
        "may_take_back": "y",
    }
    return usual | other


def draft(hr: Visitor, **other: object) -> RoundFacts:
    """A draft that was made through the form."""
    answer = hr.post("/hr/rounds/new", **fields(**other))
    assert answer.status_code == 302, answer.text
    found = rounds.named(answer.location.rpartition("/")[2])
    assert found is not None
    return found


def address(found: RoundFacts, action: str = "") -> str:
    """A page of a round."""
    return f"/hr/rounds/{found.public_id}{action}"


def again(found: RoundFacts) -> RoundFacts:
    """The round as it is now."""
    db.session.expire_all()
    return rounds.round_(found.id)


def test_a_draft_holds_what_the_form_says(hr: Visitor) -> None:
    found = draft(
        hr,
        opens_at="1/12/2569 08:30",
        closes_at="๓๑/๑๒/๒๕๖๙ ๑๖:๓๐",
        units=["01"],
        staff_types=["ลูกจ้างประจำ"],
    )
    assert (found.name, found.state) == ("รอบที่ 1/2570", State.DRAFT)
    assert found.framework_id == "three"
    assert found.opens_at.isoformat() == "2026-12-01T01:30:00+00:00"
    assert found.closes_at.isoformat() == "2026-12-31T09:30:00+00:00"
    assert found.settings.units == ("01",)
    assert found.settings.staff_types == ("ลูกจ้างประจำ",)
    assert found.settings.may_take_back is True


def test_a_draft_says_how_others_rate_and_count(hr: Visitor) -> None:
    found = draft(
        hr,
        raters=["supervisor", "peer"],
        by_items="y",
        knowledge="y",
        weights="own",
        percent_self="20",
        percent_supervisor="60",
        percent_peer="20",
    )
    assert found.settings.by_items
    assert found.settings.knowledge
    assert found.settings.weights == "own"
    assert found.settings.percent == (20, 60, 20, 0)
    page = hr.get(address(found)).text
    assert "Others answer the items too" in page
    assert "25% + 75%" in page
    form = hr.get(address(found, "/edit")).text
    assert 'name="percent_supervisor"' in form
    assert 'value="60"' in form


@pytest.mark.parametrize(
    "wrong",
    [
        {"percent_self": "20", "percent_supervisor": "60"},
        {"percent_self": "40", "percent_subordinate": "60"},
        {},
    ],
)
def test_own_weights_make_a_whole_of_those_who_rate(
    hr: Visitor, wrong: dict[str, str]
) -> None:
    sent = fields(raters=["supervisor"], weights="own", **wrong)
    answer = hr.post("/hr/rounds/new", **sent)
    assert answer.status_code == 200
    assert "make 100 together" in answer.text


def test_rounds_count_by_the_civil_services_weights_unless_told(hr: Visitor) -> None:
    found = draft(hr, raters=["supervisor"])
    assert found.settings.weights == "civil-service"
    assert "10% + 90%" in hr.get(address(found)).text


def test_the_empty_form_offers_frameworks_units_and_thirty_days(hr: Visitor) -> None:
    page = hr.get("/hr/rounds/new").text
    assert f'value="{THREE}"' in page
    assert 'value="ocsc-digital-2567@1.1.0"' in page
    assert '<option value="01">' in page
    assert "ลูกจ้างประจำ" in page
    moments = re.findall(r'name="(?:opens|closes)_at"[^>]*value="([^"]+)"', page)
    opens, closes = (thai.read_moment(moment) for moment in moments)
    assert opens is not None
    assert closes is not None
    assert closes - opens == 30 * DAY


def test_a_new_round_begins_with_the_usual_framework(hr: Visitor) -> None:
    page = hr.get("/hr/rounds/new").text
    (chosen,) = re.findall(r'<option selected value="([^"@]+)@', page)
    assert chosen == "ocsc-digital-2567"


def test_a_shipped_framework_is_added_when_a_draft_takes_it(hr: Visitor) -> None:
    assert frameworks.named("ocsc-general-2552") is None
    newest = parse(shipped()["ocsc-general-2552"]).version
    found = draft(hr, framework=f"ocsc-general-2552@{newest}")
    assert found.framework_id == "ocsc-general-2552"
    assert frameworks.named("ocsc-general-2552") is not None


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": ""}, "Fill in this field."),
        ({"name": "  "}, "Fill in this field."),
        ({"name": "x" * 301}, "300"),
        ({"opens_at": "tomorrow"}, "Write a day and a time, such as"),
        ({"closes_at": "31/11/2569 08:30"}, "Write a day and a time, such as"),
        ({"closes_at": "1/1/2560 08:30"}, "A round closes after it opens."),
        ({"framework": "three@9.9.9"}, "Choose from the list."),
        ({"units": ["99"]}, "Choose from the list."),
    ],
)
def test_what_is_wrong_with_a_draft_is_said_beside_its_field(
    hr: Visitor, wrong: dict[str, object], words: str
) -> None:
    answer = hr.post("/hr/rounds/new", **fields(**wrong))
    assert answer.status_code == 200
    assert re.search(rf'class="text-danger">[^<]*{words}', answer.text)
    assert rounds.newest() == ()


def test_what_was_written_stays_in_a_form_that_is_sent_back(hr: Visitor) -> None:
    page = hr.post("/hr/rounds/new", **fields(closes_at="soon", units=["01"])).text
    assert 'value="soon"' in page
    assert "รอบที่ 1/2570" in page
    assert re.search(r'<option selected value="01">', page)


def test_a_draft_is_changed_through_the_same_form(hr: Visitor) -> None:
    found = draft(hr, units=["01"])
    page = hr.get(address(found, "/edit")).text
    assert "รอบที่ 1/2570" in page
    assert '<option selected value="01">' in page
    changed = fields(name="รอบใหม่", may_take_back="", units=[])
    assert hr.post(address(found, "/edit"), **changed).location == address(found)
    now = again(found)
    assert (now.name, now.settings.units) == ("รอบใหม่", ())


def test_an_open_round_is_not_changed(hr: Visitor) -> None:
    found = draft(hr)
    hr.post(address(found, "/open"))
    answer = hr.post(address(found, "/edit"), **fields(name="x"))
    assert answer.status_code == 409
    assert "The round was opened: it stays as it is." in answer.text
    assert again(found).name == "รอบที่ 1/2570"


def test_the_form_of_an_open_round_is_not_offered(hr: Visitor) -> None:
    found = draft(hr)
    assert address(found, "/edit") in hr.get(address(found)).text
    hr.post(address(found, "/open"))
    assert address(found, "/edit") not in hr.get(address(found)).text
    assert hr.get(address(found, "/edit")).status_code == 409


def test_opening_is_explained_first_and_invites_then(hr: Visitor) -> None:
    found = draft(hr, staff_types=["ลูกจ้างประจำ"])
    page = hr.get(address(found, "/open")).text
    assert "Everybody of the target group is invited." in page
    assert again(found).state is State.DRAFT

    assert hr.post(address(found, "/open")).location == address(found)
    assert again(found).state is State.OPEN
    assert db.session.scalar(select(func.count(Invitation.id))) == 1
    assert "0 of 1 people have handed in" in hr.get(address(found)).text


def test_a_round_that_would_ask_nobody_is_not_opened(hr: Visitor) -> None:
    found = draft(hr, units=["01"], staff_types=["ลูกจ้างประจำ"])
    answer = hr.post(address(found, "/open"))
    assert answer.status_code == 409
    assert "Nobody belongs to the target group of this round." in answer.text
    assert again(found).state is State.DRAFT


@pytest.mark.parametrize("move", ["close", "archive"])
def test_a_draft_can_only_be_opened(hr: Visitor, move: str) -> None:
    found = draft(hr)
    for answer in (
        hr.get(address(found, f"/{move}")),
        hr.post(address(found, f"/{move}")),
    ):
        assert answer.status_code == 409
        assert "The state of the round does not allow this." in answer.text
    page = hr.get(address(found)).text
    assert address(found, "/open") in page
    assert address(found, f"/{move}") not in page


def test_closing_orders_a_job_that_the_page_leads_to(app: Flask, hr: Visitor) -> None:
    found = draft(hr)
    hr.post(address(found, "/open"))
    assert "No more answers are taken" in hr.get(address(found, "/close")).text
    answer = hr.post(address(found, "/close"))
    row = db.session.scalars(select(Job)).one()
    assert answer.location == f"/hr/jobs/{row.public_id}"
    assert (row.kind, row.arguments) == ("close", {"round": found.id})
    assert hr.get(answer.location).status_code == 200

    queue.run(row.id)
    assert again(found).state is State.CLOSED
    assert hr.post(address(found, "/archive")).location == address(found)
    assert again(found).state is State.ARCHIVED


def test_the_list_names_every_round_with_its_state(hr: Visitor) -> None:
    draft(hr, name="รอบแรก")
    second = draft(hr, name="รอบสอง")
    hr.post(address(second, "/open"))
    page = hr.get("/hr/rounds").text
    rows = re.findall(r'/hr/rounds/[0-9a-f-]{36}">([^<]+)</a></th>\s*<td>(\w+)', page)
    assert rows == [("รอบสอง", "Open"), ("รอบแรก", "Draft")]
    assert "0 of 2" in page


def test_rates_of_units_are_shown_in_steps_only(agency: Agency, hr: Visitor) -> None:
    for _person in range(7):
        factories.person(agency.north)
    found = draft(hr)
    hr.post(address(found, "/open"))
    factories.answered(found.id, agency.person, dict.fromkeys(range(10), 3))
    page = hr.get(address(found)).text
    (rate,) = re.findall(r"Unit 01</th><td[^>]*>8</td><td.*?(\d+%)", page, re.DOTALL)
    assert rate == "10%"


def test_without_a_roster_a_draft_is_refused_in_words(
    app: Flask, visitor: Visitor
) -> None:
    factories.framework_version()
    visitor.as_(factories.account(roles={"hr": None})).in_("en")
    answer = visitor.post("/hr/rounds/new", **fields())
    assert answer.status_code == 409
    assert "Import the roster first." in answer.text
