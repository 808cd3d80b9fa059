"""Evidence on the answering page; the supervisor of the round sees it, escaped."""

from datetime import timedelta

import pytest
from flask import Flask

from assessments import clock
from assessments.queries import evidence, ratings
from tests import factories
from tests.visitor import Visitor

DAY = timedelta(days=1)
TRAP = '<script>alert("x")</script> https://example.org/งาน?a=1&b=2'


class Pair:
    """A head and a clerk, in a round in which supervisors and peers rate."""

    def __init__(self) -> None:
        unit = factories.unit()
        self.head = factories.person(unit)
        self.clerk = factories.person(unit, supervisor=self.head)
        self.others = [factories.person(unit, supervisor=self.head) for _ in range(4)]
        now = clock.now()
        self.round = factories.round_(
            settings={"raters": ["supervisor", "peer"]},
            opens_at=now - DAY,
            closes_at=now + DAY,
        )
        self.name = factories.response(self.round, self.clerk)

    @property
    def kept(self) -> dict[str, str]:
        """The clerk's evidence."""
        return dict(evidence.of_subject(self.round, self.clerk))

    def rating(self, rater: int) -> str:
        """The page on which somebody rates the clerk."""
        found = (e for e in ratings.mine(rater) if e.subject_id == self.clerk)
        return f"/staff/ratings/{next(found).public_id}"


@pytest.fixture
def pair(app: Flask) -> Pair:
    return Pair()


@pytest.fixture
def clerk(pair: Pair, visitor: Visitor) -> Visitor:
    return visitor.as_(factories.account(pair.clerk)).in_("en")


def test_the_form_keeps_evidence_and_shows_it_again(clerk: Visitor, pair: Pair) -> None:
    page = f"/staff/answers/{pair.name}"
    form = {"version": "0", "competency": "data.read", "evidence": TRAP}
    clerk.post(page, **form)
    assert pair.kept == {"data.read": TRAP}
    text = clerk.get(f"{page}/data.read").text
    assert "&lt;script&gt;" in text
    assert "<script>alert" not in text


def test_it_is_kept_as_it_is_typed(clerk: Visitor, pair: Pair) -> None:
    page = f"/staff/answers/{pair.name}/evidence/data.read"
    answer = clerk.post_json(page, {"text": "รายงาน"})
    assert answer.status_code == 200
    assert answer.json is not None
    assert "saved" in answer.json
    assert pair.kept == {"data.read": "รายงาน"}
    long = clerk.post_json(page, {"text": "ก" * 1001})
    assert long.status_code == 400
    assert long.json == {
        "message": "Evidence has at most 1,000 characters. Shorten it, or give a link."
    }
    assert clerk.post_json(page, {"text": 7}).status_code == 400
    stray = f"/staff/answers/{pair.name}/evidence/data.fly"
    assert clerk.post_json(stray, {"text": "x"}).status_code == 404
    assert pair.kept == {"data.read": "รายงาน"}


def test_nobody_writes_the_evidence_of_others(pair: Pair, visitor: Visitor) -> None:
    other = visitor.as_(factories.account(pair.head))
    page = f"/staff/answers/{pair.name}/evidence/data.read"
    assert other.post_json(page, {"text": "x"}).status_code == 404
    assert pair.kept == {}


def test_the_supervisor_sees_it_escaped_and_peers_do_not(
    clerk: Visitor, pair: Pair, visitor: Visitor
) -> None:
    page = f"/staff/answers/{pair.name}/evidence/data.read"
    clerk.post_json(page, {"text": TRAP})
    head = visitor.as_(factories.account(pair.head))
    text = head.get(pair.rating(pair.head)).text
    assert "&lt;script&gt;" in text
    assert "<script>alert" not in text
    assert 'rel="nofollow noopener noreferrer"' in text
    peer = visitor.as_(factories.account(pair.others[0]))
    assert "example.org" not in peer.get(pair.rating(pair.others[0])).text
