"""Rating others page by page: one's own ratings alone, one after another."""

import re

import pytest
from flask import Flask
from sqlalchemy import select

from assessments import clock
from assessments.database import db
from assessments.models import AuditLine
from assessments.queries import ratings
from tests import factories
from tests.assessments.operations.test_ratings import Team
from tests.visitor import Visitor

WELL = bytes([3, 3, 3, 1, 3, 1, 1, 3, 3, 3])
"""Self-rated level 2 in reading and 1 in keeping."""


@pytest.fixture
def team(app: Flask) -> Team:
    now = clock.now()
    team = Team.__new__(Team)
    unit = factories.unit()
    team.head = factories.person(unit, "0001", given_name="ก้อง")
    team.people = [
        factories.person(unit, supervisor=team.head, given_name=f"คนที่{n}")
        for n in range(3)
    ]
    team.round = factories.round_(
        settings={"raters": ["supervisor"]},
        opens_at=now.replace(year=now.year - 1),
        closes_at=now.replace(year=now.year + 1),
    )
    return team


@pytest.fixture
def head(team: Team, visitor: Visitor) -> Visitor:
    """The head of the team, reading English."""
    return visitor.as_(factories.account(team.head)).in_("en")


def address(team: Team, place: int = 0) -> str:
    """The page on which the head rates one of the team."""
    rating = team.rating(team.head, team.people[place])
    return f"/staff/ratings/{rating.public_id}"


def test_whom_i_rate_is_listed_with_what_waits(head: Visitor, team: Team) -> None:
    text = head.get("/staff/ratings").text
    assert text.count("Not begun") == 3
    assert "Rate the next person: นางคนที่0" in text
    assert "People who wait for your rating: 3." in head.get("/staff/").text


def test_competencies_are_rated_on_the_wording_of_levels(
    head: Visitor, team: Team
) -> None:
    text = head.get(address(team)).text
    assert "You rate as the supervisor." in text
    assert "Says what a table or a chart shows" in text
    assert "I have had no occasion to see it" in text
    assert text.count("<fieldset") == 2


def test_the_form_hands_in_and_leads_to_the_next_person(
    head: Visitor, team: Team
) -> None:
    answer = head.post(address(team), **{"0": "3", "1": "254", "version": "0"})
    assert answer.location == address(team, 1)
    assert team.of_head().codes == bytes([3, 254, 0])
    assert team.of_head().status == "submitted"
    assert "Your rating of นางคนที่0" in head.get(answer.location).text


def test_what_is_missing_is_said_and_what_was_chosen_is_kept(
    head: Visitor, team: Team
) -> None:
    answer = head.post(address(team), **{"0": "3", "version": "0"})
    assert answer.location == f"{address(team)}#q1"
    assert team.of_head().codes == bytes([3, 0, 0])
    assert "Some of it still waits" in head.get(address(team)).text


def test_a_change_is_saved_at_once_and_a_stale_one_is_told(
    head: Visitor, team: Team
) -> None:
    first = head.post_json(address(team), {"version": 0, "codes": {"0": 2}})
    assert first.json is not None
    assert first.json["version"] == 1
    stale = head.post_json(address(team), {"version": 0, "codes": {"0": 4}})
    assert stale.status_code == 409
    assert stale.json == {"version": 1, "codes": {"0": 2}}
    form = {"0": "4", "version": "0", "go": "leave"}
    page = head.post(address(team), **form)
    assert page.status_code == 409
    assert "Saved elsewhere" in page.text


def test_levels_that_are_none_are_refused(head: Visitor, team: Team) -> None:
    answer = head.post_json(address(team), {"version": 0, "codes": {"0": 99}})
    assert answer.status_code == 400
    assert head.post_json(address(team), ["x"]).status_code == 400


def test_the_self_rating_is_not_seen_before_handing_in(
    head: Visitor, team: Team
) -> None:
    factories.answered(team.round, team.people[0], WELL)
    assert "Self-rating: level" not in head.get(address(team)).text
    head.post(address(team), **{"0": "3", "1": "2", "version": "0"})
    text = head.get(address(team)).text
    assert re.findall(r"Self-rating: level (\w+)", text) == ["2", "1"]
    seen = select(AuditLine.detail).where(AuditLine.action == "read")
    assert list(db.session.scalars(seen)) == [{"subject": team.people[0]}]


def test_a_handed_in_rating_is_taken_back(head: Visitor, team: Team) -> None:
    head.post(address(team), **{"0": "3", "1": "2", "version": "0"})
    head.post(f"{address(team)}/take-back")
    assert team.of_head().status == "draft"


def test_nobody_else_reads_or_writes_a_rating(team: Team, visitor: Visitor) -> None:
    other = visitor.as_(factories.account(team.people[0]))
    assert other.get(address(team)).status_code == 404
    assert other.post(address(team), **{"0": "3"}).status_code == 404
    body = {"version": 0, "codes": {"0": 2}}
    assert other.post_json(address(team), body).status_code == 404
    assert other.post(f"{address(team)}/take-back").status_code == 404
    assert team.of_head().codes == bytes(3)


def test_the_team_page_leads_to_each_rating(head: Visitor, team: Team) -> None:
    text = head.get("/manager/team").text
    for place in range(3):
        assert address(team, place) in text
    assert "Rate my people one after another" in text


def test_after_the_last_person_the_list_is_shown(head: Visitor, team: Team) -> None:
    for place in range(3):
        answer = head.post(address(team, place), **{"0": "3", "1": "2", "version": "0"})
    assert answer.location == "/staff/ratings"
    assert ratings.waiting(team.head, clock.now()) == 0


@pytest.fixture
def items(team: Team) -> Team:
    """The team in a round that asks others for the items too."""
    now = clock.now()
    team.round = factories.round_(
        settings={"raters": ["supervisor"], "by_items": True},
        opens_at=now.replace(year=now.year - 1),
        closes_at=now.replace(year=now.year + 1),
    )
    return team


def test_a_round_may_ask_others_for_the_items(items: Team, head: Visitor) -> None:
    page = head.get(address(items)).text
    assert page.count("<fieldset") == 7
    assert "Does not apply to this person" in page
    whole = {str(place): "3" for place in range(7)}
    answer = head.post(address(items), version="0", **whole | {"6": "255"})
    assert answer.location == address(items, 1)
    assert items.of_head().codes == bytes([3, 3, 3, 3, 3, 3, 255, 0, 0, 0])


def test_an_item_that_waits_is_pointed_at(items: Team, head: Visitor) -> None:
    answer = head.post(address(items), version="0", **{"0": "3"})
    assert answer.location == f"{address(items)}#q1"
    page = head.post(address(items), version="0", **{"0": "1"})
    assert page.status_code == 409
    assert "With help" in page.text or "Saved elsewhere" in page.text
