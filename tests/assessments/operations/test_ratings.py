"""Ratings of other people: asked for when a round opens, kept, handed in, released."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from assessments.database import db
from assessments.models import AuditLine, Response
from assessments.operations import ratings as operations
from assessments.operations.answers import (
    HandedInError,
    IncompleteError,
    NotTakenBackError,
    StaleAnswerError,
)
from assessments.operations.audit import SYSTEM
from assessments.operations.ratings import (
    OwnRaterError,
    RaterTakenError,
    RatingBegunError,
)
from assessments.queries import ratings
from assessments.queries.ratings import Rating
from competency.answers import DOES_NOT_KNOW, AnswerError
from competency.rounds import RoundClosedError
from tests import factories
from tests.conftest import NOW

ALL = {"raters": ["supervisor", "peer", "subordinate"]}
LATER = timedelta(days=60)


class Team:
    """A head with five people, in a round in which everybody rates."""

    def __init__(self, **settings: object) -> None:
        unit = factories.unit()
        self.head = factories.person(unit, "0001")
        self.people = [factories.person(unit, supervisor=self.head) for _ in range(5)]
        self.round = factories.round_(settings=ALL | settings)

    def rating(self, rater: int, subject: int) -> Rating:
        """What one says of the other."""
        return next(e for e in ratings.mine(rater) if e.subject_id == subject)

    def of_head(self) -> Rating:
        """What the head says of the first of the team."""
        return self.rating(self.head, self.people[0])


@pytest.fixture
def team(app: Flask) -> Team:
    return Team()


def kinds(round_id: int, subject: int) -> list[str]:
    """Who rates somebody, as kinds."""
    return [each.kind for each in ratings.raters(round_id, subject)]


def save(rating: Rating, codes: dict[int, int]) -> int:
    """The version after these levels, as the rating was read."""
    return operations.save(rating, rating.version, codes, NOW)


def test_opening_asks_whom_the_roster_names(team: Team) -> None:
    assert kinds(team.round, team.people[0]) == ["supervisor", *["peer"] * 4]
    assert kinds(team.round, team.head) == ["subordinate"] * 5
    assert len(ratings.mine(team.head)) == 5
    assert ratings.waiting(team.head, NOW) == 5
    assert ratings.waiting(team.head, NOW + LATER) == 0
    assert [(p.kind, p.asked, p.submitted) for p in ratings.progress(team.round)] == [
        ("supervisor", 5, 0),
        ("subordinate", 5, 0),
        ("peer", 20, 0),
    ]


def test_a_round_without_raters_asks_for_self_ratings_alone(app: Flask) -> None:
    unit = factories.unit()
    head = factories.person(unit)
    factories.person(unit, supervisor=head)
    factories.round_()
    assert ratings.mine(head) == ()
    assert not ratings.rates(head)


def test_levels_are_kept_and_a_repeat_changes_nothing(team: Team) -> None:
    rating = team.of_head()
    assert save(rating, {0: 3}) == 1
    again = team.of_head()
    assert (again.codes, again.status) == (bytes([3, 0, 0]), "draft")
    assert save(again, {0: 3}) == 1


def test_a_save_that_saw_something_older_is_told_what_is_kept(team: Team) -> None:
    rating = team.of_head()
    save(rating, {0: 3})
    with pytest.raises(StaleAnswerError):
        save(rating, {0: 2})
    with pytest.raises(StaleAnswerError) as told:
        operations.save(team.of_head(), 0, {0: 2}, NOW)
    assert told.value.args == (1, bytes([3, 0, 0]))


def test_codes_that_are_no_levels_are_refused(team: Team) -> None:
    for codes in ({0: 9}, {7: 1}):
        with pytest.raises(AnswerError):
            save(team.of_head(), codes)


def test_what_is_asked_for_waits_and_the_rest_may_stay_empty(team: Team) -> None:
    rating = team.of_head()
    assert rating.asked == (0, 1)
    save(rating, {0: 3})
    with pytest.raises(IncompleteError):
        operations.submit(team.of_head(), actor=SYSTEM, now=NOW)
    save(team.of_head(), {1: DOES_NOT_KNOW})
    operations.submit(team.of_head(), actor=SYSTEM, now=NOW)
    assert team.of_head().status == "submitted"


def test_what_is_handed_in_stays_until_it_is_taken_back(team: Team) -> None:
    save(team.of_head(), {0: 3, 1: 2})
    operations.submit(team.of_head(), actor=SYSTEM, now=NOW)
    operations.submit(team.of_head(), actor=SYSTEM, now=NOW)
    with pytest.raises(HandedInError):
        save(team.of_head(), {0: 1})
    operations.take_back(team.of_head(), actor=SYSTEM, now=NOW)
    assert team.of_head().status == "draft"
    save(team.of_head(), {0: 1})
    actions = select(AuditLine.action).where(AuditLine.noun == "response")
    found = list(db.session.scalars(actions.order_by(AuditLine.id)))
    assert found == ["submit", "take_back"]


def test_a_round_may_forbid_taking_back(app: Flask) -> None:
    team = Team(may_take_back=False)
    save(team.of_head(), {0: 3, 1: 2})
    operations.submit(team.of_head(), actor=SYSTEM, now=NOW)
    with pytest.raises(NotTakenBackError):
        operations.take_back(team.of_head(), actor=SYSTEM, now=NOW)


def test_nothing_is_kept_outside_the_window(team: Team) -> None:
    with pytest.raises(RoundClosedError):
        operations.save(team.of_head(), 0, {0: 3}, NOW + LATER)
    with pytest.raises(RoundClosedError):
        operations.ask(
            team.round, team.people[0], team.head, "peer", actor=SYSTEM, now=NOW + LATER
        )


def test_hr_asks_one_more_but_nobody_twice_or_of_themselves(app: Flask) -> None:
    team = Team(raters=["supervisor"])
    first, second = team.people[:2]
    operations.ask(team.round, first, second, "peer", actor=SYSTEM, now=NOW)
    assert kinds(team.round, first) == ["supervisor", "peer"]
    for rater, kind in ((second, "subordinate"), (team.people[2], "supervisor")):
        with pytest.raises(RaterTakenError):
            operations.ask(team.round, first, rater, kind, actor=SYSTEM, now=NOW)
    with pytest.raises(OwnRaterError):
        operations.ask(team.round, first, first, "peer", actor=SYSTEM, now=NOW)
    assert kinds(team.round, first) == ["supervisor", "peer"]


def test_a_rater_is_released_until_they_have_begun(team: Team) -> None:
    first, second = team.people[:2]
    rating = team.rating(second, first)
    operations.release(team.round, rating.public_id, actor=SYSTEM, now=NOW)
    assert kinds(team.round, first) == ["supervisor", *["peer"] * 3]
    begun = team.of_head()
    save(begun, {0: 1})
    with pytest.raises(RatingBegunError):
        operations.release(team.round, begun.public_id, actor=SYSTEM, now=NOW)
    own = select(Response.public_id).where(
        Response.subject_id == first, Response.kind == "self"
    )
    mine = db.session.scalar(own) or ""
    with pytest.raises(RatingBegunError):
        operations.release(team.round, mine, actor=SYSTEM, now=NOW)


def test_a_rating_is_only_its_raters(team: Team) -> None:
    rating = team.of_head()
    assert ratings.rating(rating.public_id, team.head) == rating
    assert ratings.rating(rating.public_id, team.people[1]) is None


def test_the_self_rating_can_be_seen_once_it_is_handed_in(team: Team) -> None:
    person = team.people[0]
    factories.answered(team.round, person, {0: 3}, status="draft")
    assert ratings.self_rating(team.round, person) is None
    factories.answered(team.round, person, {0: 3})
    codes = ratings.self_rating(team.round, person)
    assert codes is not None
    assert codes[0] == 3
