"""A round closes once, with results that are worked out by hand."""

from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import func, select

from assessments.database import db
from assessments.jobs import rounds as jobs
from assessments.models import AuditLine, Figure, Score
from assessments.operations import results as operations
from assessments.operations.audit import SYSTEM
from assessments.queries import answers, ratings, results, rounds
from competency.reports import State, gap_report
from competency.rounds import RoundClosedError, RoundStateError
from competency.rounds import State as RoundState
from tests import factories
from tests.assessments.clusterings import quiet

FULL = bytes([3, 3, 3, 1, 3, 1, 1, 3, 3, 3])
"""Answers that reach level 2 in reading, 1 in keeping and 3 in sharing."""

LEVELS = (2.0, 1.0, 3.0)
CASEWORKER = {"work-2567": "NONIT", "role-2567": "OPR"}
NAN = float("nan")


class City:
    """An agency with divisions of 6 and 4, everybody answering alike."""

    def __init__(self) -> None:
        self.agency = factories.unit(code="00")
        self.large = factories.unit(code="01", parent=self.agency)
        self.small = factories.unit(code="02", parent=self.agency)
        self.people = [factories.person(self.large) for _ in range(6)]
        self.people += [factories.person(self.small) for _ in range(4)]
        self.late = factories.person(self.agency)
        self.round = factories.round_()
        for person in self.people:
            factories.answered(self.round, person, FULL)
        factories.answered(self.round, self.late, FULL, status="draft")


@pytest.fixture
def city(app: Flask) -> City:
    return City()


def test_levels_are_kept_for_everybody_who_handed_in(city: City) -> None:
    jobs.close(city.round, quiet)
    assert rounds.round_(city.round).state is RoundState.CLOSED
    assert results.own(city.round, city.people[0]) == LEVELS
    kinds = select(Score.kind, func.count(Score.id)).group_by(Score.kind)
    kept = dict(db.session.execute(kinds).all())
    assert kept == {"self": 10, "combined": 10}


def test_a_draft_at_closing_is_not_scored(city: City) -> None:
    jobs.close(city.round, quiet)
    assert results.own(city.round, city.late) is None


def test_what_is_not_shown_is_not_kept(city: City) -> None:
    """The four of the second division are withheld, and with them the other six."""
    jobs.close(city.round, quiet)
    wanted = select(Figure.unit_id, Figure.people, Figure.figures)
    rows = {row.unit_id: row for row in db.session.execute(wanted)}
    assert rows[city.agency].people == 10
    assert (rows[city.small].people, rows[city.small].figures) == (None, None)
    assert (rows[city.large].people, rows[city.large].figures) == (None, None)


def test_the_report_of_the_agency_holds_means_and_gaps(city: City) -> None:
    jobs.close(city.round, quiet)
    units = results.units(city.round)
    ids = rounds.round_(city.round).framework.competency_ids
    report = gap_report(ids, results.figures(city.round, units))
    top = report.lines[0]
    assert (top.unit, top.asked, top.people) == (city.agency, 11, 10)
    for shown, level in zip(top.cells, (2, 1), strict=False):
        assert (shown.state, shown.level, shown.gap) == (State.SHOWN, level, 0)
        assert str(shown.short) == "nan"  # nobody is below: one side of it is empty
    assert top.cells[2].state is State.FREE
    assert [line.people for line in report.lines[1:]] == [None, None]


def test_a_later_round_is_told_beside_an_earlier_one(city: City) -> None:
    """Who joined stands like the ten before, and is in doubt by more than a level."""
    jobs.close(city.round, quiet)
    again = factories.round_()
    for person in (*city.people, city.late):
        factories.answered(again, person, FULL)
    jobs.close(again, quiet)
    units = results.units(again)
    ids = rounds.round_(again).framework.competency_ids
    top = gap_report(ids, results.figures(again, units)).lines[0]
    assert (top.people, top.cells[0].level) == (11, 2)


def test_closing_keeps_how_sure_the_means_are(city: City) -> None:
    """Ten of eleven, all alike: 2.262 · 0.5 / √10 is told as 0.4; told in tenths.

    0.4 · √(1 / 11) + 0.05 = 0.17, rounded up.
    """
    jobs.close(city.round, quiet)
    units = results.units(city.round)
    ids = rounds.round_(city.round).framework.competency_ids
    top = gap_report(ids, results.figures(city.round, units)).lines[0].cells[0]
    assert top.level_half == pytest.approx(0.2)
    assert top.gap_half == pytest.approx(0.2)
    assert top.level_wide == pytest.approx(0.45)


def test_progress_is_told(city: City) -> None:
    told: list[tuple[int, int]] = []
    jobs.close(city.round, lambda done, total: told.append((done, total)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_a_killed_closing_is_finished_by_the_next_attempt(
    city: City, now: datetime
) -> None:
    operations.begin(city.round, actor=SYSTEM, now=now)
    assert rounds.round_(city.round).state is RoundState.CLOSING
    jobs.close(city.round, quiet)
    assert results.own(city.round, city.people[0]) == LEVELS


def test_a_closed_round_is_not_closed_again(city: City) -> None:
    jobs.close(city.round, quiet)
    before = db.session.scalar(select(func.count(AuditLine.id)))
    with pytest.raises(RoundStateError):
        jobs.close(city.round, quiet)
    assert db.session.scalar(select(func.count(AuditLine.id))) == before


def test_a_round_without_answers_closes_with_nothing_to_show(app: Flask) -> None:
    person = factories.person(factories.unit())
    number = factories.round_()
    jobs.close(number, quiet)
    assert results.own(number, person) is None
    (line,) = gap_report(
        ("a", "b", "c"), results.figures(number, results.units(number))
    ).lines
    assert (line.asked, line.people) == (1, 0)


def test_a_supervisor_who_rated_too_is_combined_by_the_preset(city: City) -> None:
    subject, head = city.people[0], city.late
    factories.rating(city.round, subject, head, bytes([4, 4, 4]))
    jobs.close(city.round, quiet)
    found = results.own(city.round, subject)
    assert found == pytest.approx((2.9, 2.8, 3.0))


def test_answers_are_read_item_major_and_only_those_handed_in(city: City) -> None:
    sheet = answers.sheet(city.round, "self", 10)
    assert sheet.subjects.tolist() == sorted(city.people)
    assert sheet.codes.shape == (10, 10)
    assert sheet.codes[:, 0].tolist() == list(FULL)


def test_no_answers_are_an_empty_sheet(city: City) -> None:
    assert answers.sheet(city.round, "peer", 3).codes.shape == (3, 0)


def test_no_answer_is_taken_once_closing_has_begun(city: City, now: datetime) -> None:
    from assessments.operations.answers import hand_in  # noqa: PLC0415 -- one test

    operations.begin(city.round, actor=SYSTEM, now=now)
    with pytest.raises(RoundClosedError):
        hand_in(city.round, {city.late: FULL}, actor=SYSTEM, now=now)


class Raters:
    """A head and four people, in a round in which supervisors and peers rate."""

    def __init__(self, settings: dict[str, object] | None = None) -> None:
        unit = factories.unit(code="00")
        self.head = factories.person(unit)
        self.people = [factories.person(unit, supervisor=self.head) for _ in range(4)]
        wished = settings or {"raters": ["supervisor", "peer"]}
        self.round = factories.round_(settings=wished)

    def rated(self, subject: int, kind: str, *levels: bytes) -> None:
        """Hand in what so many raters of a kind say of somebody."""
        raters = [r for r in ratings.raters(self.round, subject) if r.kind == kind]
        for rater, codes in zip(raters, levels, strict=False):
            factories.rated(rater.public_id, codes)


def test_ratings_of_others_are_kept_by_kind_and_combined(app: Flask) -> None:
    team = Raters()
    first = team.people[0]
    factories.answered(team.round, first, FULL)
    team.rated(first, "supervisor", bytes([2, 3, 254]))
    team.rated(first, "peer", bytes([4, 4, 4]), bytes([3, 3, 3]), bytes([2, 2, 254]))
    jobs.close(team.round, quiet)
    kinds = results.by_kind(team.round, first)
    assert kinds["self"].levels == LEVELS
    assert kinds["supervisor"].levels[:2] == (1.0, 2.0)
    assert kinds["peer"].levels[:2] == (2.0, 2.0)
    assert str(kinds["peer"].levels[2]) == "nan"
    own = results.own(team.round, first)
    assert own is not None
    # 10 % self + 70 % supervisor + 20 % peers; of sharing only oneself knows
    assert own == pytest.approx((0.2 + 0.7 + 0.4, 0.1 + 1.4 + 0.4, 3.0))


def test_two_peers_are_too_few_to_count_or_to_be_kept(app: Flask) -> None:
    team = Raters()
    first = team.people[0]
    factories.answered(team.round, first, FULL)
    team.rated(first, "peer", bytes([4, 4, 4]), bytes([4, 4, 4]))
    jobs.close(team.round, quiet)
    assert results.own(team.round, first) == LEVELS
    levels = results.by_kind(team.round, first)["peer"].levels
    assert [str(level) for level in levels] == ["nan"] * 3


def test_a_rating_that_was_not_handed_in_does_not_count(app: Flask) -> None:
    team = Raters()
    first = team.people[0]
    factories.answered(team.round, first, FULL)
    jobs.close(team.round, quiet)
    assert set(results.by_kind(team.round, first)) == {"self"}


def test_a_report_says_how_much_rests_on_the_self_rating_alone(app: Flask) -> None:
    team = Raters()
    for person in team.people:
        factories.answered(team.round, person, FULL)
    team.rated(team.people[0], "supervisor", bytes([2, 3, 254]))
    team.rated(team.people[1], "peer", bytes([4, 4, 4]))
    jobs.close(team.round, quiet)
    (top,) = results.units(team.round)
    # one of four was rated: .75, told in tenths; a single colleague does not count
    assert results.alone(team.round, top) == pytest.approx(0.8)


def test_items_that_others_answered_become_levels_by_the_frameworks_rule(
    app: Flask,
) -> None:
    team = Raters({"raters": ["supervisor"], "by_items": True, "weights": "equal"})
    first = team.people[0]
    factories.answered(team.round, first, FULL)
    team.rated(first, "supervisor", bytes([3, 3, 1, 1, 3, 3, 1, 3, 3, 3]))
    jobs.close(team.round, quiet)
    kinds = results.by_kind(team.round, first)
    assert kinds["supervisor"].levels == (1.0, 2.0, 3.0)
    assert results.own(team.round, first) == pytest.approx((1.5, 1.5, 3.0))


def test_own_weights_leave_a_level_unknown_that_rests_on_nobody_who_counts(
    app: Flask,
) -> None:
    own = {"weights": "own", "percent": [0, 100, 0, 0]}
    team = Raters({"raters": ["supervisor"], **own})
    first = team.people[0]
    factories.answered(team.round, first, FULL)
    team.rated(first, "supervisor", bytes([2, 3, 254]))
    jobs.close(team.round, quiet)
    found = results.own(team.round, first)
    assert found == pytest.approx((1.0, 2.0, float("nan")), nan_ok=True)
