from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from assessments.database import db
from assessments.demo import states
from assessments.demo.states import State
from assessments.jobs import strategies
from assessments.models import Account, AuditLine, Score
from assessments.operations import accounts, audit
from assessments.operations.audit import SYSTEM
from assessments.queries import (
    answers,
    courses,
    development,
    frameworks,
    masterplans,
    needs,
    people,
    plans,
    results,
    roster,
    rounds,
)
from assessments.queries.rounds import RoundFacts
from competency import rounds as rules
from competency.reports import Kept
from tests import factories
from tests.assessments.demo import small_city
from tests.conftest import NOW

SignIns = dict[str, tuple[str, str]]


@dataclass(frozen=True)
class Built:
    """The city that the tests below look at, and who may sign in, by role."""

    sign_ins: SignIns
    steps: list[tuple[int, int]]

    @property
    def first(self) -> RoundFacts:
        return rounds.newest()[1]

    @property
    def second(self) -> RoundFacts:
        return rounds.newest()[0]

    def people(self) -> list[int]:
        found = [people.person_id(number) for number, _ in self.sign_ins.values()]
        return [person for person in found if person is not None]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Flask, Built]]:
    with small_city.empty(tmp_path_factory.mktemp("city")) as app:
        steps: list[tuple[int, int]] = []
        found = small_city.build(lambda done, total: steps.append((done, total)))
        sign_ins = {one.role: (one.username, one.password) for one in found}
        yield app, Built(sign_ins, steps)


@pytest.fixture
def city(whole: tuple[Flask, Built]) -> Iterator[Built]:
    app, built = whole
    with app.app_context():
        yield built


def _shown() -> list[tuple[str, Kept]]:
    """What the gap reports of the first round rest on, by code of unit."""
    first = rounds.newest()[1].id
    units = results.units(first)
    kept = results.figures(first, units)
    pairs = zip(units, kept, strict=True)
    return [(unit.code, replace(figures, unit=0)) for unit, figures in pairs]


def _plan() -> tuple[int, float, float]:
    (line,) = plans.newest()
    return line.cost_satang, line.closed, line.bound


def test_progress_is_told_to_its_end(city: Built) -> None:
    total = city.steps[0][1]
    assert city.steps == [(step, total) for step in range(1, total + 1)]


def test_a_built_city_says_so_in_its_log(city: Built) -> None:
    assert states.state() is State.BUILT


def test_an_empty_database_is_empty_and_a_begun_one_half_built(app: Flask) -> None:
    assert states.state() is State.EMPTY
    audit.note(SYSTEM, states.BEGUN, states.NOUN, NOW)
    assert states.state() is State.HALF


def test_a_database_with_other_people_is_foreign(app: Flask) -> None:
    factories.person(factories.unit())
    assert states.state() is State.FOREIGN


def test_a_city_is_built_in_an_empty_database_alone(city: Built) -> None:
    with pytest.raises(ValueError, match="built"):
        small_city.build()


def test_the_same_city_is_built_on_each_database(app: Flask, city: Built) -> None:
    expected = _shown(), _plan()
    with app.app_context():
        small_city.build()
        assert (_shown(), _plan()) == expected


def test_the_city_has_its_framework_and_its_courses(city: Built) -> None:
    own = city.first.framework
    assert own.version.endswith("-demo")
    assert city.second.framework == own
    assert len(courses.catalogue(own.id)) == len(courses.catalogue()) > 30
    assert {version.framework for version in frameworks.versions()} > {own.id}


def test_the_city_has_a_master_plan_that_its_first_round_is_read_by(
    city: Built,
) -> None:
    kept = masterplans.in_use()
    assert kept is not None
    top = results.units(city.first.id)[0]
    found = strategies.report(kept.content, (city.first, top))
    assert [line.figure.state for line in found] == ["shown"] * 5
    assert strategies.year_of(city.first) in kept.content.years.every


def test_the_first_round_closed_at_its_time_with_results(city: Built) -> None:
    first = city.first
    assert first.state is rules.State.CLOSED
    assert first.closes_at == NOW - timedelta(days=42)
    assert first.closed_at == first.closes_at
    handed_in = rounds.rate(first.id).submitted
    kept = select(func.count(Score.id)).where(
        Score.round_id == first.id, Score.kind == results.COMBINED
    )
    assert db.session.scalar(kept) == handed_in > 0


def test_the_turnout_of_the_first_round_is_about_five_in_six(city: Built) -> None:
    rate = rounds.rate(city.first.id)
    assert rate.asked == len(roster.people())
    assert rate.share == pytest.approx(0.85, abs=0.08)
    assert rate.submitted < rate.begun < rate.asked


def test_the_second_round_takes_answers_and_has_some(city: Built) -> None:
    second = city.second
    assert second.is_open(NOW)
    assert second.closes_at == NOW + timedelta(days=21)
    rate = rounds.rate(second.id)
    assert rate.share == pytest.approx(0.35, abs=0.15)
    assert 0 < rate.submitted < rate.begun < rate.asked


def test_answers_were_handed_in_while_their_round_was_open(city: Built) -> None:
    for found in (city.first, city.second):
        for person in roster.ids_of_people().values():
            mine = {draft.round_id: draft for draft in answers.mine(person)}
            at = mine[found.id].submitted_at
            assert at is None or found.opens_at <= at < min(found.closes_at, NOW)


def test_the_log_tells_opening_and_closing_at_their_times(city: Built) -> None:
    wanted = select(AuditLine.action, AuditLine.at).where(
        AuditLine.noun == "round", AuditLine.noun_id == str(city.first.id)
    )
    at = dict(db.session.execute(wanted).all())
    assert at["open"] == city.first.opens_at
    assert at["begin_closing"] == at["close"] == city.first.closes_at


def test_a_plan_and_groups_of_the_first_round_are_there(city: Built) -> None:
    (line,) = plans.newest()
    assert line.round_id == city.first.id
    assert 0 < line.cost_satang <= line.budget_satang
    assert 0 < line.closed <= line.bound + 1e-6
    assert [each.public_id for each in needs.of_round(city.first.id)] == [
        line.settings["clustering"]
    ]


def test_whoever_signs_in_has_a_result_and_the_second_round_to_do(city: Built) -> None:
    assert len(set(city.people())) == 7
    for person in city.people():
        of_round = {draft.round_id: draft for draft in answers.mine(person)}
        assert results.own(city.first.id, person) is not None
        waiting = of_round[city.second.id]
        assert waiting.status == "asked"
        assert set(waiting.codes) == {0}


def test_the_seven_sign_ins_work_and_nobody_else_has_a_password(city: Built) -> None:
    assert list(city.sign_ins) == [
        "staff",
        "supervisor",
        "manager",
        "executive",
        "hr",
        "admin",
        "auditor",
    ]
    signed = {accounts.signed(*given) for given in city.sign_ins.values()}
    wanted = select(Account.id).where(Account.password.is_not(None))
    assert signed == set(db.session.scalars(wanted))
    assert None not in signed


def test_a_plan_waits_for_the_supervisor_and_staff_begin_their_own(
    city: Built,
) -> None:
    staff, head, *_rest = city.people()
    states = [each.state for each in development.of_team(head) if each.state]
    assert states == ["proposed", "draft"]
    assert development.waiting(head) == 1
    name = next(d.public_id for d in answers.mine(staff) if d.state == "closed")
    own = development.plan(name, staff)
    assert own is not None
    assert own.id is None
