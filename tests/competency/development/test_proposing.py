from datetime import date
from math import isnan, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competency.answers import blank
from competency.courses import Course, Effect, Suited
from competency.development import (
    Period,
    Row,
    further,
    lacking,
    period,
    problems,
    proposal,
)
from competency.development.values import Move
from competency.results import PersonalResult, Standing, personal, shortfalls
from tests.competency.development.plans import THREE

WHEN = Period(date(2026, 11, 24), date(2027, 9, 30))
READ = Course(
    "READ",
    "=อ่านข้อมูล",
    "สำนักปลัด",
    6.0,
    "Onsite",
    2_000_000,
    50_000,
    10,
    20,
    2,
    (Effect("three", "data.read", 0, 2),),
)
OFFERED = {"data.read": (Suited(READ, 2.0, 1.0),)}

any_level = st.one_of(st.just(nan), st.floats(0, 3, width=32))
any_profile = st.sampled_from([None, "caseworker", "head"])


def _result(*levels: float, profile: str | None = "caseworker") -> PersonalResult:
    return personal(THREE, profile, levels, blank(THREE))


def _proposed(result: PersonalResult, language: str = "th") -> tuple[Row, ...]:
    return proposal(result, THREE, OFFERED, WHEN, language)


def test_a_gap_becomes_a_row_with_the_wording_of_the_target_as_its_goal() -> None:
    assert _proposed(_result(1, 2, 0)) == (
        Row(
            key="data.read",
            competency="data.read",
            goal="เปรียบเทียบข้อมูลจากหลายแหล่งได้",
            from_level=1.0,
            to_level=2.0,
            methods=("training",),
            course="READ",
            course_name="=อ่านข้อมูล",
            starts_on=WHEN.starts_on,
            ends_on=WHEN.ends_on,
        ),
    )


def test_without_a_wording_the_level_is_called_by_its_name() -> None:
    (_read, keep, _share) = _proposed(_result(0, 1, 1, profile="head"), "en")
    assert (keep.competency, keep.goal) == ("data.keep", "Independent")
    assert (keep.methods, keep.course) == ((), "")


def test_the_largest_shortfall_stands_first() -> None:
    found = _proposed(_result(2, 0, 1.5, profile="head"))
    assert [each.key for each in found] == ["data.keep", "data.read", "safe.share"]


def test_a_level_between_two_steps_is_told_as_it_stands() -> None:
    (row,) = _proposed(_result(1.666666, 2, 0))
    assert (row.from_level, row.to_level) == (1.67, 2.0)


def test_whoever_meets_every_target_is_proposed_nothing_until_they_wish() -> None:
    result = _result(2, 1, 0)
    assert _proposed(result) == ()
    found = further(result, THREE, OFFERED, WHEN, "en")
    assert [(each.key, each.from_level, each.to_level) for each in found] == [
        ("data.read", 2.0, 3.0),
        ("data.keep", 1.0, 2.0),
    ]


def test_at_the_top_of_the_scale_there_is_nothing_further() -> None:
    assert further(_result(3, 3, 3, profile="head"), THREE, {}, WHEN, "th") == ()


@pytest.mark.parametrize(
    ("today", "end"),
    [
        (date(2026, 11, 24), date(2027, 9, 30)),
        (date(2027, 7, 2), date(2027, 9, 30)),
        (date(2027, 7, 3), date(2028, 9, 30)),
        (date(2027, 12, 31), date(2028, 9, 30)),
        (date(2028, 2, 29), date(2028, 9, 30)),
    ],
)
def test_a_plan_lasts_until_the_fiscal_year_ends(today: date, end: date) -> None:
    assert period(today) == Period(today, end)


@given(any_level, any_level, any_level, any_profile)
def test_each_gap_has_one_row_that_can_be_kept_and_leads_to_the_target(
    read: float, keep: float, share: float, profile: str | None
) -> None:
    result = _result(read, keep, share, profile=profile)
    rows = _proposed(result)
    assert [each.key for each in rows] == [
        each.competency.id for each in shortfalls(result)
    ]
    assert problems(rows, THREE, {"READ"}) == ()
    for row, outcome in zip(rows, shortfalls(result), strict=True):
        assert row.to_level is not None
        assert row.to_level >= outcome.target
        assert row.goal


@given(any_level, any_level, any_level, any_profile)
def test_what_leads_further_is_of_other_competencies_and_can_be_kept(
    read: float, keep: float, share: float, profile: str | None
) -> None:
    result = _result(read, keep, share, profile=profile)
    rows = further(result, THREE, OFFERED, WHEN, "th")
    assert not {each.key for each in rows} & {each.key for each in _proposed(result)}
    assert problems(rows, THREE, {"READ"}) == ()
    known = {o.competency.id: o for o in result.outcomes}
    for row in rows:
        outcome = known[row.key]
        assert not isnan(outcome.level)
        assert outcome.standing in {Standing.MET, Standing.ABOVE}


def test_a_proposal_still_lacks_what_only_people_know() -> None:
    missing = lacking(_proposed(_result(1, 2, 0)), Move.PROPOSE)
    assert [each.place.column for each in missing] == ["measure"]
