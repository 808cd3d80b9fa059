from dataclasses import replace

import pytest

from competency.planning.making import make
from competency.planning.values import PlanSettings
from tests.competency.planning.instances import course, staff


@pytest.mark.parametrize(("bound", "gap"), [(4.0, 0.25), (3.0, 0.0), (0.0, 0.0)])
def test_the_gap_is_the_share_of_the_bound_not_reached(
    bound: float, gap: float
) -> None:
    plan = make(staff([[0]], [[3]]), [course("A", ("data", 0, 3))], PlanSettings(0))
    assert replace(plan, bound=bound).gap == gap
