import json

import pandas as pd

from competency.planning.making import make
from competency.planning.record import recall, record
from competency.planning.values import PlanSettings
from tests.competency.planning.instances import course, staff


def test_a_recorded_plan_comes_back_as_it_was() -> None:
    courses = [course("A", ("data", 0, 2), ("law", 0, 1), seats=(1, 1), runs=1)]
    plan = make(staff([[0, 0]] * 2, [[2, 2]] * 2), courses, PlanSettings(10_000))
    kept = json.loads(json.dumps(record(plan)))
    again = recall(
        kept,
        runs=plan.runs,
        placements=plan.placements,
        cost_satang=plan.cost_satang,
        closed=plan.closed,
        bound=plan.bound,
        method=plan.method,
    )
    assert again.courses == plan.courses
    assert (again.settings, again.binding) == (plan.settings, plan.binding)
    assert (again.shortfall, again.reachable) == (plan.shortfall, plan.reachable)
    assert again.binding.full == ("A",)
    pd.testing.assert_frame_equal(again.placements, plan.placements)
