"""Plans as they are read back: the same as they were made."""

from dataclasses import replace

import pandas as pd
from flask import Flask

from assessments.jobs import contents
from assessments.queries import plans, rounds
from competency.planning import making
from competency.planning.checking import faults
from competency.planning.values import PlanSettings
from tests.assessments.catalogue import BUDGET, COURSES, plan, put
from tests.assessments.clusterings import closed_round

MISSING = "00000000-0000-0000-0000-000000000000"


def test_a_plan_comes_back_as_it_was_made(app: Flask) -> None:
    put()
    round_id = closed_round()
    kept = plans.plan(plan(round_id))
    people = contents.staff(rounds.round_(round_id), plans.people(round_id))
    made = making.make(people, COURSES, PlanSettings(BUDGET))
    columns = ["run", "person", "competency"]
    pd.testing.assert_frame_equal(
        kept.placements.sort_values(columns, ignore_index=True),
        made.placements.sort_values(columns, ignore_index=True),
        check_dtype=False,
    )
    empty = kept.placements.iloc[:0]
    assert replace(kept, placements=empty).runs == made.runs
    assert (kept.courses, kept.binding) == (made.courses, made.binding)
    assert (kept.closed, kept.bound) == (made.closed, made.bound)
    assert faults(kept, people) == ()


def test_the_newest_plan_comes_first(app: Flask) -> None:
    put()
    round_id = closed_round()
    first, second = plan(round_id), plan(round_id, BUDGET // 2)
    assert [each.id for each in plans.newest()] == [second.id, first.id]
    assert second.round_name == "รอบที่ 1 =2569"


def test_a_plan_of_the_same_data_is_found(app: Flask) -> None:
    put()
    round_id = closed_round()
    line = plan(round_id)
    assert plans.made_of(round_id, line.input_digest) == line
    assert plans.made_of(round_id + 1, line.input_digest) is None
    assert plans.made_of(round_id, "0" * 64) is None


def test_there_is_no_plan_of_a_foreign_name(app: Flask) -> None:
    assert plans.line(MISSING) is None
    assert plans.newest() == ()


def test_people_come_by_unit_with_the_unit_as_it_stood(app: Flask) -> None:
    found = plans.people(closed_round())
    assert len(found) == 98
    assert [each.unit_code for each in found] == ["C1"] * 49 + ["C2"] * 49
    assert found[0].unit_th == "หน่วยงาน 1"
    assert found[0].name.startswith("นางสมศรี")
